"""`assay check` on real files: papers drawn as PDFs, a register, applications in order of arrival."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from benchmarks.papers_forgeries.attacks import appended
from benchmarks.papers_forgeries.layouts import Layout, drawn

from assay.cli import main
from assay.demo.companies import CompanyMaker
from assay.demo.papers.paper import Invoice, Line, Party

LAYOUT = Layout.drawn(1)  # German, short of surprises
MAKER = CompanyMaker.seeded(random.Random(4))
DEALER = MAKER.company("DE", "wholesale")
STORE = MAKER.company("IT", "retail")
OTHER = MAKER.company("FR", "retail")
LINES = (
    Line.of("Aurelle Handbag Petite", 10, "120.00", model="AH2100", gtin="4012345000016"),
    Line.of("Aurelle Silk Scarf Azur", 20, "40.00", model="AS90", gtin="4012345000023"),
)
REGISTER = {
    "brands": [
        {
            "brand_id": "aurelle",
            "name": "Aurelle",
            "products": [
                {"name": "Handbag Petite", "model": "AH2100", "gtin": "4012345000016", "reference_price": "240.00 EUR"},
                {"name": "Silk Scarf Azur", "model": "AS90", "gtin": "4012345000023", "reference_price": "85.00 EUR"},
            ],
            "dealers": [
                {
                    "legal_name": DEALER.name,
                    "address": DEALER.address,
                    "vat_id": DEALER.vat_id,
                    "iban": DEALER.iban,
                    "level": 1,
                }
            ],
        }
    ]
}


def bill(buyer: Party = STORE, **changes: Any) -> Invoice:
    invoice = Invoice.bill(
        number="2026-00173",
        issued_on=date(2026, 10, 2),
        issuer=DEALER,
        recipient=buyer,
        lines=LINES,
        tax_rate="19",
        due_on=date(2026, 11, 1),
    )
    return replace(invoice, **changes)


class Office:
    """A folder with a register; `check` runs the command and gives back its lines."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        (folder / "register.json").write_text(json.dumps(REGISTER), encoding="utf-8")

    def paper(self, name: str, data: bytes) -> str:
        (self.folder / name).write_bytes(data)
        return name

    def application(self, name: str, *papers: str, of: Party = STORE, **changes: Any) -> str:
        data = {
            "as_of": "2026-11-24",
            "tier": "open",
            "store": {
                "store_id": of.name,
                "legal_name": of.name,
                "address": of.address,
                "country": of.country,
                "vat_id": of.vat_id,
            },
            "brand_id": "aurelle",
            "goods": [{"name": "Handbag Petite", "model": "AH2100", "gtin": "4012345000016", "units": 10}],
            "papers": list(papers),
            **changes,
        }
        (self.folder / name).write_text(json.dumps(data), encoding="utf-8")
        return str(self.folder / name)

    def check(self, *applications: str, code: int = 0, more: tuple[str, ...] = ()) -> tuple[list[dict[str, Any]], str]:
        got = main(["check", *applications, "--register", str(self.folder / "register.json"), *more])
        said = self.capsys.readouterr()
        assert got == code, said.err
        return [json.loads(line) for line in said.out.splitlines()], said.err


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path, capsys)


def test_a_genuine_invoice_waits_for_an_answer_and_is_accepted_with_it(office: Office) -> None:
    paper = office.paper("invoice.pdf", drawn(bill(), LAYOUT))
    ((first,), _) = office.check(office.application("a.json", paper))
    assert (first["findings"], first["verdict"]) == ([], "refer")
    assert [q["question"] for q in first["questions"]] == ["brand", "issuer:invoice.pdf"]
    answer = {"question": "issuer:invoice.pdf", "by": DEALER.name, "answer": "confirm", "at": "2026-11-25"}
    ((last,), _) = office.check(office.application("a.json", paper, answers=[answer]))
    assert (last["verdict"], last["questions"]) == ("accept", [])
    assert last["right"] == {
        "store_id": STORE.name,
        "brand_id": "aurelle",
        "goods": ["4012345000016"],
        "units": {"4012345000016": 10},
        "territories": [],
        "channels": [],
        "valid_from": "2026-11-24",
        "valid_to": "2027-11-24",
    }


def test_a_later_application_knows_the_papers_of_the_earlier_ones(office: Office) -> None:
    theirs = office.paper("theirs.pdf", drawn(bill(OTHER), LAYOUT))
    forged = office.paper("forged.pdf", drawn(bill(), LAYOUT))
    lines, _ = office.check(office.application("1.json", theirs, of=OTHER), office.application("2.json", forged))
    assert [line["verdict"] for line in lines] == ["refer", "refer"]
    assert [(f["reason"], f["weight"]) for f in lines[1]["findings"]] == [("SAME_NUMBER_OTHER_CONTENT", "refer")]
    answer = {"question": "brand", "by": "Aurelle", "answer": "confirm", "at": "2026-11-25"}
    lines, _ = office.check(
        office.application("1.json", theirs, of=OTHER, answers=[answer]), office.application("2.json", forged)
    )
    assert [line["verdict"] for line in lines] == ["accept", "refuse"]
    assert [(f["reason"], f["weight"]) for f in lines[1]["findings"]] == [
        ("SAME_NUMBER_OTHER_CONTENT", "refuse"),
        ("LINES_ALREADY_COUNTED", "refer"),
    ]
    assert lines[1]["right"] is None


