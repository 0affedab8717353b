"""How does a seller forge a paper? Each way as a function of a genuine paper and of what a forger can know.

A forger has the paper in his hands and knows what anyone can know: the brand's dealers, prices, marks. He does not know the register's other
papers or the dealer's books. Nothing here looks at what Assay checks.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from assay.demo.brands import BrandWorld, Source
from assay.demo.companies import CompanyMaker, broken_vat_id, iban
from assay.demo.papers.hybrid import edited_after
from assay.demo.papers.paper import Invoice, Line, Party, cents
from assay.demo.papers.rendering import invoice_pdf
from assay.demo.supply import PAGES, Format, Habit, PaperFile, bill, habit_of, invoice_number, written


@dataclass(frozen=True, kw_only=True, slots=True)
class Filed:
    """A paper that a store has handed in before: what it says, how it is written, and its file."""

    invoice: Invoice
    habit: Habit
    file: PaperFile


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What a forger starts from: whose paper it shall become, a dealer of the brand, another shop, the day, and papers of others."""

    store: Party
    source: Source
    other_shop: Party
    world: BrandWorld
    on: date  # when the application is handed in
    seed: int
    rng: random.Random
    companies: CompanyMaker
    others_papers: Sequence[Filed] = field(default=())

    def genuine(self, *, buyer: Party | None = None, days_ago: int | None = None) -> tuple[Invoice, Habit]:
        """A real invoice of the dealer, as the forger might hold it."""
        ago = self.rng.randrange(10, 120) if days_ago is None else days_ago
        invoice = bill(
            self.source,
            buyer or self.store,
            world=self.world,
            on=self.on - timedelta(days=ago),
            seed=self.seed,
            rng=self.rng,
        )
        return invoice, habit_of(self.source.company, seed=self.seed)


@dataclass(frozen=True, kw_only=True, slots=True)
class Forged:
    """A forged paper: its file and what its page says."""

    page: Invoice
    habit: Habit
    file: PaperFile


def _file(page: Invoice, habit: Habit, *, data: Invoice | None = None, format: Format | None = None) -> Forged:
    return Forged(page=page, habit=habit, file=written(page, habit, data=data, format=format))


def _raise_quantity(invoice: Invoice, factor: int) -> Invoice:
    first, *rest = invoice.lines
    return replace(invoice, lines=(replace(first, quantity=first.quantity * factor), *rest))


def other_buyer(a: Attempt) -> Forged:
    """A genuine invoice to another shop, handed in as it is."""
    page, habit = a.genuine(buyer=a.other_shop)
    return _file(page, habit)


def buyer_replaced(a: Attempt) -> Forged:
    """Another store's paper with the buyer overwritten: everything else as it was."""
    if a.others_papers:
        filed = a.rng.choice(a.others_papers)
        return _file(replace(filed.invoice, recipient=a.store), filed.habit)
    page, habit = a.genuine(buyer=a.other_shop)
    return _file(replace(page, recipient=a.store), habit)


def same_file(a: Attempt) -> Forged:
    """The very file that another store has handed in; without one, another shop's invoice."""
    if not a.others_papers:
        return other_buyer(a)
    filed = a.rng.choice(a.others_papers)
    return Forged(page=filed.invoice, habit=filed.habit, file=filed.file)


def quantity_raised(a: Attempt) -> Forged:
    """More pieces on a line, and nothing recomputed."""
    page, habit = a.genuine()
    return _file(_raise_quantity(page, a.rng.choice((5, 10))), habit)


def quantity_recomputed(a: Attempt) -> Forged:
    """More pieces on a line, and every amount recomputed: the page is exact."""
    page, habit = a.genuine()
    return _file(_raise_quantity(page, a.rng.choice((5, 10))).recomputed(), habit)


def total_edited(a: Attempt) -> Forged:
    """Another total than net and tax make."""
    page, habit = a.genuine()
    return _file(replace(page, gross=cents(page.gross * a.rng.randrange(2, 6))), habit)


def net_edited(a: Attempt) -> Forged:
    """Net, tax and total raised together, the lines left as they were."""
    page, habit = a.genuine()
    factor = a.rng.randrange(3, 8)
    net = page.net * factor
    tax = cents(net * page.tax_rate / 100)
    return _file(replace(page, lines_total=net + page.discount, net=net, tax=tax, gross=net + tax), habit)


def tax_edited(a: Attempt) -> Forged:
    """A tax amount that does not follow from its rate; the total goes with it."""
    page, habit = a.genuine()
    tax = page.tax + cents(page.net * Decimal("0.037"))
    return _file(replace(page, tax=tax, gross=page.net + tax), habit)


def date_moved(a: Attempt) -> Forged:
    """An old invoice with a new date: number, delivery and due date stay in the old year."""
    page, habit = a.genuine(days_ago=a.rng.randrange(420, 700))
    return _file(replace(page, issued_on=a.on - timedelta(days=a.rng.randrange(5, 60))), habit)


def dated_ahead(a: Attempt) -> Forged:
    """A date that has not come yet."""
    page, habit = a.genuine()
    issued_on = a.on + timedelta(days=a.rng.randrange(3, 90))
    return _file(
        replace(page, issued_on=issued_on, due_on=issued_on + timedelta(days=30), delivered_on=issued_on), habit
    )


