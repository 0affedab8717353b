"""Which rows a feed file holds, and which of them cannot be read."""

from __future__ import annotations

import json

import pytest

from assay.errors import AssayError, BadInput, NotSupported, TooLarge
from assay.outside.feed import MAX_CELL, MAX_COLUMNS, Feed, read_feed

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
<item><g:id>a1</g:id><title>Bag</title><g:price>49.00 EUR</g:price><link>https://shop.example/a1</link></item>
<item><g:id>a2</g:id><title>Belt</title><g:price>-1 EUR</g:price></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
<entry><g:id>a1</g:id><title>Bag</title><link href="https://shop.example/a1"/></entry></feed>"""


def read(text: str | bytes, *, max_rows: int = 100) -> Feed:
    return read_feed(text if isinstance(text, bytes) else text.encode(), max_rows=max_rows)


def words(feed: Feed) -> list[dict[str, str]]:
    return [row.words for row in feed.rows]


@pytest.mark.parametrize("mark", ["\t", ",", ";", "|"])
def test_a_table_is_read_whatever_separates_its_cells(mark: str) -> None:
    feed = read(f"ID{mark}Title{mark}image link\na1{mark}Bag{mark}\na2{mark}Belt{mark}x\n")
    assert words(feed) == [{"id": "a1", "title": "Bag"}, {"id": "a2", "title": "Belt", "image_link": "x"}]
    assert [r.where for r in feed.rows] == ["line 2", "line 3"]


def test_quoted_cells_hold_separators_and_line_breaks_and_the_line_stays_right() -> None:
    feed = read('id,title\na1,"Bag, small\nred"\na2,Belt\n')
    assert [(r.where, r.words["title"]) for r in feed.rows] == [("line 2", "Bag, small\nred"), ("line 4", "Belt")]


def test_utf8_with_a_mark_and_utf16_are_read() -> None:
    text = "id\ttitle\na1\t包\n"
    for data in (text.encode("utf-8-sig"), text.encode("utf-16")):
        assert words(read(data)) == [{"id": "a1", "title": "包"}]


def test_a_row_with_too_many_cells_is_set_aside_and_the_others_go_through() -> None:
    feed = read("id,title\na1,Bag, red\na2,Belt\n")
    assert words(feed) == [{"id": "a2", "title": "Belt"}]
    assert [(b.where, b.what) for b in feed.broken] == [("line 2", "this row has 3 cells, the head 2.")]


def test_a_quotation_mark_that_is_never_closed_costs_its_own_line_alone() -> None:
    feed = read('id,title\na1,"Bag\na2,Belt\na3,"Boot, ""red"""\na4,Hat\n')
    assert words(feed) == [
        {"id": "a2", "title": "Belt"},
        {"id": "a3", "title": 'Boot, "red"'},
        {"id": "a4", "title": "Hat"},
    ]
    assert [(b.where, b.what) for b in feed.broken] == [("line 2", "a quotation mark is not closed.")]


def test_quotation_marks_inside_a_cell_stay_as_they_are() -> None:
    feed = read('id\ttitle\na1\tRing 12" wide\na2\t"Best" bag\n')
    assert [row["title"] for row in words(feed)] == ['Ring 12" wide', '"Best" bag']


def test_lines_that_end_in_carriage_returns_are_lines() -> None:
    assert words(read("id,title\r\na1,Bag\r\n")) == words(read("id,title\ra1,Bag\r")) == [{"id": "a1", "title": "Bag"}]


def test_a_null_or_an_endless_cell_is_set_aside() -> None:
    feed = read(f"id,title\na1,B\x00g\na2,{'x' * (MAX_CELL + 1)}\na3,Belt\n")
    assert words(feed) == [{"id": "a3", "title": "Belt"}]
    assert [b.where for b in feed.broken] == ["line 2", "line 3"]


