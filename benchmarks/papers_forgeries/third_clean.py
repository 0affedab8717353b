"""Which honest papers of the third set look odd? What a trader of nineteen countries really gets; nothing here is wrong."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pikepdf
import pypdfium2
from benchmarks.papers_forgeries.second_bill import Firm, Row, rounded
from benchmarks.papers_forgeries.second_data import cii, hybrid
from benchmarks.papers_forgeries.third_firms import (
    BRAND,
    PRODUCTS,
    Paper,
    account,
    company,
    currency_of,
    language_of,
    order,
    series,
)
from benchmarks.papers_forgeries.third_letters import letter
from benchmarks.papers_forgeries.third_pages import Print
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

AS_OF = date(2026, 11, 24)
LATIN = ("DE", "FR", "IT", "ES", "NL", "GB")


@dataclass(kw_only=True)
class Filed:
    """An earlier application."""

    store: Firm
    papers: list[tuple[str, bytes]]
    bills: list[Paper]
    confirmed: bool = False


@dataclass(kw_only=True)
class Scene:
    """What is handed in. `asked` pieces per model (None: as the bills say); `issuer`, `brand`: what they say when asked, where not as the kind is."""

    papers: list[tuple[str, bytes]]
    bills: list[Paper] = field(default_factory=list)
    before: list[Filed] = field(default_factory=list)
    asked: dict[str, int] | None = None
    says: dict[str, Any] = field(default_factory=dict)
    tier: str = "open"
    dealers: list[Firm] = field(default_factory=list)  # whom the register knows beside, always
    issuer: str = ""
    brand: str = ""


@dataclass(kw_only=True)
class World:
    """Where a scene is set."""

    rng: random.Random
    design: str
    store: Firm
    dealer: Firm
    other: Firm

    def page(self, paper: Paper, **more: Any) -> bytes:
        """As the seller prints it."""
        return Print(paper, **{"design": self.design, "seed": paper.seller.name, **more}).drawn()

    def bill(self, **changes: Any) -> Paper:
        """A plain bill of the dealer to the store."""
        issued = changes.pop("issued", AS_OF - timedelta(days=self.rng.randrange(6, 210)))
        made = order(
            self.dealer, changes.pop("buyer", self.store), issued=issued, rng=self.rng, rows=changes.pop("rows", 3)
        )
        for name, value in changes.items():
            setattr(made, name, value)
        return made

    def scene(self, paper: Paper, **more: Any) -> Scene:
        """Handed in by the store."""
        return Scene(papers=[("invoice.pdf", self.page(paper))], bills=[paper], **more)

    def from_land(self, *lands: str) -> Firm:
        """The dealer sits in one of these countries: he is set anew unless he does already."""
        if self.dealer.country not in lands:
            self.dealer = company(self.rng.choice(lands), self.rng)
        return self.dealer

    def at_home(self) -> None:
        """The store sits in the dealer's country."""
        if self.store.country != self.dealer.country:
            self.store = company(self.dealer.country, self.rng)


def plain(w: World) -> Scene:
    """Nothing odd."""
    return w.scene(w.bill())


def plain_at_home(w: World) -> Scene:
    """Within one country, with its tax."""
    w.at_home()
    return w.scene(w.bill())


def dealer_moved(w: World) -> Scene:
    """The dealer moved after the brand had enrolled it."""
    paper = w.bill().twin()
    away = company(w.dealer.country, w.rng)
    paper.seller.street, paper.seller.postcode, paper.seller.city = away.street, away.postcode, away.city
    paper.notes = (
        ["Please note our new address as of 1 September 2026."] if language_of(w.dealer.country) != "zh" else []
    )
    return w.scene(paper)


def dealer_renamed(w: World) -> Scene:
    """The dealer has another name, the same numbers, and says so."""
    w.from_land(*LATIN, "AT", "CH", "BE", "IE")
    paper = w.bill().twin()
    old = paper.seller.name
    paper.seller.name = f"{company(w.dealer.country, w.rng).name.split()[0]} {' '.join(old.split()[1:])}"
    paper.notes = [
        {"de": "vormals", "fr": "anciennement", "it": "già", "es": "antes", "nl": "voorheen"}.get(
            language_of(w.dealer.country), "formerly"
        )
        + f" {old}"
    ]
    return w.scene(paper)


