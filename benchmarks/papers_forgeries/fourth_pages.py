"""How is a bill of the fourth set printed? Twenty-four designs as web pages that a browser prints, in eight languages.

No design shares code with those of the other sets: invoicing programs, web shops, customs forms, spreadsheets and word processors each lay a bill out in
their own way, and the words beside the figures are others than there.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape as esc
from typing import Any

from benchmarks.papers_forgeries.second_bill import Firm
from benchmarks.papers_forgeries.third_firms import COUNTRY_NAME, Paper, language_of

KEYS = [
    "invoice",
    "number",
    "date",
    "due",
    "to",
    "by",
    "item",
    "code",
    "gtin",
    "qty",
    "price",
    "amount",
    "net",
    "tax",
    "gross",
    "paid",
    "payable",
    "vat",
    "iban",
    "ref",
    "rev",
    "exempt",
    "ship",
    "credit",
    "discount",
    "page",
    "carry",
]
_WORDS = {
    "en": "Sales Invoice~Commercial Invoice~INVOICE|Document No.~Inv #~Invoice ID|Tax point~Date issued~Invoice Date|Pay by~Settlement due|Invoice to~Bought by~Client"
    "|Vendor~Seller~Sold by|Goods~Details~Product|Part no.~Item code~Style|Barcode~EAN-13|Units~Qty~No. of pieces|Each~Rate~Unit cost|Extended~Net value~Line amount"
    "|Goods total~Net~Total ex VAT|VAT @ {r}%~Tax {r} %|TOTAL DUE~Invoice value~Grand total|Less received~Prepayment|Outstanding~Now payable|VAT Reg No~Tax reg.|IBAN~Remit to (IBAN)"
    "|Your order~PO|Reverse charge: customer to account for VAT to the tax authority.|Zero-rated supply.|Deliver to~Consignee|Credit Memo|Trade discount|Page|Total carried forward",
    "de": "RECHNUNG~Warenrechnung~Ausgangsrechnung|Nr.~Rechnung-Nr.~Beleg|vom~Ausstellungsdatum~Rechnungsdatum|Netto Kasse bis~Fälligkeit|An~Käufer~Rechnungsanschrift"
    "|Lieferant~Absender~Verkäuferin|Ware~Position~Artikelbezeichnung|Art.~Bestell-Nr.~Style|EAN-Code~GTIN-13|Stk.~Stück~Menge|à~Stückpreis~E-Preis|Wert~Summe~Positionsbetrag"
    "|Warenwert~Summe netto~Nettosumme|{r} % MwSt.~Umsatzsteuer {r}%~USt {r} %|Endbetrag~Summe brutto~Rechnungssumme|Abzgl. Anzahlung~erhalten|Restbetrag~noch zu zahlen|USt-ID~Steuer-Ident"
    "|IBAN~Bankverbindung|Ihre Bestellung~Auftrag|Steuerschuld geht auf den Leistungsempfänger über.|Umsatzsteuerfrei.|Warenempfänger~Lieferort|Rechnungskorrektur|Rabatt|Seite|Übertrag",
    "fr": "FACTURE~Facture de vente|Pièce n°~Réf. facture~Facture N°|Émise le~En date du~Date|À régler avant le~Échéance|Acheteur~Destinataire~Facturé à|Fournisseur~Expéditeur"
    "|Libellé~Produit~Désignation|Modèle~Réf. art.|Gencod~EAN 13|Nb~Qté~Pièces|P.U.~Prix net HT|Montant~Valeur HT|Base HT~Montant HT|T.V.A. {r} %~TVA {r}%|Total à payer TTC~Montant total TTC~Net TTC"
    "|Acompte versé~Reçu|Reste dû~Net à payer|TVA intracom.~Id. TVA|IBAN~RIB/IBAN|Votre commande~BC|Autoliquidation.|Exonéré de TVA.|Lieu de livraison|Avoir|Remise|Page|À reporter",
    "it": "FATTURA~Fattura di vendita~Fattura immediata|Nr. doc.~Fatt. n°~Numero|Del~Data doc.~Emessa il|Scade il~Pagamento entro|Cessionario~Destinatario~Cliente|Cedente~Venditore"
    "|Prodotto~Merce~Descrizione beni|Art.~Modello|Barcode~EAN|Pz.~Q.ta'~Nr. pezzi|Prezzo un.~P. unit.|Valore~Totale riga|Totale merce~Netto merce~Imponibile|IVA {r}%~Imposta {r} %"
    "|Totale a pagare~TOTALE FATTURA~Totale ivato|Acconto ricevuto|Residuo~Saldo|P.IVA~Part. IVA|IBAN~Coordinate IBAN|Vs. ordine|Inversione contabile, art. 17.|Non imponibile."
    "|Luogo di destinazione|Nota di accredito|Sconto|Pag.|Riporto",
    "es": "FACTURA~Factura de venta|Nº doc.~Factura Nº~Serie y número|Emitida~Fecha emisión~Fecha|Vence~Pagar antes de|Comprador~Destinatario~A la atención de|Vendedor~Suministrador"
    "|Producto~Concepto~Detalle|Cód.~Modelo|EAN~Cód. barras|Uds.~Cant.~Unidades|Precio ud.~P. unit.|Subtotal~Valor|Total neto~Base imp.~Suma|I.V.A. {r}%~IVA al {r} %"
    "|TOTAL~Importe total~Total con IVA|A cuenta~Cobrado|Resto~Pendiente de pago|N.I.F.~C.I.F.|IBAN~Cuenta|Su pedido|Inversión del sujeto pasivo.|Exenta de IVA.|Lugar de entrega|Factura rectificativa"
    "|Descuento|Pág.|Suma y sigue",
    "nl": "FACTUUR~Verkoopfactuur|Nummer~Fact.nr.~Factuur-ID|Van~Datum factuur~Factuurdatum|Uiterste betaaldatum~Voldoen vóór|Aan~Afnemer~Koper|Van~Verkoper~Leverancier"
    "|Product~Goederen~Artikelomschrijving|Art.nr.~Model|EAN-code|St.~Stuks~Hoeveelheid|Per stuk~Eenheidsprijs|Waarde~Regelbedrag~Totaal|Nettobedrag~Excl. btw|BTW {r}%~{r} % omzetbelasting"
    "|Factuurtotaal~Totaalbedrag incl. btw~Te voldoen|Reeds voldaan|Resteert|BTW-nr.~Btw-identificatie|IBAN~Rekening|Uw order|Btw verlegd naar afnemer.|Vrijgesteld van btw.|Bezorgadres|Creditfactuur|Korting"
    "|Blad|Transport",
    "zh": "销货发票~发票 INVOICE~商业发票|编号~票据号~发票号|日期~开具日期|付款截止日|购货单位~买受人~收票方|销货单位~供货方|商品~货品名称~项目|款号~规格型号|商品条码|件数~数量|单价（元）~单价|金额~总价"
    "|货款小计~金额合计|税额 {r}%~增值税（{r}%）|合计（含税）~价税合计（小写）~应付总额|已付|尚欠|税号~纳税人识别号|账号|订单号|出口免税。|不征税。|收货单位|红字发票|折扣|页|转下页",
    "ja": "請求書~納品請求書|No.~請求書No~伝票番号|発行日~年月日~請求日|お支払期日~支払期限|御中~宛先~請求先|発行元~販売者|商品~品目~内容|型番~商品コード|JAN|個数~数量|価格~単価|金額~合計額"
    "|税抜金額~小計|消費税等（{r}%）~内 消費税 {r}%|総合計~税込合計金額~ご請求金額|入金額|残額|登録番号~適格請求書発行事業者番号|振込先|ご注文番号|輸出免税。|対象外。|お届け先|返品伝票|値引|頁|繰越",
}
_SIGNS = {
    "EUR": "€",
    "GBP": "£",
    "CNY": "¥",
    "JPY": "¥",
    "CHF": "Fr.",
    "DKK": "kr.",
    "SEK": "kr",
    "PLN": "zł",
    "HKD": "HK$",
    "SGD": "S$",
    "USD": "US$",
}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_FONTS = (
    "Liberation Sans",
    "Liberation Serif",
    "DejaVu Sans",
    "DejaVu Serif",
    "Liberation Sans Narrow",
    "Liberation Mono",
)


@dataclass(kw_only=True)
class Look:
    """A paper with the words, dates and figures of its seller."""

    p: Paper
    w: dict[str, str]
    rng: random.Random
    language: str
    dates: str
    sign: bool

    def day(self, on: date) -> str:
        """A date as this seller writes it."""
        if self.language in {"zh", "ja"}:
            return f"{on.year}年{on.month:02d}月{on.day:02d}日" if self.dates != "iso" else f"{on:%Y/%m/%d}"
        if self.dates == "iso":
            return on.isoformat()
        if self.language == "en":
            return (
                f"{on.day:02d}-{_MONTHS[on.month - 1]}-{on.year}"
                if self.dates == "words"
                else f"{_MONTHS[on.month - 1]} {on.day}, {on.year}"
            )
        return on.strftime(
            {"de": "%d.%m.%y", "nl": "%d-%m-%Y", "fr": "%d/%m/%y"}.get(
                self.language, "%d.%m.%Y" if self.dates == "words" else "%d/%m/%Y"
            )
        )

    def n(self, value: Decimal, *, places: int | None = None) -> str:
        """A figure."""
        digits = (0 if self.p.currency == "JPY" else 2) if places is None else places
        text = f"{value:,.{digits}f}"
        if self.p.seller.country == "CH":
            return text.replace(",", "’")
        if self.language in {"en", "zh", "ja"}:
            return text
        return text.replace(",", "\0").replace(".", ",").replace("\0", "\u202f" if self.language == "fr" else ".")

    def m(self, value: Decimal) -> str:
        """With its currency."""
        sign = _SIGNS[self.p.currency] if self.sign else self.p.currency
        before = self.language in {"en", "zh", "ja"} or self.p.seller.country == "CH"
        return f"{sign}{'' if len(sign) < 3 else ' '}{self.n(value)}" if before else f"{self.n(value)} {sign}"

    def q(self, row: Any) -> str:
        """Pieces with their unit, where it is not the piece."""
        quantity = Decimal(row.quantity)
        text = f"{quantity.normalize():f}" if quantity == quantity.to_integral() else self.n(quantity, places=3)
        return text if row.unit == "pcs" else f"{text} {row.unit}"

    @property
    def title(self) -> str:
        """What the paper is called."""
        return self.p.title or (self.w["credit"] if self.p.kind == "credit_note" else self.w["invoice"])

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Number, dates."""
        rows = [(self.w["number"], self.p.number), (self.w["date"], self.day(self.p.issued))]
        return rows + ([(self.w["due"], self.day(self.p.due))] if self.p.due else [])

    def who(self, f: Firm, *, tax: bool = True, sep: str = "<br>") -> str:
        """A party, one line each."""
        rows = [f"<b>{esc(f.name)}</b>", esc(f.street), esc(place(f)), COUNTRY_NAME[f.country]]
        return sep.join(rows + ([f"{self.w['vat']} {f.vat}"] if tax and f.vat else []))

    @property
    def sums(self) -> list[tuple[str, str]]:
        """The totals from top to bottom."""
        p, rows = self.p, []
        if p.allowance:
            rows += [(self.w["amount"], self.m(p.lines_total)), (self.w["discount"], self.m(-p.allowance))]
        if not p.exempt:
            rows.append((self.w["net"], self.m(p.net)))
            rows += (
                []
                if p.reverse
                else [(self.w["tax"].format(r=f"{r.normalize():f}"), self.m(t)) for r, _, t in p.taxes()]
            )
        rows.append((self.w["gross"], self.m(p.gross)))
        if p.prepaid:
            rows += [(self.w["paid"], self.m(-p.prepaid)), (self.w["payable"], self.m(p.payable))]
        return rows

    @property
    def notes(self) -> str:
        """What stands below."""
        p = self.p
        rows = [
            *p.notes,
            *([self.w["rev"]] if p.reverse else []),
            *([self.w["exempt"]] if p.exempt and not p.notes else []),
        ]
        if p.ship_to:
            rows.append(f"{self.w['ship']}: {', '.join(p.ship_to)}")
        return "".join(f"<p>{esc(r)}</p>" for r in rows)

    @property
    def bank(self) -> str:
        """The account."""
        iban = self.p.seller.iban
        return f"{self.w['iban']} {' '.join(iban[i : i + 4] for i in range(0, len(iban), 4))}" if iban else ""

    def table(self, columns: str, *, style: str = "", head: bool = True, foot: str = "") -> str:
        """The lines with these columns."""
        names = columns.split()
        cells: dict[str, Callable[[int, Any], str]] = {
            "pos": lambda i, _: str(i + 1), "code": lambda _, r: r.model, "gtin": lambda _, r: r.gtin, "item": lambda _, r: esc(r.name),
            "both": lambda _, r: f"{esc(r.name)}<br><small>{self.w['code']} {r.model} · {r.gtin}</small>", "qty": lambda _, r: self.q(r),
            "price": lambda _, r: self.n(r.price), "amount": lambda _, r: self.n(r.net), "money": lambda _, r: self.m(r.net),
            "rate": lambda _, __: f"{self.p.rate.normalize():f}%", "tax": lambda _, r: self.n(r.net * self.p.rate / 100),
            "gross": lambda _, r: self.n(r.net * (100 + self.p.rate) / 100), "hs": lambda i, _: f"4202 {21 + i}00", "origin": lambda _, __: "IT",
            "unit": lambda _, r: {"en": "ea", "de": "St", "fr": "pce", "it": "pz", "es": "ud", "nl": "st", "zh": "件", "ja": "個"}[self.language],
        }  # fmt: skip
        labels = {
            **self.w,
            "pos": "#",
            "both": self.w["item"],
            "rate": "%",
            "hs": "HS",
            "origin": "CO",
            "unit": "",
            "money": self.w["amount"],
        }
        labels["tax"] = (
            self.w["tax"].format(r="").replace("%", "").replace("（）", "").strip(" @") if "tax" in names else ""
        )
        right = {"qty", "price", "amount", "rate", "tax", "gross", "money"}

        def row(tag: str, values: list[str]) -> str:
            return (
                "<tr>"
                + "".join(
                    f"<{tag} class={'r' if n in right else 'l'}>{v}</{tag}>" for n, v in zip(names, values, strict=True)
                )
                + "</tr>"
            )

        body = "".join(row("td", [cells[n](i, r) for n in names]) for i, r in enumerate(self.p.rows))
        top = f"<thead>{row('th', [esc(labels[n]) for n in names])}</thead>" if head else ""
        return f"<table class=lines style='width:100%;{style}'>{top}<tbody>{body}</tbody>{foot}</table>"

    def totals(self, style: str = "margin-left:auto") -> str:
        """The sums as a table."""
        rows = "".join(f"<tr><td>{esc(a)}</td><td class=r>{b}</td></tr>" for a, b in self.sums)
        return f"<table class=sums style='{style}'>{rows}</table>"

    def pairs(self, sep: str = ": ", between: str = "<br>") -> str:
        """Label and value in a row."""
        return between.join(f"{esc(a)}{sep}{esc(b)}" for a, b in self.facts)


