"""How is a paper forged by somebody who knows only the paper?

Each attack takes a genuine invoice, which the forger holds as a file, and what is public; nothing here looks at what Assay checks. `Case.before` are
papers that other stores had handed in before. An attack that leaves no trace in the picture is in the list too: only an answer can find it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.papers_forgeries.layouts import Layout, drawn

from assay.demo.companies import CompanyMaker
from assay.demo.papers.paper import Invoice, Line, Party, cents


@dataclass(frozen=True, kw_only=True)
class Start:
    """What a forger starts from."""

    store: Party
    genuine: Invoice  # issued by a dealer to another shop
    own_order: Invoice  # issued by a dealer to the forger's own shop
    layout: Layout
    as_of: date
    rng: random.Random
    companies: CompanyMaker


@dataclass(frozen=True, kw_only=True)
class Case:
    """What is handed in; `before` what another store (its party) had handed in earlier."""

    papers: tuple[tuple[str, bytes], ...]
    before: tuple[tuple[Party, bytes], ...] = ()


def _one(invoice: Invoice, start: Start, *, name: str = "invoice.pdf") -> Case:
    return Case(papers=((name, drawn(invoice, start.layout)),))


def borrowed(start: Start) -> Case:
    """Another shop's invoice as it is."""
    return _one(start.genuine, start)


def buyer_replaced(start: Start) -> Case:
    """Another shop's invoice with the own name in the buyer's place; nothing else shows."""
    return _one(replace(start.genuine, recipient=start.store), start)


def buyer_replaced_of_used(start: Start) -> Case:
    """The same, and the other shop had handed its invoice in."""
    case = buyer_replaced(start)
    return replace(case, before=((start.genuine.recipient, drawn(start.genuine, start.layout)),))


def same_file_again(start: Start) -> Case:
    """A file that another store handed in."""
    data = drawn(replace(start.genuine, recipient=start.store), start.layout)
    return Case(papers=(("invoice.pdf", data),), before=((start.genuine.recipient, data),))


def number_replaced(start: Start) -> Case:
    """The used invoice of another shop, with buyer and number replaced."""
    changed = replace(start.genuine, recipient=start.store, number=_other_number(start.genuine.number, start.rng))
    return replace(_one(changed, start), before=((start.genuine.recipient, drawn(start.genuine, start.layout)),))


def date_moved(start: Start) -> Case:
    """An invoice of two years ago with a new date of issue; the due date stays."""
    old = _old(start)
    return _one(replace(old, issued_on=start.as_of - timedelta(days=start.rng.randrange(10, 90))), start)


def dates_moved(start: Start) -> Case:
    """The same, and the due date moved with it."""
    old = _old(start)
    new = start.as_of - timedelta(days=start.rng.randrange(10, 90))
    return _one(replace(old, issued_on=new, due_on=new + timedelta(days=30)), start)


def too_old(start: Start) -> Case:
    """A genuine invoice of two years ago."""
    return _one(_old(start), start)


def dated_ahead(start: Start) -> Case:
    """A date of issue in the future."""
    new = start.as_of + timedelta(days=start.rng.randrange(20, 200))
    return _one(replace(start.own_order, issued_on=new, due_on=new + timedelta(days=30)), start)


def quantity_raised(start: Start) -> Case:
    """More pieces on a line; no amount is changed."""
    return _one(_with_line(start.own_order, quantity=10), start)


def quantity_and_amount_raised(start: Start) -> Case:
    """More pieces and the line's amount; the totals stay."""
    line = start.own_order.lines[0]
    many = line.quantity * 10
    return _one(_with_line(start.own_order, quantity=10, amount=cents(line.unit_price * many)), start)


def everything_raised(start: Start) -> Case:
    """More pieces, and every amount that follows: no trace."""
    return _one(_with_line(start.own_order, quantity=10).recomputed(), start)


def total_replaced(start: Start) -> Case:
    """Another gross total."""
    return _one(replace(start.own_order, gross=start.own_order.gross + Decimal(start.rng.randrange(200, 2000))), start)


def tax_replaced(start: Start) -> Case:
    """Another tax amount, and a gross total that fits it."""
    wrong = start.own_order.tax + Decimal(start.rng.randrange(50, 500))
    return _one(replace(start.own_order, tax=wrong, gross=start.own_order.net + wrong), start)


def brand_replaced(start: Start) -> Case:
    """An invoice over other goods, with the brand's name typed into the lines: prices and article numbers are those of the other goods."""
    lines = tuple(
        replace(
            line,
            model="",
            gtin="59012341234" + str(57 + i),
            unit_price=Decimal("6.40") + i,
            amount=(Decimal("6.40") + i) * line.quantity,
        )
        for i, line in enumerate(start.own_order.lines)
    )
    return _one(replace(start.own_order, lines=lines).recomputed(), start)


