"""Which honest papers look odd? Each kind is what a trader really gets; nothing here is wrong.

A scene is who applies, with what, and what other stores had handed in before; `register` changes what the brand has said of its dealers.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pypdfium2
from benchmarks.papers_forgeries.second_bill import PRODUCTS, Bill, Firm, Row, bill, firm, rounded, row
from benchmarks.papers_forgeries.second_data import cii, hybrid, ubl
from benchmarks.papers_forgeries.second_letters import letter
from benchmarks.papers_forgeries.second_pages import LANGUAGE_OF, Look, page_of
from PIL import Image, ImageFilter

AS_OF = date(2026, 11, 24)


@dataclass(kw_only=True)
class Filed:
    """One application of an earlier store: who, and which files."""

    store: Firm
    papers: list[tuple[str, bytes]]
    bills: list[Bill]


@dataclass(kw_only=True)
class Scene:
    """What is handed in. `asked` are pieces for each model, where other than the papers show; `answers` False: nobody can be asked."""

    store: Firm
    papers: list[tuple[str, bytes]]
    bills: list[Bill] = field(default_factory=list)
    before: list[Filed] = field(default_factory=list)
    asked: dict[str, int] = field(default_factory=dict)
    store_says: dict[str, Any] = field(default_factory=dict)
    tier: str = "open"
    goods: bool = True
    dealers: list[dict[str, Any]] = field(default_factory=list)


@dataclass(kw_only=True)
class World:
    """Where a scene is set: the store that applies, its dealer, an honest other store."""

    rng: random.Random
    design: str
    store: Firm
    dealer: Firm
    other: Firm

    def look(self, seller: Firm) -> Look:
        """The same seller always prints alike."""
        return Look(design=self.design, language=LANGUAGE_OF[seller.country], seed=seller.name)

    def page(self, paper: Bill) -> bytes:
        """As the seller prints it."""
        return page_of(paper, self.look(paper.seller))

    def bill(self, **changes: Any) -> Bill:
        """A plain invoice of the dealer to the store, some weeks old."""
        issued = changes.pop("issued", AS_OF - timedelta(days=self.rng.randrange(8, 200)))
        made = bill(
            self.dealer, changes.pop("buyer", self.store), issued=issued, rng=self.rng, rows=changes.pop("rows", 3)
        )
        for name, value in changes.items():
            setattr(made, name, value)
        return made

    def scene(self, paper: Bill, **more: Any) -> Scene:
        """The paper on a page, handed in by the store."""
        return Scene(store=self.store, papers=[("invoice.pdf", self.page(paper))], bills=[paper], **more)


def plain(w: World) -> Scene:
    """Nothing odd."""
    return w.scene(w.bill())


def one_line(w: World) -> Scene:
    """A single line."""
    return w.scene(w.bill(rows=1))


def line_discounts(w: World) -> Scene:
    """A discount on each line."""
    paper = w.bill()
    for line in paper.rows:
        line.discount = rounded(line.price * line.quantity * Decimal("0.075"), paper.step)
    return w.scene(paper)


def whole_discount(w: World) -> Scene:
    """A trade discount under the lines."""
    paper = w.bill()
    paper.allowance = rounded(paper.lines_total * Decimal("0.08"), paper.step)
    return w.scene(paper)


def freight(w: World) -> Scene:
    """Freight under the lines."""
    return w.scene(w.bill(charge=Decimal("24.90") if w.dealer.country not in {"JP", "TW"} else Decimal(900)))


def discount_and_freight(w: World) -> Scene:
    """Both."""
    paper = w.bill(charge=Decimal("18.50") if w.dealer.country not in {"JP", "TW"} else Decimal(600))
    paper.allowance = rounded(paper.lines_total * Decimal("0.05")).quantize(Decimal(1))
    return w.scene(paper)


def gross_prices(w: World) -> Scene:
    """Prices with tax inside, as a shop prints them."""
    return w.scene(w.bill(gross_prices=True, reverse=False, rate=Decimal(20)))


def small_business(w: World) -> Scene:
    """An issuer below the threshold: no tax."""
    return w.scene(w.bill(exempt=True, reverse=False, rate=Decimal(0)))


def two_rates(w: World) -> Scene:
    """A second line at a lower rate (a book about leather)."""
    paper = w.bill(reverse=False, rate=Decimal(20))
    paper.rows.append(
        Row(
            name="Care guide (book)",
            model="BK-01",
            gtin="",
            quantity=Decimal(4),
            price=Decimal(12),
            rate=Decimal("5.5"),
        )
    )
    return w.scene(paper)


def prepaid(w: World) -> Scene:
    """A deposit was paid."""
    paper = w.bill()
    paper.prepaid = rounded(paper.gross * Decimal("0.3")).quantize(Decimal(1))
    return w.scene(paper)


def foreign_currency(w: World) -> Scene:
    """In dollars, with the tax in the own currency as a note."""
    paper = w.bill(currency="USD", reverse=False, rate=Decimal(20))
    paper.notes = [f"Tax in local currency: {rounded(paper.tax * Decimal('0.92'))} EUR, rate of exchange 0.9200"]
    return w.scene(paper)


def split_prices(w: World) -> Scene:
    """Unit prices with three decimals: the sum of rounded lines is not the rounded sum."""
    paper = w.bill()
    for line in paper.rows:
        line.price = (line.price / 3).quantize(paper.step / 10 if paper.step < 1 else paper.step) * 2
    return w.scene(paper)


def credited_in_part(w: World) -> Scene:
    """The invoice with the credit note over some of its pieces."""
    paper = w.bill()
    back = paper.twin()
    back.kind, back.number, back.preceding = "credit_note", paper.number + "-C", paper.number
    back.rows = [back.rows[0]]
    back.rows[0].quantity = Decimal(1)
    back.notes = [f"Refers to {paper.number}"]
    model = paper.rows[0].model
    return Scene(
        store=w.store,
        papers=[("invoice.pdf", w.page(paper)), ("credit.pdf", w.page(back))],
        bills=[paper, back],
        asked={model: int(paper.rows[0].quantity) - 1},
    )


def name_written_out(w: World) -> Scene:
    """The buyer's legal form written out, or shortened."""
    paper = w.bill()
    for short, long in (
        ("GmbH & Co. KG", "GmbH und Co KG"),
        ("GmbH", "Gesellschaft mit beschränkter Haftung"),
        ("S.r.l.", "Società a responsabilità limitata"),
        ("S.p.A.", "SpA"),
        ("Limited", "Ltd."),
        ("Ltd", "Limited"),
        ("SARL", "S.à r.l."),
        ("B.V.", "BV"),
        ("S.L.", "Sociedad Limitada"),
        ("SAS", "S.A.S."),
        ("AG", "Aktiengesellschaft"),
        ("S.A.", "SA"),
        ("股份有限公司", "(股)公司"),
        ("株式会社", "(株)"),
    ):
        if short in paper.buyer.name:
            paper = paper.twin()
            paper.buyer.name = paper.buyer.name.replace(short, long)
            break
    return w.scene(paper)