def place(f: Firm) -> str:
    """Town and postcode in the country's order."""
    return f"{f.city} {f.postcode}".strip() if f.country in {"GB", "IE", "SG", "HK"} else f"{f.postcode} {f.city}"


def html(paper: Paper, *, design: str, seed: str) -> str:
    """The page of this paper; the same seller prints alike as long as `seed` is his name."""
    rng = random.Random(f"fourth-{design}-{seed}")
    language = language_of(paper.seller.country)
    cells = _WORDS[language].split("|")
    words = {k: rng.choice(c.split("~")) for k, c in zip(KEYS, cells, strict=True)} | paper.labels
    look = Look(
        p=paper,
        w=words,
        rng=rng,
        language=language,
        dates=rng.choice(["iso", "words", "numbers"]),
        sign=rng.random() < 0.5,
    )
    native = language in {"zh", "ja"} or any(
        ord(c) > 0x2E7F for c in f"{paper.buyer.name}{paper.buyer.city}{paper.notes}"
    )
    face = "'Noto Sans CJK SC'" if native else f"'{rng.choice(_FONTS)}'"
    css = (
        f"body{{font:{rng.choice([8.5, 9.5, 10.5])}pt {face};margin:0;line-height:1.3}} table{{border-collapse:collapse}} td,th{{padding:2px 5px;vertical-align:top}}"
        " .r{text-align:right} .l{text-align:left} small{font-size:80%} .flex{display:flex;justify-content:space-between} p{margin:4px 0}"
        f" h1{{font-size:{rng.choice([14, 18, 24])}pt;margin:6px 0}} .hue{{background:{rng.choice(['#123', '#703', '#064', '#555'])};color:#fff}}"
    )
    return f"<!doctype html><html lang={language}><meta charset=utf-8><style>{css}</style><body>{DESIGNS[design](look)}</body></html>"


