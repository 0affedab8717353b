"""Which words of a listing led to its verdict? The text cut into pieces, those that screening saw marked with what it saw in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LONGEST = 5_000
USES = {
    "trade": "trades on",
    "compatible": "fits",
    "negated": "says not",
    "word": "an ordinary word",
    "part": "a part of other goods",
    "about": "goods about it",
    "wish": "wanted, not offered",
    "service": "a service",
    "second_hand": "second-hand",
}
KINDS = {
    "separated": "spread with signs",
    "leet": "digits for letters",
    "starred": "letters starred out",
    "glued": "glued to other words",
    "typo": "misspelt",
    "confusable": "look-alike letters",
    "line": "a product line",
    "model": "a model",
    "alias": "another name",
}
SIGNALS = (
    ("claim_text", "Name seen"),
    ("claim_kind", "How it is written"),
    ("brand_use", "Used as"),
    ("wording", "Wording"),
    ("wording_terms", "Words that admit or evade"),
    ("price_band", "Price"),
    ("price_share", "Share of the reference price"),
    ("reference_price", "Reference price"),
    ("reference_source", "Reference from"),
    ("right_state", "Right looked up"),
    ("units_on_offer", "Pieces on offer"),
    ("units_left", "Pieces that the papers cover"),
    ("store_age_days", "Age of the store in days"),
    ("gtin_state", "GTIN"),
)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of text; `why` is empty where nothing was seen in it."""

    text: str
    why: str = ""


def marked(listing: Any, field: str) -> tuple[Piece, ...]:
    """The field's text in pieces. Offsets are characters; what does not fit the text (it changed since) is left out."""
    text = str((listing.attributes or {}).get(field) or (listing.title if field == "title" else ""))[:LONGEST]
    spans = sorted(_spans(listing.signals or {}, field, text))
    pieces: list[Piece] = []
    done = 0
    for start, end, why in spans:
        if start < done:
            continue
        if start > done:
            pieces.append(Piece(text=text[done:start]))
        pieces.append(Piece(text=text[start:end], why=why))
        done = end
    if done < len(text):
        pieces.append(Piece(text=text[done:]))
    return tuple(pieces)


def _spans(signals: Mapping[str, Any], field: str, text: str) -> list[tuple[int, int, str]]:
    found = []
    for word in signals.get("words") or ():
        start, end = word.get("start"), word.get("end")
        if (
            word.get("field") == field
            and isinstance(start, int)
            and isinstance(end, int)
            and 0 <= start < end <= len(text)
        ):
            use, kind = str(word.get("use", "")), str(word.get("kind", ""))
            how = f", {KINDS[kind]}" if kind in KINDS else ""
            found.append((start, end, f"{USES.get(use, use)} {word.get('brand_id', '')}{how}"))
    folded = text.casefold()
    for term in signals.get("wording_terms") or ():
        at = folded.find(str(term).casefold()) if len(folded) == len(text) else -1
        if at >= 0 and term:
            found.append((at, at + len(str(term)), "a word that admits or evades"))
    return found


def evidence(listing: Any) -> tuple[tuple[str, str], ...]:
    """The signals that a verifier weighs, in words; those that say nothing are left out."""
    return tuple((name, value) for _, name, value in evidence_by_column(listing))


def evidence_by_column(listing: Any) -> tuple[tuple[str, str, str], ...]:
    """The same with the column of each."""
    signals = listing.signals or {}
    rows = []
    for key, name in SIGNALS:
        value = signals.get(key)
        if value in (None, "", "none", "unknown", []):
            continue
        rows.append((key, name, _said(key, value)))
    return tuple(rows)


def _said(key: str, value: Any) -> str:
    if key == "price_share":
        return f"{float(value):.0%}"
    if isinstance(value, list):
        return ", ".join(str(v) for v in value)
    if isinstance(value, float):
        return f"{value:,.2f}"
    return str(value).replace("_", " ")
