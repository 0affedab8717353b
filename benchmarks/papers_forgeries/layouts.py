"""Forty layouts of one invoice: where the blocks stand, how dates and numbers are written, in which of nine languages.

Pages are written as plain PDF content with the base fonts (and the predefined fonts for Chinese and Japanese), so that they share nothing with the
templates of the sample marketplace.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assay.demo.papers.paper import Invoice, Party

WIDE = 595.0
HIGH = 842.0

WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "invoice": ("INVOICE", "Tax Invoice", "Commercial Invoice"),
        "quote": ("Quotation", "Quote"),
        "pro_forma": ("Pro-forma invoice",),
        "order_confirmation": ("Order confirmation",),
        "delivery_note": ("Packing slip", "Delivery note"),
        "number": ("Invoice No.", "Invoice number:", "No."),
        "date": ("Date", "Invoice date:", "Date of issue"),
        "due": ("Due date", "Payment due:"),
        "bill_to": ("Bill to", "Sold to:", "Customer"),
        "from": ("From", "Supplier", "Seller"),
        "description": ("Description", "Item", "Product"),
        "id": ("Item no.", "SKU", "Art. no."),
        "gtin": ("EAN", "GTIN"),
        "quantity": ("Qty", "Quantity"),
        "price": ("Unit price", "Price"),
        "amount": ("Amount", "Line total"),
        "net": ("Subtotal", "Net total", "Total excl. VAT"),
        "tax": ("VAT", "Tax"),
        "gross": ("Total", "Grand total", "Total due"),
        "vat": ("VAT ID:", "VAT No."),
    },
    "de": {
        "invoice": ("RECHNUNG", "Rechnung"),
        "quote": ("Angebot",),
        "pro_forma": ("Proforma-Rechnung",),
        "order_confirmation": ("Auftragsbestätigung",),
        "delivery_note": ("Lieferschein",),
        "number": ("Rechnungsnummer", "Rechnungs-Nr.:", "Rechnung Nr."),
        "date": ("Rechnungsdatum", "Datum:"),
        "due": ("Fällig am", "Zahlbar bis"),
        "bill_to": ("Rechnungsempfänger", "Kunde", "Rechnung an"),
        "from": ("Lieferant", "Rechnungssteller"),
        "description": ("Bezeichnung", "Artikel", "Beschreibung"),
        "id": ("Art.-Nr.", "Artikelnummer"),
        "gtin": ("EAN", "GTIN"),
        "quantity": ("Menge", "Anzahl"),
        "price": ("Einzelpreis", "Preis"),
        "amount": ("Betrag", "Gesamt", "Gesamtpreis"),
        "net": ("Nettobetrag", "Summe netto", "Zwischensumme"),
        "tax": ("USt.", "MwSt.", "Umsatzsteuer"),
        "gross": ("Gesamtbetrag", "Rechnungsbetrag", "Bruttobetrag"),
        "vat": ("USt-IdNr.:", "USt-ID"),
    },
    "fr": {
        "invoice": ("FACTURE", "Facture"),
        "quote": ("Devis",),
        "pro_forma": ("Facture pro forma",),
        "order_confirmation": ("Confirmation de commande",),
        "delivery_note": ("Bon de livraison",),
        "number": ("Facture n°", "Numéro de facture :", "N° de facture"),
        "date": ("Date", "Date de facture :", "Date d'émission"),
        "due": ("Échéance", "Date d'échéance"),
        "bill_to": ("Facturé à", "Client", "Destinataire"),
        "from": ("Émetteur", "Fournisseur"),
        "description": ("Désignation", "Description", "Article"),
        "id": ("Référence", "Réf."),
        "gtin": ("EAN", "GTIN"),
        "quantity": ("Qté", "Quantité"),
        "price": ("Prix unitaire", "P.U. HT"),
        "amount": ("Montant HT", "Montant", "Total HT"),
        "net": ("Total HT", "Montant HT"),
        "tax": ("TVA",),
        "gross": ("Total TTC", "Net à payer", "Montant TTC"),
        "vat": ("N° TVA :", "TVA intracommunautaire"),
    },
    "es": {
        "invoice": ("FACTURA", "Factura"),
        "quote": ("Presupuesto",),
        "pro_forma": ("Factura proforma",),
        "order_confirmation": ("Confirmación de pedido",),
        "delivery_note": ("Albarán",),
        "number": ("Factura nº", "Número de factura:", "Nº factura"),
        "date": ("Fecha", "Fecha de factura:"),
        "due": ("Vencimiento", "Fecha de vencimiento"),
        "bill_to": ("Cliente", "Facturar a"),
        "from": ("Emisor", "Proveedor"),
        "description": ("Descripción", "Concepto", "Artículo"),
        "id": ("Referencia", "Ref."),
        "gtin": ("EAN", "GTIN"),
        "quantity": ("Cantidad", "Cant."),
        "price": ("Precio unitario", "Precio"),
        "amount": ("Importe", "Total"),
        "net": ("Base imponible", "Subtotal"),
        "tax": ("IVA",),
        "gross": ("Total factura", "Importe total", "TOTAL"),
        "vat": ("NIF:", "NIF-IVA:"),
    },
    "it": {
        "invoice": ("FATTURA", "Fattura"),
        "quote": ("Preventivo",),
        "pro_forma": ("Fattura proforma",),
        "order_confirmation": ("Conferma d'ordine",),
        "delivery_note": ("Documento di trasporto",),
        "number": ("Fattura n.", "Numero fattura:", "N. fattura"),
        "date": ("Data", "Data fattura:"),
        "due": ("Scadenza", "Data di scadenza"),
        "bill_to": ("Cliente", "Intestatario", "Spett.le"),
        "from": ("Fornitore", "Emittente"),
        "description": ("Descrizione", "Articolo"),
        "id": ("Codice", "Cod. art."),
        "gtin": ("EAN", "GTIN"),
        "quantity": ("Quantità", "Q.tà"),
        "price": ("Prezzo unitario", "Prezzo"),
        "amount": ("Importo", "Totale"),
        "net": ("Imponibile", "Totale imponibile"),
        "tax": ("IVA", "Imposta"),
        "gross": ("Totale fattura", "Totale da pagare", "Totale"),
        "vat": ("P. IVA:", "Partita IVA"),
    },
    "nl": {
        "invoice": ("FACTUUR", "Factuur"),
        "quote": ("Offerte",),
        "pro_forma": ("Pro-formafactuur",),
        "order_confirmation": ("Orderbevestiging",),
        "delivery_note": ("Pakbon",),
        "number": ("Factuurnummer", "Factuurnr.:", "Factuur nr."),
        "date": ("Factuurdatum", "Datum:"),
        "due": ("Vervaldatum", "Te betalen voor"),
        "bill_to": ("Factuur aan", "Klant"),
        "from": ("Leverancier", "Afzender"),
        "description": ("Omschrijving", "Artikel"),
        "id": ("Artikelnr.", "Art.nr."),
        "gtin": ("EAN", "GTIN"),
        "quantity": ("Aantal",),
        "price": ("Prijs", "Stukprijs"),
        "amount": ("Bedrag", "Totaal"),
        "net": ("Subtotaal", "Totaal excl. btw"),
        "tax": ("BTW", "Btw"),
        "gross": ("Totaal incl. btw", "Te betalen", "Totaalbedrag"),
        "vat": ("BTW-nummer:", "Btw-id"),
    },
    "zh": {
        "invoice": ("发票", "销售发票"),
        "quote": ("报价单",),
        "pro_forma": ("形式发票",),
        "order_confirmation": ("订单确认书",),
        "delivery_note": ("装箱单",),
        "number": ("发票号码", "发票编号："),
        "date": ("开票日期", "日期："),
        "due": ("付款期限", "到期日"),
        "bill_to": ("购买方", "客户"),
        "from": ("销售方", "供应商"),
        "description": ("货物名称", "品名"),
        "id": ("货号", "型号"),
        "gtin": ("条码", "EAN"),
        "quantity": ("数量",),
        "price": ("单价",),
        "amount": ("金额",),
        "net": ("合计金额", "小计"),
        "tax": ("税额",),
        "gross": ("价税合计", "总计"),
        "vat": ("税号：", "VAT ID:"),
    },
    "ja": {
        "invoice": ("請求書",),
        "quote": ("見積書",),
        "pro_forma": ("プロフォーマインボイス",),
        "order_confirmation": ("注文請書",),
        "delivery_note": ("納品書",),
        "number": ("請求書番号", "請求番号："),
        "date": ("発行日", "請求日："),
        "due": ("支払期限", "お支払期限"),
        "bill_to": ("請求先", "お客様"),
        "from": ("発行者", "請求元"),
        "description": ("品名", "商品名"),
        "id": ("品番", "型番"),
        "gtin": ("JAN", "JANコード"),
        "quantity": ("数量",),
        "price": ("単価",),
        "amount": ("金額",),
        "net": ("小計", "税抜合計"),
        "tax": ("消費税",),
        "gross": ("合計金額", "ご請求金額"),
        "vat": ("登録番号：", "VAT ID:"),
    },
    "tw": {
        "invoice": ("發票", "商業發票"),
        "quote": ("報價單",),
        "pro_forma": ("形式發票",),
        "order_confirmation": ("訂單確認書",),
        "delivery_note": ("裝箱單",),
        "number": ("發票號碼", "發票編號："),
        "date": ("開立日期", "日期："),
        "due": ("付款期限", "到期日"),
        "bill_to": ("買方", "客戶"),
        "from": ("賣方", "供應商"),
        "description": ("品名", "商品名稱"),
        "id": ("貨號", "型號"),
        "gtin": ("條碼", "EAN"),
        "quantity": ("數量",),
        "price": ("單價",),
        "amount": ("金額",),
        "net": ("小計", "銷售額"),
        "tax": ("稅額", "營業稅"),
        "gross": ("總計", "總金額"),
        "vat": ("統一編號：", "VAT ID:"),
    },
}
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),  # noqa: SIM905
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),  # noqa: SIM905
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),  # noqa: SIM905
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),  # noqa: SIM905
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(),  # noqa: SIM905
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),  # noqa: SIM905
}
CJK = {
    "zh": ("STSong-Light", "UniGB-UCS2-H", "GB1"),
    "tw": ("MSung-Light", "UniCNS-UCS2-H", "CNS1"),
    "ja": ("HeiseiKakuGo-W5", "UniJIS-UCS2-H", "Japan1"),
}
LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "zh", "tw", "ja")


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One face of an invoice, drawn from a seed; everything that a designer chooses."""

    number: int
    language: str
    font: str
    size: float
    issuer_right: bool
    buyer_right: bool
    label_parties: bool
    meta: str  # beside, above, row
    date_form: str
    columns: tuple[str, ...]
    totals_right: bool
    currency_in_cells: bool
    footer_bank: bool
    words: dict[str, str]

    @classmethod
    def drawn(cls, number: int) -> Layout:
        """Layout `number`, always the same."""
        rng = random.Random(f"layout-{number}")
        language = LANGUAGES[number % len(LANGUAGES)]
        columns = ["description", "quantity", "price", "amount"]
        if rng.random() < 0.6:
            columns.insert(rng.choice([0, 1]), "id")
        if rng.random() < 0.4:
            columns.insert(columns.index("description") + 1, "gtin")
        if rng.random() < 0.25:
            columns.remove("quantity")
            columns.insert(0, "quantity")
        return cls(
            number=number,
            language=language,
            font=rng.choice(["Helvetica", "Times-Roman", "Courier"]),
            size=rng.choice([8.5, 9.0, 10.0]),
            issuer_right=rng.random() < 0.35,
            buyer_right=rng.random() < 0.3,
            label_parties=rng.random() < 0.55,
            meta=rng.choice(["beside", "above", "row"]),
            date_form=rng.choice(["long", "short", "iso"]),
            columns=tuple(columns),
            totals_right=rng.random() < 0.85,
            currency_in_cells=rng.random() < 0.4,
            footer_bank=rng.random() < 0.6,
            words={k: rng.choice(v) for k, v in WORDS[language].items()},
        )

    def day(self, on: date) -> str:
        """A date as this layout writes it."""
        if self.language in CJK:
            return on.isoformat() if self.date_form == "iso" else f"{on.year}年{on.month}月{on.day}日"
        if self.date_form == "long":
            name = MONTHS[self.language][on.month - 1]
            dot = "." if self.language == "de" else ""
            of = " de" if self.language == "es" else ""
            return f"{on.day}{dot}{of} {name}{of} {on.year}"
        if self.date_form == "iso" and self.language not in {"fr", "it"}:
            return on.isoformat()
        return on.strftime({"de": "%d.%m.%Y", "nl": "%d-%m-%Y"}.get(self.language, "%d/%m/%Y"))

    def amount(self, value: Decimal) -> str:
        """A number as this language writes it."""
        english = f"{value:,.2f}"
        if self.language in {"en", *CJK}:
            return english
        thousands = " " if self.language == "fr" else "."
        return english.replace(",", "\0").replace(".", ",").replace("\0", thousands)


