"""What does the register know of a brand? Its names, marks, goods, reference prices, dealers and signers.

The register is what the brand itself said when it enrolled, checked against the marks. A key that is missing is unknown, not wrong: a brand
without dealers has named none *yet*, and nobody is refused because of that alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from assay.errors import BadInput

LEVELS: dict[str, int] = {
    "owner": 0, "brand": 0, "brand owner": 0, "manufacturer": 0, "subsidiary": 1, "distributor": 1, "authorized distributor": 1,
    "authorised distributor": 1, "exclusive distributor": 1, "general distributor": 1, "general agent": 1, "importer": 1, "licensee": 1,
    "wholesaler": 2, "dealer": 2, "authorized dealer": 2, "authorised dealer": 2, "retailer": 2, "authorized retailer": 2, "authorised retailer": 2,
    "reseller": 2, "authorized reseller": 2, "authorised reseller": 2, "sub distributor": 2,
}  # fmt: skip
"""How far from the owner somebody of this name buys, counted as `Dealer.level` counts."""
SIGNS = {"€": "EUR", "£": "GBP", "US$": "USD", "HK$": "HKD"}  # those that name one currency


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A registered trade mark: office and number name it; Nice classes and ISO 3166 territories bound it."""

    office: str
    number: str
    classes: tuple[int, ...] = ()
    territories: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Product:
    """A product of the brand; `reference_price` with its currency (ISO 4217), None where unknown."""

    name: str
    model: str = ""
    gtin: str = ""
    reference_price: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, kw_only=True)
class Dealer:
    """Whom the brand itself has named. `level` 1 buys from the owner; None where the brand did not say."""

    legal_name: str
    address: str = ""
    country: str = ""
    vat_id: str = ""
    iban: str = ""
    level: int | None = None


@dataclass(frozen=True, kw_only=True)
class Signer:
    """Whose signature the brand has enrolled: SHA-256 of the certificate (DER, hex) or a public key (JWK, as JSON)."""

    name: str
    certificate_sha256: str = ""
    jwk: str = ""
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Brand:
    """One brand of the register."""

    brand_id: str
    name: str
    aliases: tuple[str, ...] = ()
    protected: bool = True
    categories: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    products: tuple[Product, ...] = ()
    dealers: tuple[Dealer, ...] = ()
    signers: tuple[Signer, ...] = ()
    owner: Dealer | None = None


@dataclass(frozen=True, kw_only=True)
class Register:
    """All brands by identifier."""

    brands: tuple[Brand, ...] = ()

    def brand(self, brand_id: str) -> Brand | None:
        """The brand of this identifier, or None."""
        return next((b for b in self.brands if b.brand_id == brand_id), None)


def register_from_json(data: Any, *, where: str = "register") -> Register:
    """`{"brands": [...]}` as DESIGN describes it -> the register.

    BadInput names the place; an unknown key is left alone, a missing one is unknown.
    """
    rows = _rows(data.get("brands") if isinstance(data, Mapping) else None, where=f"{where}: brands")
    brands = tuple(brand_from_json(row, where=f"{where}: brands[{i}]") for i, row in enumerate(rows))
    seen: set[str] = set()
    for brand in brands:
        if brand.brand_id in seen:
            raise BadInput(
                f"two brands have the brand_id {brand.brand_id!r}.",
                where=where,
                mend="Give each brand its own brand_id.",
            )
        seen.add(brand.brand_id)
    return Register(brands=brands)


def brand_from_json(data: Any, *, where: str) -> Brand:
    """One brand of the register's JSON."""
    row = _row(data, where=where)
    brand_id = _text(row, "brand_id", where=where)
    if not brand_id:
        raise BadInput("this brand has no brand_id.", where=where, mend='Give it one: "brand_id": "acme".')
    owner = row.get("owner")
    return Brand(
        brand_id=brand_id,
        name=_text(row, "name", where=where) or brand_id,
        aliases=_texts(row, "aliases", where=where),
        protected=bool(row.get("protected", True)),
        categories=_texts(row, "categories", where=where),
        marks=tuple(
            _mark(m, where=f"{where}.marks[{i}]")
            for i, m in enumerate(_rows(row.get("marks") or [], where=f"{where}.marks"))
        ),
        products=tuple(
            _product(p, where=f"{where}.products[{i}]")
            for i, p in enumerate(_rows(row.get("products") or [], where=f"{where}.products"))
        ),
        dealers=tuple(
            _dealer(d, where=f"{where}.dealers[{i}]")
            for i, d in enumerate(_rows(row.get("dealers") or [], where=f"{where}.dealers"))
        ),
        signers=tuple(
            _signer(s, where=f"{where}.signers[{i}]")
            for i, s in enumerate(_rows(row.get("signers") or [], where=f"{where}.signers"))
        ),
        owner=_dealer({"legal_name": owner} if isinstance(owner, str) else owner, where=f"{where}.owner")
        if owner
        else None,
    )


def brand_to_json(brand: Brand) -> dict[str, Any]:
    """The same form back: prices as decimal strings."""
    data = asdict(brand)
    for product in data["products"]:
        price = product["reference_price"]
        product["reference_price"] = None if price is None else str(price)
    return data


