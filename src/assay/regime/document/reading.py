"""What does this paper say, and how do we know?

Every value carries its origin (embedded XML, the page's text, OCR), its place on the page and the reader's confidence, so that a verifier
sees it marked and a finding can tell *wrong* from *not clear enough*. Terms are those of EN 16931 (BT and BG numbers beside them). A value is a
plain string in one spelling: dates ISO 8601, amounts and quantities as decimal strings with a point, currencies ISO 4217, countries ISO 3166-1
alpha-2. A field that the paper does not show is None: missing is never the same as wrong.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any


class Origin(StrEnum):
    """Where a value was read."""

    XML = "xml"
    TEXT = "text"
    OCR = "ocr"
    CREDENTIAL = "credential"


class Kind(StrEnum):
    """What kind of paper it is; `policy/document.toml` says which kinds are proof."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    RECEIPT = "receipt"
    LETTER_OF_AUTHORIZATION = "letter_of_authorization"
    TRADEMARK_CERTIFICATE = "trademark_certificate"
    QUOTE = "quote"
    PRO_FORMA = "pro_forma"
    ORDER_CONFIRMATION = "order_confirmation"
    PACKING_SLIP = "packing_slip"
    BANK_SLIP = "bank_slip"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Box:
    """A place on a page: `page` counts from 1; points (1/72 inch) from the page's upper left corner."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, kw_only=True)
class Field:
    """One value. `confidence` 0 to 1 is the reader's; XML and credentials are read with 1."""

    value: str
    confidence: float
    origin: Origin
    box: Box | None = None


@dataclass(frozen=True, kw_only=True)
class Party:
    """Issuer (BG-4) or recipient (BG-7). `address` on one line as printed, then its parts; `country` where it is said or follows from the page."""

    name: Field | None = None
    address: Field | None = None
    street: Field | None = None  # BT-35, BT-50
    postcode: Field | None = None  # BT-38, BT-53
    city: Field | None = None  # BT-37, BT-52
    country: Field | None = None
    vat_id: Field | None = None  # BT-31, BT-48
    tax_number: Field | None = None  # BT-32, the local one
    registration: Field | None = None  # BT-30, BT-47
    iban: Field | None = None
    email: Field | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """An invoice line (BG-25). `price` is net for one piece after division by the price's base quantity; `amount` is the line's net amount."""

    position: Field | None = None  # BT-126
    description: Field | None = None  # BT-153
    details: Field | None = None  # BT-154
    id: Field | None = None  # the issuer's or buyer's item number (BT-155, BT-156)
    gtin: Field | None = None  # BT-157 with scheme 0160
    quantity: Field | None = None  # BT-129
    unit: Field | None = None  # BT-130
    price: Field | None = None  # BT-146
    amount: Field | None = None  # BT-131
    allowance: Field | None = None  # sum of BT-136
    charge: Field | None = None  # sum of BT-141
    tax_category: Field | None = None  # BT-151
    tax_rate: Field | None = None  # BT-152, percent


@dataclass(frozen=True, kw_only=True)
class Tax:
    """One row of the VAT breakdown (BG-23). `rate` is a percentage."""

    category: Field | None = None
    rate: Field | None = None
    base: Field | None = None
    amount: Field | None = None


@dataclass(frozen=True, kw_only=True)
class AllowanceCharge:
    """A document-level allowance (BG-20) or charge (BG-21)."""

    is_charge: bool
    amount: Field | None = None
    base: Field | None = None
    percent: Field | None = None
    reason: Field | None = None
    tax_category: Field | None = None
    tax_rate: Field | None = None


