"""What do the stores hand in, and what is it really? Applications with their papers: clean, careless and forged."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from assay.demo import letters
from assay.demo.brands import BrandWorld, Source
from assay.demo.companies import CompanyMaker
from assay.demo.forgery import ATTACKS, TAKES_A_PAPER, Attempt, Filed
from assay.demo.papers.paper import Invoice, Kind, Letter, Party
from assay.demo.papers.rendering import letter_pdf
from assay.demo.papers.view import Style
from assay.demo.stores import Behaviour, SampleStore
from assay.demo.supply import Habit, PaperFile, bill, habit_of, written
from assay.regime.brand.register import Brand
from assay.regime.terms import Lane

HISTORY_DAYS = 60
NO_PROOF: tuple[Kind, ...] = ("pro_forma", "order_confirmation", "quote", "delivery_note")
TILL = Style(layout="till")


class Standing(StrEnum):
    """What an application really is."""

    CLEAN = "clean"
    CARELESS = "careless"
    FORGED = "forged"


@dataclass(frozen=True, kw_only=True, slots=True)
class SamplePaper:
    """A paper as it is handed in, and what it really is. `attack` names the forgery, empty for a genuine paper."""

    filename: str
    data: bytes
    says: Invoice | Letter
    layout: str
    format: str
    attack: str = ""

    @property
    def kind(self) -> str:
        """The kind that the paper is, in the words of the reading."""
        if isinstance(self.says, Letter):
            return "letter_of_authorization"
        return {"delivery_note": "packing_slip"}.get(self.says.kind, self.says.kind)


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleApplication:
    """An application as it is handed in, and the truth about it. `defect`: what is wrong with a careless one, or the forgery's name."""

    store: SampleStore
    brand_id: str
    handed_in_on: date
    goods: tuple[dict[str, object], ...]
    papers: tuple[SamplePaper, ...]
    standing: Standing
    lane: Lane = Lane.PROOF
    defect: str = ""
    issuer_known: bool = True
    name: str = field(default="")

    @property
    def deserves(self) -> str:
        """What somebody who knew everything would answer: accept, refuse, or refer (fewer pieces than were asked for)."""
        if self.standing is Standing.CLEAN:
            return "accept"
        return "refer" if self.defect == "fewer_pieces" else "refuse"


