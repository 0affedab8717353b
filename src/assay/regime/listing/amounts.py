"""How much is it, in which currency? Prices as shop systems write them, and in one currency so that they can be held against each other.

`49.00 EUR`, `10,00 €`, `1.234,56 EUR`, `$1,234.50`, `Rp 1.500.000`, `49,- CHF`, `4999 GBX`, `99p`; `4500` with a currency column of its own.
Where a sign means several currencies, the column says which, else the country.
"""

from __future__ import annotations

import polars as pl

from assay.policy.schema.fx import FxPolicy

SYMBOLS: dict[str, str] = {
    "€": "EUR",
    "£": "GBP",
    "¥": "CNY",
    "￥": "CNY",
    "US$": "USD",
    "$": "USD",
    "Rp": "IDR",
    "RM": "MYR",
    "₹": "INR",
    "₩": "KRW",
    "元": "CNY",
    "円": "JPY",
    "zł": "PLN",
    "CHF": "CHF",
    "kr": "SEK",
    "₫": "VND",
    "฿": "THB",
    "₽": "RUB",
    "₺": "TRY",
    "৳": "BDT",
    "R$": "BRL",
    "₪": "ILS",
    "₴": "UAH",
    "₦": "NGN",
    "₱": "PHP",
    "Kč": "CZK",
    "Ft": "HUF",
}
ABROAD: dict[str, str] = {
    "¥JP": "JPY", "￥JP": "JPY", "$US": "USD", "$CA": "CAD", "$AU": "AUD", "$NZ": "NZD", "$SG": "SGD", "$HK": "HKD", "$TW": "TWD", "$MX": "MXN",
    "$AR": "ARS", "$CL": "CLP", "$CO": "COP", "krSE": "SEK", "krNO": "NOK", "krDK": "DKK", "krIS": "ISK",
}  # fmt: skip
"""A sign and the country that it is sold to, where the sign means several currencies."""
MINOR: dict[str, str] = {"GBX": "GBP", "GBP/100": "GBP", "ZAC": "ZAR", "ILA": "ILS"}
"""Hundredths that are written like currencies."""
WHOLE = ("JPY", "KRW", "VND", "IDR", "CLP", "COP", "ISK", "HUF", "PYG", "UGX", "XAF", "XOF", "LAK", "MMK", "KHR")
"""Currencies of which nobody writes hundredths: a dot or a comma parts thousands."""


def in_base(*, price: pl.Expr, currency: pl.Expr, fx: FxPolicy) -> pl.Expr:
    """Price in the base currency; null where price or currency is unknown."""
    per_base = currency.replace_strict(dict(fx.per_base), default=None, return_dtype=pl.Float64)
    return price / per_base


PLAIN = r"^[0-9]{1,12}(?:\.[0-9]{1,2})? [A-Z]{3}$"


def read_prices(clean: pl.DataFrame, *, fx: FxPolicy) -> pl.DataFrame:
    """Columns price_text, currency_text and country -> price (null: no number) and currency (ISO 4217, or as written; empty: none)."""
    text = clean["price_text"]
    code = text.str.tail(3)
    plain = text.str.contains(PLAIN) & ~code.is_in(list(MINOR))
    if not plain.any():
        return _as_written(clean, fx=fx)
    read = clean.with_columns(text.str.head(-4).cast(pl.Float64, strict=False).alias("price"), code.alias("currency"))
    if plain.all():
        return read
    other = _as_written(clean.filter(~plain), fx=fx)
    both = pl.concat([read.filter(plain), other])
    order = pl.concat([plain.arg_true(), (~plain).arg_true()])
    return both[order.arg_sort()]


def _as_written(clean: pl.DataFrame, *, fx: FxPolicy) -> pl.DataFrame:
    text, column = pl.col("price_text"), pl.col("currency_text")
    code = text.str.extract(r"(?:^|[^A-Za-z])([A-Za-z]{3})(?:[^A-Za-z]|$)")
    code = pl.when(code == "GBp").then(pl.lit("GBX")).otherwise(code.str.to_uppercase())
    pence = text.str.contains(r"^\s*[0-9.,]+\s?(?:p|pence)\s*$")
    sign = text.str.extract(r"(US\$|R\$|Rp|RM|kr|zł|Kč|Ft|[€£¥￥$₹₩元円₫฿₽₺৳₪₴₦₱])")
    abroad = (sign + pl.col("country")).replace_strict(ABROAD, default=None, return_dtype=pl.String)
    own = sign.replace_strict(SYMBOLS, default=None, return_dtype=pl.String)
    # A column that names a currency is surer than a sign that means several.
    stated = pl.when(column.is_in([*fx.per_base, *MINOR])).then(column)
    written = pl.coalesce(
        code, pl.when(pence).then(pl.lit("GBX")), stated, abroad, own, pl.when(column != "").then(column)
    ).fill_null("")
    minor = written.replace_strict(MINOR, default=None, return_dtype=pl.String)
    currency = pl.coalesce(minor, written)
    number = text.str.replace(r"[,.][-–—]+\s*", "").str.replace_all(r"[^0-9,.eE+\-]", "")
    number = number.str.replace(r"^[eE]+|[eE]+$", "").str.replace(r"[.,]$", "")
    comma_last = number.str.contains(r",[0-9]{1,2}$")
    thousands = number.str.contains(r"^[+-]?[0-9]{1,3}(?:\.[0-9]{3}){2,}$|^[+-]?[0-9]{1,3}(?:,[0-9]{3})+$")
    thousands = thousands | (currency.is_in(WHOLE) & number.str.contains(r"^[+-]?[0-9]{1,3}(?:[.,][0-9]{3})+$"))
    plain = (
        pl.when(thousands)
        .then(number.str.replace_all(r"[.,]", ""))
        .when(comma_last)
        .then(number.str.replace_all(r"\.", "").str.replace(",", "."))
        .otherwise(number.str.replace_all(",", ""))
    )
    amount = plain.cast(pl.Float64, strict=False)
    return clean.with_columns(
        pl.when(minor.is_not_null()).then(amount / 100).otherwise(amount).alias("price"), currency.alias("currency")
    )
