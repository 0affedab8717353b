"""How far does a confirmation go?

Who says yes to what he is shown has perhaps looked at nothing; who names number, date, buyer and pieces from his own copy has. So a confirmation
vouches for facts, one by one: those that it states and that agree with the paper; those that it says it knows; and, where it says neither, as many as
the policy lets a bare word of its giver carry. A statement that contradicts the paper is no confirmation: a person compares the two copies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from assay.policy.schema.document import DocumentPolicy
from assay.regime.document.extraction.dates import dates_in
from assay.regime.document.facts import Answer, Paper, Stated, StoreIdentity
from assay.regime.document.reading import Kind, Reading
from assay.regime.document.traces import number_of
from assay.regime.document.values import amount_of, cent, date_of, text_of
from assay.regime.identifiers import squeezed
from assay.regime.names import Same, same_name

ISSUER, GOODS, NUMBER, ISSUED_ON, BUYER, PIECES, TOTAL = (
    "issuer",
    "goods",
    "number",
    "issued_on",
    "buyer",
    "pieces",
    "total",
)
EVERYTHING = frozenset({ISSUER, GOODS, NUMBER, ISSUED_ON, BUYER, PIECES, TOTAL})
LEAST = frozenset({ISSUER, GOODS})  # what whoever says yes knows at least
LEAST_DIGITS = 4


@dataclass(frozen=True, kw_only=True)
class Vouched:
    """What one answer vouches for: facts of each paper; those among them that it stated; what it states otherwise, by paper (empty: of none)."""

    facts: Mapping[str, frozenset[str]]
    stated: Mapping[str, frozenset[str]]
    otherwise: tuple[tuple[str, str], ...] = field(default=())


def vouched(
    answer: Answer, papers: Sequence[Paper], *, bare: frozenset[str], store: StoreIdentity, policy: DocumentPolicy
) -> Vouched:
    """What a confirmation of these papers carries. `bare`: what the policy lets it carry where it neither states nor says what it knows."""
    facts: dict[str, frozenset[str]] = {}
    stated: dict[str, frozenset[str]] = {}
    otherwise: list[tuple[str, str]] = []
    carried = LEAST if answer.states else bare
    if answer.knows:
        carried = frozenset(answer.knows) & EVERYTHING
    of = _by_paper(answer.states, papers)
    otherwise += [("", f"a paper with the number {s.number}") for s in of.pop(None, [])]
    for paper in papers:
        agrees: set[str] = set()
        for statement in of.get(paper.name, []):
            for fact, said, same in _compared(statement, paper.reading, store=store, policy=policy):
                if same:
                    agrees.add(fact)
                elif same is False:
                    otherwise.append((paper.name, f"{fact.replace('_', ' ')} {said}"))
        facts[paper.name] = carried | agrees
        stated[paper.name] = frozenset(agrees)
    return Vouched(facts=facts, stated=stated, otherwise=tuple(otherwise))


def deciding(paper: Paper, *, policy: DocumentPolicy) -> frozenset[str]:
    """The facts that must be vouched for before this paper counts as confirmed: of a letter whom it authorizes, else those of the policy."""
    reading = paper.reading
    if reading is not None and reading.kind.value in {Kind.LETTER_OF_AUTHORIZATION, Kind.TRADEMARK_CERTIFICATE}:
        return frozenset({BUYER})
    wanted = set(policy.inquiry.deciding)
    if reading is not None and not text_of(reading.number):
        wanted.discard(NUMBER)
    if reading is not None and date_of(reading.issued_on) is None:
        wanted.discard(ISSUED_ON)
    return frozenset(wanted)


def _by_paper(states: Sequence[Stated], papers: Sequence[Paper]) -> dict[str | None, list[Stated]]:
    """Each statement under the paper that it speaks of: by its name, else by its number, else the only one; under None where there is no such."""
    found: dict[str | None, list[Stated]] = {}
    for statement in states:
        named = [p.name for p in papers if statement.paper and statement.paper == p.name]
        if not named and statement.number:
            named = [p.name for p in papers if p.reading and _same_number(statement.number, p.reading)]
        if not named and statement.paper:
            continue  # it speaks of a paper that another question is about
        if not named and len(papers) == 1:
            named = [papers[0].name]
        found.setdefault(named[0] if named else None, []).append(statement)
    return found


def _compared(
    said: Stated, reading: Reading | None, *, store: StoreIdentity, policy: DocumentPolicy
) -> list[tuple[str, str, bool | None]]:
    """(fact, what was said, does the paper say the same?) for each fact that was stated; None where the paper does not show it."""
    rows: list[tuple[str, str, bool | None]] = []
    if said.buyer:
        scores = policy.identity
        names = [n for n in (store.legal_name, store.trading_name) if n]
        verdicts = {
            same_name(said.buyer, n, same=scores.same_name_score, doubtful=scores.doubtful_name_score) for n in names
        }
        rows.append(
            (BUYER, said.buyer, True if Same.SAME in verdicts else None if Same.DOUBTFUL in verdicts else False)
        )
    if reading is None:
        return rows
    if said.number:
        rows.append((NUMBER, said.number, _same_number(said.number, reading) if text_of(reading.number) else None))
    if said.issued_on:
        rows.append((ISSUED_ON, said.issued_on, _same_day(said.issued_on, reading)))
    if said.pieces:
        rows.append((PIECES, said.pieces, _same_pieces(said.pieces, reading)))
    if said.total:
        rows.append((TOTAL, said.total, _same_total(said.total, reading)))
    return rows


def _same_number(said: str, reading: Reading) -> bool:
    ours = number_of(reading)
    theirs = re.sub(r"[^0-9A-Z]", "", squeezed(said).upper())
    if not ours or not theirs:
        return False
    digits, others = re.sub(r"\D", "", ours), re.sub(r"\D", "", theirs)
    return ours == theirs or (len(digits) >= LEAST_DIGITS and digits == others)


def _same_day(said: str, reading: Reading) -> bool | None:
    ours = date_of(reading.issued_on)
    if ours is None:
        return None
    try:
        return date.fromisoformat(said[:10]) == ours
    except ValueError:
        days = [d.value for d in dates_in(said)]
        return ours in days if days else None


def _same_pieces(said: str, reading: Reading) -> bool | None:
    """All pieces of the paper, or those of any of its lines added up in order: a brand counts its own goods only."""
    quantities = [q for line in reading.lines if (q := amount_of(line.quantity)) is not None]
    number = _number(said)
    if number is None or not quantities:
        return None
    sums = {Decimal(0)}
    for quantity in quantities[:16]:
        sums |= {s + quantity for s in sums}
    return number in sums - {Decimal(0)} or number == sum(quantities, Decimal(0))


def _same_total(said: str, reading: Reading) -> bool | None:
    number = _number(said)
    totals = reading.totals
    shown = [a for a in map(amount_of, (totals.gross, totals.payable, totals.net)) if a is not None]
    if number is None or not shown:
        return None
    return any(abs(number - a) <= cent(text_of(reading.currency)) for a in shown)


def _number(said: str) -> Decimal | None:
    """The number in what was said: 1,234.50 EUR, 1.234,50 and 1234.5 are one."""
    match = re.search(r"\d[\d.,' ]*", said)
    if match is None:
        return None
    digits = match[0].strip(" .,'").replace("'", "").replace(" ", "")
    whole, mark, part = digits.rpartition("," if digits.rfind(",") > digits.rfind(".") else ".")
    text = (
        digits
        if not mark
        else f"{re.sub(r'[.,]', '', whole)}.{part}"
        if len(part) != 3
        else re.sub(r"[.,]", "", digits)
    )
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
