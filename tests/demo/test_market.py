"""Is the sample what its truth says, the same from the same seed, and in the files that the commands read?"""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from stdnum import ean

from assay.demo.applications import Standing
from assay.demo.export import FEED_COLUMNS, write_market
from assay.demo.forgery import ATTACKS
from assay.demo.letters import LETTER_ATTACKS
from assay.demo.market import Market, make_market
from assay.demo.papers.paper import Invoice
from assay.demo.stores import Behaviour
from assay.errors import BadInput

AS_OF = date(2026, 5, 20)


@pytest.fixture(scope="module")
def market() -> Market:
    return make_market(as_of=AS_OF)


@pytest.fixture(scope="module")
def folder(market: Market, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sample") / "out"
    assert write_market(market, out)["listings"] == 600
    return out


def test_the_same_seed_and_day_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_market(make_market(as_of=AS_OF), tmp_path / "again")
    first = {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    again = {p.relative_to(tmp_path / "again"): p.read_bytes() for p in (tmp_path / "again").rglob("*") if p.is_file()}
    assert first == again


def test_another_seed_gives_other_stores(market: Market) -> None:
    other = make_market(seed=1, listings=1, as_of=AS_OF)
    assert [s.company.name for s in other.stores] != [s.company.name for s in market.stores]


def test_more_listings_do_not_change_stores_and_papers(market: Market) -> None:
    assert make_market(listings=7, as_of=AS_OF).applications == market.applications


def test_the_default_has_every_kind_of_store(market: Market) -> None:
    assert {s.behaviour for s in market.stores} == set(Behaviour)
    assert len({s.store_id for s in market.stores}) == 24


def test_a_reborn_store_shares_one_exact_key_and_no_name(market: Market) -> None:
    reborn = [s for s in market.stores if s.behaviour is Behaviour.REBORN]
    assert len(reborn) == 2
    for store in reborn:
        old = market.store(store.was).company
        assert getattr(store.company, store.shares) == getattr(old, store.shares) != ""
        assert store.company.name != old.name


def test_a_clean_paper_adds_up_and_is_to_the_store(market: Market) -> None:
    clean = [a for a in market.applications if a.standing is Standing.CLEAN]
    assert clean
    for application in clean:
        for paper in application.papers:
            assert paper.attack == ""
            if isinstance(paper.says, Invoice):
                assert paper.says == paper.says.recomputed()
                assert paper.says.recipient.name.casefold() == application.store.company.name.casefold()


def test_enough_crooked_stores_try_every_forgery() -> None:
    many = make_market(stores=24 * 5, listings=1, as_of=AS_OF)
    tried = Counter(a.defect for a in many.applications if a.standing is Standing.FORGED)
    assert set(tried) == set(ATTACKS) | set(LETTER_ATTACKS)


def test_a_forged_paper_differs_from_a_genuine_one_where_its_name_says() -> None:
    many = make_market(stores=24 * 5, listings=1, as_of=AS_OF)
    by_attack = {a.defect: a for a in many.applications if a.standing is Standing.FORGED}

    def says(attack: str) -> Invoice:
        paper = by_attack[attack].papers[0].says
        assert isinstance(paper, Invoice)
        return paper

    assert says("other_buyer").recipient.name != by_attack["other_buyer"].store.company.name
    assert says("total_edited").gross != says("total_edited").net + says("total_edited").tax
    assert (
        says("quantity_raised").lines[0].amount
        != says("quantity_raised").lines[0].unit_price * says("quantity_raised").lines[0].quantity
    )
    assert says("quantity_recomputed") == says("quantity_recomputed").recomputed()
    assert says("net_edited").lines_total != sum(line.amount for line in says("net_edited").lines)
    assert says("dated_ahead").issued_on > by_attack["dated_ahead"].handed_in_on
    assert says("self_issued").issuer == by_attack["self_issued"].store.company
    assert says("credit_as_invoice").kind == "credit_note"
    moved = says("date_moved")
    assert moved.delivered_on is not None
    assert (moved.issued_on - moved.delivered_on).days > 300
    taken = by_attack["same_file"]
    owners = [
        a
        for a in many.applications
        if a.standing is Standing.CLEAN and any(p.data == taken.papers[0].data for p in a.papers)
    ]
    assert len(owners) == 1
    assert owners[0].handed_in_on <= taken.handed_in_on


def test_genuine_listings_never_offer_more_than_the_rights_cover(market: Market) -> None:
    units = {(r.store_id, r.goods[0]): r.units for r in market.rights if r.units is not None}
    offered: Counter[tuple[str, str]] = Counter()
    for listing in market.listings():
        if listing.what == "own_right":
            offered[listing.row["store_id"], listing.row["gtin"]] += int(listing.row["quantity"])
    assert all(offered[key] <= units[key] for key in offered if key in units)
    assert sum(1 for key in offered if key in units) > 10


def test_every_gtin_of_the_register_checks(market: Market) -> None:
    gtins = [p.gtin for b in market.world.register.brands for p in b.products]
    assert all(ean.is_valid(g) for g in gtins)
    assert len(gtins) == len(set(gtins))


def test_the_files_are_those_that_the_commands_read(market: Market, folder: Path) -> None:
    applications = sorted((folder / "applications").glob("*.json"))
    assert len(applications) == len(market.applications)
    for path in applications:
        application = json.loads(path.read_text(encoding="utf-8"))
        assert set(application) == {"as_of", "tier", "store", "brand_id", "goods", "papers", "answers"}
        assert all((folder / "applications" / name).is_file() for name in application["papers"])
    with (folder / "feed.tsv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, delimiter="\t"))
    lines = [json.loads(x) for x in (folder / "feed.ndjson").read_text(encoding="utf-8").splitlines()]
    assert [tuple(row) for row in table[:1]] == [FEED_COLUMNS]
    assert [{**row, "quantity": int(row["quantity"])} for row in table] == lines


def test_the_truth_names_every_store_application_paper_and_listing(market: Market, folder: Path) -> None:
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    assert [s["store_id"] for s in truth["stores"]] == [s.store_id for s in market.stores]
    assert len(truth["listings"]) == 600
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        subjects = Counter(row["subject"] for row in csv.DictReader(file))
    papers = sum(len(a.papers) for a in market.applications)
    assert subjects == {"store": 24, "application": len(market.applications), "paper": papers, "listing": 600}


@pytest.mark.parametrize(("stores", "listings"), [(0, 1), (1, 0), (20_001, 1), (1, 5_000_001)])
def test_a_size_that_makes_no_sense_is_refused(stores: int, listings: int) -> None:
    with pytest.raises(BadInput) as refusal:
        make_market(stores=stores, listings=listings, as_of=AS_OF)
    assert "Give a number from 1 to" in str(refusal.value)


def test_a_folder_with_something_in_it_is_refused_and_left_alone(market: Market, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(BadInput) as refusal:
        write_market(market, tmp_path)
    assert refusal.value.mend == "Name a new or an empty folder."
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
