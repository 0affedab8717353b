"""Which forgeries does the fourth set try, and which honest papers look like them?

Each attack was thought out before anything was run on it; beside most of them stands the honest paper that shows the same oddity for a good reason. The
default is that whoever knows the paper objects to a forged one; `Scene.issuer` and `Scene.brand` say where he would truly confirm.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pikepdf
import pypdfium2
from benchmarks.papers_forgeries.fourth_letters import Letter, letter_html
from benchmarks.papers_forgeries.fourth_pages import html
from benchmarks.papers_forgeries.second_bill import Firm, Row, rounded
from benchmarks.papers_forgeries.second_data import cii, hybrid
from benchmarks.papers_forgeries.third_clean import Filed, Scene
from benchmarks.papers_forgeries.third_firms import BRAND, PRODUCTS, Paper, account, company, language_of, order, series
from benchmarks.papers_forgeries.third_letters import OWNER
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

AS_OF = date(2026, 11, 24)
LATIN = ("DE", "FR", "IT", "ES", "NL", "GB")
EURO = ("DE", "FR", "IT", "ES", "NL", "BE", "AT")


@dataclass(kw_only=True)
class World:
    """Where a scene is set; `press` prints a page."""

    rng: random.Random
    design: str
    store: Firm
    dealer: Firm
    other: Firm
    press: Callable[[str], bytes]
    dealers: list[Firm] = field(default_factory=list)

    def page(self, paper: Paper, **more: Any) -> bytes:
        """As the seller prints it."""
        return self.press(html(paper, **{"design": self.design, "seed": paper.seller.name, **more}))

    def bill(self, **changes: Any) -> Paper:
        """A plain bill of the dealer to the store, or to another."""
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

    def letter(self, x: Letter, *, tongue: str = "") -> bytes:
        """A letter's page."""
        return self.press(letter_html(x, rng=self.rng, tongue=tongue))

    def dealer_in(self, *lands: str) -> None:
        """The dealer sits in one of these countries."""
        if self.dealer.country not in lands:
            self.dealer = company(self.rng.choice(lands), self.rng)

    def store_in(self, *lands: str) -> None:
        """So does the store."""
        if self.store.country not in lands:
            self.store = company(self.rng.choice(lands), self.rng)

    def at_home(self) -> None:
        """The store sits in the dealer's country."""
        if self.store.country != self.dealer.country:
            self.store = company(self.dealer.country, self.rng)


def _theirs(w: World, **more: Any) -> Paper:
    return w.bill(buyer=w.other, issued=AS_OF - timedelta(days=w.rng.randrange(20, 150)), **more)


def _filed(w: World, paper: Paper, *, confirmed: bool = False) -> Filed:
    return Filed(store=paper.buyer, papers=[("invoice.pdf", w.page(paper))], bills=[paper], confirmed=confirmed)


def _mine(paper: Paper, store: Firm) -> Paper:
    mine = paper.twin()
    mine.buyer = store
    return mine


def _said(w: World, **words: str) -> str:
    """A sentence in the dealer's language, English where it is not given."""
    return words.get(language_of(w.dealer.country), words["en"])


# --- figures and letters that only look the same


def full_width_digits(w: World) -> Scene:
    """Another store's invoice again, its number in full-width digits."""
    theirs = _theirs(w)
    mine = _mine(theirs, w.store)
    mine.number = mine.number.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})
    return w.scene(mine, before=[_filed(w, theirs)])


def cyrillic_in_the_number(w: World) -> Scene:
    """The same, the letters of the number replaced by ones that look alike; a zero is a letter O."""
    theirs = _theirs(w)
    mine = _mine(theirs, w.store)
    mine.number = mine.number.translate(str.maketrans({"S": "Ѕ", "I": "І", "F": "Ϝ", "A": "А"})).replace("0", "O", 1)
    return w.scene(mine, before=[_filed(w, theirs)])


