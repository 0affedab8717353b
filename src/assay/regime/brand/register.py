"""What does the register know of a brand? Its names, marks, goods, reference prices, dealers and signers.

The register is what the brand itself said when it enrolled, checked against the marks. A key that is missing is unknown, not wrong: a brand
without dealers has named none *yet*, and nobody is refused because of that alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


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
