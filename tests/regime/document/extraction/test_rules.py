"""Does each rule of EN 16931 fire where the official one does, and only there?"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from lxml import etree

from assay.regime.document.extraction import cii, ubl
from assay.regime.document.extraction.rules import broken_rules

OURS = re.compile(r"BR-(0[1-9]|1[0-6]|2[1-7]|CO-(03|04|09|1\d)|DEC-\d+|CL-01|CL-04)$")
NS = (
    'xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" '
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
)


def rules_of(inner: str) -> tuple[str, ...]:
    return broken_rules(etree.fromstring(f"<Invoice {NS}>{inner}</Invoice>"))


def sums(**amounts: str) -> str:
    return (
        "<cac:LegalMonetaryTotal>"
        + "".join(f"<cbc:{k}>{v}</cbc:{k}>" for k, v in amounts.items())
        + "</cac:LegalMonetaryTotal>"
    )


def line(amount: str) -> str:
    return f"<cac:InvoiceLine><cbc:LineExtensionAmount>{amount}</cbc:LineExtensionAmount></cac:InvoiceLine>"


def test_an_empty_invoice_breaks_every_rule_on_what_must_be_there() -> None:
    assert rules_of("") == (
        "BR-01",
        "BR-02",
        "BR-03",
        "BR-04",
        "BR-05",
        "BR-06",
        "BR-07",
        "BR-08",
        "BR-10",
        "BR-16",
        "BR-CO-18",
    )


def test_lines_that_do_not_add_up_break_the_sum_rule() -> None:
    total = sums(
        LineExtensionAmount="30.00", TaxExclusiveAmount="30.00", TaxInclusiveAmount="30.00", PayableAmount="30.00"
    )
    assert "BR-CO-10" not in rules_of(line("10.00") + line("20.00") + total)
    assert "BR-CO-10" in rules_of(line("10.00") + line("19.99") + total)


def test_a_net_total_leaves_out_allowances_and_adds_charges() -> None:
    good = sums(
        LineExtensionAmount="30.00", AllowanceTotalAmount="5.00", ChargeTotalAmount="1.00", TaxExclusiveAmount="26.00"
    )
    assert "BR-CO-13" not in rules_of(good)
    assert "BR-CO-13" in rules_of(good.replace("26.00", "25.00"))


def test_an_amount_of_three_decimals_is_too_fine() -> None:
    assert "BR-DEC-18" in rules_of(sums(PayableAmount="1.005"))
    assert "BR-DEC-18" not in rules_of(sums(PayableAmount="1.00"))


def test_a_vat_number_begins_with_a_country() -> None:
    scheme = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
    for number, known in (("DE123456789", True), ("EL123456789", True), ("QQ123456789", False)):
        party = f"<cac:PartyTaxScheme><cbc:CompanyID>{number}</cbc:CompanyID>{scheme}</cac:PartyTaxScheme>"
        assert ("BR-CO-09" not in rules_of(party)) is known


def test_an_amount_that_is_no_number_breaks_the_sums_and_nothing_else() -> None:
    assert "BR-CO-13" in rules_of(sums(LineExtensionAmount="ten", TaxExclusiveAmount="1E400"))


def test_an_invoice_of_the_elder_zugferd_has_no_rules_here() -> None:
    assert broken_rules(etree.fromstring(f'<x:CrossIndustryDocument xmlns:x="{cii.ZUGFERD_1}"/>')) == ()


def _formats() -> Path:
    data = os.environ.get("ASSAY_DATA")
    folder = Path(data).parent / "formats" / "invoices" if data else Path("/nowhere")
    if not folder.is_dir():
        pytest.skip("the official vectors of EN 16931 (ASSAY_DATA/../formats/invoices) are not there")
    return folder


@pytest.mark.data
def test_every_official_fragment_fires_its_rule_or_does_not() -> None:
    parser = etree.XMLParser(remove_comments=True)
    checked = 0
    for case in json.loads((_formats() / "rule_cases" / "en16931_ubl.json").read_text()):
        broken = broken_rules(etree.fromstring(case["xml"].encode(), parser))
        for rule in filter(OURS.match, case["error"]):
            assert rule in broken, (case["file"], rule)
            checked += 1
        for rule in filter(OURS.match, case["success"]):
            assert rule not in broken, (case["file"], rule)
            checked += 1
    assert checked == 125


@pytest.mark.data
def test_every_whole_invoice_breaks_exactly_the_official_rules() -> None:
    folder, parser, checked = _formats(), etree.XMLParser(remove_comments=True), 0
    for entry in json.loads((folder / "manifest.json").read_text())["files"]:
        path = folder / entry["file"]
        if path.suffix.lower() != ".xml" or not path.exists():
            continue
        try:
            root = etree.fromstring(path.read_bytes(), parser)
        except etree.XMLSyntaxError:
            continue
        if root.tag in (*ubl.ROOTS, *cii.ROOTS):
            assert broken_rules(root) == tuple(sorted(filter(OURS.match, entry["fatal"]))), entry["file"]
            checked += 1
    assert checked == 92