def zero_width_in_the_number(w: World) -> Scene:
    """The same, with characters of no width in the number and the articles."""
    theirs = _theirs(w)
    mine = _mine(theirs, w.store)
    mine.number = "\u200b".join(mine.number)
    for row in mine.rows:
        row.name = row.name.replace(" ", "\u200b ")
    return w.scene(mine, before=[_filed(w, theirs)])


def brand_of_look_alikes(w: World) -> Scene:
    """Goods of a brand that is written nearly the same: Ostаra with a Cyrillic a, Ostarа, Ostarra."""
    paper = w.bill()
    for row in paper.rows:
        row.name, row.gtin = row.name.replace(BRAND, w.rng.choice(["Ostarra", "0stara", "Ostaria"])), ""
        row.model = row.model.replace("OS-", "0S-")
    return w.scene(paper, asked={p[1]: 5 for p in PRODUCTS[:2]})


def one_comma_zero(w: World) -> Scene:
    """One piece with three decimals (1,000) is asked for as a thousand."""
    w.dealer_in("DE", "IT", "ES", "NL")
    paper = w.bill(rows=1)
    paper.rows[0].quantity, paper.rows[0].unit = Decimal("1"), "pcs"
    paper.labels = {}
    data = w.press(
        re.sub(r"<td class=r>1</td>", "<td class=r>1,000</td>", html(paper, design="window", seed=paper.seller.name))
    )
    return Scene(papers=[("invoice.pdf", data)], bills=[paper], asked={paper.rows[0].model: 1000})


# --- what the eye does not see


def text_under_a_scan(w: World) -> Scene:
    """A scan of another store's invoice; the text that was laid under it names the own store."""
    w.dealer_in(*LATIN)
    w.store_in(*LATIN)
    w.other = company(w.rng.choice(LATIN), w.rng)
    theirs = _theirs(w)
    return Scene(papers=[("scan.pdf", _scan(w.page(theirs), w.page(_mine(theirs, w.store))))], bills=[theirs])


def _scan(seen: bytes, read: bytes) -> bytes:
    """The picture of one page over the unseen words of another."""
    with pypdfium2.PdfDocument(seen) as pdf:
        image, size = pdf[0].render(scale=150 / 72).to_pil().convert("L"), pdf[0].get_size()
    with pypdfium2.PdfDocument(read) as pdf:
        text = pdf[0].get_textpage()
        runs = [(text.get_rect(i), text.get_text_bounded(*text.get_rect(i))) for i in range(text.count_rects())]
    jpeg, out = io.BytesIO(), io.BytesIO()
    image.save(jpeg, "JPEG", quality=82)
    canvas = Canvas(out, pagesize=size, invariant=1)
    for (left, bottom, _, top), said in runs:
        line = canvas.beginText(left, bottom)
        line.setTextRenderMode(3)
        line.setFont("Helvetica", max(4, (top - bottom) * 0.9))
        line.textOut(said)
        canvas.drawText(line)
    canvas.drawImage(ImageReader(Image.open(io.BytesIO(jpeg.getvalue()))), 0, 0, *size)
    canvas.save()
    return out.getvalue()