DESIGNS: dict[str, Callable[[Look], str]] = {}


def design(make: Callable[[Look], str]) -> Callable[[Look], str]:
    """Put a design on the list."""
    DESIGNS[make.__name__.strip("_")] = make
    return make


@design
def _window(k: Look) -> str:
    return (
        f"<div class=flex><div style='margin-top:45mm'><u style='font-size:65%'>{esc(k.p.seller.name)} · {esc(k.p.seller.street)} · {esc(place(k.p.seller))}</u><br>"
        f"{k.who(k.p.buyer, tax=False)}</div><div style='margin-top:50mm'>{k.pairs()}<br>{k.w['vat']}: {k.p.buyer.vat} ({k.w['to']})</div></div><h1>{k.title}</h1>"
        f"{k.table('pos item code qty price amount', style='border-top:1px solid;border-bottom:1px solid')}{k.totals()}{k.notes}"
        f"<div style='margin-top:20mm;font-size:75%'>{k.who(k.p.seller, sep=' · ')} · {k.bank}</div>"
    )


@design
def _cards(k: Look) -> str:
    card = "border:1px solid #999;border-radius:6px;padding:8px;width:45%"
    return (
        f"<h1>{k.title}</h1><div class=flex><div style='{card}'><i>{k.w['by']}</i><br>{k.who(k.p.seller)}</div><div style='{card}'><i>{k.w['to']}</i><br>{k.who(k.p.buyer)}</div></div>"
        f"<p style='margin:14px 0'>{k.pairs(' ', ' &nbsp;|&nbsp; ')}</p>{k.table('both qty price amount')}{k.totals()}{k.notes}<p>{k.bank}</p>"
    )


