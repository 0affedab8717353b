"""A store opens, and people get accounts: nobody signs himself up, the operator opens accounts for people whom he knows."""

from __future__ import annotations

import re
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from assay.errors import BadInput, Conflict, NotFound
from assay.records.models import Brand, Notifier, Person, Store
from assay.regime.terms import Role, SellerType, StoreKind, Tier

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}").fullmatch
PARTIES = {Role.BRAND: "brand", Role.SELLER: "store", Role.AGENT: "notifier"}


def open_store(
    *,
    store_id: str,
    legal_name: str,
    trading_name: str = "",
    address: str = "",
    country: str = "",
    vat_id: str = "",
    registration: str = "",
    tier: Tier = Tier.OPEN,
    kind: StoreKind = StoreKind.ORDINARY,
    seller_type: SellerType = SellerType.BUSINESS,
    opened_on: date,
) -> Store:
    """A store of the marketplace, as the operator has verified it. BadInput: no identifier or name. Conflict: it is there already."""
    if not _ID(store_id):
        raise BadInput(
            f"{store_id!r} is no identifier.", where="store_id", mend="Use small letters, digits and hyphens."
        )
    if not legal_name.strip():
        raise BadInput("a store needs its legal name.", where="legal_name", mend="Give the name as it is registered.")
    try:
        with transaction.atomic():
            return Store.objects.create(
                store_id=store_id,
                legal_name=legal_name.strip(),
                trading_name=trading_name.strip() or legal_name.strip(),
                address=address.strip(),
                country=country.strip().upper(),
                vat_id=vat_id.strip(),
                registration=registration.strip(),
                tier=tier,
                kind=kind,
                seller_type=seller_type,
                opened_on=opened_on,
            )
    except IntegrityError:
        raise Conflict(
            "a store of this identifier is open already.", where=store_id, mend="Choose another one."
        ) from None


def open_account(*, username: str, password: str, role: Role, party: str = "") -> Person:
    """An account for one person. `party` is the brand, store or notifier for which he acts, where his role acts for one.

    BadInput: a weak password, a party too many or missing. NotFound: there is no such party. Conflict: the name is taken.
    """
    if not username.strip():
        raise BadInput("an account needs a name.", where="username", mend="Give one without spaces.")
    kind = PARTIES.get(role, "")
    if bool(kind) != bool(party):
        mend = f"Name the {kind} with --{kind}." if kind else "Leave the party out."
        raise BadInput(
            f"the role {role.value} acts for {'one ' + kind if kind else 'nobody'}.", where="party", mend=mend
        )
    person = Person(username=username.strip(), role=role)
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise BadInput(" ".join(weak.messages), where="password", mend="Choose a longer one.") from None
    tables: dict[str, type[Brand | Store | Notifier]] = {"brand": Brand, "store": Store, "notifier": Notifier}
    if kind:
        row = tables[kind].objects.filter(pk=party).first()
        if row is None:
            raise NotFound(f"there is no {kind} {party!r}.", where="party", mend=f"Enrol the {kind} first.")
        setattr(person, kind, row)
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        raise Conflict("an account of this name exists.", where=username, mend="Choose another name.") from None
    return person