def outside_the_crop(w: World) -> Scene:
    """Another brand's invoice; the brand's lines stand on the sheet outside what is shown."""
    paper = w.bill()
    shown = _corvane(paper.twin())
    lost = "".join(f"<p>{r.name} {r.model} {r.gtin} {r.quantity} {r.price} {r.net}</p>" for r in paper.rows)
    data = w.press(
        html(shown, design=w.design, seed=shown.seller.name).replace(
            "</body>", f"<div style='position:absolute;left:190mm;top:5mm;width:300mm'>{lost}</div></body>"
        )
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        page.MediaBox, page.CropBox = [0, 0, 1400, 842], [0, 0, 595, 842]
        out = io.BytesIO()
        pdf.save(out)
    return Scene(papers=[("invoice.pdf", out.getvalue())], bills=[paper])


def half_a_point_high(w: World) -> Scene:
    """Another store's invoice; the own name and number stand in letters half a point high."""
    theirs = _theirs(w)
    tiny = f"<div style='font-size:0.5pt'>Invoice to: {w.store.name}, {w.store.street}, {w.store.postcode} {w.store.city}, VAT {w.store.vat}, Customer {w.store.name}</div>"
    return Scene(
        papers=[
            (
                "invoice.pdf",
                w.press(html(theirs, design=w.design, seed=theirs.seller.name).replace("</body>", tiny + "</body>")),
            )
        ],
        bills=[theirs],
    )


def under_a_picture(w: World) -> Scene:
    """A picture of white paper covers the buyer's block; the own name is drawn over it."""
    theirs = _theirs(w)
    page = html(theirs, design=w.design, seed=theirs.seller.name)
    name = f"<b>{theirs.buyer.name}</b>"
    over = f"<span style='position:relative'>{name}<span style='position:absolute;left:0;top:0;background:#fff;white-space:nowrap;padding-right:80px'>{w.store.name}</span></span>"
    return Scene(papers=[("invoice.pdf", w.press(page.replace(name, over, 1)))], bills=[theirs])


def two_data_files(w: World) -> Scene:
    """A page with two attached invoices: the true one, and one with twenty times the pieces that agrees with the page."""
    w.dealer_in("DE", "FR")
    true = w.bill()
    paper = true.twin()
    for row in paper.rows:
        row.quantity *= 20
    with pikepdf.open(io.BytesIO(hybrid(w.page(paper), cii(paper)))) as pdf:
        spec = pikepdf.AttachedFileSpec(pdf, cii(true), filename="ZUGFeRD-invoice.xml", mime_type="text/xml")
        pdf.attachments["ZUGFeRD-invoice.xml"] = spec
        out = io.BytesIO()
        pdf.save(out)
    return Scene(papers=[("invoice.pdf", out.getvalue())], bills=[paper])


def page_and_data_both(w: World) -> Scene:
    """Page and data say twenty times the pieces, every sum with them."""
    w.dealer_in("DE", "FR")
    paper = w.bill()
    for row in paper.rows:
        row.quantity *= 20
    return Scene(papers=[("invoice.pdf", hybrid(w.page(paper), cii(paper)))], bills=[paper])


# --- dates


def delivered_years_ago(w: World) -> Scene:
    """An invoice past the limit with a new date; the delivery note that it names is of its true year."""
    then = date(2024, w.rng.randrange(1, 12), w.rng.randrange(1, 28))
    note = _said(w, en=f"Goods delivered on {then.isoformat()}, delivery note DN-{then:%Y}-0311.", de=f"Lieferung vom {then:%d.%m.%Y} lt. Lieferschein LS-{then:%Y}-0311.",
                 fr=f"Livraison du {then:%d/%m/%Y}, BL-{then:%Y}-0311.", it=f"Consegna del {then:%d/%m/%Y}, DDT {then:%Y}/0311.", es=f"Entrega del {then:%d/%m/%Y}, albarán {then:%Y}/0311.")  # fmt: skip
    return w.scene(w.bill(notes=[note]))


def paid_years_before(w: World) -> Scene:
    """The same; it thanks for a payment of two years ago."""
    then = date(2024, w.rng.randrange(1, 12), w.rng.randrange(1, 28))
    paper = w.bill()
    paper.notes = [_said(w, en=f"Paid in full on {then.day} {then:%B %Y}. Thank you.", de=f"Bezahlt am {then:%d.%m.%Y}.", fr=f"Acquittée le {then:%d/%m/%Y}.", it=f"Pagato il {then:%d/%m/%Y}.",
                         es=f"Pagado el {then:%d/%m/%Y}.", nl=f"Betaald op {then:%d-%m-%Y}.", zh=f"已于{then.year}年{then.month}月{then.day}日付清。", ja=f"{then.year}年{then.month}月{then.day}日入金済。")]  # fmt: skip
    return w.scene(paper)


def number_of_an_old_year(w: World) -> Scene:
    """An invoice of two years ago with all its dates new; its number still says the year."""
    paper = w.bill()
    paper.number = f"{paper.issued.year - 2}/{w.rng.randrange(100, 9000):05d}"
    return w.scene(paper)


# --- two papers in one, papers taken back


def details_of_another(w: World) -> Scene:
    """The cover of the own small invoice, the details of another store's large one."""
    small, large = w.bill(rows=1), _theirs(w)
    out = io.BytesIO()
    with (
        pikepdf.open(io.BytesIO(w.page(small, design="cover_and_details"))) as one,
        pikepdf.open(io.BytesIO(w.page(large, design="cover_and_details"))) as two,
    ):
        del one.pages[1]
        one.pages.append(two.pages[1])
        one.save(out)
    return Scene(papers=[("invoice.pdf", out.getvalue())], bills=[large])


def two_genuine_as_one(w: World) -> Scene:
    """Two genuine invoices of one dealer, one of them to another store, bound as one file."""
    own, theirs = w.bill(rows=1), _theirs(w)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(w.page(own))) as one, pikepdf.open(io.BytesIO(w.page(theirs))) as two:
        one.pages.extend(two.pages)
        one.save(out)
    return Scene(papers=[("invoices.pdf", out.getvalue())], bills=[own, theirs])


