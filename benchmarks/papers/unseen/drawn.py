"""Papers that programs draw point by point: words in pieces, columns at once, forms filled by a needle printer, fonts that are not in the file.

Drawn by reportlab (BSD), so no browser's order, spacing or fonts are in them. Coordinates are millimetres from the upper left corner.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

A4 = (210.0, 297.0)
Truth = dict[str, Any]


class Sheet:
    """A canvas in millimetres from the upper left corner."""

    def __init__(self, size: tuple[float, float] = A4, *, turn: int = 0) -> None:
        self.out = io.BytesIO()
        self.height = size[1]
        self.canvas = Canvas(self.out, pagesize=(size[0] * mm, size[1] * mm), pageCompression=1)
        self.turn = turn
        self.font("Helvetica", 9)

    def font(self, name: str, size: float) -> None:
        if name in ("STSong-Light", "HeiseiMin-W3", "MSung-Light") and name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(UnicodeCIDFont(name))
        self.name, self.size = name, size
        self.canvas.setFont(name, size)

    def text(self, x: float, y: float, *lines: str, step: float = 4.4, space: float = 0) -> None:
        for i, line in enumerate(lines):
            self.canvas.drawString(x * mm, (self.height - y - i * step) * mm, line, charSpace=space)

    def right(self, x: float, y: float, *lines: str, step: float = 4.4) -> None:
        for i, line in enumerate(lines):
            self.canvas.drawRightString(x * mm, (self.height - y - i * step) * mm, line)

    def letters(self, x: float, y: float, line: str) -> None:
        """Each letter as a text of its own, as programs that justify or kern by hand leave them."""
        at = x * mm
        for letter in line:
            if letter != " ":
                self.canvas.drawString(at, (self.height - y) * mm, letter)
            at += pdfmetrics.stringWidth(letter, self.name, self.size)

    def words(self, x: float, y: float, line: str) -> None:
        """Each word as a text of its own without the space between them."""
        at = x * mm
        for word in line.split(" "):
            self.canvas.drawString(at, (self.height - y) * mm, word)
            at += pdfmetrics.stringWidth(word + " ", self.name, self.size)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0 * mm, (self.height - y0) * mm, x1 * mm, (self.height - y1) * mm)

    def next(self) -> None:
        self.canvas.showPage()
        self.canvas.setFont(self.name, self.size)

    def done(self) -> bytes:
        self.canvas.save()
        if not self.turn:
            return self.out.getvalue()
        out = io.BytesIO()
        with pikepdf.open(self.out) as document:
            for page in document.pages:
                page.rotate(self.turn, relative=True)
            document.save(out)
        return out.getvalue()


def by_letters() -> tuple[bytes, Truth]:
    """Every letter is placed alone; the heading is spaced."""
    s = Sheet()
    s.font("Times-Roman", 10)
    for i, line in enumerate(("Whitcombe Silversmiths Ltd", "17 Vittoria Street", "Birmingham B1 3ND")):
        s.letters(20, 20 + 5 * i, line)
    for i, line in enumerate(("Harbour Gifts & Jewellery", "2 Quay Parade", "Falmouth TR11 3JQ")):
        s.letters(20, 50 + 5 * i, line)
    s.font("Times-Bold", 16)
    s.text(130, 22, "INVOICE", space=6)
    s.font("Times-Roman", 10)
    for i, (label, value) in enumerate(
        (("Number", "WS/2291"), ("Date", "4th November 2024"), ("Your ref", "HG-118"), ("VAT No", "GB 112 3344 55"))
    ):
        s.letters(130, 50 + 5 * i, label)
        s.letters(155, 50 + 5 * i, value)
    for x, word in ((20, "Qty"), (35, "Details"), (130, "Price"), (160, "Total")):
        s.letters(x, 85, word)
    for i, row in enumerate(
        (("6", "Tankard, half pint", "95.00", "570.00"), ("10", "Christening spoon", "28.50", "285.00"))
    ):
        for x, word in zip((20, 35, 130, 160), row, strict=True):
            s.letters(x, 92 + 6 * i, word)
    for i, (label, value) in enumerate((("Goods", "855.00"), ("VAT 20%", "171.00"), ("To pay", "1,026.00"))):
        s.letters(130, 115 + 6 * i, label)
        s.letters(160, 115 + 6 * i, "£" + value)
    return s.done(), {
        "kind": "invoice",
        "number": "WS/2291",
        "issued_on": "2024-11-04",
        "currency": "GBP",
        "net": "855.00",
        "tax": "171.00",
        "gross": "1026.00",
        "issuer": "Whitcombe Silversmiths Ltd",
        "recipient": "Harbour Gifts & Jewellery",
        "lines": [["6", "570.00"], ["10", "285.00"]],
    }


def columns_at_once() -> tuple[bytes, Truth]:
    """All labels were written before all values, and the table column by column from the right."""
    s = Sheet()
    s.right(
        190, 20, "Tenuta Montefosco", "Società Agricola S.r.l.", "Strada del Chianti 4", "53017 Radda in Chianti (SI)"
    )
    s.text(20, 60, "Fattura n.", "Data", "Scadenza", "Ordine cliente", "Vs. P.IVA")
    s.text(50, 60, "2025/00318", "17/06/2025", "17/07/2025", "4100077", "IT09912345678")
    s.text(115, 60, "Spett.le", "ENOTECA PORTA ROMANA SAS", "Viale Aldini 12", "40136 BOLOGNA (BO)")
    s.right(190, 100, "Importo", "1.080,00", "720,00", "-90,00", step=6)
    s.right(160, 100, "Sconto", "", "", "5%", step=6)
    s.right(140, 100, "Prezzo", "18,00", "12,00", "", step=6)
    s.right(115, 100, "Q.tà", "60", "60", "", step=6)
    s.text(20, 100, "Descrizione", "Chianti Classico 2022 0,75 l", "Rosso Toscana 2023 0,75 l", "Sconto fiera", step=6)
    s.right(190, 150, "1.710,00", "376,20", "2.086,20", step=6)
    s.text(130, 150, "Imponibile", "IVA 22%", "Totale EUR", step=6)
    return s.done(), {
        "kind": "invoice",
        "number": "2025/00318",
        "issued_on": "2025-06-17",
        "due": "2025-07-17",
        "currency": "EUR",
        "net": "1710.00",
        "tax": "376.20",
        "gross": "2086.20",
        "issuer": "Tenuta Montefosco Società Agricola S.r.l.",
        "recipient": "ENOTECA PORTA ROMANA SAS",
    }


def needle_form() -> tuple[bytes, Truth]:
    """A preprinted form in small type, filled in Courier a little off its lines."""
    s = Sheet()
    s.font("Helvetica-Bold", 14)
    s.text(15, 18, "MEYER & ZOON GROOTHANDEL")
    s.font("Helvetica", 6)
    s.text(
        15,
        23,
        "Havenstraat 22 - 3024 SG Rotterdam - KvK 24118877 - BTW NL008112233B01 - IBAN NL20 INGB 0001 2345 67",
        step=3,
    )
    for x, label in ((120, "FACTUUR NR."), (145, "DATUM"), (170, "KLANTNR.")):
        s.text(x, 40, label)
    s.text(15, 40, "AAN")
    for x, label in ((15, "AANTAL"), (35, "OMSCHRIJVING"), (130, "PRIJS"), (160, "BEDRAG")):
        s.text(x, 85, label)
    for y in (87, 36, 50):
        s.rule(15, y, 195, y)
    s.text(130, 240, "TOTAAL EXCL.", "BTW 21%", "TOTAAL INCL. EUR", step=8)
    s.font("Courier", 10)
    s.text(121.5, 46.5, "K250914")
    s.text(144, 46.5, "15-09-25")
    s.text(172, 46.5, "3381")
    s.text(25, 47, "WARENHUIS DE KROON BV", "LANGE NIEUWSTRAAT 8", "5041 DB TILBURG", step=4.8)
    for i, (q, what, price, amount) in enumerate(
        (
            ("12", "REGENJAS HEREN MT L", "64,50", "774,00"),
            ("24", "PARAPLU AUTOMATISCH", "11,25", "270,00"),
            ("6", "SJAAL WOL RUIT", "19,00", "114,00"),
        )
    ):
        y = 95 + 6.3 * i
        s.right(27, y, q)
        s.text(36, y, what)
        s.right(142, y, price)
        s.right(178, y, amount)
    s.right(192, 241, "1.158,00", "243,18", "1.401,18", step=8)
    return s.done(), {
        "kind": "invoice",
        "number": "K250914",
        "issued_on": "2025-09-15",
        "currency": "EUR",
        "net": "1158.00",
        "tax": "243.18",
        "gross": "1401.18",
        "issuer": "MEYER & ZOON GROOTHANDEL",
        "recipient": "WARENHUIS DE KROON BV",
        "lines": [["12", "774.00"], ["24", "270.00"], ["6", "114.00"]],
    }


def font_not_in_file_chinese() -> tuple[bytes, Truth]:
    """A Chinese font that is named but not in the file."""
    s = Sheet()
    s.font("STSong-Light", 16)
    s.text(80, 20, "销 货 发 票")
    s.font("STSong-Light", 10)
    s.text(
        20,
        35,
        "供货单位：青岛海蓝珠宝有限公司",
        "购货单位：济南泉城商贸有限公司",
        "联系地址：济南市历下区泉城路 180 号",
        step=6,
    )
    s.text(130, 35, "发票编号：QH202504089", "日期：2025/4/8", "币种：人民币", step=6)
    for x, word in ((20, "序号"), (35, "商品名称"), (90, "规格"), (120, "数量"), (140, "单价"), (165, "金额")):
        s.text(x, 62, word)
    for i, row in enumerate(
        (("1", "珍珠项链", "8-9mm", "20", "680.00", "13600.00"), ("2", "珍珠耳钉", "7mm", "50", "120.00", "6000.00"))
    ):
        for x, word in zip((20, 35, 90, 120, 140, 165), row, strict=True):
            s.text(x, 70 + 7 * i, word)
    s.text(20, 90, "合计金额（大写）：壹万玖仟陆佰元整", "合计金额（小写）：￥19,600.00", step=6)
    s.text(20, 110, "开户银行：青岛银行　账号：802012345678901", step=6)
    return s.done(), {
        "kind": "invoice",
        "number": "QH202504089",
        "issued_on": "2025-04-08",
        "currency": "CNY",
        "gross": "19600.00",
        "issuer": "青岛海蓝珠宝有限公司",
        "recipient": "济南泉城商贸有限公司",
        "lines": [["20", "13600.00"], ["50", "6000.00"]],
    }


def font_not_in_file_japanese() -> tuple[bytes, Truth]:
    """A Japanese font that is named but not in the file; few kana, and the yen sign."""
    s = Sheet()
    s.font("HeiseiMin-W3", 15)
    s.text(90, 20, "請　求　書")
    s.font("HeiseiMin-W3", 10)
    s.text(20, 40, "〒460-0008", "名古屋市中区栄三丁目五番", "株式会社栄屋　御中", step=6)
    s.text(
        125,
        40,
        "請求日：R7.10.31",
        "請求書番号：A251031",
        "日本橋時計商会株式会社",
        "〒103-0027 東京都中央区日本橋二丁目",
        "登録番号 T7010001099999",
        step=6,
    )
    s.text(20, 78, "御請求金額　￥495,000")
    for x, word in ((20, "品名"), (110, "数量"), (130, "単価"), (160, "金額")):
        s.text(x, 90, word)
    for i, row in enumerate((("腕時計 銀", "5", "60,000", "300,000"), ("懐中時計", "3", "50,000", "150,000"))):
        for x, word in zip((20, 110, 130, 160), row, strict=True):
            s.text(x, 98 + 7 * i, word)
    s.text(130, 120, "小計", "消費税", "合計", step=6)
    s.right(180, 120, "￥450,000", "￥45,000", "￥495,000", step=6)
    return s.done(), {
        "kind": "invoice",
        "number": "A251031",
        "issued_on": "2025-10-31",
        "currency": "JPY",
        "net": "450000",
        "tax": "45000",
        "gross": "495000",
        "issuer": "日本橋時計商会株式会社",
        "recipient": "株式会社栄屋",
        "lines": [["5", "300000"], ["3", "150000"]],
    }


def font_not_in_file_taiwan() -> tuple[bytes, Truth]:
    """A three-part invoice of Taiwan in a font that is not in the file; ROC year."""
    s = Sheet((210, 140))
    s.font("MSung-Light", 15)
    s.text(80, 15, "統 一 發 票（三聯式）")
    s.font("MSung-Light", 9)
    s.text(150, 15, "QR 33081126")
    s.text(
        15, 25, "買 受 人：大安文具有限公司", "統一編號：70812233", "地　　址：臺北市大安區和平東路二段 76 號", step=6
    )
    s.text(140, 25, "中華民國 114 年 12 月 5 日", step=6)
    for x, word in ((15, "品　　名"), (80, "數量"), (100, "單價"), (125, "金額"), (155, "備　　註")):
        s.text(x, 48, word)
    for i, row in enumerate((("鋼筆 F 尖", "25", "840", "21,000"), ("墨水 50ml", "40", "150", "6,000"))):
        for x, word in zip((15, 80, 100, 125), row, strict=True):
            s.text(x, 55 + 6 * i, word)
    s.text(15, 90, "銷　售　額　合　計", "營　業　稅", "總　　　　　　　計", step=6)
    s.right(138, 90, "27,000", "1,350", "28,350", step=6)
    s.text(15, 112, "總計新臺幣 貳萬捌仟參佰伍拾 元 零 角 零 分")
    s.text(
        150,
        75,
        "營業人蓋用統一發票專用章",
        "墨香文化事業股份有限公司",
        "統一編號 16447788",
        "臺南市中西區民權路 33 號",
        step=6,
    )
    return s.done(), {
        "kind": "invoice",
        "number": "QR 33081126",
        "issued_on": "2025-12-05",
        "currency": "TWD",
        "net": "27000",
        "tax": "1350",
        "gross": "28350",
        "issuer": "墨香文化事業股份有限公司",
        "recipient": "大安文具有限公司",
        "lines": [["25", "21000"], ["40", "6000"]],
    }


def turned_text() -> tuple[bytes, Truth]:
    """A landscape sheet drawn turned on a portrait page that says it is to be turned."""
    s = Sheet((210, 297), turn=90)
    c = s.canvas
    c.translate(210 * mm, 0)
    c.rotate(90)
    s.height = 210
    s.text(15, 15, "Brightwell & Sons (Cutlers)", "Arundel Street", "Sheffield S1 2NU")
    s.text(200, 15, "Invoice: BW10442", "Date: 14 Feb 2025", "Order ref: SK/221", "Account: KNI01")
    s.text(15, 45, "Invoice address:", "The Knife Shop Ltd", "4 Fore Street", "Totnes TQ9 5DX")
    s.text(110, 45, "Delivery address:", "The Knife Shop (Warehouse)", "Unit 2 Station Yard", "Totnes TQ9 5JR")
    for x, word in (
        (15, "Cat. no."),
        (50, "Description"),
        (150, "Quantity"),
        (185, "Unit price £"),
        (225, "Line total £"),
        (260, "VAT"),
    ):
        s.text(x, 80, word)
    for i, (code, what, q, price, total) in enumerate(
        (
            ("K-100", "Paring knife, rosewood", "24", "18.00", "432.00"),
            ("K-220", "Carving set, stag", "6", "112.00", "672.00"),
        )
    ):
        s.text(15, 88 + 6 * i, code)
        s.text(50, 88 + 6 * i, what)
        s.right(163, 88 + 6 * i, q)
        s.right(205, 88 + 6 * i, price)
        s.right(245, 88 + 6 * i, total)
        s.text(260, 88 + 6 * i, "20%")
    s.text(200, 120, "Net", "VAT", "Total", step=6)
    s.right(245, 120, "1,104.00", "220.80", "1,324.80", step=6)
    return s.done(), {
        "kind": "invoice",
        "number": "BW10442",
        "issued_on": "2025-02-14",
        "currency": "GBP",
        "net": "1104.00",
        "tax": "220.80",
        "gross": "1324.80",
        "issuer": "Brightwell & Sons (Cutlers)",
        "recipient": "The Knife Shop Ltd",
        "lines": [["24", "432.00"], ["6", "672.00"]],
    }


def watermark() -> tuple[bytes, Truth]:
    """A pale word lies across the page, behind the text."""
    s = Sheet()
    c = s.canvas
    c.saveState()
    c.setFillGray(0.85)
    c.translate(40 * mm, 90 * mm)
    c.rotate(50)
    c.setFont("Helvetica-Bold", 90)
    c.drawString(0, 0, "PAYÉE")
    c.restoreState()
    s.text(20, 20, "Cave des Trois Clochers", "8 route de Beaune", "21190 Meursault", "SIRET 778 123 456 00012")
    s.text(120, 45, "Restaurant L'Hirondelle", "44 rue Mercière", "69002 Lyon")
    s.text(
        20, 75, "Facture : 25-00641", "Date d'émission : 08.09.2025", "Échéance : 08.10.2025", "Bon de commande : 8841"
    )
    for x, word in ((20, "Réf"), (45, "Libellé")):
        s.text(x, 105, word)
    for x, word in ((125, "Qté"), (150, "P.U. HT"), (190, "Montant HT")):
        s.right(x, 105, word)
    for i, (ref, what, q, price, total) in enumerate(
        (
            ("M21", "Meursault 2021, carton de 6", "5", "180,00 €", "900,00 €"),
            ("A22", "Aligoté 2022, carton de 6", "10", "54,00 €", "540,00 €"),
        )
    ):
        y = 112 + 6 * i
        s.text(20, y, ref)
        s.text(45, y, what)
        s.right(125, y, q)
        s.right(150, y, price)
        s.right(190, y, total)
    s.text(130, 135, "Total HT", "TVA 20,00 %", "Total TTC", step=6)
    s.right(190, 135, "1 440,00 €", "288,00 €", "1 728,00 €", step=6)
    return s.done(), {
        "kind": "invoice",
        "number": "25-00641",
        "issued_on": "2025-09-08",
        "due": "2025-10-08",
        "currency": "EUR",
        "net": "1440.00",
        "tax": "288.00",
        "gross": "1728.00",
        "issuer": "Cave des Trois Clochers",
        "recipient": "Restaurant L'Hirondelle",
        "issuer_registration": "77812345600012",
        "issuer_at": ["8 route de Beaune", "21190", "Meursault", "FR"],
        "lines": [["5", "900.00"], ["10", "540.00"]],
    }


def tight() -> tuple[bytes, Truth]:
    """Six-point type, columns two millimetres apart, no rule, totals on the left."""
    s = Sheet()
    s.font("Helvetica", 6)
    s.words(
        15,
        12,
        "Elektro Baumann GmbH & Co KG · Gewerbestr. 18 · 72202 Nagold · Tel. 07452 / 99 10-0 · USt-IdNr. DE 144 556 778 · HRA 440012 Stuttgart",
    )
    s.font("Helvetica", 8)
    for i, line in enumerate(("Gasthof Krone", "Inh. Eva Maier", "Kronenweg 1", "72213 Altensteig")):
        s.words(15, 40 + 4 * i, line)
    s.font("Helvetica", 6)
    for i, line in enumerate(("Rechnung", "Beleg: 25/08812", "vom: 6.10.25", "Kunde: 22811", "Sachb.: Roth")):
        s.words(150, 40 + 3 * i, line)
    ends = (21, 40, 92, 104, 112, 128, 140, 158)
    for x, word in zip(ends, ("Pos", "Artikel", "Text", "Menge", "ME", "E-Preis", "Rab%", "G-Preis"), strict=True):
        s.right(x, 70, word)
    rows = (
        ("1", "4011395", "LED-Panel 60x60 neutralweiss 36 W", "12,00", "Stk", "58,90", "15,0", "600,78"),
        ("2", "4011402", "Mantelleitung NYM-J 3x1,5 Ring 100 m", "300,00", "m", "0,82", "", "246,00"),
        ("3", "9900001", "Fracht und Verpackung pauschal", "1,00", "psch", "18,00", "", "18,00"),
    )
    for i, row in enumerate(rows):
        for x, word in zip(ends, row, strict=True):
            s.right(x, 74 + 3 * i, word)
    for i, (label, value) in enumerate(
        (("Netto", "864,78"), ("MwSt 19%", "164,31"), ("Rechnungsbetrag €", "1.029,09"))
    ):
        s.words(15, 95 + 3 * i, label)
        s.right(55, 95 + 3 * i, value)
    return s.done(), {
        "kind": "invoice",
        "number": "25/08812",
        "issued_on": "2025-10-06",
        "currency": "EUR",
        "net": "864.78",
        "tax": "164.31",
        "gross": "1029.09",
        "issuer": "Elektro Baumann GmbH & Co KG",
        "recipient": "Gasthof Krone",
        "issuer_vat": "DE144556778",
        "lines": [["12", "600.78"], ["300", "246.00"], ["1", "18.00"]],
    }


def carried_over_three_pages() -> tuple[bytes, Truth]:
    """Sixty lines over three pages; each page repeats the head and carries its sum."""
    s = Sheet()
    total, lines = 0, []
    for page in range(3):
        s.font("Helvetica-Bold", 12)
        s.text(20, 18, "Papelería Mayorista del Sur, S.A.")
        s.font("Helvetica", 8)
        s.text(20, 23, "Ctra. de Málaga km 4, 18015 Granada - CIF A18112233", step=4)
        s.right(190, 18, "FACTURA Nº 2025-A-3391", "Fecha: 30-05-2025", f"Hoja {page + 1} de 3", step=5)
        s.text(120, 40, "Librería Alhambra", "Reyes Católicos 30", "18009 Granada", "NIF 24112233T")
        for x, word in ((30, "Código"), (140, "Unidades"), (165, "Precio"), (190, "Importe")):
            s.right(x, 70, word)
        s.text(35, 70, "Artículo")
        y = 76.0
        if page:
            s.text(110, y, "Suma anterior")
            s.right(190, y, f"{total / 100:,.2f}".replace(",", " ").replace(".", ",").replace(" ", "."))
            y += 6
        for i in range(20):
            n = page * 20 + i
            q, price = 5 + n % 7, 120 + 35 * (n % 11)
            total += q * price
            lines.append([str(q), f"{q * price / 100:.2f}"])
            s.right(30, y, f"{1000 + n}")
            s.text(35, y, f"Cuaderno tapa dura n.º {n + 1}" if n % 4 else f"Bolígrafo gel caja {n % 3 + 1}0 uds.")
            s.right(140, y, str(q))
            s.right(165, y, f"{price / 100:.2f}".replace(".", ","))
            s.right(190, y, f"{q * price / 100:.2f}".replace(".", ","))
            y += 6
        if page < 2:
            s.text(110, y + 4, "Suma y sigue")
            s.right(190, y + 4, f"{total / 100:,.2f}".replace(",", " ").replace(".", ",").replace(" ", "."))
            s.next()
    tax = round(total * 0.21)
    for i, (label, worth) in enumerate(
        (("Base imponible", total), ("IVA 21%", tax), ("TOTAL FACTURA (EUR)", total + tax))
    ):
        s.text(130, 215 + 6 * i, label)
        s.right(190, 215 + 6 * i, f"{worth / 100:,.2f}".replace(",", " ").replace(".", ",").replace(" ", "."))
    return s.done(), {
        "kind": "invoice",
        "number": "2025-A-3391",
        "issued_on": "2025-05-30",
        "currency": "EUR",
        "net": f"{total / 100:.2f}",
        "tax": f"{tax / 100:.2f}",
        "gross": f"{(total + tax) / 100:.2f}",
        "issuer": "Papelería Mayorista del Sur, S.A.",
        "recipient": "Librería Alhambra",
        "lines": lines,
    }


def prices_on_the_last_line() -> tuple[bytes, Truth]:
    """Descriptions of three lines; quantity and price stand on the last of them."""
    s = Sheet()
    s.font("Helvetica-Bold", 11)
    s.text(20, 20, "Lumen Atelier OÜ")
    s.font("Helvetica", 9)
    s.text(20, 25, "Telliskivi 60a, 10412 Tallinn, Estonia", "VAT EE101223344", step=4)
    s.text(20, 45, "Invoice 2025-88", "Issued 2025-04-11", "Payment term 14 days", step=5)
    s.text(120, 45, "Customer", "Nordlys Interior AS", "Storgata 5", "0155 Oslo", "Norway", step=5)
    y = 85.0
    for what, price, q, amount in (
        (
            ("Pendant lamp KUU, mouth-blown glass,", "brass fitting, textile cable 3 m,", "dimmable"),
            "410,00",
            "4",
            "1 640,00",
        ),
        (("Floor lamp METS, oak, linen shade",), "620,00", "2", "1 240,00"),
        (("Spare glass for KUU,", "smoke grey"), "95,00", "6", "570,00"),
    ):
        s.text(20, y, *what, step=4)
        y += 4 * (len(what) - 1)
        s.right(135, y, price)
        s.right(155, y, q)
        s.right(190, y, amount)
        y += 8
    s.text(20, 78, "Description")
    s.right(135, 78, "Price")
    s.right(155, 78, "Qty")
    s.right(190, 78, "Sum, EUR")
    s.text(120, 135, "Total without VAT", "VAT 0%", "Total to pay, EUR", step=6)
    s.right(190, 135, "3 450,00", "0,00", "3 450,00", step=6)
    return s.done(), {
        "kind": "invoice",
        "number": "2025-88",
        "issued_on": "2025-04-11",
        "currency": "EUR",
        "net": "3450.00",
        "tax": "0",
        "gross": "3450.00",
        "issuer": "Lumen Atelier OÜ",
        "recipient": "Nordlys Interior AS",
        "issuer_at": ["Telliskivi 60a", "10412", "Tallinn", "EE"],
        "lines": [["4", "1640.00"], ["2", "1240.00"], ["6", "570.00"]],
    }


def amount_first() -> tuple[bytes, Truth]:
    """The amount stands leftmost and the number of pieces last; totals stand above the lines."""
    s = Sheet()
    s.font("Courier-Bold", 12)
    s.text(20, 20, "COMPTOIR DES ÉPICES")
    s.font("Courier", 9)
    s.text(20, 25, "Quai du Port 11, 13002 Marseille", "RCS Marseille 402 118 774", step=4.5)
    s.text(
        20,
        45,
        "FACTURE",
        "No : CE-0912",
        "Du : 2 janvier 2026",
        "Client : Épicerie Fine Castel, 9 rue d'Alsace, 31000 Toulouse",
        step=5,
    )
    s.text(20, 72, "TOTAL HT 330,00   TVA 5,5% 18,15   TOTAL TTC 348,15 EUR")
    for x, word in ((40, "MONTANT"), (65, "PU"), (185, "NB")):
        s.right(x, 85, word)
    s.text(75, 85, "PRODUIT")
    for i, (amount, price, what, q) in enumerate(
        (("180,00", "12,00", "Poivre de Kampot 100 g", "15"), ("150,00", "6,00", "Vanille, tube de 2 gousses", "25"))
    ):
        s.right(40, 92 + 6 * i, amount)
        s.right(65, 92 + 6 * i, price)
        s.text(75, 92 + 6 * i, what)
        s.right(185, 92 + 6 * i, q)
    return s.done(), {
        "kind": "invoice",
        "number": "CE-0912",
        "issued_on": "2026-01-02",
        "currency": "EUR",
        "net": "330.00",
        "tax": "18.15",
        "gross": "348.15",
        "issuer": "COMPTOIR DES ÉPICES",
        "recipient": "Épicerie Fine Castel",
        "lines": [["15", "180.00"], ["25", "150.00"]],
    }


_ALL: tuple[Callable[[], tuple[bytes, Truth]], ...] = (
    by_letters,
    columns_at_once,
    needle_form,
    font_not_in_file_chinese,
    font_not_in_file_japanese,
    font_not_in_file_taiwan,
    turned_text,
    watermark,
    tight,
    carried_over_three_pages,
    prices_on_the_last_line,
    amount_first,
)


def drawn() -> Iterator[tuple[str, bytes, Truth]]:
    """Each paper: its name, the PDF and what it says."""
    for one in _ALL:
        pdf, truth = one()
        yield f"r3-{one.__name__.replace('_', '-')}", pdf, truth
