"""What does the office know of my brand, and how do I keep it up to date? Marks are proved at enrolment; the rest is the brand's own word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from assay.actions import brand as act
from assay.actions.clock import now
from assay.errors import AssayError, BadInput, NotFound
from assay.records.queries import brand as query
from assay.records.queries.person import acting, brand_of
from assay.regime.brand.register import Dealer, Product, Signer
from assay.regime.brand.signer import check_signer
from assay.web.permissions import Action, may
from assay.web.problems import status_of

PARTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "names": (),
    "dealers": (
        ("legal_name", "Legal name"),
        ("address", "Address"),
        ("country", "Country"),
        ("vat_id", "VAT number"),
        ("iban", "IBAN"),
        ("level", "Level"),
    ),
    "products": (
        ("name", "Name"),
        ("model", "Model"),
        ("gtin", "GTIN"),
        ("reference_price", "Reference price"),
        ("currency", "Currency"),
    ),
    "signers": (
        ("name", "Whose signature"),
        ("jwk", "Public key (JWK)"),
        ("certificate_sha256", "or SHA-256 of the certificate"),
        ("valid_from", "From"),
        ("valid_to", "Until"),
    ),
}
MOST_ROWS = 10_000
LONGEST = {
    "name": 200,
    "model": 100,
    "legal_name": 300,
    "address": 500,
    "vat_id": 30,
    "iban": 34,
    "jwk": 2000,
    "certificate_sha256": 200,
}


@may(Action.SEE_OWN_BRAND)
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Everything that the register says of my brand."""
    return render(request, "brand/register.html", {"r": query.register_of(brand_of(request.user))})


@may(Action.MAINTAIN_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, part: str) -> HttpResponse:
    """Change the names, the dealers or the products. A refused form comes back with everything that was written."""
    brand = brand_of(request.user)
    if part not in PARTS:
        raise NotFound("there is no such part.", mend="Open it from the page of your register.")
    view = query.register_of(brand)
    context: dict[str, Any] = {"part": part, "columns": PARTS[part], "r": view}
    if request.method != "POST":
        context["rows"] = [_cells(part, r) for r in getattr(view, part)] if PARTS[part] else []
        context["aliases"], context["categories"] = "\n".join(view.aliases), "\n".join(view.categories)
        return render(request, "brand/register_edit.html", context)
    rows = _written(request, part)
    try:
        changes = _changes(request, part, rows)
        act.update(brand=brand, by=acting(request.user), at=now(), **changes)
    except AssayError as wrong:
        context |= {"problem": wrong, "rows": [_cells(part, r) for r in rows]}
        context |= {name: request.POST.get(name, "") for name in ("aliases", "categories")}
        return render(request, "brand/register_edit.html", context, status=status_of(wrong))
    messages.success(request, "The register was changed. Listings that this touches are screened again.")
    return redirect("brand_register")


@may(Action.MAINTAIN_REGISTER)
@require_GET
def row(request: HttpRequest, part: str) -> HttpResponse:
    """One more empty row, for a form that is open."""
    if not PARTS.get(part):
        raise NotFound("there is no such part.", mend="Open it from the page of your register.")
    return render(request, "brand/register_row.html", {"cells": _cells(part, {})})


def _cells(part: str, row: Mapping[str, Any]) -> list[tuple[str, str, Any]]:
    """A row as cells: field, label, value."""
    return [(name, said, row.get(name) if row.get(name) is not None else "") for name, said in PARTS[part]]


def _written(request: HttpRequest, part: str) -> list[dict[str, str]]:
    """The rows as they were typed, empty ones left out."""
    columns = {name: request.POST.getlist(name)[: MOST_ROWS + 1] for name, _ in PARTS[part]}
    count = max((len(c) for c in columns.values()), default=0)
    rows = [{name: c[i].strip() if i < len(c) else "" for name, c in columns.items()} for i in range(count)]
    return [r for r in rows if any(value for name, value in r.items() if name != "level")]