@design
def _grey_labels(k: Look) -> str:
    facts = "".join(
        f"<div style='margin-bottom:6px'><span style='color:#999;font-size:80%'>{esc(a)}</span><br>{esc(b)}</div>"
        for a, b in k.facts
    )
    return (
        f"<div class=flex><div><h1 style='font-weight:300'>{esc(k.p.seller.name)}</h1></div><div>{k.title}</div></div><div class=flex style='margin:12mm 0'><div>{k.who(k.p.buyer)}</div>"
        f"<div>{facts}</div></div>{k.table('item code gtin qty price money')}<br>{k.totals('width:60mm;margin-left:auto')}{k.notes}<hr><small>{k.who(k.p.seller, sep=', ')}<br>{k.bank}</small>"
    )


@design
def _till_width(k: Look) -> str:
    lines = "".join(
        f"<div>{esc(r.name)} {r.model}</div><div class=flex><span>{k.q(r)} x {k.n(r.price)}</span><span>{k.n(r.net)}</span></div>"
        for r in k.p.rows
    )
    sums = "".join(f"<div class=flex><span>{esc(a)}</span><span>{b}</span></div>" for a, b in k.sums)
    return f"<div style='width:80mm;margin:auto'><center>{k.who(k.p.seller)}<h1>{k.title}</h1></center>{k.pairs()}<hr>{k.w['to']}:<br>{k.who(k.p.buyer)}<hr>{lines}<hr>{sums}<hr>{k.notes}{k.bank}</div>"