def says_it_is_cancelled(w: World) -> Scene:
    """An invoice across which its issuer wrote that it is cancelled."""
    paper = w.bill()
    paper.notes = [_said(w, en="This invoice has been cancelled, see credit memo CM-8812.", de="Diese Rechnung wurde storniert, siehe Gutschrift GS-8812.", fr="Facture annulée, voir avoir AV-8812.",
                         it="Fattura annullata, vedi nota di credito NC-8812.", es="Factura anulada, véase abono AB-8812.", nl="Deze factuur is geannuleerd, zie creditnota CN-8812.", zh="本发票已作废，见红字发票8812。",
                         ja="本請求書は取消済みです。")]  # fmt: skip
    return w.scene(paper)


def goods_sent_back(w: World) -> Scene:
    """The invoice with the slip by which half of the goods went back; all are asked for."""
    paper = w.bill()
    back = paper.twin()
    back.kind, back.number, back.preceding = "credit_note", f"RT{paper.number}", paper.number
    back.notes = [f"{paper.number}"]
    back.issued = min(paper.issued + timedelta(days=4), AS_OF)
    return Scene(
        papers=[("1.pdf", w.page(paper)), ("2.pdf", w.page(back))],
        bills=[paper],
        asked={r.model: int(r.quantity) for r in paper.rows},
    )


# --- who


def _elsewhere(w: World) -> Firm:
    """A company of the store's country in another town, where that country has two here; a house number of its own in any case."""
    for _ in range(40):
        twin = company(w.store.country, w.rng)
        if twin.city != w.store.city:
            return twin
    twin.street = f"{twin.street}0"
    twin.city = "New Town"
    return twin


def namesake_in_another_town(w: World) -> Scene:
    """A genuine invoice to a company of the very same name, in another town; no tax number of the buyer stands on it."""
    twin = _elsewhere(w)
    twin.name, twin.vat = w.store.name, ""
    return w.scene(w.bill(buyer=twin))


def same_street_another_town(w: World) -> Scene:
    """The same, and the street has the same name and number."""
    w.store_in("DE", "FR", "IT", "ES", "NL", "GB", "CH", "PL")
    twin = _elsewhere(w)
    twin.name, twin.vat, twin.street = w.store.name, "", w.store.street
    return w.scene(w.bill(buyer=twin))


def the_person_not_the_company(w: World) -> Scene:
    """The invoice is to a person whose name the company bears."""
    w.store_in(*LATIN)
    person = company(w.store.country, w.rng)
    person.name, person.vat = f"Paul {w.store.name.split()[0]}", ""
    return w.scene(w.bill(buyer=person))