def upper_case(w: World) -> Scene:
    """The buyer in capitals without accents, as an old system prints."""
    paper = w.bill().twin()
    paper.buyer.name = (
        paper.buyer.name.upper().replace("Ü", "UE").replace("Ö", "OE").replace("Ä", "AE").replace("É", "E")
    )
    return w.scene(paper)


def trading_name(w: World) -> Scene:
    """The invoice names the shop by its trading name."""
    paper = w.bill().twin()
    paper.buyer.name = "Atelier Nord" if w.store.country not in {"CN", "JP", "TW"} else paper.buyer.name[:5]
    return w.scene(paper, store_says={"trading_name": paper.buyer.name})


def moved_store(w: World) -> Scene:
    """The store moved since: the address on the paper is the old one."""
    paper = w.bill().twin()
    moved = firm(w.store.country, w.rng)
    paper.buyer.street, paper.buyer.postcode, paper.buyer.city = moved.street, moved.postcode, moved.city
    return w.scene(paper)


def new_dealer(w: World) -> Scene:
    """A dealer whom the register does not know."""
    paper = w.bill().twin()
    paper.seller = firm(w.dealer.country, w.rng)
    return w.scene(paper)


def several_brands(w: World) -> Scene:
    """Lines of other brands beside."""
    paper = w.bill()
    paper.rows += [
        Row(name="Corvane Sneaker Low", model="CV-11", gtin="", quantity=Decimal(6), price=Decimal(48)),
        Row(
            name="Tissue paper",
            model="",
            gtin="",
            quantity=Decimal(100),
            price=Decimal(1) / 4 if paper.step < 1 else Decimal(12),
        ),
    ]
    return w.scene(paper)