@design
def _grid_of_facts(k: Look) -> str:
    heads = "".join(f"<th style='border:1px solid'>{esc(a)}</th>" for a, _ in k.facts)
    values = "".join(f"<td style='border:1px solid;text-align:center'>{esc(b)}</td>" for _, b in k.facts)
    return (
        f"<div class=flex><div>{k.who(k.p.seller)}</div><h1>{k.title}</h1></div><div class=flex style='margin-top:8mm'><table style='width:48%'><tr><th class=l style='border:1px solid'>{k.w['to']}</th></tr>"
        f"<tr><td style='border:1px solid'>{k.who(k.p.buyer)}</td></tr></table><table><tr>{heads}</tr><tr>{values}</tr></table></div><br>"
        f"{k.table('qty code item price amount', style='border:1px solid')}{k.totals('margin-left:auto;border:1px solid')}{k.notes}<p>{k.bank}</p>"
    )


@design
def _dark_column(k: Look) -> str:
    return (
        f"<div class=flex style='align-items:stretch'><div style='width:66%'><h1>{k.title}</h1>{k.who(k.p.buyer)}<br><br>{k.table('item qty price amount')}{k.notes}</div>"
        f"<div class=hue style='width:28%;padding:10px'>{k.who(k.p.seller)}<br><br>{k.pairs('<br>'.replace('<br>', ' '), '<br>')}<br><br>{k.totals('width:100%;color:#fff')}<br><small>{k.bank}</small></div></div>"
    )


@design
def _three_feet(k: Look) -> str:
    s = k.p.seller
    return (
        f"<div style='text-align:right;font-size:160%'>{esc(s.name.split()[0])}</div><div style='margin:20mm 0 8mm'>{k.who(k.p.buyer)}</div><h1>{k.title} {esc(k.p.number)}</h1>"
        f"<p>{k.pairs(' ', ', ')}</p>{k.table('pos code item qty unit price amount')}{k.totals()}{k.notes}<table style='width:100%;margin-top:30mm;font-size:75%;border-top:1px solid'><tr>"
        f"<td>{esc(s.name)}<br>{esc(s.street)}<br>{esc(place(s))}<br>{COUNTRY_NAME[s.country]}</td><td>{k.w['vat']}<br>{s.vat}<br>{s.email}</td><td>{k.bank}</td></tr></table>"
    )