def _changes(request: HttpRequest, part: str, rows: list[dict[str, str]]) -> dict[str, Any]:
    if part == "dealers":
        return {"dealers": [dealer(r, where=f"row {i + 1}") for i, r in enumerate(rows)]}
    if part == "products":
        return {"products": [product(r, where=f"row {i + 1}") for i, r in enumerate(rows)]}
    if part == "signers":
        return {"signers": [signer(r, where=f"row {i + 1}") for i, r in enumerate(rows)]}
    lines = {
        name: [x.strip() for x in request.POST.get(name, "").splitlines() if x.strip()]
        for name in ("aliases", "categories")
    }
    for name, words in lines.items():
        if any(len(word) > 200 for word in words):
            raise BadInput("a line has more than 200 characters.", where=name, mend="Write one name a line.")
    return dict(lines)


def dealer(written: Mapping[str, Any], *, where: str) -> Dealer:
    """A dealer out of words; BadInput names the cell that does not fit."""
    words = _words(written, ("legal_name", "address", "country", "vat_id", "iban"), where=where)
    level = str(written.get("level") or "1")
    if not (level.isascii() and level.isdigit() and 1 <= int(level[:4]) <= 9):
        raise BadInput(
            f"{level[:40]!r} is no level.",
            where=f"{where}, level",
            mend="1 buys from you; 2 buys from a dealer of level 1; at most 9.",
        )
    if not words["legal_name"]:
        raise BadInput(
            "a dealer needs a name.", where=f"{where}, legal_name", mend="Give the name in the commercial register."
        )
    if words["country"] and not (
        len(words["country"]) == 2 and words["country"].isascii() and words["country"].isalpha()
    ):
        raise BadInput(
            f"{words['country'][:40]!r} is no country.",
            where=f"{where}, country",
            mend="Give two letters (ISO 3166), such as FR.",
        )
    return Dealer(**{**words, "country": words["country"].upper()}, level=int(level))


def signer(written: Mapping[str, Any], *, where: str) -> Signer:
    """A signer out of words; BadInput names the cell that does not fit. Colons in a fingerprint are left out."""
    words = _words(written, ("name", "jwk", "certificate_sha256", "valid_from", "valid_to"), where=where)
    words["certificate_sha256"] = words["certificate_sha256"].replace(":", "").replace(" ", "").lower()
    return check_signer(Signer(**words), where=where)


def product(written: Mapping[str, Any], *, where: str) -> Product:
    """A product out of words; BadInput names the cell that does not fit."""
    words = _words(written, ("name", "model", "gtin", "currency"), where=where)
    if not words["name"]:
        raise BadInput("a product needs a name.", where=f"{where}, name", mend="Give the name under which you sell it.")
    gtin = words["gtin"].replace(" ", "")
    if gtin and not (gtin.isascii() and gtin.isdigit() and len(gtin) in (8, 12, 13, 14)):
        raise BadInput(f"{gtin[:40]!r} is no GTIN.", where=f"{where}, gtin", mend="Give 8, 12, 13 or 14 digits.")
    price = _price(str(written.get("reference_price") or "").strip(), where=f"{where}, reference_price")
    currency = words["currency"].upper()
    if price is not None and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        raise BadInput(
            "a price needs its currency.",
            where=f"{where}, currency",
            mend="Give three letters (ISO 4217), such as EUR.",
        )
    return Product(
        name=words["name"], model=words["model"], gtin=gtin, reference_price=price, currency=currency if price else ""
    )


def _price(word: str, *, where: str) -> Decimal | None:
    if not word:
        return None
    try:
        price = Decimal(word)
    except InvalidOperation:
        price = Decimal("NaN")
    if not price.is_finite() or not Decimal(0) < price < Decimal(10) ** 12 or price != round(price, 2):
        raise BadInput(
            f"{word[:40]!r} is no price.",
            where=where,
            mend="Give a positive amount with at most two decimals, such as 1290.00.",
        )
    return price


def _words(written: Mapping[str, Any], names: Sequence[str], *, where: str) -> dict[str, str]:
    words = {name: str(written.get(name) or "").strip() for name in names}
    for name, word in words.items():
        if len(word) > LONGEST.get(name, 60) or "\x00" in word:
            raise BadInput(
                f"this is longer than {LONGEST.get(name, 60)} characters or holds a null.",
                where=f"{where}, {name}",
                mend="Shorten it.",
            )
    return words