def the_mother_company(w: World) -> Scene:
    """The invoice is to the group's holding in another town."""
    w.store_in(*LATIN)
    mother = company(w.store.country, w.rng)
    mother.name = f"{w.store.name.split()[0]} Holding {w.store.name.split()[-1]}"
    return w.scene(w.bill(buyer=mother))


def tax_free_for_another(w: World) -> Scene:
    """Tax-free across the border by another firm's number; the address block is the own."""
    w.dealer_in(*EURO)
    w.store = company(w.rng.choice([c for c in EURO if c != w.dealer.country]), w.rng)
    paper = w.bill(reverse=True, rate=Decimal(0))
    paper = paper.twin()
    paper.buyer.vat = company(w.store.country, w.rng).vat
    return w.scene(paper)


def reverse_charge_at_home(w: World) -> Scene:
    """A sale at home without tax: the template was made for export."""
    w.dealer_in("DE", "FR", "IT", "ES", "NL", "GB")
    w.at_home()
    return w.scene(w.bill(reverse=True, rate=Decimal(0)))


def company_number_of_the_dealer_elsewhere(w: World) -> Scene:
    """A sister of the dealer in another country, of the same name, that the register does not know; its account too."""
    w.dealer_in(*LATIN)
    sister = company(w.rng.choice([c for c in LATIN if c != w.dealer.country]), w.rng)
    sister.name = f"{w.dealer.name.rsplit(' ', 1)[0]} {sister.name.rsplit(' ', 1)[-1]}"
    paper = w.bill()
    paper.seller = sister
    return w.scene(paper)


def paid_to_a_person(w: World) -> Scene:
    """The dealer's invoice; it is to be paid to a person's account abroad."""
    w.dealer_in(*EURO)
    paper = w.bill().twin()
    paper.seller.iban = account(w.rng.choice([c for c in ("PT", "BE", "IE", "FI") if c != w.dealer.country]), w.rng)
    paper.notes = ["Please note our new bank details. Beneficiary: R. Melnik"]
    return w.scene(paper)


# --- what was sold


def pairs_for_pieces(w: World) -> Scene:
    """Sold in pairs; two for each are asked for, though the catalogue counts the pair as one."""
    paper = w.bill()
    for row in paper.rows:
        row.unit = "pairs"
    return w.scene(paper, asked={r.model: int(r.quantity) * 2 for r in paper.rows})


def by_the_kilo(w: World) -> Scene:
    """Sold by weight."""
    paper = w.bill(rows=2)
    for row in paper.rows:
        row.unit, row.quantity = "kg", Decimal(w.rng.randrange(40, 200))
    return w.scene(paper)


def service_for_the_goods(w: World) -> Scene:
    """Cleaning and repair of the brand's goods."""
    paper = w.bill()
    word = _said(
        w,
        en="Repair and cleaning:",
        de="Reparatur und Reinigung:",
        fr="Réparation et nettoyage :",
        it="Riparazione e pulizia:",
        es="Reparación y limpieza:",
        nl="Reparatie en reiniging:",
        zh="维修清洗：",
        ja="修理・クリーニング：",
    )
    for row in paper.rows:
        row.name = f"{word} {row.name}"
    return w.scene(paper)


def rented(w: World) -> Scene:
    """Rented for a photo shoot."""
    paper = w.bill()
    word = _said(
        w,
        en="Rental, 3 days:",
        de="Miete, 3 Tage:",
        fr="Location, 3 jours :",
        it="Noleggio, 3 giorni:",
        es="Alquiler, 3 días:",
        nl="Huur, 3 dagen:",
        zh="租赁三天：",
        ja="レンタル3日間：",
    )
    for row in paper.rows:
        row.name = f"{word} {row.name}"
    return w.scene(paper)


