"""Which part of an address is the street, the postcode, the town, and whose postcode is it?

A line with a postcode names the town, before or behind it, or over it where the postcode stands alone; the street is the line with a house number or
a street's word. Chinese and Japanese write from the large to the small: the town ends at 市 (or 縣, 区), the street follows. A form of postcode that one country
alone has tells the country; where several have it (five digits), the word for a street decides between them, or nothing does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assay.regime.document.extraction.addresses import CONTACT, FOR_PERSON, STREET
from assay.regime.document.extraction.page import Cell, field_of
from assay.regime.document.extraction.places import country_in
from assay.regime.document.reading import Field, Origin

_STATES = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
)
_TOWN = r"(?P<city>[^\W\d_][^\d,;()]*?)"
# Each with the country that alone writes so; "" where several do.
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (country, re.compile(pattern, flags))
    for country, pattern, flags in (
        ("NL", rf"(?P<code>\d{{4}}\s?[A-Z]{{2}})\b(?!\s*\d)[\s,]+{_TOWN}\s*(?:[(,].*)?$", 0),
        ("GB", rf"(?:{_TOWN}[\s,]+)?(?P<code>(?!CH)[A-Z]{{1,2}}\d[A-Z\d]?\s\d[A-Z]{{2}})\b.*$", 0),
        ("IE", rf"(?:{_TOWN}[\s,]+)?(?P<code>(?:[AC-FHKNPRTV-Y]\d\d|D6W)\s[0-9AC-FHKNPRTV-Y]{{4}})\b.*$", 0),
        ("CA", rf"(?:{_TOWN}(?:,\s*[^\W\d_][^\d,]*?)?[\s,]+)?(?P<code>[A-Z]\d[A-Z]\s?\d[A-Z]\d)\b.*$", 0),
        ("US", rf"{_TOWN},?\s+(?:{_STATES})\s+(?P<code>\d{{5}}(?:-\d{{4}})?)(?:\s+(?:US|USA))?\s*$", 0),
        ("AU", rf"{_TOWN},?\s+(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT)\s+(?P<code>\d{{4}})\b.*$", 0),
        ("PL", rf"(?P<code>\d{{2}}-\d{{3}})\s+{_TOWN}\s*(?:[(,].*)?$", 0),
        ("SG", r"(?P<city>Singapore)\s+(?P<code>\d{6})\b.*$", re.IGNORECASE),
        (
            "",
            rf"(?:[A-Z]{{1,3}}[-\s])?(?P<code>\d{{4,5}})(?:\s+|(?<=\d{{5}})(?=[^\W\d_]{{3}})){_TOWN}\s*(?:[(,].*)?$",
            0,
        ),
        ("", rf"{_TOWN}(?:,\s?|\s)(?P<code>(?!(?:19|20)\d\d$)\d{{4,6}})\s*$", 0),
        ("", r"(?P<code>\d{5})\s*$", 0),
    )
)
_JAPANESE = re.compile(
    r"^(?:〒?\s*(?P<code>\d{3}-\d{4})\s*)?(?P<city>(?:[\u4e00-\u9fff]{2,3}[都道府県])?[\u3040-\u9fff]{1,6}?[市区郡]|東京都[\u4e00-\u9fff]{1,4}区)(?P<street>.+)$"
)
_CHINESE = re.compile(
    r"^(?:(?P<code>\d{3,6})\s*)?(?:[\u4e00-\u9fff]{2,3}省)?(?P<city>[\u4e00-\u9fff]{2,4}?[市縣])(?P<street>.+)$"
)
# Five digits and this word for a street: one country of those that trade here.
_FIVE = (
    ("DE", re.compile(r"(?i)(?:stra(?:ß|ss)e|str\.|gasse|allee|platz|weg|damm|ufer|deich)(?:\s|\d|$)")),
    ("FR", re.compile(r"(?i)\b(?:rue|avenue|boulevard|bd|quai|place|impasse|chemin|allée|montée|route)\b")),
    ("IT", re.compile(r"(?i)\b(?:via|viale|corso|piazza|strada|vicolo|largo)\b")),
)


@dataclass(frozen=True)
class Postal:
    """The parts of an address; `country` only where the form of the postcode says it."""

    street: Field | None = None
    postcode: Field | None = None
    city: Field | None = None
    country: Field | None = None


def postal_of(lines: Sequence[tuple[str, Cell]], *, origin: Origin, sure: float) -> Postal:
    """The parts of an address that stands in these lines, the name left out."""
    pieces = [_Piece(piece, cell, text) for text, cell in lines for piece in _pieces(text)]
    for n, piece in enumerate(pieces):
        if (asian := _asian(piece, pieces[:n], origin=origin, sure=sure)) is not None:
            return asian
    for country, form in _FORMS:
        for n, piece in reversed(list(enumerate(pieces))):
            found = form.match(piece.text)
            if found is None or (country == "" and STREET.search(piece.text) and len(pieces) > 1 and n == 0):
                continue
            city, over = (found.groupdict().get("city") or "").strip(" ,.-"), None
            if not city:
                # The postcode stands alone: the town is the line over it, or under it where that is all there is.
                over = next((p for p in [*reversed(pieces[:n]), *pieces[n + 1 :]] if _is_name(p.text)), None)
                city = over.text if over is not None else ""
            if country != "SG" and country_in(city, alone=True):
                continue
            street = _street([p for p in pieces if p is not piece and p is not over], town=piece)
            if country == "" and len(found["code"]) == 5 and street is not None:
                country = next((c for c, word in _FIVE if word.search(street[0])), "")
            return Postal(
                street=field_of(street[0], [street[1]], origin=origin, confidence=sure) if street else None,
                postcode=field_of(found["code"], [piece.cell], origin=origin, confidence=sure),
                city=field_of(city, [over.cell if over else piece.cell], origin=origin, confidence=sure)
                if city
                else None,
                country=field_of(country, [piece.cell], origin=origin, confidence=0.6) if country else None,
            )
    street = _street(pieces, town=None)
    return Postal(street=field_of(street[0], [street[1]], origin=origin, confidence=0.8 * sure)) if street else Postal()


@dataclass(frozen=True)
class _Piece:
    """A part of a line of an address."""

    text: str
    cell: Cell
    line: str


def _pieces(text: str) -> Iterator[str]:
    """A line at its commas and dashes, where more than one thing stands on it; "Portland, OR 97209" stays one."""
    parts = [p.strip(" ,;") for p in re.split(r"\s+[-–—·•|]\s+|[;]\s", text) if p.strip(" ,;")]
    for part in parts:
        whole = next((f for c, f in _FORMS if c in ("US", "AU", "CA") and f.match(part)), None)
        if whole is not None and part.count(",") <= 2 and not re.match(r"\d", part):
            yield part
            continue
        halves = [h.strip() for h in part.split(",") if h.strip()]
        joined: list[str] = []
        for half in halves:
            # A house number behind a comma (Calle Sol, 3), or a postcode behind its town (Bremerhaven, 27572; Portland, OR 97209).
            number = re.fullmatch(
                r"\d{1,4}\s?[A-Za-z]?(?:\s?[-/]\s?\d+)?|\d{5}|[A-Z]{2} \d{5}(?:-\d{4})?(?: USA?)?", half
            )
            if joined and number:
                joined[-1] += f", {half}"
            else:
                joined.append(half)
        yield from joined


def _asian(piece: _Piece, before: Sequence[_Piece], *, origin: Origin, sure: float) -> Postal | None:
    text, cell = piece.text, piece.cell
    japanese = _JAPANESE.match(text)
    found = (
        japanese if japanese and re.search(r"[都道府県]|丁目|番|[\u3040-\u30ff]|-\d", text) else _CHINESE.match(text)
    )
    if found is None:
        return None
    code, at = found["code"], cell
    for other in before:
        if (alone := re.fullmatch(r"〒?\s*(\d{3}-\d{4}|\d{3,6})", other.text)) is not None:
            code, at = alone[1], other.cell
    japan = found is japanese and (code is None or "-" in code)
    country = "JP" if japan and code else "TW" if re.search(r"縣|臺|號|樓", text) else ""
    return Postal(
        street=field_of(found["street"].strip(), [cell], origin=origin, confidence=sure),
        postcode=field_of(code, [at], origin=origin, confidence=sure) if code else None,
        city=field_of(found["city"], [cell], origin=origin, confidence=sure),
        country=field_of(country, [cell], origin=origin, confidence=0.6) if country else None,
    )


def _is_name(text: str) -> bool:
    return (
        not re.search(r"\d", text) and not country_in(text, alone=True) and re.search(r"[^\W\d_]{2,}", text) is not None
    )


def _street(pieces: Sequence[_Piece], *, town: _Piece | None) -> tuple[str, Cell] | None:
    """The line with a house number and a street's word, or with either; of the town's own line only its part."""
    best: tuple[int, str, Cell] | None = None
    for piece in pieces:
        text = piece.text
        if CONTACT.search(text) or FOR_PERSON.match(text) or not re.search(r"[^\W\d_]{2,}", text):
            continue
        box = re.match(r"(?i)p\.?o\.? box|postfach|bp \d", text) is not None
        score = 2 * bool(STREET.search(text)) + 2 * bool(re.search(r"\d", text)) + box
        if score >= 2 and (best is None or score > best[0]):
            whole = town is None or piece.line != town.line
            best = (score, piece.line if whole else text, piece.cell)
    if best is not None:
        return best[1:]
    # A house may have a name instead of a number: the first line of what is left.
    plain = [p for p in pieces if _is_name(p.text) and town is not None and p.line != town.line]
    return (plain[0].line, plain[0].cell) if plain else None
