"""Which listings are meant: by a line that somebody wrote, or by a table that he sends?

A line names a listing as STORE/LISTING or by the address of its page. A table (CSV) has one row a listing: a column of such lines, or one of
stores and one of listings; where its first row has names of columns, they say which is which. Nothing is looked up here.
"""

from __future__ import annotations

import csv
import io

from assay.errors import BadInput, TooLarge

MAX_BYTES = 1_000_000
STORES = frozenset({"store", "store_id", "shop", "seller", "seller_id"})
LISTINGS = frozenset({"listing", "listing_id", "id", "item", "item_id", "product_id"})
WHOLE = frozenset({"name", "link", "url", "address", "store/listing"})
MEND = "Save it as CSV: one listing a row, as store and listing or as the address of its page."


def named(line: str) -> str:
    """The listing that a line names, as STORE/LISTING; an address is cut down to that. Empty: it names none."""
    word = line.strip().strip("/")
    if "/listings/" in word:
        word = word.rpartition("/listings/")[2].partition("?")[0].partition("#")[0].strip("/")
    return word


def named_in(text: str) -> tuple[str, ...]:
    """The listings of a text with one a line."""
    return tuple(name for line in text.splitlines() if (name := named(line)))


def named_in_table(data: bytes) -> tuple[str, ...]:
    """The listings of a table, in its order. BadInput: no table, or a row that names none. TooLarge: past `MAX_BYTES`."""
    if len(data) > MAX_BYTES:
        raise TooLarge(f"this table has {len(data)} bytes; {MAX_BYTES} are read.", where="table", mend="Split it.")
    if data[:2] == b"PK" or data[:4] == b"\xd0\xcf\x11\xe0":
        raise BadInput("this is a spreadsheet or archive, no table of text.", where="table", mend=MEND)
    text = _decoded(data)
    if "\x00" in text:
        raise BadInput("this file is no table of text.", where="table", mend=MEND)
    rows = [(n, row) for n, row in enumerate(_rows(text), 1) if any(cell.strip() for cell in row)]
    if not rows:
        raise BadInput("this table has no rows.", where="table", mend=MEND)
    head = [cell.strip().lower() for cell in rows[0][1]]
    store, listing, whole = (_column(head, names) for names in (STORES, LISTINGS, WHOLE))
    if (store is not None and listing is not None) or whole is not None:
        rows = rows[1:]
    elif listing is not None and len(head) == 1:
        rows, whole, listing = rows[1:], 0, None
    elif any(len(row) > 1 and row[1].strip() for _, row in rows):
        store, listing = 0, 1
    else:
        store, listing, whole = None, None, 0
    if not rows:
        raise BadInput("this table has no rows.", where="table", mend=MEND)
    found = []
    for number, row in rows:
        name = f"{_cell(row, store)}/{_cell(row, listing)}" if whole is None else named(_cell(row, whole))
        if not name.partition("/")[0] or not name.partition("/")[2]:
            raise BadInput(f"row {number} names no listing.", where=f"table, row {number}", mend=MEND)
        found.append(name)
    return tuple(found)


def _decoded(data: bytes) -> str:
    for encoding in ("utf-16", "utf-8-sig") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput("this file is no table of text.", where="table", mend=MEND)


def _rows(text: str) -> list[list[str]]:
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        raise BadInput("this table cannot be read.", where="table", mend=MEND) from None


def _column(head: list[str], names: frozenset[str]) -> int | None:
    return next((i for i, cell in enumerate(head) if cell in names), None)


def _cell(row: list[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""