def packaging_only(w: World) -> Scene:
    """Boxes and dust bags for the brand's goods."""
    paper = w.bill()
    word = _said(
        w,
        en="Gift box and dust bag for",
        de="Geschenkbox und Staubbeutel für",
        fr="Boîte et pochon pour",
        it="Scatola e sacchetto per",
        es="Caja y funda para",
        nl="Doos en stofzak voor",
        zh="包装盒及防尘袋 适用",
        ja="箱・保存袋 ",
    )
    for row in paper.rows:
        row.name = f"{word} {row.name}"
        row.price = rounded(row.price / 20, paper.step)
        row.gtin = ""
    return w.scene(paper)


def in_the_style_of(w: World) -> Scene:
    """Goods in the brand's style."""
    paper = w.bill()
    word = _said(
        w,
        en="Shoulder bag inspired by",
        de="Tasche im Stil von",
        fr="Sac façon",
        it="Borsa tipo",
        es="Bolso estilo",
        nl="Tas in de stijl van",
        zh="仿",
        ja="風 ",
    )
    for row in paper.rows:
        row.name, row.gtin = f"{word} {row.name}", ""
        row.price = rounded(row.price / 4, paper.step)
    return w.scene(paper)


def for_destruction(w: World) -> Scene:
    """Faulty goods, sold to be destroyed."""
    paper = w.bill()
    paper.notes = [_said(w, en="Faulty goods, sold for recycling. Resale prohibited.", de="Mangelhafte Ware zur Vernichtung. Weiterverkauf untersagt.", fr="Marchandise défectueuse à détruire. Revente interdite.",
                         it="Merce difettosa destinata alla distruzione. Vietata la rivendita.", es="Mercancía defectuosa para destruir. Prohibida la reventa.", nl="Defecte goederen ter vernietiging. Wederverkoop verboden.",
                         zh="残次品，用于销毁，禁止转售。", ja="不良品につき廃棄用。再販売禁止。")]  # fmt: skip
    return w.scene(paper)


def down_payment(w: World) -> Scene:
    """A deposit on an order that is not delivered yet."""
    paper = w.bill()
    paper.title = _said(
        w,
        en="Deposit invoice",
        de="Anzahlungsrechnung",
        fr="Facture d'acompte",
        it="Fattura d'acconto",
        es="Factura de anticipo",
        nl="Voorschotfactuur",
        zh="预付款发票",
        ja="前受金請求書",
    )
    paper.notes = [_said(w, en="30 % deposit on your order; delivery follows in spring 2027.", de="30 % Anzahlung auf Ihren Auftrag, Lieferung im Frühjahr 2027.", fr="Acompte de 30 % sur votre commande, livraison au printemps 2027.",
                         zh="订单30%预付款，2027年春季交货。")]  # fmt: skip
    return w.scene(paper)


def discount_on_the_whole(w: World) -> Scene:
    """Prices as a dealer's, and ninety-four per cent taken off the whole: what copies cost."""
    paper = w.bill()
    paper.allowance = rounded(paper.lines_total * Decimal("0.94"), paper.step)
    return w.scene(paper)


def no_commercial_value(w: World) -> Scene:
    """Samples without commercial value; values are for customs."""
    paper = w.bill()
    paper.notes = ["Samples of no commercial value. Values for customs purposes only. Not for sale."]
    return w.scene(paper)


def split_into_many(w: World) -> Scene:
    """Another store's lines, each split into three, under another number."""
    theirs = _theirs(w)
    mine = _mine(theirs, w.store)
    mine.number = series(w.dealer, theirs.issued + timedelta(days=2))[0]
    mine.rows = [
        Row(name=r.name, model=r.model, gtin=r.gtin, quantity=q, price=r.price)
        for r in theirs.rows
        for q in _thirds(r.quantity)
        if q
    ]
    return w.scene(mine, before=[_filed(w, theirs)])


def _thirds(quantity: Decimal) -> list[Decimal]:
    third = quantity // 3
    return [third, third, quantity - 2 * third]


# --- papers that are no invoice