@design
def _no_table(k: Look) -> str:
    lines = "".join(
        f"<p>{i + 1}) <b>{esc(r.name)}</b>, {k.w['code']} {r.model}, {k.w['gtin']} {r.gtin}<br>{k.w['qty']}: {k.q(r)} — {k.w['price']}: {k.m(r.price)} — {k.w['amount']}: {k.m(r.net)}</p>"
        for i, r in enumerate(k.p.rows)
    )
    return (
        f"<h1>{k.title}</h1><p>{k.pairs()}</p><p>{k.w['by']}: {k.who(k.p.seller, sep=', ')}</p><p>{k.w['to']}: {k.who(k.p.buyer, sep=', ')}</p>{lines}"
        f"<p>{'<br>'.join(f'{esc(a)}: {b}' for a, b in k.sums)}</p>{k.notes}<p>{k.bank}</p>"
    )


@design
def _ruled_form(k: Look) -> str:
    b = "border:1px solid #000;"
    return (
        f"<center><h1>{k.title}</h1></center><div class=flex><span>{k.facts[1][0]}：{k.facts[1][1]}</span><span>{k.facts[0][0]}：{esc(k.facts[0][1])}</span></div><table style='width:100%;{b}'>"
        f"<tr><td style='{b}width:12%'>{k.w['to']}</td><td style='{b}'>{k.who(k.p.buyer)}</td></tr></table>{k.table('item code unit qty price amount', style=b)}{k.totals('width:100%;' + b)}"
        f"<table style='width:100%;{b}'><tr><td style='{b}width:12%'>{k.w['by']}</td><td style='{b}'>{k.who(k.p.seller)}<br>{k.bank}</td></tr></table>{k.notes}"
    )


@design
def _sum_on_top(k: Look) -> str:
    return (
        f"<h1 style='text-align:center;letter-spacing:.3em'>{k.title}</h1><div class=flex><div>{k.who(k.p.buyer)}</div><div>{k.pairs()}<br><br>{k.who(k.p.seller)}</div></div>"
        f"<p style='font-size:150%;border-bottom:2px solid;display:inline-block'>{k.w['gross']} {k.m(k.p.gross)}</p>{k.table('item gtin qty price amount', style='border:1px solid #aaa')}{k.totals()}"
        f"{k.notes}<p>{k.bank}</p>"
    )


@design
def _dots(k: Look) -> str:
    sums = "".join(f"<div>{esc(a)} {'.' * 40} {b}</div>" for a, b in k.sums)
    return (
        f"<div style='text-align:center'>{k.who(k.p.seller, sep=' - ')}</div><hr><div class=flex><div>{k.w['to']}<br>{k.who(k.p.buyer)}</div><div>{k.title}<br>{k.pairs()}</div></div><br>"
        f"{k.table('code item qty price amount')}<div style='text-align:right;margin-top:8px'>{sums}</div>{k.notes}<small>{k.bank}</small>"
    )


@design
def _tax_by_line(k: Look) -> str:
    columns = (
        "item code qty price amount rate tax gross" if not (k.p.reverse or k.p.exempt) else "item code qty price amount"
    )
    return (
        f"<div class='hue flex' style='padding:10px'><span style='font-size:170%'>{k.title}</span><span>{k.pairs()}</span></div><div class=flex style='margin:10px 0'><div>{k.who(k.p.seller)}</div>"
        f"<div><b>{k.w['to']}</b><br>{k.who(k.p.buyer)}</div></div>{k.table(columns, style='font-size:88%')}{k.totals()}{k.notes}<p>{k.bank}</p>"
    )