def corrected(w: World) -> Scene:
    """An invoice that replaces another one, which the same store had handed in."""
    first = w.bill(issued=AS_OF - timedelta(days=40))
    second = first.twin()
    second.number, second.issued = series(w.dealer, AS_OF - timedelta(days=21))[0], AS_OF - timedelta(days=21)
    second.due = None
    second.rows[0].quantity += 1
    second.notes = [f"Corrected invoice, replaces no. {first.number} of {first.issued.isoformat()}"]
    return w.scene(second, before=[Filed(store=w.store, papers=[("invoice.pdf", w.page(first))], bills=[first])])


def partial_delivery(w: World) -> Scene:
    """Ordered, delivered, outstanding: two columns of pieces."""
    paper = w.bill(
        column={
            "de": "bestellt",
            "fr": "Cdé",
            "it": "Ordinati",
            "es": "Pedido",
            "nl": "Besteld",
            "zh": "订货",
            "ja": "注文",
        }.get(language_of(w.dealer.country), "Ordered")
    )
    paper.column_values = [str(int(r.quantity) + w.rng.randrange(1, 9)) for r in paper.rows]
    return w.scene(paper)


def staff_discount(w: World) -> Scene:
    """A reduction on the whole that is already in the price; the note says so."""
    paper = w.bill(notes=["Prices after 30 % loyalty discount."])
    for row in paper.rows:
        row.price = rounded(row.price * Decimal("0.7"), paper.step)
    return w.scene(paper)


def tax_by_line(w: World) -> Scene:
    """The tax is rounded line by line and added up."""
    w.from_land("DE", "FR", "IT", "ES", "NL")
    w.at_home()
    paper = w.bill(by_line=True, rows=6)
    return w.scene(paper)


def coins(w: World) -> Scene:
    """Swiss francs, rounded to five centimes."""
    w.from_land("CH")
    w.at_home()
    paper = w.bill(currency="CHF")
    to_pay = (paper.gross / Decimal("0.05")).quantize(Decimal(1), ROUND_HALF_UP) * Decimal("0.05")
    paper.cash = to_pay - paper.gross
    return w.scene(paper)


def reverse_charge(w: World) -> Scene:
    """Across a border within the union."""
    w.from_land("DE", "FR", "IT", "ES", "NL", "BE", "IE")
    return w.scene(w.bill(buyer=w.store, reverse=True, rate=Decimal(0)))


def margin_scheme(w: World) -> Scene:
    """Second-hand goods, taxed on the margin: no tax is shown."""
    w.from_land("DE", "AT", "FR", "NL")
    note = {
        "de": "Differenzbesteuerung nach § 25a UStG, Gebrauchtgegenstände/Sonderregelung.",
        "fr": "Régime particulier - Biens d'occasion (art. 297 A du CGI).",
        "nl": "Bijzondere regeling - gebruikte goederen.",
    }
    return w.scene(w.bill(exempt=True, reverse=False, rate=Decimal(0), notes=[note[language_of(w.dealer.country)]]))


def export(w: World) -> Scene:
    """Exported free of tax."""
    return w.scene(
        w.bill(
            exempt=True,
            reverse=False,
            rate=Decimal(0),
            notes=["Export delivery, zero-rated. Country of origin: Italy. Incoterms 2020: DAP"],
        )
    )


def small_business(w: World) -> Scene:
    """An issuer below the threshold."""
    w.from_land("DE")
    return w.scene(
        w.bill(
            exempt=True,
            reverse=False,
            rate=Decimal(0),
            notes=["Kein Ausweis von Umsatzsteuer, da Kleinunternehmer gemäß § 19 UStG."],
        )
    )