def price_of(value: Any, *, where: str) -> tuple[Decimal | None, str]:
    """`"49.00 EUR"`, `49`, `{"amount": "49.00", "currency": "EUR"}` -> amount and currency; None where there is none."""
    if value is None or value == "":
        return None, ""
    currency = ""
    if isinstance(value, Mapping):
        currency, value = str(value.get("currency") or ""), value.get("amount", value.get("value"))
    text = re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", str(value))  # 1,200.00
    for sign, code in SIGNS.items():
        text = text.replace(sign, f" {code} ")
    words = re.fullmatch(r"\s*([A-Za-z]{3})?\s*([0-9]+(?:\.[0-9]+)?)\s*([A-Za-z]{3})?\s*", text)
    try:
        if words is None or isinstance(value, bool):
            raise InvalidOperation
        amount = Decimal(words.group(2))
    except InvalidOperation:
        raise BadInput(f"{value!r} is no price.", where=where, mend="Write it as 49.00 EUR.") from None
    return amount, (words.group(3) or words.group(1) or currency).upper()


def _mark(data: Any, *, where: str) -> Mark:
    row = _row(data, where=where)
    classes = row.get("classes") or []
    try:
        numbers = tuple(int(c) for c in classes)
    except (TypeError, ValueError):
        raise BadInput(
            f"{classes!r} are no Nice classes.", where=f"{where}.classes", mend="Give numbers from 1 to 45."
        ) from None
    return Mark(
        office=_text(row, "office", where=where),
        number=_text(row, "number", where=where),
        classes=numbers,
        territories=_texts(row, "territories", where=where),
        text=_text(row, "text", where=where),
    )


def _product(data: Any, *, where: str) -> Product:
    row = _row(data, where=where)
    price, currency = price_of(row.get("reference_price"), where=f"{where}.reference_price")
    return Product(
        name=_text(row, "name", where=where),
        model=_text(row, "model", where=where),
        gtin=_text(row, "gtin", where=where),
        reference_price=price,
        currency=currency or _text(row, "currency", where=where).upper(),
    )


def _dealer(data: Any, *, where: str) -> Dealer:
    row = _row({"legal_name": data} if isinstance(data, str) else data, where=where)
    return Dealer(
        legal_name=_text(row, "legal_name", where=where),
        address=address_of(row.get("address"), where=f"{where}.address"),
        country=_text(row, "country", where=where).upper(),
        vat_id=_text(row, "vat_id", where=where),
        iban=_text(row, "iban", where=where),
        level=_level(row.get("level"), where=f"{where}.level"),
    )


def _level(value: Any, *, where: str) -> int | None:
    """`1`, `"1"`, or the word of the trade for it; a distributor buys from the owner, a retailer from a distributor."""
    if value is None or value == "":
        return None
    word = str(value).strip().casefold().replace("_", " ").replace("-", " ")
    if word.isdecimal() and not isinstance(value, bool):
        return int(word)
    if word in LEVELS:
        return LEVELS[word]
    raise BadInput(
        f"{value!r} is no level.", where=where, mend="Give a whole number (1 buys from the owner), or leave it out."
    )


def address_of(value: Any, *, where: str) -> str:
    """`"Gasse 1, 10115 Berlin"`, or its parts as an object or a list -> one line."""
    if value is None:
        return ""
    parts = list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, list) else [value]
    if any(isinstance(part, Mapping | list) for part in parts):
        raise BadInput("an address is wanted here.", where=where, mend="Write it on one line, or as its parts.")
    return ", ".join(text for part in parts if part is not None and (text := str(part).strip()))


def _signer(data: Any, *, where: str) -> Signer:
    row = _row({"name": "", "certificate_sha256": data} if isinstance(data, str) else data, where=where)
    digest = re.sub(r"[^0-9a-f]", "", _text(row, "certificate_sha256", where=where).lower())
    jwk = row.get("jwk") or ""
    return Signer(
        name=_text(row, "name", where=where),
        certificate_sha256=digest,
        jwk=jwk if isinstance(jwk, str) else _json(jwk),
        valid_from=_text(row, "valid_from", where=where),
        valid_to=_text(row, "valid_to", where=where),
    )


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _row(data: Any, *, where: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise BadInput("an object is wanted here.", where=where, mend="See the register's form in docs/papers.md.")
    return data


def _rows(data: Any, *, where: str) -> Sequence[Any]:
    if not isinstance(data, list | tuple):
        raise BadInput("a list is wanted here.", where=where, mend="See the register's form in docs/papers.md.")
    return data


def _text(row: Mapping[str, Any], key: str, *, where: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if isinstance(value, Mapping | list):
        raise BadInput("a text is wanted here.", where=f"{where}.{key}", mend="Write it in quotes.")
    return str(value).strip()


def _texts(row: Mapping[str, Any], key: str, *, where: str) -> tuple[str, ...]:
    value = row.get(key)
    if isinstance(value, str):
        value = value.split("|")
    return tuple(str(v).strip() for v in _rows(value or [], where=f"{where}.{key}") if str(v).strip())