@design
def _under_each_line(k: Look) -> str:
    lines = "".join(
        f"<tr><td>{esc(r.name)}</td><td class=r>{k.q(r)}</td><td class=r>{k.n(r.price)}</td><td class=r>{k.n(r.net)}</td></tr><tr><td colspan=4 style='color:#666'>SKU {r.model} &nbsp; EAN {r.gtin}</td></tr>"
        for r in k.p.rows
    )
    heads = "".join(
        f"<th class={'l' if n == 'item' else 'r'}>{k.w[n]}</th>" for n in ("item", "qty", "price", "amount")
    )
    return (
        f"<div class=flex><h1>{k.title} #{esc(k.p.number)}</h1><div class=r>{k.who(k.p.seller)}</div></div><p>{k.pairs()}</p><div style='background:#eee;padding:6px'>{k.w['to']}: {k.who(k.p.buyer, sep=', ')}</div>"
        f"<table style='width:100%;margin-top:8px'><tr>{heads}</tr>{lines}</table>{k.totals()}{k.notes}<p>{k.bank}</p>"
    )


@design
def _spreadsheet(k: Look) -> str:
    return (
        f"<style>@page{{size:A4 landscape}} .lines td,.lines th{{border:1px solid #bbb;font-size:80%}}</style><table style='width:100%'><tr><td>{k.who(k.p.seller)}</td><td>{k.who(k.p.buyer)}</td>"
        f"<td>{k.title}<br>{k.pairs()}</td></tr></table><br>{k.table('pos code gtin item hs origin qty unit price amount')}{k.totals()}{k.notes}<p>{k.bank}</p>"
    )


@design
def _centred(k: Look) -> str:
    return (
        f"<center><h1>{esc(k.p.seller.name)}</h1>{esc(k.p.seller.street)}, {esc(place(k.p.seller))}, {COUNTRY_NAME[k.p.seller.country]}<br>{k.w['vat']} {k.p.seller.vat}<br><br>"
        f"<b>{k.title}</b><br>{k.pairs(' ', ' · ')}</center><br><br>{k.who(k.p.buyer)}<br><br>{k.table('qty item code price amount')}{k.totals()}{k.notes}<center>{k.bank}</center>"
    )


@design
def _facts_across(k: Look) -> str:
    cells = [*k.facts, (k.w["vat"], k.p.buyer.vat), (k.w["gross"], k.m(k.p.gross))]
    across = "".join(f"<td style='border-left:2px solid #888'>{esc(a)}<br><b>{esc(b)}</b></td>" for a, b in cells)
    return (
        f"<h1>{k.title}</h1><table style='width:100%'><tr>{across}</tr></table><div class=flex style='margin:10px 0'><div><small>{k.w['by']}</small><br>{k.who(k.p.seller)}</div>"
        f"<div><small>{k.w['to']}</small><br>{k.who(k.p.buyer, tax=False)}</div></div>{k.table('item code qty price amount')}{k.totals()}{k.notes}<p>{k.bank}</p>"
    )


@design
def _market(k: Look) -> str:
    items = "".join(
        f"<div style='border-top:1px solid #ddd;padding:5px 0'><div>{esc(r.name)}<br><small>SKU: {r.model}</small></div><div class=r>{k.w['price']} {k.m(r.price)} &nbsp; {k.w['qty']} {k.q(r)} &nbsp; {k.m(r.net)}</div></div>"
        for r in k.p.rows
    )
    return (
        f"<div class=flex><b style='font-size:130%'>{k.title}</b><span>{k.pairs()}</span></div><div class=flex><div>{k.w['to']}<br>{k.who(k.p.buyer)}</div><div>{k.w['by']}<br>{k.who(k.p.seller)}</div></div><br>{items}"
        f"{k.totals()}{k.notes}<small>{k.bank}</small>"
    )


@design
def _numbered_boxes(k: Look) -> str:
    box = "border:1px solid #000;width:50%;vertical-align:top"
    return (
        f"<center><b>{k.title}</b></center><table style='width:100%'><tr><td style='{box}'>1. {k.w['by']}<br>{k.who(k.p.seller)}</td><td style='{box}'>2. {k.pairs()}</td></tr><tr><td style='{box}'>3. {k.w['to']}<br>"
        f"{k.who(k.p.buyer)}</td><td style='{box}'>4. {k.w['ref']}: 45{k.p.issued:%m%d}<br>5. Incoterms 2020: FCA</td></tr></table>{k.table('pos item code hs qty price amount', style='border:1px solid #000')}"
        f"{k.totals('width:100%;border:1px solid #000')}{k.notes}<p>6. {k.bank}</p>"
    )


@design
def _amount_first(k: Look) -> str:
    return (
        f"<div class=flex><div>{k.who(k.p.seller)}</div><div><h1>{k.title}</h1>{k.pairs()}</div></div><p>{k.w['to']}: <br>{k.who(k.p.buyer)}</p>{k.table('amount qty price item gtin')}<br>{k.totals('')}"
        f"{k.notes}<p>{k.bank}</p>"
    )


