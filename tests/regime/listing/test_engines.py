"""Where Hyperscan has no wheel another engine looks for the names: the same listings get the same verdicts, word for word."""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Callable

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from assay.batch.desk import Desk, open_office
from assay.policy.load import shipped
from assay.regime.listing.arrival import arrive
from assay.regime.listing.claims.names import PRODUCT_SCHEMA, REGISTER_SCHEMA
from assay.regime.listing.claims.scan import AhoCorasickEngine, HyperscanEngine, engine
from assay.regime.listing.entitlement import RIGHTS
from assay.regime.listing.verdict import STORES, Office, screen

ROWS = 6_000
ON = dt.date(2026, 11, 24)
LIKE = str.maketrans("aceopxyABEHKMOPTX", "асеорхуАВЕНКМОРТХ")
WIDE = {c: c + 0xFEE0 for c in range(0x21, 0x7F)}
LEET = str.maketrans("aeiost", "431057")

DISGUISES: tuple[Callable[[str, random.Random], str], ...] = (
    lambda n, r: n,
    lambda n, r: n.upper(),
    lambda n, r: ".".join(n),
    lambda n, r: " ".join(n),
    lambda n, r: n.translate(LIKE),
    lambda n, r: n.translate(WIDE),
    lambda n, r: n.translate(LEET),
    lambda n, r: "\u200b".join(n),
    lambda n, r: "".join(c + "\u0301" for c in n),
    lambda n, r: n[:2] + "*" + n[3:],
    lambda n, r: n[:2] + n[2] + n[2:],
    lambda n, r: n[:3] + n[4:],
    lambda n, r: n + r.choice(("bag", "sale", "style")),
    lambda n, r: "正品" + n + "包",
    lambda n, r: n[:3] + "🔥" + n[3:],
)


def register(chance: random.Random) -> pl.DataFrame:
    """The brands that the policy knows by hand, and invented ones, some with one name, some inside others."""
    known = [b.name for b in shipped().name.brands]
    made = {
        "".join(chance.choice("bdfgklmnprstv") + chance.choice("aeiou") for _ in range(chance.randint(2, 5))).title()
        for _ in range(1_500)
    }
    names = [*known, *sorted(made), *sorted(made)[:20], *(f"{n} Home" for n in sorted(made)[:200])]
    rows = [(f"b{i}", name, [], True, [], None, "") for i, name in enumerate(names)]
    return pl.DataFrame(rows, schema=REGISTER_SCHEMA, orient="row")


def feed(brands: pl.DataFrame, chance: random.Random) -> pl.DataFrame:
    words = sorted(shipped().ordinary.words.split())
    terms = [t for group in shipped().listing.wording for t in group.terms]
    names = brands["name"].to_list()

    def text(length: int) -> str:
        said = chance.choices(words, k=length)
        if chance.random() < 0.6:
            said.insert(chance.randrange(length), chance.choice(DISGUISES)(chance.choice(names).lower(), chance))
        if chance.random() < 0.1:
            said.insert(chance.randrange(length), chance.choice(terms))
        if chance.random() < 0.1:
            said.insert(0, "case for")
        return chance.choice((" ", " ", " - ", ", ")).join(said)

    rows = [
        (str(i), f"s{i % 50}", text(8), text(40), chance.choice(names) if i % 9 == 0 else None, "9.00 EUR")
        for i in range(ROWS)
    ]
    names_of = ["id", "store_id", "title", "description", "brand", "price"]
    raw = pl.DataFrame(rows, schema=dict.fromkeys(names_of, pl.String), orient="row")
    return arrive(raw, limits=shipped().listing.limits, fx=shipped().fx).table


def opened(brands: pl.DataFrame) -> Office:
    return open_office(
        Desk(
            brands=brands,
            products=pl.DataFrame(schema=PRODUCT_SCHEMA),
            rights=pl.DataFrame(schema=RIGHTS),
            stores=pl.DataFrame(schema=STORES),
            policy=shipped(),
            on=ON,
        )
    )


def test_without_hyperscan_every_column_of_every_verdict_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(20261124)
    brands = register(chance)
    table = feed(brands, chance)
    fast = opened(brands)
    assert isinstance(fast.scanner.engine, HyperscanEngine)
    judged = screen(table, by=fast)
    monkeypatch.setitem(sys.modules, "hyperscan", None)
    slow = opened(brands)
    assert isinstance(slow.scanner.engine, AhoCorasickEngine)
    assert isinstance(slow.reader.goods.engine, AhoCorasickEngine)
    assert judged["trades"].sum() > ROWS // 4
    assert set(judged["verdict"]) >= {"publish", "hold", "remove"}
    assert_frame_equal(judged, screen(table, by=slow))


def test_both_engines_find_what_overlaps_and_what_follows_at_once() -> None:
    patterns = [b" ab ", b" ab c ", b"\xe5\x8c\x85", b" b ", b"bb"]
    text = b" ab c ab ab \xe5\x8c\x85\xe5\x8c\x85 bbb "
    found = [
        set(zip(*map(list, made(patterns).scan(text)), strict=True))
        for made in (HyperscanEngine, AhoCorasickEngine, engine)
    ]
    assert found[0] == found[1] == found[2]
    assert (0, 4) in found[0]
    assert (1, 6) in found[0]
    assert {end for pattern, end in found[0] if pattern == 4} == {21, 22}
