"""Can this one row be taken by a look at its few plain words?

Most rows that a shop system sends are as plain as can be: a short identifier, a title, `49.00 EUR`, `3`. Reading them as columns is made for
thousands at once and costs one row as much as a hundred. What is plain here is no listing that `arrive` would refuse, with the same identifier
and the same pieces; of everything else, right or wrong, nothing is said, and it is read as columns. A test holds both against each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from assay.policy.schema.listing import ListingLimits

_NAME = re.compile(r"[!-~](?:[ -~]*[!-~])?")
_WORD = re.compile(r"\w")
_PIECES = re.compile(r"[0-9]{1,9}")
_PRICE = re.compile(
    r"""(?: [A-Z]{3}[ ] | [€£$¥][ ]? )? ([0-9]{1,9}) (?: [.,] [0-9]{1,2} )?   # EUR 49.00, $5
      | ([0-9]{1,9}) (?: [.,] [0-9]{1,2} )? (?: [ ]?[A-Z]{3} | [ ]?[€£$¥] )   # 49,00 EUR, 49€
    """,
    re.VERBOSE,
)


def glance(words: Mapping[str, str], *, limits: ListingLimits) -> tuple[str, int] | None:
    """Identifier and pieces of a plain row of words by attribute name; None: look at it closely."""
    key = words.get("id", "")
    if len(key) > limits.id_characters or not _NAME.fullmatch(key) or not _NAME.fullmatch(words.get("store_id", "")):
        return None
    title = words.get("title", "")
    if len(title) > limits.title_characters or not _WORD.search(title):
        return None
    if len(words.get("description", "")) > limits.description_characters:
        return None
    price = words.get("price", "")
    if price:
        found = _PRICE.fullmatch(price)
        # One more than the whole units is not below what the cents make of it.
        if found is None or int(found[1] or found[2]) + 1 > limits.max_price:
            return None
    pieces = words.get("quantity", "")
    if not pieces:
        return key, 1
    if not _PIECES.fullmatch(pieces) or int(pieces) > limits.max_quantity:
        return None
    return key, int(pieces)