def test_a_forged_total_is_refused_with_its_place(office: Office) -> None:
    paper = office.paper("invoice.pdf", drawn(replace(bill(), gross=bill().gross + 5000), LAYOUT))
    ((line,), _) = office.check(office.application("a.json", paper))
    (finding,) = [f for f in line["findings"] if f["reason"] == "GROSS_TOTAL_WRONG"]
    assert (finding["weight"], finding["paper"], finding["page"]) == ("refuse", "invoice.pdf", 1)
    assert len(finding["box"]) == 4
    assert line["verdict"] == "refuse"


def test_a_file_that_was_painted_over_goes_to_a_person(office: Office) -> None:
    genuine = drawn(bill(), LAYOUT)
    many = drawn(bill(lines=(replace(LINES[0], quantity=100), LINES[1])).recomputed(), LAYOUT)
    paper = office.paper("invoice.pdf", appended(genuine, many))
    ((line,), _) = office.check(office.application("a.json", paper))
    assert "REVISED_AFTER_MAKING" in [f["reason"] for f in line["findings"]]
    assert line["verdict"] == "refer"


def test_another_date_and_another_policy_decide_otherwise(office: Office, tmp_path: Path) -> None:
    paper = office.paper("invoice.pdf", drawn(bill(), LAYOUT))
    application = office.application("a.json", paper)
    ((late,), _) = office.check(application, more=("--as-of", "2028-01-01"))
    assert [f["reason"] for f in late["findings"]] == ["INVOICE_TOO_OLD"]
    from assay.policy.load import shipped

    folder = tmp_path / "strict"
    folder.mkdir()
    text = dict(shipped().texts)["document"].replace("max_age_days = 365", "max_age_days = 30")
    (folder / "document.toml").write_text(text, encoding="utf-8")
    ((strict,), _) = office.check(application, more=("--policy", str(folder)))
    assert [f["reason"] for f in strict["findings"]] == ["INVOICE_TOO_OLD"]
    assert strict["policy"] != late["policy"]


@pytest.mark.parametrize(
    ("name", "data", "seen"),
    [
        ("empty.pdf", b"", "this file is empty."),
        ("broken.pdf", b"hello", "this file is nothing that we can read."),
        (
            "office.pdf",
            b"PK\x03\x04....",
            "this is an archive or office document (ZIP), which is not taken as a paper.",
        ),
    ],
)
def test_a_paper_that_cannot_be_read_is_a_finding(office: Office, name: str, data: bytes, seen: str) -> None:
    ((line,), _) = office.check(office.application("a.json", office.paper(name, data)))
    assert [(f["reason"], f["paper"], f["seen"]) for f in line["findings"]] == [("PAPER_UNREADABLE", name, seen)]
    assert (line["verdict"], line["questions"], line["right"]) == ("refuse", [], None)


def test_a_paper_that_is_not_there_is_a_finding_without_its_path(office: Office) -> None:
    ((line,), _) = office.check(office.application("a.json", "../../etc/x"))
    assert [(f["reason"], f["paper"]) for f in line["findings"]] == [("PAPER_UNREADABLE", "x")]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"brand_id": "nobody"}, "the register has no brand 'nobody'."),
        ({"store": {}}, "the store has no name."),
        ({"store": None}, "the store is missing."),
        ({"papers": "x"}, "a list of file names is wanted here."),
        ({"as_of": "yesterday"}, "'yesterday' is no date."),
        ({"tier": "royal"}, "'royal' is not known here."),
        ({"goods": [{"units": -1}]}, "-1 is no number of pieces."),
        ({"answers": [{"question": "brand", "answer": "perhaps"}]}, "'perhaps' is no answer."),
    ],
)
def test_an_application_that_cannot_be_used_is_one_line_and_the_next_is_judged(
    office: Office, changes: dict[str, Any], said: str
) -> None:
    paper = office.paper("invoice.pdf", drawn(bill(), LAYOUT))
    bad = office.application("bad.json", paper, **changes)
    lines, err = office.check(bad, office.application("good.json", paper), code=2)
    assert [line["application"] for line in lines] == ["good.json"]
    assert said in err
    assert len(err.splitlines()) == 1


def test_files_that_are_no_json_or_not_there_are_named(office: Office, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    lines, err = office.check(str(tmp_path / "a.json"), str(tmp_path / "b.json"), code=2)
    assert lines == []
    assert "this is not JSON" in err
    assert "there is no such application." in err


def test_what_cannot_be_opened_is_said_as_it_is(office: Office) -> None:
    (office.folder / "scans").mkdir()
    ((line,), _) = office.check(office.application("a.json", "scans", "gone.pdf"))
    seen = [(f["paper"], f["reason"], f["seen"]) for f in line["findings"]]
    assert seen == [
        ("scans", "PAPER_UNREADABLE", "this is a folder."),
        ("gone.pdf", "PAPER_UNREADABLE", "there is no such file."),
    ]
    _, said = office.check(str(office.folder), code=2)
    assert said == f"assay check: {office.folder}: this is a folder; an application is wanted. Name the file in it.\n"


@pytest.mark.parametrize(
    ("said", "verdict"), [("Yes, we issued it.", "accept"), ("We confirm", "accept"), ("No: not ours", "refuse")]
)
def test_an_answer_may_be_a_sentence_whose_first_word_decides(office: Office, said: str, verdict: str) -> None:
    paper = office.paper("invoice.pdf", drawn(bill(), LAYOUT))
    answer = {"question": "issuer:invoice.pdf", "by": DEALER.name, "answer": said, "evidence": "our books", "at": ""}
    ((line,), _) = office.check(office.application("a.json", paper, answers=[answer]))
    assert line["verdict"] == verdict