@dataclass
class Desk:
    """Writes applications one after another; remembers what was handed in, since a forger may hold another store's paper."""

    world: BrandWorld
    stores: Sequence[SampleStore]
    companies: CompanyMaker
    as_of: date
    seed: int
    rng: random.Random
    filed: dict[str, list[Filed]] = field(default_factory=dict)
    forgeries: int = 0
    letter_forgeries: int = 0
    defects: int = 0

    def all(self) -> tuple[SampleApplication, ...]:
        """Every application in order of arrival: the honest ones are written first, so that their papers can be taken."""
        honest = [a for store in self.stores if not store.crooked for a in self._of_honest(store)]
        crooked = [a for store in self.stores if store.crooked for a in self._of_crooked(store)]
        rows = sorted([*honest, *crooked], key=lambda a: (a.handed_in_on, a.store.store_id, a.brand_id))
        return tuple(_named(i, row) for i, row in enumerate(rows, start=1))

    def _day(self, low: int, high: int) -> date:
        return self.as_of - timedelta(days=self.rng.randrange(low, high))

    def _of_honest(self, store: SampleStore) -> list[SampleApplication]:
        kind = store.behaviour
        if kind in (Behaviour.ACCESSORIES, Behaviour.PRIVATE):
            return []
        result = []
        for position, brand_id in enumerate(store.brands):
            on = self._day(8, HISTORY_DAYS)
            if kind in (Behaviour.FLAGSHIP, Behaviour.EXCLUSIVE) or (kind is Behaviour.MULTI_BRAND and position < 2):
                result.append(self._authorised(store, brand_id, on))
            elif kind is Behaviour.AGENT:
                result.append(self._agent(store, brand_id, on))
            elif kind is Behaviour.CARELESS and position == 0:
                result.append(self._careless(store, brand_id, on))
            else:
                result.append(self._clean(store, brand_id, on))
        return result

    def _clean(self, store: SampleStore, brand_id: str, on: date) -> SampleApplication:
        known = self.rng.random() < 0.7
        source = self.rng.choice(self.world.known(brand_id) if known else self.world.unknown(brand_id))
        invoices = [self._bill(source, store, on)]
        if self.rng.random() < 0.25:
            invoices.append(self._bill(source, store, on))
        habit = habit_of(source.company, seed=self.seed)
        papers = [self._genuine(invoice, habit) for invoice in invoices]
        return SampleApplication(
            store=store,
            brand_id=brand_id,
            handed_in_on=on,
            goods=goods_of(invoices, self.world.brand(brand_id)),
            papers=tuple(papers),
            standing=Standing.CLEAN,
            issuer_known=known,
        )

    def _bill(self, source: Source, store: SampleStore, on: date, *, kind: Kind = "invoice", days: int = 0) -> Invoice:
        buyer = store.company
        if self.rng.random() < 0.15:
            buyer = replace(buyer, name=buyer.name.upper())  # some firms' systems know no small letters
        return bill(
            source,
            buyer,
            world=self.world,
            on=on - timedelta(days=days or self.rng.randrange(6, 150)),
            seed=self.seed,
            rng=self.rng,
            kind=kind,
        )

    def _genuine(self, invoice: Invoice, habit: Habit) -> SamplePaper:
        file = written(invoice, habit)
        brand = next(b for b, s in self.world.sources.items() if any(x.company.name == invoice.issuer.name for x in s))
        self.filed.setdefault(brand, []).append(Filed(invoice=invoice, habit=habit, file=file))
        return _paper(invoice, habit, file)

    def _careless(self, store: SampleStore, brand_id: str, on: date) -> SampleApplication:
        defect = ("too_old", "no_proof", "fewer_pieces")[self.defects % 3]
        self.defects += 1
        source = self.rng.choice(self.world.known(brand_id))
        kind = self.rng.choice(NO_PROOF) if defect == "no_proof" else "invoice"
        days = self.rng.randrange(400, 800) if defect == "too_old" else 0
        invoice = self._bill(source, store, on, kind=kind, days=days)
        goods = goods_of([invoice], self.world.brand(brand_id))
        if defect == "fewer_pieces":
            goods = tuple({**row, "units": int(str(row["units"])) * 3} for row in goods)
        habit = habit_of(source.company, seed=self.seed)
        return SampleApplication(
            store=store,
            brand_id=brand_id,
            handed_in_on=on,
            goods=goods,
            papers=(_paper(invoice, habit, written(invoice, habit)),),
            standing=Standing.CARELESS,
            defect=defect,
        )

    def _agent(self, store: SampleStore, brand_id: str, on: date) -> SampleApplication:
        """A shop receipt for the few pieces that were bought to order, with the agent's name on it."""
        source = self.rng.choice(self.world.known(brand_id))
        habit = replace(habit_of(source.company, seed=self.seed), style=TILL, format="pdf")
        product = self.rng.choice(self.world.brand(brand_id).products)
        receipt = bill(
            source,
            store.company,
            world=self.world,
            on=on - timedelta(days=self.rng.randrange(1, 6)),
            seed=self.seed,
            rng=self.rng,
            products=[product],
            kind="receipt",
            pieces=(1, 4),
        )
        return SampleApplication(
            store=store,
            brand_id=brand_id,
            handed_in_on=on,
            goods=goods_of([receipt], self.world.brand(brand_id)),
            papers=(_paper(receipt, habit, written(receipt, habit)),),
            standing=Standing.CLEAN,
            lane=Lane.PURCHASE,
        )

    def _chain(self, store: SampleStore, brand_id: str, on: date) -> letters.Chain:
        dealer = next(s for s in self.world.known(brand_id) if s.level == 1)
        return letters.Chain(
            world=self.world, brand_id=brand_id, dealer=dealer, store=store.company, on=on, rng=self.rng
        )

    def _authorised(self, store: SampleStore, brand_id: str, on: date) -> SampleApplication:
        chain = self._chain(store, brand_id, on)
        written_letters = (
            letters.through_dealer(chain) if store.behaviour is Behaviour.MULTI_BRAND else letters.direct(chain)
        )
        return SampleApplication(
            store=store,
            brand_id=brand_id,
            handed_in_on=on,
            goods=({"name": self.world.brand(brand_id).name, "model": "", "gtin": "", "units": 0},),
            papers=tuple(_letter_paper(x) for x in written_letters),
            standing=Standing.CLEAN,
        )

    def _of_crooked(self, store: SampleStore) -> list[SampleApplication]:
        """One application with a forged invoice; every third crooked store tries a forged letter as well."""
        on = self._day(1, 40)
        result = [self._forged(store, store.brands[0], on)]
        if self.forgeries % 3 == 0:
            result.append(self._forged_letter(store, store.brands[1], on))
        return result

    def _forged(self, store: SampleStore, brand_id: str, on: date) -> SampleApplication:
        attack = tuple(ATTACKS)[self.forgeries % len(ATTACKS)]
        self.forgeries += 1
        if attack in TAKES_A_PAPER:
            on = self._day(1, 7)  # after its owner has handed it in
        source = self.rng.choice(self.world.known(brand_id))
        attempt = Attempt(
            store=store.company,
            source=source,
            other_shop=self.companies.company(self.rng.choice(("DE", "FR", "IT")), "retail"),
            world=self.world,
            on=on,
            seed=self.seed,
            rng=self.rng,
            companies=self.companies,
            others_papers=self.filed.get(brand_id, ()),
        )
        forged = ATTACKS[attack](attempt)
        return SampleApplication(
            store=store,
            brand_id=brand_id,
            handed_in_on=on,
            goods=goods_of([forged.page], self.world.brand(brand_id)),
            papers=(_paper(forged.page, forged.habit, forged.file, attack=attack),),
            standing=Standing.FORGED,
            defect=attack,
            issuer_known=attack not in ("self_issued", "invented_issuer"),
        )

    def _forged_letter(self, store: SampleStore, brand_id: str, on: date) -> SampleApplication:
        attack = tuple(letters.LETTER_ATTACKS)[self.letter_forgeries % len(letters.LETTER_ATTACKS)]
        self.letter_forgeries += 1
        forged = letters.LETTER_ATTACKS[attack](self._chain(store, brand_id, on))
        return SampleApplication(
            store=store,
            brand_id=brand_id,
            handed_in_on=on,
            goods=({"name": self.world.brand(brand_id).name, "model": "", "gtin": "", "units": 0},),
            papers=tuple(_letter_paper(x, attack=attack) for x in forged),
            standing=Standing.FORGED,
            defect=attack,
            issuer_known=attack != "letter_self_signed",
        )


