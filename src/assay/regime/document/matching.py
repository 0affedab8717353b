"""Which goods does a line name?

By article number, else by model, else by the words of the name; and does it name the brand at all? The same answer serves the findings about goods,
quantities and prices, and the units that a right earns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from assay.regime.brand.register import Brand, Product
from assay.regime.document.facts import Goods
from assay.regime.document.reading import Line
from assay.regime.document.values import text_of
from assay.regime.identifiers import squeezed

ENOUGH_WORDS = 0.75  # of a product's own words must stand on the line


@dataclass(frozen=True, kw_only=True)
class Match:
    """One line. `goods` is the index of the row applied for, or None; `product` what the register knows it as; `brand` whether it names the brand."""

    line: Line
    goods: int | None
    product: Product | None
    brand: bool
    gtin_contradicts: bool = False


def match_lines(lines: Sequence[Line], *, brand: Brand, goods: Sequence[Goods]) -> tuple[Match, ...]:
    """One match for each line, in order."""
    names = brand_words(brand)
    return tuple(_match(line, brand=brand, names=names, goods=goods) for line in lines)


def brand_words(brand: Brand) -> tuple[str, ...]:
    """Every way in which the brand may be written: name, aliases, texts of its marks."""
    return tuple(dict.fromkeys(w for w in (brand.name, *brand.aliases, *(m.text for m in brand.marks)) if w.strip()))


def names_brand(text: str, names: Iterable[str]) -> bool:
    """Does the text name the brand as a word of its own?"""
    return any(_stands_in(name, text) for name in names)


def line_text(line: Line) -> str:
    """All words of the line that can name goods."""
    return " ".join(filter(None, (text_of(line.description), text_of(line.details), text_of(line.id))))


def _match(line: Line, *, brand: Brand, names: Sequence[str], goods: Sequence[Goods]) -> Match:
    text = line_text(line)
    gtin = _gtin(text_of(line.gtin))
    product = _product(text, gtin, brand.products, names)
    index = _index(text, gtin, goods, names, product)
    contradicts = bool(
        gtin
        and product is not None
        and _gtin(product.gtin) == gtin
        and text
        and _says_another(text, product, brand.products, names)
    )
    named = names_brand(text, names) or product is not None or index is not None
    return Match(line=line, goods=index, product=product, brand=named, gtin_contradicts=contradicts)


def _index(text: str, gtin: str, goods: Sequence[Goods], names: Sequence[str], product: Product | None) -> int | None:
    for i, row in enumerate(goods):
        if gtin and _gtin(row.gtin) == gtin:
            return i
    free = [(i, row) for i, row in enumerate(goods) if not (gtin and _gtin(row.gtin))]
    for i, row in sorted(free, key=lambda pair: -len(pair[1].model)):
        if row.model and _model_stands_in(row.model, text):
            return i
    if product is not None:
        for i, row in free:
            if (row.gtin and _gtin(row.gtin) == _gtin(product.gtin)) or (
                row.model and product.model and squeezed(row.model) == squeezed(product.model)
            ):
                return i
    best = max(free, key=lambda pair: _words_found(pair[1].name, text, names), default=None)
    if best is not None and best[1].name and _words_found(best[1].name, text, names) >= ENOUGH_WORDS:
        row = best[1]
        # A line that names another model of the same family is not these goods.
        if not (row.model and product is not None and product.model and squeezed(product.model) != squeezed(row.model)):
            return best[0]
    return None


def _product(text: str, gtin: str, products: Sequence[Product], names: Sequence[str]) -> Product | None:
    for product in products:
        if gtin and _gtin(product.gtin) == gtin:
            return product
    for product in sorted(products, key=lambda p: -len(p.model)):
        if product.model and _model_stands_in(product.model, text):
            return product
    best = max(products, key=lambda p: _words_found(p.name, text, names), default=None)
    if best is not None and _words_found(best.name, text, names) >= ENOUGH_WORDS:
        return best
    return None


def _says_another(text: str, product: Product, products: Sequence[Product], names: Sequence[str]) -> bool:
    """The words of the line name another product of the register than its article number does."""
    if (product.model and _model_stands_in(product.model, text)) or _words_found(product.name, text, names) > 0:
        return False
    other = _product(text, "", products, names)
    return other is not None and other is not product


def _gtin(value: str) -> str:
    return re.sub(r"\D", "", value).lstrip("0")


@lru_cache(maxsize=16_384)
def folded(text: str) -> str:
    """Lower case Latin letters and digits; everything else is a blank."""
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(unicodedata.normalize("NFKC", text)).casefold().replace("'", "")))


def _stands_in(name: str, text: str) -> bool:
    if (
        re.search(r"[^\x00-\u024f]", name)
        and unicodedata.normalize("NFKC", name).casefold() in unicodedata.normalize("NFKC", text).casefold()
    ):
        return True
    wanted = folded(name)
    return bool(wanted) and f" {wanted} " in f" {folded(text)} "


def _model_stands_in(model: str, text: str) -> bool:
    """A model of letters and digits, however it is spaced or hyphenated, not as a part of a longer one."""
    wanted = folded(model).replace(" ", "")
    if len(wanted) < 2:
        return False
    pattern = r"(?<![a-z0-9])" + r"\s?".join(map(re.escape, wanted)) + r"(?![a-z0-9])"
    return re.search(pattern, folded(text)) is not None


def _words_found(name: str, text: str, names: Sequence[str]) -> float:
    """Share of the name's words, brand aside, that stand on the line; 0 where nothing but the brand is left."""
    brand = {w for n in names for w in folded(n).split()}
    wanted = [w for w in folded(name).split() if w not in brand]
    if not wanted:
        return 0.0
    have = set(folded(text).split())
    run_together = folded(text).replace(" ", "")
    return sum(1 for w in wanted if w in have or (len(w) >= 5 and w in run_together)) / len(wanted)
