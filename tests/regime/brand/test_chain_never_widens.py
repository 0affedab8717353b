"""Whatever letters are handed in: does a chain ever give more than the letter above it gave?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.regime.brand.chain import Break, Chain, Link, follow
from assay.regime.brand.register import Brand, Dealer
from assay.regime.brand.standing import Named
from assay.regime.channels import covers_channel, knows_channel

ON = date(2026, 6, 1)
OWNER = "Aurelle Group SA"
HOUSES = (
    "Beacon Brands Ltd",
    "Corvane Trading GmbH",
    "Delmonte Retail S.r.l.",
    "Everest Outlet B.V.",
    "Old Town Shop Ltd",
)
BRAND = Brand(brand_id="b", name="Aurelle", owner=Dealer(legal_name=OWNER, level=0))
COUNTRIES = ("AT", "BE", "DE", "ES", "FR", "IT", "NL")
CHANNELS = ("Amazon", "eBay", "Zalando", "offline")
GOODS = ("handbags", "belts", "scarves")


@st.composite
def good_chains(draw: st.DrawFn) -> list[Link]:
    """Letters from the owner down to the store, each within the one above, from the owner's down."""
    depth = draw(st.integers(1, 5))
    names = [OWNER, *HOUSES[-depth:]]
    scope = {"goods": GOODS, "territories": COUNTRIES, "channels": CHANNELS}
    begins, ends = ON - timedelta(days=900), ON + timedelta(days=900)
    links = []
    for n in range(depth):
        scope = {k: tuple(draw(st.lists(st.sampled_from(v), min_size=1, unique=True))) for k, v in scope.items()}
        begins += timedelta(days=draw(st.integers(0, 100)))
        ends -= timedelta(days=draw(st.integers(0, 100)))
        links.append(
            Link(
                paper=f"{n}.pdf",
                authoriser=Named(name=names[n]),
                authorised=Named(name=names[n + 1]),
                level=n + 1,
                may_pass_on=n + 1 < depth,
                valid_from=begins,
                valid_to=ends,
                **scope,
            )
        )
    return links


def judged(links: list[Link], **also: int) -> Chain:
    return follow(links, holder=Named(name=HOUSES[-1]), brand=BRAND, same=0.9, doubtful=0.7, on=ON, **also)


def breaks(links: list[Link], **also: int) -> set[tuple[Break, str]]:
    return {(b.at, b.paper) for b in judged(links, **also).breaks}


@settings(max_examples=150, deadline=None, derandomize=True)
@given(good_chains(), st.randoms(use_true_random=False))
def test_letters_within_one_another_hold_in_any_order(links: list[Link], chance: object) -> None:
    mixed = list(links)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    chain = judged(mixed)
    assert chain.breaks == ()
    assert chain.links == tuple(links)
    assert (chain.level, chain.until) == (len(links), min(x.valid_to for x in links if x.valid_to))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(good_chains(), st.sampled_from(["goods", "territories", "channels"]), st.data())
def test_a_letter_that_gives_more_than_the_one_above_is_named(
    links: list[Link], what: str, data: st.DataObject
) -> None:
    if len(links) < 2:
        return
    at = data.draw(st.integers(1, len(links) - 1))
    more = {"goods": "umbrellas", "territories": "US", "channels": "AliExpress"}[what]
    wider = [replace(x, **{what: (*getattr(x, what), more)}) if n == at else x for n, x in enumerate(links)]
    assert (Break.SCOPE_WIDENED, f"{at}.pdf") in breaks(wider)
    everywhere = [replace(x, territories=("WORLD",)) if n == at else x for n, x in enumerate(links)]
    assert (Break.SCOPE_WIDENED, f"{at}.pdf") in breaks(everywhere)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(good_chains(), st.data())
def test_a_letter_below_one_that_may_not_be_passed_on_is_named(links: list[Link], data: st.DataObject) -> None:
    if len(links) < 2:
        return
    at = data.draw(st.integers(0, len(links) - 2))
    held = [replace(x, may_pass_on=False) if n == at else x for n, x in enumerate(links)]
    assert breaks(held) == {(Break.MAY_NOT_PASS_ON, f"{at + 1}.pdf")}
    silent = [replace(x, may_pass_on=None) if n == at else x for n, x in enumerate(links)]
    assert breaks(silent) == {(Break.UNCLEAR, f"{at}.pdf")}