def goods_of(invoices: Sequence[Invoice], brand: Brand) -> tuple[dict[str, object], ...]:
    """The goods that a store applies for with these papers: the brand's name and numbers for each line, pieces added up."""
    by_model = {p.model: p for p in brand.products}
    units: dict[str, int] = {}
    for invoice in invoices:
        for line in invoice.lines:
            model = line.model if line.model in by_model else brand.products[0].model
            units[model] = units.get(model, 0) + line.quantity
    return tuple({"name": by_model[m].name, "model": m, "gtin": by_model[m].gtin, "units": n} for m, n in units.items())


def _paper(invoice: Invoice, habit: Habit, file: PaperFile, *, attack: str = "") -> SamplePaper:
    return SamplePaper(
        filename=f"{invoice.kind.replace('_', '-')}{file.extension}",
        data=file.data,
        says=invoice,
        layout="" if file.extension == ".xml" else habit.style.layout,
        format=file.format,
        attack=attack,
    )


def _letter_paper(says: Letter, *, attack: str = "") -> SamplePaper:
    return SamplePaper(
        filename="letter.pdf", data=letter_pdf(says), says=says, layout="authority", format="pdf", attack=attack
    )


def _named(index: int, row: SampleApplication) -> SampleApplication:
    """Number the application and its files by their order of arrival."""
    papers = tuple(replace(p, filename=f"{index:04d}-{n}-{p.filename}") for n, p in enumerate(row.papers, start=1))
    return replace(row, name=f"{index:04d}-{row.store.store_id}-{row.brand_id}", papers=papers)


def buyer_on(paper: SamplePaper) -> Party:
    """Whom the paper names as buyer or holder."""
    return paper.says.recipient if isinstance(paper.says, Invoice) else paper.says.holder