def other_goods(start: Start) -> Case:
    """A genuine invoice over goods of nobody's."""
    lines = (Line.of("Canvas tote, plain", 100, "3.20"), Line.of("Cotton scarf", 60, "2.10"))
    return _one(replace(start.own_order, lines=lines).recomputed(), start)


def issuer_invented(start: Start) -> Case:
    """A wholesaler that does not exist, with numbers out of the air."""
    made_up = start.companies.company(start.genuine.issuer.country, "wholesale")
    digits = "".join(start.rng.choice("0123456789") for _ in range(9))
    made_up = replace(made_up, vat_id=f"{made_up.country}{digits}", iban=f"{made_up.country}12{digits}{digits}"[:22])
    return _one(replace(start.own_order, issuer=made_up), start)


def issuer_borrowed(start: Start) -> Case:
    """The name of a dealer, the bank account of the forger's friend."""
    friend = start.companies.company(start.genuine.issuer.country, "wholesale")
    issuer = replace(
        start.genuine.issuer,
        iban=friend.iban,
        vat_id=friend.vat_id,
        street=friend.street,
        city=friend.city,
        postcode=friend.postcode,
    )
    return _one(replace(start.own_order, issuer=issuer), start)


def self_issued(start: Start) -> Case:
    """The store invoices itself."""
    return _one(replace(start.own_order, issuer=replace(start.store, iban=start.genuine.issuer.iban)), start)


def quote(start: Start) -> Case:
    """A quote in the place of an invoice."""
    return _one(replace(start.own_order, kind="quote"), start)


def pro_forma(start: Start) -> Case:
    """A pro-forma invoice."""
    return _one(replace(start.own_order, kind="pro_forma"), start)


def order_confirmation(start: Start) -> Case:
    """An order confirmation."""
    return _one(replace(start.own_order, kind="order_confirmation"), start)


def packing_slip(start: Start) -> Case:
    """A packing slip."""
    return _one(replace(start.own_order, kind="delivery_note"), start)


def painted_over(start: Start) -> Case:
    """A genuine file with a later revision that paints another quantity over the page."""
    data = drawn(start.own_order, start.layout)
    changed = drawn(_with_line(start.own_order, quantity=10).recomputed(), start.layout)
    return Case(papers=(("invoice.pdf", appended(data, changed)),))


def template_farm(start: Start) -> Case:
    """One made-up wholesaler's template sold to two stores: own buyer and number on each, the same goods and bank account."""
    made_up = start.companies.company(start.genuine.issuer.country, "wholesale")
    first = replace(start.genuine, issuer=made_up)
    second = replace(first, recipient=start.store, number=_other_number(first.number, start.rng))
    return replace(_one(second, start), before=((first.recipient, drawn(first, start.layout)),))


def appended(data: bytes, changed: bytes) -> bytes:
    """An incremental update: the changed page's content as a new version of the content stream, behind the old file."""
    start = changed.index(b"4 0 obj\n")
    body = changed[start : changed.index(b"endobj", start) + 7]
    previous = int(data.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0])
    out = bytearray(data)
    place = len(out)
    out += body
    table = len(out)
    out += b"xref\n4 1\n%010d 00000 n \n" % place
    out += b"trailer\n<< /Size 7 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (previous, table)
    return bytes(out)


ATTACKS: dict[str, Callable[[Start], Case]] = {
    f.__name__: f
    for f in (
        borrowed,
        buyer_replaced,
        buyer_replaced_of_used,
        same_file_again,
        number_replaced,
        date_moved,
        dates_moved,
        too_old,
        dated_ahead,
        quantity_raised,
        quantity_and_amount_raised,
        everything_raised,
        total_replaced,
        tax_replaced,
        brand_replaced,
        other_goods,
        issuer_invented,
        issuer_borrowed,
        self_issued,
        quote,
        pro_forma,
        order_confirmation,
        packing_slip,
        painted_over,
        template_farm,
    )
}


def clean(start: Start) -> Case:
    """The twin of every forgery: the store's own genuine invoice."""
    return _one(start.own_order, start)


def _old(start: Start) -> Invoice:
    issued = start.as_of - timedelta(days=start.rng.randrange(500, 900))
    number = start.own_order.number.replace(str(start.own_order.issued_on.year), str(issued.year))
    return replace(start.own_order, issued_on=issued, due_on=issued + timedelta(days=30), number=number)


def _other_number(number: str, rng: random.Random) -> str:
    return number[:-3] + f"{rng.randrange(1000):03d}"


def _with_line(invoice: Invoice, *, quantity: int, amount: Decimal | None = None) -> Invoice:
    first: Line = invoice.lines[0]
    changed = replace(first, quantity=first.quantity * quantity, amount=first.amount if amount is None else amount)
    rest: Sequence[Line] = invoice.lines[1:]
    return replace(invoice, lines=(changed, *rest))