@dataclass(frozen=True, kw_only=True)
class Totals:
    """Document totals (BG-22), in the invoice's currency."""

    lines: Field | None = None  # BT-106
    allowances: Field | None = None  # BT-107
    charges: Field | None = None  # BT-108
    net: Field | None = None  # BT-109
    tax: Field | None = None  # BT-110
    gross: Field | None = None  # BT-112
    prepaid: Field | None = None  # BT-113
    rounding: Field | None = None  # BT-114
    payable: Field | None = None  # BT-115


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter of authorization: who lets whom sell what, where, how, from when until when."""

    brand: Field | None = None
    marks: tuple[Field, ...] = ()  # "EUIPO 018234567"
    authoriser: Party = Party()
    authorised: Party = Party()
    goods: tuple[Field, ...] = ()
    territories: tuple[Field, ...] = ()
    channels: tuple[Field, ...] = ()
    level: Field | None = None
    may_pass_on: Field | None = None  # "true" or "false"
    valid_from: Field | None = None
    valid_to: Field | None = None
    signer: Field | None = None


@dataclass(frozen=True, kw_only=True)
class Signature:
    """What a signature in the file is worth. `signer_sha256`: of the signer's certificate (DER), hex; `problem` is empty where it holds."""

    holds: bool
    covers_file: bool
    modification: str
    signer: str
    signer_sha256: str
    signed_at: str
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class Credential:
    """An SD-JWT credential, taken to pieces but not yet believed: `extraction.credential.verify_credential` asks for the issuer's key and the time.

    `token` is the compact form; `holder` the thumbprint (RFC 7638) of the key that it is bound to; times ISO 8601; empty where it says nothing.
    """

    token: str
    media_type: str
    type: str = ""
    issuer: str = ""
    algorithm: str = ""
    key_id: str = ""
    holder: str = ""
    not_before: str = ""
    expires: str = ""
    status_uri: str = ""
    status_index: str = ""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One paper as read. Where a hybrid file carries XML, this is the XML and `visible` is what its page says by itself.

    `text` is all text in reading order, for fingerprints and for the search of a brand's name; never stored in the log. `problems` are what the
    reader could not read, in plain words. `rules` are the EN 16931 rules that the XML breaks, by name.
    """

    file: str
    sha256: str
    kind: Field
    number: Field | None = None
    issued_on: Field | None = None
    due: Field | None = None
    delivered_on: Field | None = None
    currency: Field | None = None
    issuer: Party = Party()
    recipient: Party = Party()
    lines: tuple[Line, ...] = ()
    allowances: tuple[AllowanceCharge, ...] = ()
    taxes: tuple[Tax, ...] = ()
    totals: Totals = Totals()
    order: Field | None = None  # BT-13
    preceding: Field | None = None  # BT-25
    letter: Letter | None = None
    credential: Credential | None = None
    signatures: tuple[Signature, ...] = ()
    language: str = ""
    pages: int = 0
    revisions: int = 1
    earlier: tuple[str, ...] = ()  # the text of each earlier revision, the oldest first
    hidden: str = ""  # words in the file that nobody sees on its pages; nothing was read from them
    profile: str = ""
    rules: tuple[str, ...] = ()
    text: str = ""
    problems: tuple[str, ...] = ()
    also: tuple[str, ...] = ()  # numbers of further papers in the same file, of which nothing else was read
    visible: Reading | None = None


def to_json(reading: Reading) -> dict[str, Any]:
    """The reading as plain JSON values, every key present: a field is {value, confidence, origin, page, box} or null.

    `kind` is the bare word, and `kind_read` the field with its place. A box is [x0, y0, x1, y1] in points from the upper left corner.
    """
    plain: dict[str, Any] = {}
    for field in dataclasses.fields(reading):
        value = getattr(reading, field.name)
        if field.name == "kind":
            plain["kind"] = value.value
            plain["kind_read"] = _plain(value)
        elif field.name == "visible":
            plain["visible"] = None if value is None else to_json(value)
        else:
            plain[field.name] = _plain(value)
    return plain


def from_json(plain: Mapping[str, Any]) -> Reading:
    """The reading that `to_json` wrote; a key that an older version did not know takes its default."""
    values = dict(plain)
    values["kind"] = values.pop("kind_read")
    reading: Reading = _dataclass(Reading, values)
    return reading


def _plain(value: Any) -> Any:
    if isinstance(value, Field):
        place = value.box
        return {
            "value": value.value,
            "confidence": round(value.confidence, 3),
            "origin": value.origin.value,
            "page": place.page if place else None,
            "box": [round(v, 1) for v in (place.x0, place.y0, place.x1, place.y1)] if place else None,
        }
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return value


def _build(kind: Any, plain: Any) -> Any:
    if plain is None:
        return None
    if typing.get_origin(kind) is types.UnionType:
        kind = next(k for k in typing.get_args(kind) if k is not type(None))
    if kind is Field:
        corners = plain["box"]
        box = None
        if corners is not None:
            box = Box(page=plain["page"], x0=corners[0], y0=corners[1], x1=corners[2], y1=corners[3])
        return Field(value=plain["value"], confidence=plain["confidence"], origin=Origin(plain["origin"]), box=box)
    if typing.get_origin(kind) is tuple:
        return tuple(_build(typing.get_args(kind)[0], item) for item in plain)
    if kind is Reading and "kind_read" in plain:
        return from_json(plain)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _dataclass(kind, plain)
    return plain


def _dataclass(kind: type, plain: Mapping[str, Any]) -> Any:
    return kind(**{name: _build(hint, plain[name]) for name, hint in _hints(kind).items() if name in plain})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)