def part_deliveries(w: World) -> Scene:
    """One order, two invoices."""
    first = w.bill(issued=AS_OF - timedelta(days=60))
    second = first.twin()
    second.issued = AS_OF - timedelta(days=31)
    second.number = bill(w.dealer, w.store, issued=second.issued, rng=random.Random(1)).number
    second.due = second.issued + timedelta(days=30) if second.due else None
    second.delivered = None
    for line in second.rows:
        line.quantity = Decimal(int(line.quantity) // 2 + 1)
    return Scene(
        store=w.store,
        papers=[("part1.pdf", w.page(first)), ("part2.pdf", w.page(second))],
        bills=[first, second],
    )


def nearly_a_year_old(w: World) -> Scene:
    """Old, and young enough."""
    return w.scene(w.bill(issued=AS_OF - timedelta(days=358)))


def of_yesterday(w: World) -> Scene:
    """Issued on the day before, with goods to be delivered later."""
    return w.scene(
        w.bill(issued=AS_OF - timedelta(days=1), delivered=AS_OF + timedelta(days=9), due=AS_OF + timedelta(days=89))
    )


def outlet_price(w: World) -> Scene:
    """Last season's goods at 28 % of the reference."""
    paper = w.bill()
    for line in paper.rows:
        line.price = rounded(line.price * Decimal("0.56"), paper.step)
    return w.scene(paper)


def two_pages(w: World) -> Scene:
    """Forty lines on two pages."""
    paper = w.bill()
    paper.rows += [
        Row(name=f"Corvane Sock {i}", model=f"CS-{i:02d}", gtin="", quantity=Decimal(3), price=Decimal(4) + i)
        for i in range(37)
    ]
    return w.scene(paper)


def same_order_again(w: World) -> Scene:
    """Two shops of one town buy the same things on different days."""
    theirs = w.bill(buyer=w.other, issued=AS_OF - timedelta(days=80))
    mine = theirs.twin()
    mine.buyer, mine.issued = w.store, AS_OF - timedelta(days=44)
    mine.number = bill(w.dealer, w.store, issued=mine.issued, rng=random.Random(1)).number
    mine.due = mine.issued + timedelta(days=30) if mine.due else None
    mine.delivered = None
    fresh = bill(w.dealer, w.store, issued=mine.issued, rng=random.Random(1))
    mine.reverse, mine.rate = fresh.reverse, fresh.rate
    mine.rows[0].quantity += 3
    scene = w.scene(mine)
    scene.before = [Filed(store=w.other, papers=[("invoice.pdf", w.page(theirs))], bills=[theirs])]
    return scene


def fewer_pieces_asked(w: World) -> Scene:
    """The store asks for fewer pieces than it bought."""
    paper = w.bill()
    return w.scene(paper, asked={line.model: 1 for line in paper.rows})


def models_only(w: World) -> Scene:
    """The dealer sells one brand alone and prints models without its name on the lines; the name stands in the note."""
    paper = w.bill()
    for line in paper.rows:
        line.name = line.name.replace("Valmorel ", "")
    paper.notes = ["Authorised distributor of Valmorel."]
    return w.scene(paper)


def archive_stamp(w: World) -> Scene:
    """An archive wrote the file again and left its stamp in the margin, as an incremental update."""
    paper = w.bill()
    data = w.page(paper)
    out = io.BytesIO(data + _empty_update(data))
    return Scene(store=w.store, papers=[("invoice.pdf", out.getvalue())], bills=[paper])


def _empty_update(data: bytes) -> bytes:
    previous = int(data.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0])
    size = int(data.rsplit(b"/Size ", 1)[1].split(b" ", 1)[0])
    body = b"%d 0 obj\n<< /Type /Metadata /Archived (yes) >>\nendobj\n" % size
    table = len(data) + len(body)
    return (
        body
        + b"xref\n%d 1\n%010d 00000 n \n" % (size, len(data))
        + b"trailer\n<< /Size %d /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (size + 1, previous, table)
    )