def dunning(w: World) -> Scene:
    """A reminder to pay."""
    paper = w.bill()
    paper.title = _said(
        w,
        en="Payment reminder",
        de="Zahlungserinnerung",
        fr="Relance de paiement",
        it="Sollecito di pagamento",
        es="Recordatorio de pago",
        nl="Betalingsherinnering",
        zh="催款函",
        ja="督促状",
    )
    return w.scene(paper)


def statement(w: World) -> Scene:
    """A statement of account."""
    paper = w.bill()
    paper.title = _said(
        w,
        en="Statement of account",
        de="Kontoauszug",
        fr="Relevé de compte",
        it="Estratto conto",
        es="Extracto de cuenta",
        nl="Rekeningoverzicht",
        zh="对账单",
        ja="取引明細書",
    )
    return w.scene(paper)


def estimate(w: World) -> Scene:
    """An estimate."""
    paper = w.bill()
    paper.title = _said(
        w,
        en="Estimate",
        de="Kostenvoranschlag",
        fr="Devis",
        it="Preventivo",
        es="Presupuesto",
        nl="Prijsopgave",
        zh="报价单",
        ja="御見積書",
    )
    return w.scene(paper)


def specimen(w: World) -> Scene:
    """A specimen from the program's manual."""
    paper = w.bill()
    paper.heading = "SPECIMEN"
    word = _said(
        w,
        en="SPECIMEN – NOT A VALID INVOICE",
        de="MUSTER – UNGÜLTIG",
        fr="SPÉCIMEN – SANS VALEUR",
        it="FAC-SIMILE – NON VALIDO",
        es="MUESTRA – SIN VALOR",
        nl="VOORBEELD – ONGELDIG",
        zh="样本 无效",
        ja="見本 無効",
    )
    data = w.press(
        html(paper, design=w.design, seed=paper.seller.name).replace(
            "<body>", f"<body><div style='font-size:22pt;color:#bbb'>{word}</div>", 1
        )
    )
    return Scene(papers=[("invoice.pdf", data)], bills=[paper])


# --- letters


def subsidiary_without_authority(w: World) -> Scene:
    """A subsidiary that the register does not know authorizes in its own name."""
    w.store_in(*LATIN)
    return Scene(papers=[("letter.pdf", w.letter(Letter(to=w.store, author="Ostara Deutschland GmbH")))])


def ended_by_a_note(w: World) -> Scene:
    """The letter runs on; a note on it says that it was withdrawn."""
    w.store_in(*LATIN)
    return Scene(
        papers=[
            (
                "letter.pdf",
                w.letter(
                    Letter(to=w.store, more=["This authorisation was withdrawn with effect from 1 March 2026."]),
                    tongue="en",
                ),
            )
        ]
    )


def licence_ended(w: World) -> Scene:
    """The letter of a licensee whose own licence, handed in beside it, ended in summer."""
    w.dealer_in(*LATIN)
    w.store_in(*LATIN)
    return Scene(
        papers=[
            ("1.pdf", w.letter(Letter(to=w.dealer, passes=True, end=date(2026, 7, 31)))),
            ("2.pdf", w.letter(Letter(of=w.dealer, to=w.store))),
        ]
    )


def worldwide_by_another_word(w: World) -> Scene:
    """The dealer has Germany and Austria and gives `all countries`, `Greater China`, `any market`."""
    w.dealer_in(*LATIN)
    w.store_in(*LATIN)
    wide = w.rng.choice(["all countries of the world", "Greater China", "worldwide", "the Asia-Pacific region", "EMEA"])
    return Scene(
        papers=[
            ("1.pdf", w.letter(Letter(to=w.dealer, passes=True, territory="Germany and Austria"))),
            ("2.pdf", w.letter(Letter(of=w.dealer, to=w.store, territory=wide))),
        ]
    )


def translation_says_more(w: World) -> Scene:
    """The English says Germany until summer, the Chinese beside it the world until 2029."""
    w.store_in(*LATIN)
    x = Letter(
        to=w.store, territory="Germany", end=date(2026, 12, 31), translation={"territory": "全球", "end": "2029-12-31"}
    )
    return Scene(papers=[("letter.pdf", w.letter(x, tongue="zh"))])