class Page:
    """Content of one page; x and y in points from the upper left corner."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.parts: list[bytes] = []

    def text(
        self, x: float, y: float, words: str, *, size: float | None = None, right: bool = False, bold: bool = False
    ) -> None:
        """Write one run; `right` makes x its right edge."""
        size = size or self.layout.size
        if right:
            x -= self.width(words, size)
        if self.layout.language in CJK:
            data = b"<" + words.encode("utf-16-be").hex().encode() + b">"
        else:
            raw = words.encode("cp1252", "replace")
            data = b"(" + raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"
        font = b"F2" if bold else b"F1"
        self.parts.append(b"BT /%s %.2f Tf %.2f %.2f Td %s Tj ET" % (font, size, x, HIGH - y, data))

    def width(self, words: str, size: float) -> float:
        """Near enough for right alignment."""
        if self.layout.language in CJK:
            return sum(size if ord(c) > 0x2E7F else size * 0.5 for c in words)
        if self.layout.font == "Courier":
            return len(words) * size * 0.6
        return sum(size * (0.278 if c in " .,:;'il" else 0.556) for c in words) * (
            0.92 if self.layout.font != "Helvetica" else 1
        )

    def line(self, y: float) -> None:
        """A rule across the page."""
        self.parts.append(b"0.5 w 50 %.2f m 545 %.2f l S" % (HIGH - y, HIGH - y))

    def pdf(self) -> bytes:
        """The whole file."""
        content = zlib.compress(b"\n".join(self.parts))
        if self.layout.language in CJK:
            name, cmap, ordering = CJK[self.layout.language]
            font = (
                f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{cmap} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 "
                f"/BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 2 >> /DW 1000 /W [1 [500 500] 1 95 500] "
                f"/FontDescriptor << /Type /FontDescriptor /FontName /{name} /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 "
                f"/Descent -120 /CapHeight 880 /StemV 93 >> >>] >>"
            )
            bold = font
        else:
            face = self.layout.font
            thick = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}[face]
            font = f"<< /Type /Font /Subtype /Type1 /BaseFont /{face} /Encoding /WinAnsiEncoding >>"
            bold = f"<< /Type /Font /Subtype /Type1 /BaseFont /{thick} /Encoding /WinAnsiEncoding >>"
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(content) + content + b"\nendstream",
            font.encode(),
            bold.encode(),
        ]
        out = bytearray(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for i, body in enumerate(objects, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n" % i + body + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        for place in places:
            out += b"%010d 00000 n \n" % place
        out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
        return bytes(out)


def drawn(invoice: Invoice, layout: Layout) -> bytes:
    """The invoice as a PDF in this layout. What the layout does not show (a tax number, a bank account) is not on the page."""
    page, w, step = Page(layout), layout.words, layout.size * 1.45
    _party(page, invoice.issuer, x=340 if layout.issuer_right else 50, y=60, step=step, label="", bold=True)
    top = 165.0
    _party(
        page,
        invoice.recipient,
        x=340 if layout.buyer_right else 50,
        y=top,
        step=step,
        label=w["bill_to"] if layout.label_parties else "",
        bold=False,
    )
    page.text(50, 290, w.get(invoice.kind, w["invoice"]), size=layout.size * 1.8, bold=True)
    rows = [(w["number"], invoice.number), (w["date"], layout.day(invoice.issued_on))]
    if invoice.due_on:
        rows.append((w["due"], layout.day(invoice.due_on)))
    y = _meta(
        page, rows, y=315.0, step=step, x=50 if layout.buyer_right else 330 if layout.meta == "beside" else 50, top=top
    )
    y = _lines(page, invoice, y=max(y, 370.0))
    y = _totals(page, invoice, y=y + step)
    if layout.footer_bank and invoice.issuer.iban:
        page.text(50, 790, f"IBAN {invoice.issuer.iban}   BIC {invoice.issuer.bic or 'XXXXXXXX'}", size=8)
    page.text(50, 803, f"{w['vat']} {invoice.issuer.vat_id}   {invoice.issuer.registration}", size=8)
    return page.pdf()


def _party(page: Page, party: Party, *, x: float, y: float, step: float, label: str, bold: bool) -> None:
    if label:
        page.text(x, y, label, size=page.layout.size * 0.9, bold=True)
        y += step
    page.text(x, y, party.name, bold=bold, size=page.layout.size * (1.25 if bold else 1))
    place = f"{party.postcode} {party.city}" if party.country != "GB" else f"{party.city} {party.postcode}"
    rows = [party.street, place, COUNTRY[party.country]]
    if not bold:
        rows.append(f"{page.layout.words['vat']} {party.vat_id}")
    for row in rows:
        y += step
        page.text(x, y, row)


COUNTRY = {
    "AT": "Austria",
    "BE": "Belgium",
    "CN": "China",
    "DE": "Germany",
    "FR": "France",
    "GB": "United Kingdom",
    "IT": "Italy",
    "NL": "Netherlands",
}


def _meta(page: Page, rows: Sequence[tuple[str, str]], *, y: float, step: float, x: float, top: float) -> float:
    if page.layout.meta == "row":
        for i, (label, value) in enumerate(rows):
            page.text(50 + 160 * i, y, label, bold=True)
            page.text(50 + 160 * i, y + step, value)
        return y + 3 * step
    at = top if page.layout.meta == "beside" else y
    for label, value in rows:
        page.text(x, at, label)
        page.text(x + 130, at, value)
        at += step
    return max(at, y) + step


def _lines(page: Page, invoice: Invoice, *, y: float) -> float:
    layout = page.layout
    widths = {"description": 130.0, "id": 70.0, "gtin": 80.0, "quantity": 60.0, "price": 95.0, "amount": 85.0}
    spare = 495.0 - sum(widths[c] for c in layout.columns)
    widths["description"] += spare
    places: dict[str, tuple[float, bool]] = {}
    x = 50.0
    for column in layout.columns:
        right = column in {"quantity", "price", "amount"}
        places[column] = (x + widths[column] - 4 if right else x, right)
        x += widths[column]
    page.line(y - layout.size - 2)
    for column in layout.columns:
        page.text(places[column][0], y, layout.words[column], right=places[column][1], bold=True)
    page.line(y + 4)
    sign = f" {invoice.currency}" if layout.currency_in_cells else ""
    for row in invoice.lines:
        y += layout.size * 1.9
        name = row.description if "id" in layout.columns or not row.model else f"{row.description} {row.model}"
        cells = {
            "description": name,
            "id": row.model,
            "gtin": row.gtin,
            "quantity": str(row.quantity),
            "price": layout.amount(row.unit_price) + sign,
            "amount": layout.amount(row.amount) + sign,
        }
        for column in layout.columns:
            page.text(places[column][0], y, cells[column], right=places[column][1])
    page.line(y + 6)
    return y + layout.size * 1.5


def _totals(page: Page, invoice: Invoice, *, y: float) -> float:
    layout = page.layout
    left, right = (340.0, 541.0) if layout.totals_right else (50.0, 260.0)
    rate = f"{invoice.tax_rate.normalize():f}"
    for label, value, bold in (
        (layout.words["net"], invoice.net, False),
        (f"{layout.words['tax']} {rate} %", invoice.tax, False),
        (layout.words["gross"], invoice.gross, True),
    ):
        page.text(left, y, label, bold=bold)
        page.text(right, y, f"{layout.amount(value)} {invoice.currency}", right=True, bold=bold)
        y += layout.size * 1.7
    return y