def as_ubl(w: World) -> Scene:
    """Pure data, UBL."""
    paper = w.bill()
    return Scene(store=w.store, papers=[("invoice.xml", ubl(paper))], bills=[paper])


def as_cii(w: World) -> Scene:
    """Pure data, CII, with discount and freight."""
    paper = w.bill(charge=Decimal(15))
    paper.allowance = rounded(paper.lines_total * Decimal("0.03"), paper.step)
    return Scene(store=w.store, papers=[("invoice.xml", cii(paper))], bills=[paper])


def as_hybrid(w: World) -> Scene:
    """A page with CII inside."""
    paper = w.bill()
    return Scene(store=w.store, papers=[("invoice.pdf", hybrid(w.page(paper), cii(paper)))], bills=[paper])


def scanned(w: World) -> Scene:
    """Printed, scanned at 200 dpi, a little askew and grey."""
    paper = w.bill()
    image = pypdfium2.PdfDocument(w.page(paper))[0].render(scale=200 / 72).to_pil().convert("L")
    image = image.rotate(w.rng.uniform(-0.7, 0.7), fillcolor=255, expand=False).filter(ImageFilter.GaussianBlur(0.6))
    image = Image.eval(image, lambda v: min(255, 18 + int(v * 0.92)))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=72)
    return Scene(store=w.store, papers=[("scan.jpg", out.getvalue())], bills=[paper])


def letter_of_owner(w: World) -> Scene:
    """The owner authorizes the store."""
    return Scene(store=w.store, papers=[("letter.pdf", letter(w.rng, of="owner", to=w.store))])


def letters_through_dealer(w: World) -> Scene:
    """Owner to dealer, dealer to store, within what the dealer has."""
    return Scene(
        store=w.store,
        papers=[
            (
                "1.pdf",
                letter(
                    w.rng, of="owner", to=w.dealer, passes=True, territory="the European Union and the United Kingdom"
                ),
            ),
            ("2.pdf", letter(w.rng, of=w.dealer, to=w.store, territory="Germany and France")),
        ],
    )


def letter_and_invoice(w: World) -> Scene:
    """A letter to the dealer whom the register does not know, and his invoice."""
    paper = w.bill().twin()
    paper.seller = firm(w.dealer.country, w.rng)
    return Scene(
        store=w.store,
        papers=[
            ("invoice.pdf", w.page(paper)),
            ("letter.pdf", letter(w.rng, of="owner", to=paper.seller, passes=True)),
        ],
        bills=[paper],
    )


CLEAN: dict[str, Callable[[World], Scene]] = {
    f.__name__: f
    for f in (
        plain,
        one_line,
        line_discounts,
        whole_discount,
        freight,
        discount_and_freight,
        gross_prices,
        small_business,
        two_rates,
        prepaid,
        foreign_currency,
        split_prices,
        credited_in_part,
        name_written_out,
        upper_case,
        trading_name,
        moved_store,
        new_dealer,
        several_brands,
        part_deliveries,
        nearly_a_year_old,
        of_yesterday,
        outlet_price,
        two_pages,
        same_order_again,
        fewer_pieces_asked,
        models_only,
        archive_stamp,
        as_ubl,
        as_cii,
        as_hybrid,
        scanned,
        letter_of_owner,
        letters_through_dealer,
        letter_and_invoice,
    )
}

__all__ = ["AS_OF", "CLEAN", "PRODUCTS", "Filed", "Scene", "World", "row"]
