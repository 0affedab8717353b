"""On which facts are an application's papers judged?

Everything that the judgement needs is gathered before and passed in as one frozen value: who the store is, what the register knows of the brand,
what was applied for, what the papers say, what earlier papers left behind, what those said who were asked. A decision is stored with these facts, and
replaying it starts from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from assay.regime.brand.register import Brand, brand_from_json, brand_to_json
from assay.regime.document import reading as readings
from assay.regime.document.reading import Reading
from assay.regime.terms import StoreKind, Tier


@dataclass(frozen=True, kw_only=True)
class StoreIdentity:
    """Who the store is, as the platform verified it; what is empty is unknown."""

    store_id: str
    legal_name: str
    trading_name: str = ""
    address: str = ""
    country: str = ""
    vat_id: str = ""
    registration: str = ""
    kind: StoreKind = StoreKind.ORDINARY


@dataclass(frozen=True, kw_only=True)
class Goods:
    """One row of what was applied for; `units` 0 means that no number was named."""

    name: str = ""
    model: str = ""
    gtin: str = ""
    units: int = 0

    @property
    def product(self) -> str:
        """How the ledger calls it: GTIN, else model, else name."""
        return self.gtin or self.model or self.name


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One paper. Either `reading`, or `refusal` (what the reader said) with its `mend`; `waiting` where the reader failed and may succeed yet."""

    name: str
    sha256: str
    reading: Reading | None = None
    refusal: str = ""
    mend: str = ""
    waiting: bool = False


@dataclass(frozen=True, kw_only=True)
class Trace:
    """What a paper leaves behind so that it is known again. `key` (at most 64 characters) is looked up exactly, `value` compared (64 as well)."""

    kind: str
    key: str
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class EarlierTrace:
    """A trace of a paper that was handed in before, by whom, and what became of it (`outcome`: accept, refuse, or empty while open)."""

    kind: str
    key: str
    value: str
    store_id: str
    application: str
    paper: str
    brand_id: str = ""
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class Stated:
    """What the copy of one who was asked says of a paper, as he wrote it; empty is not said. `paper` names the file where there are several."""

    paper: str = ""
    number: str = ""
    issued_on: str = ""
    buyer: str = ""
    pieces: str = ""
    total: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one who was asked said. `question` is the question's id; `ground` and `evidence` are wanted where he objects.

    A confirmation may state what his own copy says, and say which facts he knows (`confirmation.EVERYTHING`); with neither it is a bare word.
    """

    question: str
    by: str
    confirmed: bool
    ground: str = ""
    evidence: str = ""
    at: str = ""
    states: tuple[Stated, ...] = ()
    knows: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StatusList:
    """A token status list as it was fetched for a credential: from where, the signed token, and when (ISO 8601; empty: some time on the day)."""

    uri: str
    token: str
    at: str = ""


@dataclass(frozen=True, kw_only=True)
class ApplicationFacts:
    """All that the judgement knows. `earlier` holds only traces of *other* applications whose kind and key one of these papers has too."""

    application: str
    store: StoreIdentity
    brand: Brand
    goods: tuple[Goods, ...]
    papers: tuple[Paper, ...]
    handed_in_on: date
    tier: Tier = Tier.OPEN
    earlier: tuple[EarlierTrace, ...] = ()
    answers: tuple[Answer, ...] = ()
    statuses: tuple[StatusList, ...] = ()


def named_apart(facts: ApplicationFacts) -> ApplicationFacts:
    """The same facts with a name of its own for each paper: a second `invoice.pdf` becomes `invoice.pdf (2)`, in order of arrival."""
    seen: dict[str, int] = {}
    papers = []
    for paper in facts.papers:
        seen[paper.name] = seen.get(paper.name, 0) + 1
        count = seen[paper.name]
        papers.append(paper if count == 1 else replace(paper, name=f"{paper.name} ({count})"))
    return replace(facts, papers=tuple(papers))


def to_json(facts: ApplicationFacts) -> dict[str, Any]:
    """Plain JSON values, whole: `from_json` gives back equal facts."""
    return {
        "application": facts.application,
        "handed_in_on": facts.handed_in_on.isoformat(),
        "tier": facts.tier.value,
        "store": {**asdict(facts.store), "kind": facts.store.kind.value},
        "brand": brand_to_json(facts.brand),
        "goods": [asdict(g) for g in facts.goods],
        "papers": [
            {
                "name": p.name,
                "sha256": p.sha256,
                "reading": None if p.reading is None else readings.to_json(p.reading),
                "refusal": p.refusal,
                "mend": p.mend,
                "waiting": p.waiting,
            }
            for p in facts.papers
        ],
        "earlier": [asdict(t) for t in facts.earlier],
        "answers": [asdict(a) for a in facts.answers],
        "statuses": [asdict(s) for s in facts.statuses],
    }


def answer_from_json(data: Mapping[str, Any]) -> Answer:
    """One answer as `asdict` wrote it; what an older version did not know is empty."""
    states = tuple(Stated(**s) for s in data.get("states", ()))
    return Answer(**{**data, "states": states, "knows": tuple(data.get("knows", ()))})


def from_json(data: Mapping[str, Any]) -> ApplicationFacts:
    """The facts that `to_json` wrote."""
    store = dict(data["store"])
    return ApplicationFacts(
        application=data["application"],
        handed_in_on=date.fromisoformat(data["handed_in_on"]),
        tier=Tier(data["tier"]),
        store=StoreIdentity(**{**store, "kind": StoreKind(store.get("kind", StoreKind.ORDINARY))}),
        brand=brand_from_json(data["brand"], where="brand"),
        goods=tuple(Goods(**g) for g in data["goods"]),
        papers=tuple(
            Paper(**{**p, "reading": None if p["reading"] is None else readings.from_json(p["reading"])})
            for p in data["papers"]
        ),
        earlier=tuple(EarlierTrace(**t) for t in data["earlier"]),
        answers=tuple(answer_from_json(a) for a in data["answers"]),
        statuses=tuple(StatusList(**s) for s in data.get("statuses", ())),
    )
