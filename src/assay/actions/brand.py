"""A brand enrols, and keeps its register up to date; screening sees each change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from assay.actions.decision import record
from assay.actions.listing import rescreen
from assay.errors import BadInput, Conflict, TooLarge
from assay.records.models import Brand, Dealer, Decision, Listing, Mark, Person, Product, Signer
from assay.regime.brand import register
from assay.regime.brand.signer import check_signer
from assay.regime.terms import DecisionKind

MAX_ALIASES = 200
MAX_ROWS = 10_000
MAX_SIGNERS = 100
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}").fullmatch


def enrol(
    *,
    brand_id: str,
    name: str,
    aliases: Sequence[str] = (),
    categories: Sequence[str] = (),
    marks: Sequence[register.Mark] = (),
    products: Sequence[register.Product] = (),
    dealers: Sequence[register.Dealer] = (),
    signers: Sequence[register.Signer] = (),
    protected: bool = True,
    by: Person | None,
    at: datetime,
) -> Brand:
    """Put a brand into the register. A protected brand proves a mark: office and number.

    BadInput: no name, an identifier that is none, a protected brand without a mark. Conflict: the brand or one of its marks is enrolled already.
    """
    if not _ID(brand_id):
        raise BadInput(
            f"{brand_id!r} is no identifier.", where="brand_id", mend="Use small letters, digits and hyphens."
        )
    if not name.strip():
        raise BadInput("a brand needs a name.", where="name", mend="Give the name as it is registered.")
    if protected and not marks:
        raise BadInput(
            "a protected brand needs a mark.", where="marks", mend="Give office and number of a registered mark."
        )
    _check_rows(aliases, products, dealers, signers)
    with transaction.atomic():
        try:
            with transaction.atomic():
                brand = Brand.objects.create(
                    brand_id=brand_id,
                    name=name.strip(),
                    aliases=[a.strip() for a in aliases if a.strip()],
                    protected=protected,
                    categories=list(categories),
                    enrolled_at=at,
                )
                Mark.objects.bulk_create(_mark(brand, mark) for mark in marks)
        except IntegrityError:
            raise Conflict(
                "this brand, or one of its marks, is enrolled already.", mend="Open the brand's page."
            ) from None
        _write(brand, products=products, dealers=dealers, signers=signers)
        record(
            kind=DecisionKind.ENROL,
            subject=brand,
            brand=brand,
            facts={
                "marks": [f"{m.office} {m.number}" for m in marks],
                "protected": protected,
                "dealers": len(dealers),
                "products": len(products),
            },
            outcome={"state": "enrolled"},
            by=by,
            at=at,
            case=("brand", brand_id),
            counts={"marks": len(marks), "products": len(products), "dealers": len(dealers)},
        )
        rescreen(Listing.objects.all())
        return brand


def update(
    *,
    brand: Brand,
    aliases: Sequence[str] | None = None,
    categories: Sequence[str] | None = None,
    products: Sequence[register.Product] | None = None,
    dealers: Sequence[register.Dealer] | None = None,
    signers: Sequence[register.Signer] | None = None,
    by: Person | None,
    at: datetime,
) -> Decision:
    """Change what the register knows of a brand; None leaves a part as it is. Its listings are screened again."""
    _check_rows(aliases or (), products or (), dealers or (), signers or ())
    with transaction.atomic():
        row = Brand.objects.select_for_update().get(pk=brand.pk)
        if aliases is not None:
            row.aliases = [a.strip() for a in aliases if a.strip()]
        if categories is not None:
            row.categories = list(categories)
        row.register_version += 1
        row.save()
        if products is not None:
            row.products.all().delete()
        if dealers is not None:
            row.dealers.all().delete()
        if signers is not None:
            row.signers.all().delete()
        _write(row, products=products or (), dealers=dealers or (), signers=signers or ())
        decision = record(
            kind=DecisionKind.ENROL,
            subject=row,
            brand=row,
            facts={
                "changed": sorted(
                    name
                    for name, value in (
                        ("aliases", aliases),
                        ("categories", categories),
                        ("products", products),
                        ("dealers", dealers),
                        ("signers", signers),
                    )
                    if value is not None
                ),
                "register_version": row.register_version,
            },
            outcome={"state": "updated"},
            by=by,
            at=at,
            case=("brand", row.pk),
        )
        # New names, product lines and GTINs can hit any listing; the rest only those that trade on the brand already.
        anywhere = aliases is not None or products is not None
        rescreen(Listing.objects.all() if anywhere else Listing.objects.filter(brand=row))
        return decision


def fact(brand: Brand) -> register.Brand:
    """The brand as the regime knows it."""
    return register.Brand(
        brand_id=brand.pk,
        name=brand.name,
        aliases=tuple(brand.aliases),
        protected=brand.protected,
        categories=tuple(brand.categories),
        marks=tuple(
            register.Mark(
                office=m.office,
                number=m.number,
                classes=tuple(m.classes),
                territories=tuple(m.territories),
                text=m.text,
            )
            for m in brand.marks.order_by("pk")
        ),
        products=tuple(
            register.Product(
                name=p.name, model=p.model, gtin=p.gtin, reference_price=p.reference_price, currency=p.currency
            )
            for p in brand.products.order_by("pk")
        ),
        dealers=tuple(
            register.Dealer(
                legal_name=d.legal_name,
                address=d.address,
                country=d.country,
                vat_id=d.vat_id,
                iban=d.iban,
                level=d.level,
            )
            for d in brand.dealers.order_by("pk")
        ),
        signers=tuple(
            register.Signer(
                name=s.name,
                certificate_sha256=s.certificate_sha256,
                jwk=s.jwk,
                valid_from=s.valid_from.isoformat() if s.valid_from else "",
                valid_to=s.valid_to.isoformat() if s.valid_to else "",
            )
            for s in brand.signers.order_by("pk")
        ),
    )


def _check_rows(
    aliases: Sequence[str],
    products: Sequence[register.Product],
    dealers: Sequence[register.Dealer],
    signers: Sequence[register.Signer],
) -> None:
    for where, rows, most in (
        ("aliases", aliases, MAX_ALIASES),
        ("products", products, MAX_ROWS),
        ("dealers", dealers, MAX_ROWS),
        ("signers", signers, MAX_SIGNERS),
    ):
        if len(rows) > most:
            raise TooLarge(f"{len(rows)} rows; {most} are allowed.", where=where, mend="Leave out what is not needed.")
    for i, signer in enumerate(signers):
        check_signer(signer, where=f"signers[{i}]")
    for i, product in enumerate(products):
        if product.reference_price is not None and product.reference_price <= 0:
            raise BadInput(
                f"{product.reference_price} is no price.",
                where=f"products[{i}].reference_price",
                mend="Give a positive price.",
            )
    for i, dealer in enumerate(dealers):
        if not dealer.legal_name.strip():
            raise BadInput("a dealer needs a name.", where=f"dealers[{i}].legal_name", mend="Give its legal name.")


def _mark(brand: Brand, mark: register.Mark) -> Mark:
    return Mark(
        brand=brand,
        office=mark.office,
        number=mark.number,
        classes=list(mark.classes),
        territories=list(mark.territories),
        text=mark.text or brand.name,
    )


def _write(
    brand: Brand,
    *,
    products: Iterable[register.Product],
    dealers: Iterable[register.Dealer],
    signers: Iterable[register.Signer],
) -> None:
    Signer.objects.bulk_create(
        Signer(
            brand=brand,
            name=s.name,
            certificate_sha256=s.certificate_sha256,
            jwk=s.jwk,
            valid_from=s.valid_from or None,
            valid_to=s.valid_to or None,
        )
        for s in signers
    )
    Product.objects.bulk_create(
        Product(
            brand=brand,
            name=p.name,
            model=p.model,
            gtin=p.gtin,
            reference_price=p.reference_price,
            currency=p.currency,
        )
        for p in products
    )
    Dealer.objects.bulk_create(
        Dealer(
            brand=brand,
            legal_name=d.legal_name,
            address=d.address,
            country=d.country,
            vat_id=d.vat_id,
            iban=d.iban,
            level=d.level or 1,
        )
        for d in dealers
    )