def data_kept(a: Attempt) -> Forged:
    """A hybrid file whose page was redrawn for more pieces; the embedded data still says the truth."""
    genuine, habit = a.genuine()
    page = _raise_quantity(genuine, a.rng.choice((4, 8))).recomputed()
    return _file(page, habit, data=genuine, format="hybrid")


def page_overwritten(a: Attempt) -> Forged:
    """A second revision of the file with more pieces on its page; the first revision is still in it."""
    genuine, habit = a.genuine()
    page = _raise_quantity(genuine, a.rng.choice((4, 8))).recomputed()
    content = edited_after(invoice_pdf(genuine, habit.style), invoice_pdf(page, habit.style))
    return Forged(page=page, habit=habit, file=PaperFile(data=content, format="pdf"))


def self_issued(a: Attempt) -> Forged:
    """An invoice of the store to itself."""
    page, _ = a.genuine()
    habit = habit_of(a.store, seed=a.seed)
    number = invoice_number(habit, on=page.issued_on, rng=a.rng)
    return _file(replace(page, issuer=a.store, number=number), habit, format="pdf")


def invented_issuer(a: Attempt) -> Forged:
    """A supplier that does not exist; the check of its VAT number fails."""
    page, _ = a.genuine()
    firm = a.companies.company(a.rng.choice(("DE", "FR", "IT", "NL")), "wholesale")
    firm = replace(firm, vat_id=broken_vat_id(firm.vat_id, a.rng))
    habit = habit_of(firm, seed=a.seed)
    number = invoice_number(habit, on=page.issued_on, rng=a.rng)
    return _file(replace(page, issuer=firm, number=number), habit, format="pdf")


def bank_swapped(a: Attempt) -> Forged:
    """The dealer's name and numbers with another firm's account in another country."""
    page, habit = a.genuine()
    country = a.rng.choice([c for c in ("DE", "FR", "IT", "NL", "BE") if c != page.issuer.country])
    issuer = replace(page.issuer, iban=iban(country, a.rng), bic="")
    return _file(replace(page, issuer=issuer), habit)


def house_imitated(a: Attempt) -> Forged:
    """A whole invoice invented in the name of a dealer, from its website: not its layout, no register number, a number out of series."""
    page, habit = a.genuine()
    layout = a.rng.choice([p for p in PAGES if p != habit.style.layout])
    number = f"{page.issued_on.year}/{a.rng.randrange(1, 99)}"
    issuer = replace(page.issuer, registration="", iban="", bic="")
    return _file(
        replace(page, issuer=issuer, number=number),
        replace(habit, style=replace(habit.style, layout=layout)),
        format="pdf",
    )


def brand_swapped(a: Attempt) -> Forged:
    """An invoice for plain goods of another maker with the brand written before each line; prices and numbers stay plain."""
    page, habit = a.genuine()
    plain = a.world.brand("plainway").products
    name = a.world.house(a.source.brand_id).name
    lines = []
    for line in page.lines:
        product = a.rng.choice(plain)
        price = cents((product.reference_price or Decimal(10)) / 2)
        what = product.name.removeprefix("Plainway ")
        lines.append(Line.of(f"{name} {what}", line.quantity, price, model=product.model, gtin=product.gtin))
    return _file(replace(page, lines=tuple(lines), discount=Decimal("0.00")).recomputed(), habit)


def price_impossible(a: Attempt) -> Forged:
    """An invoice whose prices are what the fakes cost."""
    page, habit = a.genuine()
    share = Decimal(a.rng.randrange(4, 9)) / 100
    lines = tuple(replace(line, unit_price=cents(line.unit_price * share)) for line in page.lines)
    return _file(replace(page, lines=lines, discount=Decimal("0.00")).recomputed(), habit)


def credit_as_invoice(a: Attempt) -> Forged:
    """A credit note: the goods went back, and the paper is handed in as if they were there."""
    page, habit = a.genuine()
    number = invoice_number(habit, on=page.issued_on, rng=a.rng)
    return _file(
        replace(page, kind="credit_note", preceding=page.number, number=number, due_on=None), habit, format="pdf"
    )


def offer_retitled(a: Attempt) -> Forged:
    """A quotation with the title of an invoice: its number begins with the quotation's letters, nothing was delivered."""
    page, habit = a.genuine()
    return _file(
        replace(page, number=f"QT-{page.number}", due_on=None, delivered_on=None, order=""), habit, format="pdf"
    )


ATTACKS: Mapping[str, Callable[[Attempt], Forged]] = {
    attack.__name__: attack
    for attack in (
        other_buyer,
        total_edited,
        buyer_replaced,
        quantity_raised,
        data_kept,
        self_issued,
        dated_ahead,
        house_imitated,
        same_file,
        quantity_recomputed,
        net_edited,
        date_moved,
        invented_issuer,
        page_overwritten,
        bank_swapped,
        tax_edited,
        brand_swapped,
        price_impossible,
        credit_as_invoice,
        offer_retitled,
    )
}
TAKES_A_PAPER = frozenset({buyer_replaced.__name__, same_file.__name__})  # that another store has handed in