@design
def _typewriter(k: Look) -> str:
    native = k.language in {"zh", "ja"}
    lines = [f"{r.model:<10}{r.name[:34]:<36}{k.q(r):>10}{k.n(r.price):>12}{k.n(r.net):>14}" for r in k.p.rows]
    head = f"{k.w['code']:<10}{k.w['item']:<36}{k.w['qty']:>10}{k.w['price']:>12}{k.w['amount']:>14}"
    sums = [f"{a:>60}{b:>22}" for a, b in k.sums]
    s, b = k.p.seller, k.p.buyer
    text = "\n".join(
        [s.name, s.street, place(s), COUNTRY_NAME[s.country], f"{k.w['vat']} {s.vat}", "", k.title.upper(), *[f"{a:<24}{v}" for a, v in k.facts], "", k.w["to"], b.name, b.street, place(b), COUNTRY_NAME[b.country],
         f"{k.w['vat']} {b.vat}", "", head, "-" * 82, *lines, "-" * 82, *sums, "", k.bank]
    )  # fmt: skip
    return f'<pre style="font:8.5pt {"Noto Sans Mono CJK SC" if native else "Liberation Mono"};white-space:pre-wrap">{esc(text)}</pre>{k.notes}'


@design
def _band_below(k: Look) -> str:
    return (
        f"<div class=flex><div>{k.who(k.p.buyer)}</div><div class=r><h1>{k.title}</h1>{k.pairs()}</div></div><br>{k.table('item code qty price amount', style='background:#f4f4f4')}{k.totals('margin-left:auto;background:#ddd')}{k.notes}"
        f"<div class=hue style='padding:8px;margin-top:25mm'>{k.who(k.p.seller, sep=' | ')} | {k.bank}</div>"
    )


@design
def _cover_and_details(k: Look) -> str:
    return (
        f"<h1>{k.title}</h1><div class=flex><div>{k.w['by']}<br>{k.who(k.p.seller)}</div><div>{k.w['to']}<br>{k.who(k.p.buyer)}</div></div><p>{k.pairs()}</p>{k.totals('')}{k.notes}<p>{k.bank}</p>"
        f"<div style='page-break-before:always'><p>{k.w['number']} {esc(k.p.number)} · {k.w['page']} 2</p>{k.table('pos both qty price amount')}</div>"
    )


@design
def _two_tongues(k: Look) -> str:
    other = {
        "number": "Invoice number",
        "date": "Invoice date",
        "due": "Due date",
        "to": "Bill to",
        "by": "Seller",
        "item": "Description",
        "qty": "Quantity",
        "price": "Unit price",
        "amount": "Amount",
        "gross": "Total",
    }
    if k.language != "en":
        k.w = {a: f"{v} / {other[a]}" if a in other else v for a, v in k.w.items()}
    return (
        f"<div class=flex><div><small>{k.w['by']}</small><br>{k.who(k.p.seller)}</div><h1>{k.title}</h1></div><table style='width:100%;border:1px solid'><tr><td style='width:55%'>{k.w['to']}<br>{k.who(k.p.buyer)}</td><td>{k.pairs()}</td></tr></table>"
        f"<br>{k.table('code item qty price amount', style='border:1px solid')}{k.totals()}{k.notes}<p>{k.bank}</p>"
    )


@design
def _stairs(k: Look) -> str:
    sums = "".join(f"<td class=r style='padding:6px'><small>{esc(a)}</small><br>{b}</td>" for a, b in k.sums)
    return (
        f"<table style='width:100%'><tr><td rowspan=2><h1>{k.title}</h1></td><td>{k.who(k.p.seller)}</td></tr><tr><td>{k.pairs(' ')}</td></tr></table><p style='margin-left:30mm'>{k.w['to']} {k.who(k.p.buyer)}</p>"
        f"{k.table('pos item code qty price amount', style='border-top:2px solid')}<table style='width:100%;border-top:2px solid'><tr>{sums}</tr></table>{k.notes}<p>{k.bank}</p>"
    )


@contextmanager
def press() -> Iterator[Callable[[str], bytes]]:
    """A browser that prints pages: HTML in, PDF out. It is offline."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=["--no-sandbox"]
        )
        page = browser.new_context(offline=True).new_page()

        def printed(text: str) -> bytes:
            page.set_content(text)
            return bytes(
                page.pdf(
                    prefer_css_page_size=True,
                    print_background=True,
                    margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm"),
                )
            )

        yield printed
        browser.close()
