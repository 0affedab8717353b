"""What does a row say that was sent, in words? Each attribute as text, whatever the program that sent it takes for a number or a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assay.errors import BadInput, TooLarge

MAX_ATTRIBUTES = 60
MAX_NAME = 60
MAX_VALUE = 25_000


def words_of(row: Any, *, store: str, where: str) -> dict[str, str]:
    """A row as words by attribute name, with its store. BadInput: not a row, too many or too long attributes, another's store."""
    return _plain(row, store=store) or _words(row, store=store, where=where)


def _plain(row: Any, *, store: str) -> dict[str, str] | None:
    """A row of nothing but clean words, as most are; None sends it to the slower look that tells what is wrong with it."""
    if type(row) is not dict or len(row) > MAX_ATTRIBUTES or "store_id" in row or "external_seller_id" in row:
        return None
    if set(map(type, row.values())) != {str} or set(map(type, row)) != {str}:
        return None
    together = "".join((*row, *row.values()))
    if "\x00" in together or max(map(len, row)) > MAX_NAME or max(map(len, row.values())) > MAX_VALUE:
        return None
    if not together.isascii():
        try:
            together.encode()
        except UnicodeEncodeError:
            return None
    words = {**row, "store_id": store}
    words.setdefault("id", "")
    return words


def _words(row: Any, *, store: str, where: str) -> dict[str, str]:
    """A row as words by attribute name: numbers as written, null left out. BadInput: not a row, too many or too long attributes, another's store."""
    if not isinstance(row, Mapping):
        raise BadInput("this is no row.", where=where, mend="Send an object of attributes.")
    if len(row) > MAX_ATTRIBUTES:
        raise TooLarge(
            f"it has {len(row)} attributes; {MAX_ATTRIBUTES} are allowed.", where=where, mend="Leave out the rest."
        )
    words: dict[str, str] = {}
    for name, value in row.items():
        if value is None:
            continue
        if isinstance(value, (list, tuple)):
            value = ",".join(str(v) for v in value)
        elif isinstance(value, bool):
            value = "true" if value else "false"
        elif not isinstance(value, (str, int, float)):
            raise BadInput(
                f"{str(name)[:MAX_NAME]} is a {type(value).__name__}, not a word or number.",
                where=where,
                mend="Send words and numbers.",
            )
        text = str(value).replace("\x00", "")
        if len(text) > MAX_VALUE:
            raise TooLarge(
                f"{str(name)[:MAX_NAME]} has {len(text)} characters; {MAX_VALUE} are allowed.",
                where=where,
                mend="Shorten it.",
            )
        try:
            text.encode()
            str(name).encode()
        except UnicodeEncodeError:
            raise BadInput(
                f"{ascii(str(name))[:MAX_NAME]} holds half a character.", where=where, mend="Send whole Unicode text."
            ) from None
        words[str(name)[:MAX_NAME].replace("\x00", "")] = text
    named = words.get("store_id") or words.get("external_seller_id") or store
    if named != store:
        raise BadInput("it names another store.", where=where, mend=f"Leave store_id out, or send {store}.")
    words["store_id"] = store
    words.setdefault("id", "")
    return words
