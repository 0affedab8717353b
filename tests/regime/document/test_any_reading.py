"""Whatever a reader hands over, the judgement is a judgement: it never fails, and it is the same again from stored facts."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.regime.document.build import ON, facts, paper

from assay.policy.load import shipped
from assay.regime.document.facts import Answer, EarlierTrace, from_json, to_json
from assay.regime.document.reading import (
    AllowanceCharge,
    Box,
    Field,
    Kind,
    Letter,
    Line,
    Origin,
    Party,
    Reading,
    Signature,
    Tax,
    Totals,
)
from assay.regime.document.traces import traces_of
from assay.regime.document.verdict import judge

WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["Novara Moda S.r.l.", "Lumen Distribution GmbH", "Aurelle", "2100", "DE136695976", "2026-10-02", "2999-99-99"]
    ),
)
NUMBERS = st.one_of(
    st.decimals(allow_nan=True, allow_infinity=True).map(str),
    st.integers(-(10**40), 10**40).map(str),
    st.sampled_from(["0", "-0.00", "1e999999", "19", "100.005", "", "NaN", "1_0"]),
)


def fields(values: st.SearchStrategy[str]) -> st.SearchStrategy[Field | None]:
    box = st.none() | st.builds(
        Box, page=st.just(1), x0=st.just(1.0), y0=st.just(2.0), x1=st.just(3.0), y1=st.just(4.0)
    )
    some = st.builds(
        Field, value=values, confidence=st.sampled_from([0.0, 0.5, 1.0]), origin=st.sampled_from(Origin), box=box
    )
    return st.none() | some


TEXT, NUMBER = fields(WORDS), fields(NUMBERS)
PARTY = st.builds(
    Party, name=TEXT, address=TEXT, country=TEXT, vat_id=TEXT, registration=TEXT, iban=TEXT, tax_number=TEXT
)
LINE = st.builds(
    Line,
    description=TEXT,
    id=TEXT,
    gtin=TEXT,
    quantity=NUMBER,
    price=NUMBER,
    amount=NUMBER,
    allowance=NUMBER,
    tax_rate=NUMBER,
)
LETTER = st.builds(
    Letter,
    brand=TEXT,
    authoriser=PARTY,
    authorised=PARTY,
    level=NUMBER,
    may_pass_on=TEXT,
    valid_from=TEXT,
    valid_to=TEXT,
    goods=st.lists(TEXT.filter(bool), max_size=2).map(tuple),
    territories=st.lists(TEXT.filter(bool), max_size=2).map(tuple),
    marks=st.lists(TEXT.filter(bool), max_size=2).map(tuple),
)
READING = st.builds(
    Reading,
    file=st.just("x.pdf"),
    sha256=st.just("ab" * 32),
    kind=st.sampled_from(Kind).map(lambda k: Field(value=k.value, confidence=0.9, origin=Origin.TEXT)),
    number=TEXT,
    issued_on=TEXT,
    due=TEXT,
    delivered_on=TEXT,
    currency=fields(st.sampled_from(["EUR", "JPY", "XXX", ""])),
    issuer=PARTY,
    recipient=PARTY,
    lines=st.lists(LINE, max_size=3).map(tuple),
    allowances=st.lists(st.builds(AllowanceCharge, is_charge=st.booleans(), amount=NUMBER), max_size=2).map(tuple),
    taxes=st.lists(st.builds(Tax, rate=NUMBER, base=NUMBER, amount=NUMBER), max_size=2).map(tuple),
    totals=st.builds(
        Totals, lines=NUMBER, allowances=NUMBER, charges=NUMBER, net=NUMBER, tax=NUMBER, gross=NUMBER, payable=NUMBER
    ),
    letter=st.none() | LETTER,
    signatures=st.lists(
        st.builds(
            Signature,
            holds=st.booleans(),
            covers_file=st.booleans(),
            modification=WORDS,
            signer=WORDS,
            signer_sha256=WORDS,
            signed_at=WORDS,
        ),
        max_size=1,
    ).map(tuple),
    revisions=st.integers(1, 3),
    earlier=st.lists(WORDS, max_size=1).map(tuple),
    text=st.text(max_size=200),
)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(READING, READING, st.booleans())
def test_a_judgement_never_fails_and_replays(one: Reading, other: Reading, confirmed: bool) -> None:
    first = paper(one)
    earlier = tuple(
        EarlierTrace(kind=t.kind, key=t.key, value=t.value, store_id="s-2", application="a-0", paper="x")
        for t in traces_of(first)
    )
    case = facts(
        first,
        paper(other, name="other.pdf", sha256="cd" * 32),
        earlier=earlier,
        answers=(Answer(question="brand", by="Aurelle", confirmed=confirmed, evidence="x"),),
    )
    judgement = judge(case, policy=shipped(), on=ON)
    again = judge(from_json(json.loads(json.dumps(to_json(case)))), policy=shipped(), on=ON)
    assert again.to_json() == judgement.to_json()