def drop_shipment(w: World) -> Scene:
    """Delivered to somebody else than the buyer."""
    third = company(w.rng.choice(LATIN), w.rng)
    return w.scene(w.bill(ship_to=[third.name, third.street, f"{third.postcode} {third.city}"]))


def consignment(w: World) -> Scene:
    """Goods on consignment that were sold and are billed now."""
    return w.scene(
        w.bill(
            notes=[
                "Settlement of consignment stock, withdrawals of the month."
                if language_of(w.dealer.country) != "de"
                else "Abrechnung Konsignationslager, Entnahmen des Monats."
            ]
        )
    )


def paid_by_the_group(w: World) -> Scene:
    """The parent company pays."""
    parent = company(w.store.country if w.store.country in LATIN else "DE", w.rng)
    return w.scene(w.bill(notes=[f"Payment by {parent.name} on behalf of the customer."]))


def factoring(w: World) -> Scene:
    """The claim was sold to a bank: its account stands there."""
    w.from_land("DE", "FR", "NL", "GB")
    paper = w.bill().twin()
    paper.seller.iban = account(w.dealer.country, w.rng)
    paper.notes = [
        "This receivable has been assigned to Nordbank Factoring. Payment with discharging effect only to the account stated below."
    ]
    return w.scene(paper)


def branch(w: World) -> Scene:
    """The buyer is named with its branch."""
    w.store = company(w.rng.choice(LATIN), w.rng)
    paper = w.bill(buyer=w.store).twin()
    paper.buyer.name = f"{w.store.name}, {'Filiale' if w.store.country == 'DE' else 'Branch'} {w.store.city}"
    return w.scene(paper)


def care_of(w: World) -> Scene:
    """The buyer's department and a person stand under its name."""
    paper = w.bill().twin()
    paper.buyer.street = (
        f"Attn. Purchasing, {paper.buyer.street}" if w.store.country not in {"CN", "JP"} else paper.buyer.street
    )
    return w.scene(paper)


def bilingual(w: World) -> Scene:
    """Labels in two languages."""
    w.from_land("DE", "FR", "IT", "NL", "CH")
    english = {
        "number": "Invoice no.",
        "date": "Date",
        "due": "Due",
        "to": "Bill to",
        "name": "Description",
        "model": "Code",
        "quantity": "Qty",
        "price": "Price",
        "amount": "Amount",
        "net": "Net",
        "gross": "Total",
        "invoice": "Invoice",
    }
    paper = w.bill()
    own = Print(paper, design=w.design, seed=paper.seller.name).w
    paper.labels = {k: f"{own[k]} / {v}" for k, v in english.items()}
    return w.scene(paper)


def stamped(w: World) -> Scene:
    """The store's bookkeeping stamped the file: an annotation in an incremental update."""
    paper = w.bill()
    text = w.rng.choice(["Eingegangen 12.11.2026", "RECEIVED 12 NOV 2026", "Archive no. 77120", "PAID 2026-11-14"])
    return Scene(papers=[("invoice.pdf", annotated(w.page(paper), text, x=400, y=790))], bills=[paper])