def test_ndjson_is_read_line_by_line_and_broken_lines_are_named() -> None:
    lines = [
        '{"id": "a1", "price": 49.5, "ok": true, "tags": ["x", "y"], "none": null}',
        "{broken",
        "[1]",
        '{"id": "a2", "title": "\\ud800"}',
        "",
        '{"id": "a3"}',
    ]
    feed = read("\n".join(lines))
    assert words(feed) == [{"id": "a1", "price": "49.5", "ok": "true", "tags": "x,y"}, {"id": "a3"}]
    assert [b.where for b in feed.broken] == ["line 2", "line 3", "line 4"]


def test_a_json_list_is_read_too() -> None:
    assert words(read('[{"id": "a1"}, 7]')) == [{"id": "a1"}]
    with pytest.raises(BadInput, match="this is not JSON"):
        read("[{")


def test_nesting_without_end_is_refused_by_name() -> None:
    with pytest.raises(BadInput):
        read("[" * 100_000)
    assert [b.where for b in read('{"id": ' + "[" * 100_000).broken] == ["line 1"]


def test_product_feeds_as_rss_and_atom_are_read() -> None:
    feed = read(RSS)
    assert words(feed)[0] == {"id": "a1", "title": "Bag", "price": "49.00 EUR", "link": "https://shop.example/a1"}
    assert words(feed)[1]["price"] == "-1 EUR"
    assert words(read(ATOM)) == [{"id": "a1", "title": "Bag", "link": "https://shop.example/a1"}]


def test_xml_that_breaks_off_gives_its_good_items_and_the_line_where_it_breaks() -> None:
    feed = read(RSS[: RSS.index("<item><g:id>a2")] + "<item><g:id>")
    assert [row["id"] for row in words(feed)] == ["a1"]
    assert [b.where for b in feed.broken] == ["line 4"]


def test_a_feed_that_forgot_to_declare_its_prefix_is_read_all_the_same() -> None:
    feed = read(RSS.replace(' xmlns:g="http://base.google.com/ns/1.0"', ""))
    assert words(feed) == words(read(RSS))
    assert feed.broken == ()
    cut = read("<rss><channel><item><g:id>1</g:id></item>")
    assert (words(cut), [b.where for b in cut.broken]) == ([{"id": "1"}], ["line 1"])


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><id>&x;</id></item></rss>',
        '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><r><item><id>&b;</id></item></r>',
    ],
)
def test_xml_with_a_document_type_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="document type"):
        read(text)


@pytest.mark.parametrize(
    ("data", "kind", "what"),
    [
        (b"", BadInput, "the feed is empty."),
        (b" \n ", BadInput, "the feed is empty."),
        (b"PK\x03\x04....", NotSupported, "this is no text; archives and office documents are not read."),
        (b"PAR1....", BadInput, "this Parquet file cannot be read."),
        (b"id,title\n", BadInput, "the feed has no rows."),
        (b"sku,title\n1,Bag\n", BadInput, "the head of the feed names no column `id`."),
        (b"id,title,title\n1,a,b\n", BadInput, "the column 'title' stands twice."),
        (b"id,title\n1,Caf\xe9\n", BadInput, "the feed is not UTF-8."),
        (b"<rss><item>", BadInput, "the XML of the feed is broken from here on."),
        (b"id\n" + b"1\n" * 101, TooLarge, "the feed has more than 100 rows."),
        (
            ("id," + ",".join(f"c{i}" for i in range(MAX_COLUMNS)) + "\n").encode(),
            TooLarge,
            "the feed has 301 columns; 300 are read.",
        ),
    ],
)
def test_a_file_that_is_no_feed_is_refused_as_a_whole(data: bytes, kind: type[AssayError], what: str) -> None:
    with pytest.raises(kind) as refused:
        read(data)
    assert refused.value.what == what
    assert refused.value.mend


def test_json_attributes_without_end_are_set_aside() -> None:
    wide = json.dumps({f"a{i}": 1 for i in range(MAX_COLUMNS + 1)})
    assert [b.where for b in read(wide).broken] == ["line 1"]
