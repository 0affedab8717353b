"""A listing is named by a line or by a row of a table, however the table was saved."""

from __future__ import annotations

import pytest

from assay.errors import BadInput, TooLarge
from assay.regime.notice.naming import MAX_BYTES, named, named_in, named_in_table


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("shop/l-1", "shop/l-1"),
        ("  /shop/l-1/ ", "shop/l-1"),
        ("https://market.example/listings/shop/l-1/", "shop/l-1"),
        ("https://market.example/listings/shop/l-1/?utm=mail#photo", "shop/l-1"),
        ("https://market.example/listings/shop/a/b/", "shop/a/b"),
    ],
)
def test_a_line_names_a_listing_by_itself_or_by_its_address(line: str, name: str) -> None:
    assert named(line) == name


def test_empty_lines_name_nothing() -> None:
    assert named_in("shop/1\n\n  \n/\nshop/2") == ("shop/1", "shop/2")


TWO = ("shop/l-1", "other/l-2")
TABLES = {
    "with names of columns": "store,listing\nshop,l-1\nother,l-2\n",
    "in another order": "Listing_ID;Title;Store_ID\nl-1;A bag, red;shop\nl-2;\"A bag; blue\";other\n",
    "without names": "shop\tl-1\nother\tl-2\n",
    "one column": "shop/l-1\nother/l-2",
    "one column with its name": "listing\nshop/l-1\nother/l-2\n",
    "addresses": "link\nhttps://m.example/listings/shop/l-1/\nhttps://m.example/listings/other/l-2/?x=1\n",
    "empty rows and ends of Windows": "store|listing\r\n\r\nshop|l-1\r\n | \r\nother|l-2\r\n",
}  # fmt: skip


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_names_its_listings_in_its_order(text: str, encoding: str) -> None:
    assert named_in_table(text.encode(encoding)) == TWO


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no rows"),
        (b"store,listing\n", "no rows"),
        (b"\n\n , \n", "no rows"),
        (b"PK\x03\x04rest", "spreadsheet or archive"),
        (b"\xd0\xcf\x11\xe0rest", "spreadsheet or archive"),
        (b"shop,l-1\x00\n", "no table of text"),
        (b"store,listing\nshop,l-1\nshop,\n", "row 3 names no listing"),
        (b"hello\n", "row 1 names no listing"),
        (b"\xff\xfe\x00", "no table of text"),
    ],
)
def test_what_is_no_table_of_listings_is_refused_and_the_row_is_named(data: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        named_in_table(data)


def test_a_table_past_the_limit_is_not_read() -> None:
    with pytest.raises(TooLarge, match="1000001 bytes"):
        named_in_table(b"x" * (MAX_BYTES + 1))
    assert len(named_in_table(b"shop,l\n" * 301)) == 301