@settings(max_examples=100, deadline=None, derandomize=True)
@given(good_chains(), st.data())
def test_the_term_of_each_letter_counts(links: list[Link], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(links) - 1))
    ended = [replace(x, valid_to=ON - timedelta(days=1)) if n == at else x for n, x in enumerate(links)]
    assert breaks(ended) == {(Break.ENDED, f"{at}.pdf")}
    ahead = [replace(x, valid_from=ON + timedelta(days=1)) if n == at else x for n, x in enumerate(links)]
    assert breaks(ahead) == {(Break.NOT_BEGUN, f"{at}.pdf")}
    # An older letter for the same two beside the one in force changes nothing.
    old = replace(links[at], paper="old.pdf", valid_from=ON - timedelta(days=1800), valid_to=ON - timedelta(days=1400))
    assert breaks([old, *links]) == set()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(good_chains())
def test_a_chain_is_no_longer_than_the_tier_allows(links: list[Link]) -> None:
    assert (Break.TOO_LONG in {at for at, _ in breaks(links, max_level=2)}) is (len(links) > 2)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(good_chains())
def test_letters_that_lead_back_to_themselves_begin_nowhere(links: list[Link]) -> None:
    first, last = links[0], links[-1]
    circle = [replace(first, authoriser=last.authorised), *links[1:]]
    wanted = Break.SELF_AUTHORIZED if len(links) == 1 else Break.LOOPS
    assert wanted in {at for at, _ in breaks(circle)}


@pytest.mark.parametrize("spelling", ["Old Town Shop Limited", "OLD TOWN SHOP LTD.", "Old Town Shop, Ltd"])
def test_nobody_authorises_himself_however_he_spells_his_name(spelling: str) -> None:
    own = Link(paper="0.pdf", authoriser=Named(name=spelling), authorised=Named(name=HOUSES[-1]), valid_to=ON)
    assert (Break.SELF_AUTHORIZED, "0.pdf") in breaks([own])


def test_a_company_of_the_brands_group_is_not_the_brand_until_the_register_says_so() -> None:
    letter = Link(
        paper="0.pdf", authoriser=Named(name="Aurelle Deutschland GmbH"), authorised=Named(name=HOUSES[-1]), valid_to=ON
    )
    assert breaks([letter]) == {(Break.NOT_FROM_THE_OWNER, "0.pdf")}
    known = replace(BRAND, dealers=(Dealer(legal_name="Aurelle Deutschland GmbH", level=1),))
    assert follow([letter], holder=Named(name=HOUSES[-1]), brand=known, same=0.9, on=ON).breaks == ()
    sister = Link(paper="0.pdf", authoriser=Named(name=OWNER), authorised=Named(name="Aurelle Retail SA"), valid_to=ON)
    chain = follow([sister], holder=Named(name="Aurelle Retail SA"), brand=BRAND, same=0.9, on=ON)
    assert (chain.breaks, chain.level) == ((), 1)


def test_a_name_that_comes_near_the_stores_is_a_doubt_and_not_a_refusal() -> None:
    near = Link(
        paper="0.pdf", authoriser=Named(name=OWNER), authorised=Named(name="Old Town Shop Export Ltd"), valid_to=ON
    )
    assert [(b.at, b.unclear) for b in judged([near]).breaks] == [(Break.STORE_NOT_AUTHORIZED, True)]
    other = replace(near, authorised=Named(name="Harbour Bikes Ltd"))
    assert [(b.at, b.unclear) for b in judged([other]).breaks] == [(Break.STORE_NOT_AUTHORIZED, False)]


@pytest.mark.parametrize(
    ("wider", "narrower", "covers"),
    [
        ("online", "Tmall", True), ("online", "offline", False), ("Tmall", "online", False), ("Tmall Global", "Tmall", False),
        ("tmall", "Tmall", True), ("offline", "online", False), ("online", "trade fairs", False), ("trade fairs", "trade fairs", True),
    ],
)  # fmt: skip
def test_a_channel_holds_itself_and_online_holds_platforms(wider: str, narrower: str, covers: bool) -> None:
    assert covers_channel(wider, narrower) is covers
    assert knows_channel("Tmall")
    assert not knows_channel("trade fairs")