def level_raised(w: World) -> Scene:
    """A mall's flagship store: the letter of a dealer says level 1."""
    w.dealer_in(*LATIN)
    w.store_in(*LATIN)
    papers = [
        ("1.pdf", w.letter(Letter(to=w.dealer, passes=True))),
        ("2.pdf", w.letter(Letter(of=w.dealer, to=w.store, level=1))),
    ]
    return Scene(papers=papers, tier="mall", says={"kind": "flagship"})


def shop_windows_only(w: World) -> Scene:
    """The letter lets the store sell in its own shop, and forbids the internet."""
    w.store_in(*LATIN)
    return Scene(
        papers=[
            (
                "letter.pdf",
                w.letter(
                    Letter(to=w.store, channels="physical retail shops only; online sales are not permitted"),
                    tongue="en",
                ),
            )
        ]
    )


def draft_letter(w: World) -> Scene:
    """A draft."""
    w.store_in(*LATIN)
    return Scene(papers=[("letter.pdf", w.letter(Letter(to=w.store, stamp="DRAFT – not valid without signature")))])


def letter_with_a_limit(w: World) -> Scene:
    """The letter is for a hundred pieces; a thousand are asked for."""
    w.store_in(*LATIN)
    return Scene(
        papers=[
            (
                "letter.pdf",
                w.letter(
                    Letter(to=w.store, more=["This authorisation is limited to a total of 100 pieces."]), tongue="en"
                ),
            )
        ],
        asked={"OS-W700": 1000},
    )


def mark_of_another(w: World) -> Scene:
    """The mark's number is another owner's."""
    w.store_in(*LATIN)
    return Scene(papers=[("letter.pdf", w.letter(Letter(to=w.store, mark="EUTM 009812345")))])


def fair_only(w: World) -> Scene:
    """For showing at a fair, not for selling."""
    w.store_in(*LATIN)
    return Scene(
        papers=[
            (
                "letter.pdf",
                w.letter(
                    Letter(
                        to=w.store, more=["The products may be displayed at trade fairs only and must not be sold."]
                    ),
                    tongue="en",
                ),
            )
        ]
    )


def _corvane(paper: Paper) -> Paper:
    """The same bill over another brand's goods."""
    for i, line in enumerate(paper.rows):
        line.name, line.model, line.gtin = f"Corvane Runner {i + 1}", f"CR-{31 + i}", f"400638133393{i}"
    return paper


ATTACKS: dict[str, Callable[[World], Scene]] = {
    f.__name__: f
    for f in (
        full_width_digits, cyrillic_in_the_number, zero_width_in_the_number, brand_of_look_alikes, one_comma_zero, text_under_a_scan, outside_the_crop,
        half_a_point_high, under_a_picture, two_data_files, page_and_data_both, delivered_years_ago, paid_years_before, number_of_an_old_year,
        details_of_another, two_genuine_as_one, says_it_is_cancelled, goods_sent_back, namesake_in_another_town, same_street_another_town,
        the_person_not_the_company, the_mother_company, tax_free_for_another, reverse_charge_at_home, company_number_of_the_dealer_elsewhere,
        paid_to_a_person, pairs_for_pieces, by_the_kilo, service_for_the_goods, rented, packaging_only, in_the_style_of, for_destruction, down_payment,
        discount_on_the_whole, no_commercial_value, split_into_many, dunning, statement, estimate, specimen, subsidiary_without_authority,
        ended_by_a_note, licence_ended, worldwide_by_another_word, translation_says_more, level_raised, shop_windows_only, draft_letter,
        letter_with_a_limit, mark_of_another, fair_only,
    )
}  # fmt: skip
__all__ = ["AS_OF", "ATTACKS", "EURO", "LATIN", "OWNER", "World"]