def annotated(data: bytes, text: str, *, x: float, y: float, cover: bool = False, size: float = 10) -> bytes:
    """The file with a FreeText annotation behind it; `cover` puts a white ground under it."""
    before = int(data.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        count, page = len(pdf.objects) + 1, pdf.pages[0]
        number = page.obj.objgen[0]
        raw = page.obj.unparse(resolved=True)
    wide = len(text) * size * 0.55 + 4
    form = (b"1 1 1 rg 0 0 %d %d re f " % (wide, size + 4) if cover else b"") + b"0 g BT /F %d Tf 2 3 Td (%s) Tj ET" % (
        size,
        text.encode("cp1252", "replace"),
    )
    rect = b"[%d %d %d %d]" % (x, y, x + wide, y + size + 4)
    objects = {
        count: b"<< /Type /Annot /Subtype /FreeText /Rect %s /Contents (%s) /DA (/F %d Tf 0 g) /F 4 /AP << /N %d 0 R >> >>"
        % (rect, text.encode("cp1252", "replace"), size, count + 1),
        count + 1: b"<< /Type /XObject /Subtype /Form /BBox [0 0 %d %d] /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Length %d >>\nstream\n%s\nendstream"
        % (wide, size + 4, len(form), form),
        number: raw.rstrip()[:-2] + b" /Annots [%d 0 R] >>" % count,
    }  # fmt: skip
    return appended(data, objects, before=before)


def appended(data: bytes, objects: dict[int, bytes], *, before: int) -> bytes:
    """The file with these objects in an incremental update."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        size = max(len(pdf.objects) + 1, max(objects) + 1)
        root = pdf.Root.objgen[0]
    out, places = bytearray(data if data.endswith(b"\n") else data + b"\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % (n, place) for n, place in sorted(places.items()))
    out += b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, before, table)
    return bytes(out)


def saved_by_a_viewer(w: World) -> Scene:
    """A viewer saved the file once more and added its metadata."""
    paper = w.bill()
    data = w.page(paper)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        count = len(pdf.objects) + 1
    body = b"<< /Type /Metadata /Subtype /XML /Length 20 >>\nstream\n<x:xmpmeta/>        \nendstream"
    return Scene(
        papers=[
            (
                "invoice.pdf",
                appended(data, {count: body}, before=int(data.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0])),
            )
        ],
        bills=[paper],
    )


def printed_to_pdf(w: World) -> Scene:
    """Opened and printed to a new file by another program: other structure, other producer."""
    paper = w.bill()
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(w.page(paper))) as pdf:
        pdf.docinfo["/Producer"], pdf.docinfo["/Creator"] = "Microsoft: Print To PDF", "Viewer"
        pdf.save(out, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Scene(papers=[("invoice.pdf", out.getvalue())], bills=[paper])


def scan_with_text(w: World) -> Scene:
    """A scan in which a copier laid its own recognised text, unseen, under the picture; one word of it is wrong."""
    paper = w.bill()
    data = w.page(paper)
    with pypdfium2.PdfDocument(data) as pdf:
        image = pdf[0].render(scale=150 / 72).to_pil().convert("L")
        page = pdf[0]
        text = page.get_textpage()
        runs = [(text.get_rect(i), text.get_text_bounded(*text.get_rect(i))) for i in range(text.count_rects())]
        size = page.get_size()
    image = Image.eval(image, lambda v: min(255, 12 + int(v * 0.95)))
    jpeg, out = io.BytesIO(), io.BytesIO()
    image.save(jpeg, "JPEG", quality=80)
    canvas = Canvas(out, pagesize=size, invariant=1)
    native = any(ord(c) > 0x2E7F for _, t in runs for c in t)
    for (left, bottom, _right, top), said in runs:
        line = canvas.beginText(left, bottom)
        line.setTextRenderMode(3)
        line.setFont("STSong-Light" if native else "Helvetica", max(4, (top - bottom) * 0.9))
        line.textOut(said)
        canvas.drawText(line)
    canvas.drawImage(ImageReader(Image.open(io.BytesIO(jpeg.getvalue()))), 0, 0, *size)
    canvas.save()
    return Scene(papers=[("scan.pdf", out.getvalue())], bills=[paper])


def harmless_white(w: World) -> Scene:
    """The template has a white mail-merge mark and a white page number, which print never shows."""
    paper = w.bill()
    return Scene(papers=[("invoice.pdf", unseen(w, paper, ["%%MAIL-BATCH 7712%%", "1/1"]))], bills=[paper])


def unseen(w: World, paper: Paper, words: list[str]) -> bytes:
    """The page with white words on white at its lower edge."""
    made = Print(paper, design=w.design, seed=paper.seller.name)
    save = made.c.save

    def with_words() -> None:
        from reportlab.lib.colors import white

        for i, text in enumerate(words):
            made.write(180, made.page[1] - 30 - i * 9, text, colour=white, scale=0.8)
        save()

    made.c.save = with_words  # type: ignore[method-assign]
    return made.drawn()


def dozens(w: World) -> Scene:
    """Key cases are sold by the dozen; the right is asked for the boxes' number alone."""
    paper = w.bill(rows=1)
    name, model, code, reference = PRODUCTS[4]
    line = paper.rows[0]
    price = line.price / PRODUCTS[[p[1] for p in PRODUCTS].index(line.model)][3] * reference
    paper.rows[0] = Row(
        name=f"{BRAND} {name}",
        model=model,
        gtin=code,
        quantity=Decimal(4),
        price=rounded(price * 12, paper.step),
        unit="dz",
    )
    return w.scene(paper, asked={model: 4})


def old_rate_in_its_time(w: World) -> Scene:
    """A shop in Finland bills 25.5 %, one in Switzerland 8.1 %: rates that were not always so."""
    w.from_land("FI", "CH", "SG", "DK")
    w.at_home()
    return w.scene(w.bill(reverse=False))


def new_year(w: World) -> Scene:
    """Billed on a public holiday by a machine."""
    return w.scene(w.bill(issued=date(2026, 1, 1)))


def hybrid_invoice(w: World) -> Scene:
    """A page with data."""
    w.from_land("DE", "FR")
    paper = w.bill()
    return Scene(papers=[("invoice.pdf", hybrid(w.page(paper), cii(paper)))], bills=[paper])


def two_same_days(w: World) -> Scene:
    """Two invoices of one day over the same goods, two numbers."""
    first = w.bill()
    second = first.twin()
    second.number = series(w.dealer, first.issued + timedelta(days=1))[0]
    return Scene(papers=[("1.pdf", w.page(first)), ("2.pdf", w.page(second))], bills=[first, second])


def chain_of_letters(w: World) -> Scene:
    """Owner to dealer to store, the smaller territory named with what it includes."""
    w.from_land(*LATIN)
    w.store = company(w.rng.choice(LATIN), w.rng)
    return Scene(
        papers=[
            ("1.pdf", letter(w.rng, of=None, to=w.dealer, passes=True)),
            (
                "2.pdf",
                letter(
                    w.rng,
                    of=w.dealer,
                    to=w.store,
                    territory="Germany, France and Italy",
                    start=date(2026, 2, 1),
                    end=date(2027, 6, 30),
                ),
            ),
        ]
    )


def renewed_letter(w: World) -> Scene:
    """Last year's letter beside this year's, seamless."""
    w.store = company(w.rng.choice(LATIN), w.rng)
    return Scene(
        papers=[
            ("2025.pdf", letter(w.rng, of=None, to=w.store, start=date(2025, 1, 1), end=date(2025, 12, 31))),
            ("2026.pdf", letter(w.rng, of=None, to=w.store, start=date(2026, 1, 1), end=date(2026, 12, 31))),
        ]
    )


def same_design_two_dealers(w: World) -> Scene:
    """Two dealers use one invoicing program."""
    w.from_land(*LATIN)
    friend = company(w.dealer.country, w.rng)
    theirs = order(friend, w.other, issued=AS_OF - timedelta(days=50), rng=w.rng)
    mine = w.bill()
    return Scene(
        papers=[("invoice.pdf", w.page(mine, seed="one program"))],
        bills=[mine],
        before=[Filed(store=w.other, papers=[("invoice.pdf", w.page(theirs, seed="one program"))], bills=[theirs])],
    )


CLEAN: dict[str, Callable[[World], Scene]] = {
    f.__name__: f
    for f in (
        plain, plain_at_home, dealer_moved, dealer_renamed, corrected, partial_delivery, staff_discount, tax_by_line, coins, reverse_charge, margin_scheme,
        export, small_business, drop_shipment, consignment, paid_by_the_group, factoring, branch, care_of, bilingual, stamped, saved_by_a_viewer,
        printed_to_pdf, scan_with_text, harmless_white, dozens, old_rate_in_its_time, new_year, hybrid_invoice, two_same_days, chain_of_letters,
        renewed_letter, same_design_two_dealers,
    )
}  # fmt: skip
__all__ = ["AS_OF", "CLEAN", "Filed", "Scene", "World", "currency_of"]
