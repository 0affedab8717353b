"""What is a buyer told, and in which language? A reporter learns the outcome; the buyer of a fake what it was and how he is refunded.

The marketplace tells its buyers itself, since the office knows no names; it gets the text with the order to refund. DSA Art. 32(1) says what
has to stand in it: that the goods are illegal, who sold them, and the means of redress.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assay.web.sentences import day

FILE = Path(__file__).parent / "buyers.toml"
DATES = frozenset({"due", "until"})


@dataclass(frozen=True, kw_only=True)
class Told:
    """A text with its heading, in one language."""

    language: str
    subject: str
    text: str


@cache
def texts() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Kind -> language -> subject and text; `words` holds single words."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def told(kind: str, *, language: str, **values: str) -> Told:
    """One of the texts, filled. Days come as ISO 8601."""
    text = texts()[kind][language]
    said = {name: day(value, language=language) if name in DATES else value for name, value in values.items()}
    return Told(language=language, subject=text["subject"].format(**said), text=text["text"].format(**said))


def fake_sold(refund: Mapping[str, Any], *, language: str) -> Told:
    """What the buyer of a fake is told; `refund` is a row of the queue of refunds. A private person's name is not given away."""
    word = texts()["words"][language]
    amount = f"{refund['amount']} {refund['currency']}".strip() if refund["amount"] is not None else ""
    return told(
        "fake_sold",
        language=language,
        title=refund["title"],
        order=refund["order"],
        trader=refund["trader"] or word["private_seller"],
        amount=amount or word["what_you_paid"],
    )
