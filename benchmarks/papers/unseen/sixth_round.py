"""The sixth round: forty ways of drawing a paper, each in one to three languages, made before any of them was read.

Most are pages as a browser prints them from grid, flex and tables; those of `sixth_drawn.py` are set by a program's own flow. Traders, goods and words are those of traders.py.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from benchmarks.papers.unseen.traders import Deal, deal

Truth = dict[str, Any]
Layout = Callable[[Deal], tuple[str, Truth]]
CJK = ("zh-Hans", "zh-Hant", "ja")


def e(*lines: str) -> str:
    return "<br>".join(escape(line) for line in lines if line)


def rows(d: Deal, *cells: str, sign: str = "") -> str:
    """The lines of the sale as table rows; a cell is what, qty, price, amount, tax, pos or words of its own."""
    out = []
    for n, item in enumerate(d.items, 1):
        said = {
            "what": escape(item.what),
            "qty": str(item.quantity),
            "price": d.money(item.price, sign=sign),
            "amount": d.money(item.amount, sign=sign),
            "tax": d.percentage,
            "pos": str(n),
            "sku": f"AR-{1040 + 7 * n}",
        }
        out.append(
            "<tr>" + "".join(f"<td class={c if c in said else 'x'}>{said.get(c, c)}</td>" for c in cells) + "</tr>"
        )
    return "".join(out)


def heads(d: Deal, *names: str, own: dict[str, str] | None = None) -> str:
    own = own or {}
    return "<tr>" + "".join(f"<th class={n}>{own.get(n) or escape(d.word(n))}</th>" for n in names) + "</tr>"


STYLE = (
    "<style>body{font:9.5pt 'Liberation Sans','Noto Sans CJK SC';margin:0}td,th{padding:1mm 1.5mm;text-align:left}"
    ".qty,.price,.amount,.tax,.r{text-align:right}.f{display:flex;justify-content:space-between}table{border-collapse:collapse}"
    ".w{width:100%}.s{font-size:7pt}</style>"
)


def grid_with_two_boxes(d: Deal) -> tuple[str, Truth]:
    meta = "".join(
        f"<div><div style='color:#777;font-size:7pt;text-transform:uppercase'>{e(label)}</div><b>{e(value)}</b></div>"
        for label, value in (
            (d.word("number"), d.number),
            (d.word("date"), d.day(style="words")),
            (d.word("due"), d.day(d.due, style="words")),
            (d.word("gross"), d.money(d.gross, sign="before")),
        )
    )
    return (
        f"{STYLE}<div class=f><div style='font-size:18pt;font-weight:700;color:#245'>{e(d.issuer.name)}</div><div style='font-size:18pt'>"
        f"{e(d.word('invoice'))}</div></div><p>{e(d.issuer.street, d.issuer.town)}<br>{e(d.word('taxno'))}: {d.issuer.tax_id}</p>"
        f"<div style='display:grid;grid-template-columns:repeat(4,1fr);gap:4mm;border-top:1px solid;border-bottom:1px solid;padding:3mm 0'>{meta}</div>"
        f"<div style='display:grid;grid-template-columns:1fr 1fr;gap:8mm;margin:6mm 0'><div><b>{e(d.word('to'))}</b><br>{e(*d.recipient.lines)}</div>"
        f"<div><b>{e(d.word('ship'))}</b><br>{e('Dock 4', '900 Harbour Way', 'Gate C')}</div></div>"
        f"<table class=w>{heads(d, 'what', 'qty', 'price', 'amount')}{rows(d, 'what', 'qty', 'price', 'amount')}</table>"
        f"<table style='margin:6mm 0 0 auto'><tr><td>{e(d.word('net'))}<td class=r>{d.money(d.net)}<tr><td>{e(d.word('tax'))} {d.percentage}<td class=r>{d.money(d.tax)}"
        f"<tr><td><b>{e(d.word('gross'))}</b><td class=r><b>{d.money(d.gross, sign='before')}</b></table>",
        d.truth(net=str(d.net)),
    )


def cards_from_and_to(d: Deal) -> tuple[str, Truth]:
    def card(label: str, *lines: str) -> str:
        return f"<div style='flex:1;background:#f3f4f6;border-radius:3mm;padding:4mm'><div style='color:#2563eb;font-weight:600'>{e(label)}</div>{e(*lines)}</div>"

    def total(label: str, value: str, bold: str = "") -> str:
        return f"<div class=f style='{bold}'><span>{e(label)}</span><span>{value}</span></div>"

    return (
        f"{STYLE}<div class=f><h1 style='margin:0'>{e(d.word('invoice'))}</h1><div class=r>#{d.number}<br>{d.day(style='words')}</div></div>"
        f"<div style='display:flex;gap:5mm;margin:6mm 0'>{card(d.word('from'), *d.issuer.lines, d.issuer.tax_id)}{card(d.word('to'), *d.recipient.lines)}</div>"
        f"<table class=w>{heads(d, 'what', 'qty', 'price', 'amount')}{rows(d, 'what', 'qty', 'price', 'amount', sign='before')}</table>"
        f"<div style='width:70mm;margin:5mm 0 0 auto'>{total(d.word('net'), d.money(d.net, sign='before'))}{total(d.word('tax') + ' (' + d.percentage + ')', d.money(d.tax, sign='before'))}"
        f"{total(d.word('gross'), d.money(d.gross, sign='before'), 'font-weight:700;border-top:2px solid')}</div>",
        d.truth(tax=str(d.tax)),
    )


def window_envelope(d: Deal) -> tuple[str, Truth]:
    greeting = {
        "de": "Sehr geehrte Damen und Herren, vielen Dank für Ihren Auftrag. Wir erlauben uns zu berechnen:",
        "nl": "Geachte heer, mevrouw, hierbij brengen wij u in rekening:",
        "en": "Dear customer, thank you for your order. We charge as follows:",
    }[d.language]
    return (
        f"{STYLE}<div style='height:22mm;text-align:right;font:italic 15pt Liberation Serif'>{e(d.issuer.name.split()[0])}</div>"
        f"<div class=f><div style='width:85mm'><div style='font-size:6.5pt;text-decoration:underline'>{e(', '.join(d.issuer.lines))}</div><br>{e(*d.recipient.lines)}</div>"
        f"<table class=s><tr><td>{e(d.word('number', 0))}:<td>{d.number}<tr><td>{e(d.word('date', 1))}:<td>{d.day()}<tr><td>{e(d.word('customer_no', 0))}:<td>20417"
        f"<tr><td>{e(d.word('order'))}:<td>B-7781</table></div><h3 style='margin-top:18mm'>{e(d.word('invoice'))}</h3><p>{greeting}</p>"
        f"<table class=w>{heads(d, 'pos', 'what', 'qty', 'price', 'amount', own={'pos': 'Pos.'})}{rows(d, 'pos', 'what', 'qty', 'price', 'amount', sign='after')}"
        f"<tr><td><td colspan=3>{e(d.word('net'))}<td class=r>{d.money(d.net, sign='after')}<tr><td><td colspan=3>{d.percentage} {e(d.word('tax', 1))}<td class=r>{d.money(d.tax, sign='after')}"
        f"<tr><td><td colspan=3><b>{e(d.word('gross'))}</b><td class=r><b>{d.money(d.gross, sign='after')}</b></table>"
        f"<div class='s f' style='position:fixed;bottom:0;left:0;right:0;border-top:1px solid'><div>{e(*d.issuer.lines)}</div><div>{e('Tel. 0000 / 44 55 66', 'post@example.org', 'www.example.org')}</div>"
        f"<div>{e('IBAN DE02 1203 0000 0000 2020 51', 'BIC BYLADEM1001', d.word('taxno') + ' ' + d.issuer.tax_id)}</div></div>",
        d.truth(),
    )


def no_labels_at_all(d: Deal) -> tuple[str, Truth]:
    return (
        f"{STYLE}<div class=r>{e(*d.issuer.lines)}<br>{e(d.word('taxno'))} {d.issuer.tax_id}</div><div style='margin-top:15mm'>{e(*d.recipient.lines)}</div>"
        f"<div class=r style='margin-top:12mm'>{e(d.issuer.town.split(' ')[-1].strip('()'))}, {d.day(style='words')}</div><h2>{e(d.word('invoice', 0))} {d.number}</h2>"
        f"<table class=w>{heads(d, 'qty', 'what', 'price', 'amount')}{rows(d, 'qty', 'what', 'price', 'amount')}</table>"
        f"<div class=r style='margin-top:4mm'>{e(d.word('net'))} {d.money(d.net, sign='after')}<br>{e(d.word('tax'))} {d.percentage} {d.money(d.tax, sign='after')}<br><b>{e(d.word('gross'))} {d.money(d.gross, sign='after')}</b></div>",
        d.truth(),
    )


def totals_left_customer_right(d: Deal) -> tuple[str, Truth]:
    return (
        f"{STYLE}<div style='font:bold 13pt Liberation Serif'>{e(d.issuer.name)}</div><div class=s>{e(d.issuer.street + ' – ' + d.issuer.town)}</div>"
        f"<div style='margin:14mm 0 10mm 100mm'>{e(*d.recipient.lines)}</div><div>{e(d.word('number'))} <b>{d.number}</b> &nbsp;&nbsp; {e(d.word('date', 0))} <b>{d.day()}</b></div>"
        f"<table class=w style='margin-top:5mm'>{heads(d, 'sku', 'what', 'qty', 'price', 'amount', own={'sku': 'Réf.' if d.language == 'fr' else 'Ref.'})}{rows(d, 'sku', 'what', 'qty', 'price', 'amount')}</table>"
        f"<table style='margin-top:10mm;border:1px solid'><tr><th>{e(d.word('net'))}<th>{e(d.word('tax'))}<th>{e(d.word('gross'))}<tr><td>{d.money(d.net)}<td>{d.money(d.tax)}<td><b>{d.money(d.gross, sign='after')}</b></table>"
        f"<div class=s style='position:fixed;bottom:0;text-align:center;width:100%'>{e(d.issuer.name)} · {e(d.word('taxno'))} {d.issuer.tax_id} · IBAN FR76 3000 6000 0112 3456 7890 189</div>",
        d.truth(),
    )


def strip_of_cells(d: Deal) -> tuple[str, Truth]:
    cells = (
        (d.word("number"), d.number),
        (d.word("date"), d.day()),
        (d.word("customer_no"), "C-30981"),
        (d.word("order"), "77120"),
    )
    strip = "".join(
        f"<td style='border:1px solid;text-align:center'><div class=s>{e(a)}</div><b>{e(b)}</b></td>" for a, b in cells
    )
    return (
        f"{STYLE}<div class=f><div><b style='font-size:13pt'>{e(d.issuer.name)}</b><br>{e(d.issuer.street, d.issuer.town)}<br>{e(d.word('taxno'))}: {d.issuer.tax_id}</div>"
        f"<div style='border:1px solid;padding:3mm;width:75mm;border-radius:2mm'><span class=s>{e(d.word('to'))}</span><br>{e(*d.recipient.lines)}</div></div>"
        f"<table class=w style='margin:6mm 0'><tr>{strip}</tr></table>"
        f"<table class=w border=1>{heads(d, 'what', 'qty', 'price', 'tax', 'amount', own={'tax': e(d.word('tax')) + ' %'})}{rows(d, 'what', 'qty', 'price', d.percent, 'amount')}</table>"
        f"<table border=1 style='margin:4mm 0 0 auto'><tr><td>{e(d.word('net'))}<td class=r>{d.money(d.net)}<tr><td>{e(d.word('tax'))}<td class=r>{d.money(d.tax)}<tr><td>{e(d.word('gross'))} ({d.currency})<td class=r>{d.money(d.gross)}</table>",
        d.truth(),
    )


def label_over_value_right(d: Deal) -> tuple[str, Truth]:
    pairs = "".join(
        f"<div style='font-weight:bold;margin-top:2mm'>{e(a)}</div><div>{e(b)}</div>"
        for a, b in (
            (d.word("date"), d.day()),
            (d.word("number"), d.number),
            (d.word("customer_no"), "1188"),
            (d.word("due"), d.day(d.due)),
        )
    )
    return (
        f"{STYLE}<div class=f><div><div style='margin-bottom:20mm'><b>{e(d.issuer.name)}</b><br>{e(d.issuer.street)}<br>{e(d.issuer.town)}</div><div>{e(*d.recipient.lines)}</div></div>"
        f"<div class=r>{pairs}</div></div><h1 style='font-weight:300;letter-spacing:3px'>{e(d.word('invoice', 1))}</h1>"
        f"<table class=w>{heads(d, 'what', 'qty', 'price', 'amount')}{rows(d, 'what', 'qty', 'price', 'amount', sign='after')}</table>"
        f"<div class=r style='margin-top:6mm'><div>{e(d.word('net'))}: {d.money(d.net, sign='after')}</div><div>{e(d.word('tax'))} {d.percentage}: {d.money(d.tax, sign='after')}</div><div style='font-size:14pt'>{e(d.word('gross'))}: {d.money(d.gross, sign='after')}</div></div>"
        f"<p class=s>{e(d.word('taxno'))} {d.issuer.tax_id}</p>",
        d.truth(),
    )


def dark_band(d: Deal) -> tuple[str, Truth]:
    return (
        f"{STYLE}<div style='background:#111;color:#fff;padding:6mm' class=f><div><span style='font-size:16pt'>{e(d.issuer.name)}</span><br><span class=s>{e(d.issuer.street + ', ' + d.issuer.town)}</span></div><div style='font-size:16pt'>{e(d.word('invoice', 1))} #{d.number}</div></div>"
        f"<div class=f style='margin:6mm 0'><div><span style='color:#999'>{e(d.word('to'))}</span><br><b>{e(d.recipient.name)}</b><br>{e(d.recipient.street, d.recipient.town)}</div><div>{e(d.word('date'))}: {d.day(style='words')}<br>{e(d.word('due'))}: {d.day(d.due, style='words')}</div></div>"
        f"<table class=w>{heads(d, 'pos', 'what', 'price', 'qty', 'amount', own={'pos': '#'})}{rows(d, 'pos', 'what', 'price', 'qty', 'amount', sign='before')}</table>"
        f"<table style='margin-left:auto;background:#eee'><tr><td>{e(d.word('net'))}<td class=r>{d.money(d.net, sign='before')}<tr><td>{e(d.word('tax'))} ({d.percentage})<td class=r>{d.money(d.tax, sign='before')}<tr style='background:#111;color:#fff'><td>{e(d.word('gross'))}<td class=r>{d.money(d.gross, sign='before')}</table>",
        d.truth(),
    )


def spreadsheet(d: Deal) -> tuple[str, Truth]:
    b = "style='border:1px solid #bbb'"
    item = "".join(
        f"<tr><td {b}>{n}<td {b} colspan=2>{e(i.what)}<td {b} class=r>{i.quantity}<td {b} class=r>{d.money(i.price)}<td {b} class=r>{d.money(i.amount)}"
        for n, i in enumerate(d.items, 1)
    )
    return (
        f"{STYLE}<table class=w style='font-family:Liberation Sans Narrow,Noto Sans CJK SC'><tr><td {b} colspan=6 style='text-align:center;font-size:14pt'>{e(d.word('invoice'))}"
        f"<tr><td {b} colspan=3><b>{e(d.word('from'))}:</b> {e(d.issuer.name)}<td {b} colspan=3>{e(d.word('number'))}: {d.number}"
        f"<tr><td {b} colspan=3>{e(d.issuer.street + ', ' + d.issuer.town)}<td {b} colspan=3>{e(d.word('date'))}: {d.day(style='iso')}"
        f"<tr><td {b} colspan=3>{e(d.word('taxno'))}: {d.issuer.tax_id}<td {b} colspan=3>{e(d.word('order'))}: PO-4410"
        f"<tr><td {b} colspan=6><b>{e(d.word('to'))}:</b> {e(d.recipient.name)}<tr><td {b} colspan=6>{e(d.recipient.street + ', ' + d.recipient.town)}"
        f"<tr><th {b}>#<th {b} colspan=2>{e(d.word('what'))}<th {b}>{e(d.word('qty'))}<th {b}>{e(d.word('price'))}<th {b}>{e(d.word('amount'))}{item}"
        f"<tr><td {b} colspan=5 class=r>{e(d.word('net'))}<td {b} class=r>{d.money(d.net)}<tr><td {b} colspan=5 class=r>{e(d.word('tax'))}<td {b} class=r>{d.money(d.tax)}"
        f"<tr><td {b} colspan=5 class=r><b>{e(d.word('gross'))} {d.currency}</b><td {b} class=r><b>{d.money(d.gross)}</b></table>",
        d.truth(),
    )


def a_letter_of_charges(d: Deal) -> tuple[str, Truth]:
    said = {
        "en": (
            f"our invoice no. {d.number} of {d.day(style='words')}",
            "Dear Sir or Madam,",
            "we take the liberty of charging you for the goods supplied last week:",
            "Please transfer the total within thirty days. Yours faithfully,",
        ),
        "fr": (
            f"Facture n° {d.number} du {d.day(style='words')}",
            "Madame, Monsieur,",
            "nous vous prions de trouver ci-dessous le détail des marchandises livrées :",
            "Avec nos salutations distinguées,",
        ),
        "it": (
            f"Fattura n. {d.number} del {d.day(style='words')}",
            "Gentile cliente,",
            "Le inviamo il dettaglio della merce consegnata:",
            "Distinti saluti,",
        ),
    }[d.language]
    lines = "".join(
        f"<tr><td>{i.quantity} × {e(i.what)} à {d.money(i.price)}<td class=r>{d.money(i.amount)}" for i in d.items
    )
    return (
        f"{STYLE}<div style='font:11pt Liberation Serif'><div style='text-align:center'><b>{e(d.issuer.name)}</b><br>{e(d.issuer.street + ', ' + d.issuer.town)}</div><hr>"
        f"<p>{e(*d.recipient.lines)}</p><p><b>{e(said[0])}</b></p><p>{said[1]}</p><p>{said[2]}</p><table class=w>{lines}"
        f"<tr><td class=r>{e(d.word('net'))}<td class=r>{d.money(d.net)}<tr><td class=r>{e(d.word('tax'))} {d.percentage}<td class=r>{d.money(d.tax)}<tr><td class=r><b>{e(d.word('gross'))}</b><td class=r><b>{d.money(d.gross, sign='code')}</b></table>"
        f"<p>{said[3]}</p><p>{e(d.issuer.name)}</p></div>",
        d.truth(),
    )


def till_slip(d: Deal) -> tuple[str, Truth]:
    lines = "".join(
        f"<div>{e(i.what)}</div><div class=f><span>&nbsp;&nbsp;{i.quantity} x {d.money(i.price)}</span><span>{d.money(i.amount)}</span></div>"
        for i in d.items
    )
    word = {
        "en": ("Receipt", "Card", "Thank you", "Incl."),
        "de": ("Quittung", "EC-Karte", "Danke für Ihren Einkauf", "inkl."),
        "it": ("RICEVUTA", "Carta", "Grazie", "di cui"),
        "ja": ("領収書", "カード", "ありがとうございました", "内"),
        "zh-Hans": ("销售小票", "微信支付", "谢谢惠顾", "含"),
    }[d.language]
    return (
        f"{STYLE}<style>@page{{size:80mm 160mm;margin:4mm}}</style><div style='font:8pt Liberation Mono,Noto Sans Mono CJK SC'><div style='text-align:center'><b>{e(d.issuer.name)}</b><br>{e(d.issuer.street, d.issuer.town)}<br>{e(d.word('taxno'))} {d.issuer.tax_id}</div>"
        f"<p style='text-align:center'>{word[0]}</p><div class=f><span>No. {d.number}</span><span>{d.day()} 14:32</span></div><hr style='border-style:dashed'>{lines}<hr style='border-style:dashed'>"
        f"<div class=f><b>{e(d.word('gross'))}</b><b>{d.money(d.net, sign='code_after')}</b></div><div class=f><span>{word[1]}</span><span>{d.money(d.net)}</span></div><p style='text-align:center'>{word[2]}</p></div>",
        d.truth(kind="receipt", gross=str(d.net), recipient=None),
    )


def wide_with_tax_per_line(d: Deal) -> tuple[str, Truth]:
    lines = ""
    for n, i in enumerate(d.items, 1):
        tax = (i.amount * Decimal(d.percent) / 100).quantize(Decimal("0.01"))
        lines += f"<tr><td>{n}<td>{e(i.what)}<td class=r>{i.quantity}<td class=r>{d.money(i.price)}<td class=r>{d.money(i.amount)}<td class=r>{d.percentage}<td class=r>{d.money(tax)}<td class=r>{d.money(i.amount + tax)}"
    names = {
        "en": ("Net", "VAT %", "VAT", "Gross"),
        "de": ("Netto", "USt. %", "USt.", "Brutto"),
        "es": ("Neto", "% IVA", "IVA", "Total"),
        "it": ("Imponibile", "% IVA", "IVA", "Totale"),
        "nl": ("Excl.", "Btw %", "Btw", "Incl."),
    }[d.language]
    return (
        f"{STYLE}<style>@page{{size:297mm 210mm;margin:12mm}}th,td{{border-bottom:1px solid #ccc}}</style><div class=f><div><b>{e(d.issuer.name)}</b><br>{e(d.issuer.street, d.issuer.town)}<br>{e(d.word('taxno'))} {d.issuer.tax_id}</div><div><b>{e(d.word('to'))}</b><br>{e(*d.recipient.lines)}</div>"
        f"<div>{e(d.word('invoice', 0))}: {d.number}<br>{e(d.word('date'))}: {d.day()}<br>{e(d.word('due'))}: {d.day(d.due)}</div></div>"
        f"<table class=w style='margin-top:10mm'><tr><th>#<th>{e(d.word('what'))}<th class=r>{e(d.word('qty'))}<th class=r>{e(d.word('price'))}"
        + "".join(f"<th class=r>{n}" for n in names)
        + f"{lines}<tr><td colspan=4><b>{e(d.word('gross', 0))}</b><td class=r>{d.money(d.net)}<td><td class=r>{d.money(d.tax)}<td class=r><b>{d.money(d.gross, sign='code')}</b></table>",
        d.truth(),
    )


def tax_is_in_the_price(d: Deal) -> tuple[str, Truth]:
    inner = (d.net * Decimal(d.percent) / (100 + Decimal(d.percent))).quantize(Decimal("0.01"))
    said = {
        "en": ("All prices include VAT", "of which VAT"),
        "de": ("Alle Preise inkl. MwSt.", "darin enthaltene MwSt."),
        "fr": ("Prix toutes taxes comprises", "dont TVA"),
        "nl": ("Alle prijzen incl. btw", "waarvan btw"),
    }[d.language]
    return (
        f"{STYLE}<div style='text-align:center'><div style='font-size:17pt;font-family:Liberation Serif'>{e(d.issuer.name)}</div>{e(d.issuer.street + ' • ' + d.issuer.town)}</div><hr>"
        f"<div class=f><div>{e(d.word('to'))}:<br>{e(*d.recipient.lines)}</div><div>{e(d.word('number'))}: {d.number}<br>{e(d.word('date'))}: {d.day()}</div></div>"
        f"<table class=w style='margin-top:8mm'>{heads(d, 'qty', 'what', 'price', 'amount')}{rows(d, 'qty', 'what', 'price', 'amount', sign='code')}</table>"
        f"<p class=r><b>{e(d.word('gross', 0))} {d.money(d.net, sign='code')}</b><br>{said[1]} {d.percentage} {d.money(inner, sign='code')}</p><p class=s>{said[0]}. {e(d.word('taxno'))} {d.issuer.tax_id}</p>",
        d.truth(gross=str(d.net)),
    )


def carried_forward(d: Deal) -> tuple[str, Truth]:
    half = len(d.items) // 2
    word = {
        "en": ("Carried forward", "Brought forward", "Page"),
        "de": ("Übertrag", "Übertrag", "Seite"),
        "fr": ("À reporter", "Report", "Page"),
    }[d.language]
    head = f"<div class=f><div><b>{e(d.issuer.name)}</b><br>{e(d.issuer.street)}<br>{e(d.issuer.town)}</div><div class=r>{e(d.word('invoice', 0))} {d.number}<br>{d.day()}<br>{word[2]} "
    part = rows(d, "what", "qty", "price", "amount").split("</tr>")
    sub = sum((i.amount for i in d.items[:half]), Decimal(0))
    columns = heads(d, "what", "qty", "price", "amount")
    return (
        f"{STYLE}{head}1/2</div></div><p style='margin-top:12mm'>{e(*d.recipient.lines)}</p><table class=w>{columns}{'</tr>'.join(part[:half])}</tr><tr><td colspan=3 class=r><i>{word[0]}</i><td class=r>{d.money(sub)}</table>"
        f"<div style='break-before:page'>{head}2/2</div></div><table class=w style='margin-top:12mm'>{columns}<tr><td colspan=3 class=r><i>{word[1]}</i><td class=r>{d.money(sub)}</tr>{'</tr>'.join(part[half:])}"
        f"<tr><td colspan=3 class=r>{e(d.word('net'))}<td class=r>{d.money(d.net)}<tr><td colspan=3 class=r>{e(d.word('tax'))} {d.percentage}<td class=r>{d.money(d.tax)}<tr><td colspan=3 class=r><b>{e(d.word('gross'))}</b><td class=r><b>{d.money(d.gross, sign='after')}</b></table></div>",
        d.truth(),
    )


def sidebar(d: Deal) -> tuple[str, Truth]:
    return (
        f"{STYLE}<div style='display:grid;grid-template-columns:52mm 1fr;gap:8mm'><div style='background:#e8eef4;padding:4mm;height:240mm'><b>{e(d.issuer.name)}</b><br><br>{e(d.issuer.street)}<br>{e(d.issuer.town)}<br><br><span class=s>{e(d.word('taxno'))}<br>{d.issuer.tax_id}<br><br>IBAN<br>NL91 ABNA 0417 1643 00</span></div>"
        f"<div><h2>{e(d.word('invoice'))}</h2><table><tr><td>{e(d.word('number'))}<td>{d.number}<tr><td>{e(d.word('date'))}<td>{d.day(style='words')}<tr><td>{e(d.word('to'))}<td>{e(*d.recipient.lines)}</table>"
        f"<table class=w style='margin-top:8mm'>{heads(d, 'what', 'qty', 'price', 'amount')}{rows(d, 'what', 'qty', 'price', 'amount')}<tr><td colspan=3>{e(d.word('net'))}<td class=r>{d.money(d.net)}<tr><td colspan=3>{e(d.word('tax'))} {d.percentage}<td class=r>{d.money(d.tax)}<tr><td colspan=3><b>{e(d.word('gross'))}</b><td class=r><b>{d.money(d.gross, sign='before')}</b></table></div></div>",
        d.truth(),
    )


def issuer_in_three_footers(d: Deal) -> tuple[str, Truth]:
    return (
        f"{STYLE}<div style='text-align:right;font-size:26pt;color:#a33'>◆ ◆ ◆</div><div style='margin-top:18mm'>{e(*d.recipient.lines)}</div><div class=f style='margin-top:14mm'><b>{e(d.word('number'))} {d.number}</b><span>{e(d.word('date'))} {d.day()}</span></div>"
        f"<table class=w style='margin-top:6mm'>{heads(d, 'pos', 'what', 'qty', 'price', 'amount', own={'pos': 'Pos'})}{rows(d, 'pos', 'what', 'qty', 'price', 'amount')}</table>"
        f"<table style='margin:6mm 0 0 auto'><tr><td>{e(d.word('net'))}<td class=r>{d.money(d.net, sign='after')}<tr><td>{e(d.word('tax'))} {d.percentage}<td class=r>{d.money(d.tax, sign='after')}<tr><td><b>{e(d.word('gross'))}</b><td class=r><b>{d.money(d.gross, sign='after')}</b></table>"
        f"<div class=s style='position:fixed;bottom:0;left:0;right:0;display:grid;grid-template-columns:1fr 1fr 1fr;border-top:1px solid #a33;padding-top:2mm'><div>{e(*d.issuer.lines)}</div><div>{e('Bank: Example Bank', 'IBAN: DE89 3704 0044 0532 0130 00', 'BIC: COBADEFFXXX')}</div><div>{e(d.word('taxno') + ': ' + d.issuer.tax_id, 'Tel: +00 555 0100', 'office@example.com')}</div></div>",
        d.truth(),
    )


def letterhead_is_a_picture(d: Deal) -> tuple[str, Truth]:
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (1500, 260), "white")
    pen = ImageDraw.Draw(picture)
    big = ImageFont.truetype("/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf", 74)
    small = ImageFont.truetype("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf", 40)
    pen.text((20, 20), d.issuer.name, font=big, fill="#203040")
    pen.text((20, 125), f"{d.issuer.street}, {d.issuer.town}", font=small, fill="black")
    pen.text((20, 185), f"{d.word('taxno')} {d.issuer.tax_id}", font=small, fill="black")
    out = io.BytesIO()
    picture.save(out, "PNG")
    source = base64.b64encode(out.getvalue()).decode()
    return (
        f"{STYLE}<img src='data:image/png;base64,{source}' style='width:150mm'><div class=f style='margin-top:8mm'><div><b>{e(d.word('to'))}</b><br>{e(*d.recipient.lines)}</div><div>{e(d.word('number'))}: {d.number}<br>{e(d.word('date'))}: {d.day()}</div></div>"
        f"<table class=w style='margin-top:8mm'>{heads(d, 'what', 'qty', 'price', 'amount')}{rows(d, 'what', 'qty', 'price', 'amount')}<tr><td colspan=3 class=r>{e(d.word('net'))}<td class=r>{d.money(d.net)}<tr><td colspan=3 class=r>{e(d.word('tax'))} {d.percentage}<td class=r>{d.money(d.tax)}<tr><td colspan=3 class=r><b>{e(d.word('gross'))}</b><td class=r><b>{d.money(d.gross, sign='before')}</b></table>",
        d.truth(),
    )


def amount_due_on_top(d: Deal) -> tuple[str, Truth]:
    due = {"en": "due", "es": "a pagar antes del", "fr": "à payer avant le"}[d.language]
    return (
        f"{STYLE}<div class=f><b style='font-size:15pt'>{e(d.word('invoice', 0))}</b><b style='font-size:13pt;color:#666'>{e(d.issuer.name)}</b></div>"
        f"<table style='margin-top:4mm'><tr><td><b>{e(d.word('number', 2))}</b><td>{d.number}<tr><td>{e(d.word('date', 2))}<td>{d.day(style='words')}<tr><td>{e(d.word('due', 0))}<td>{d.day(d.due, style='words')}</table>"
        f"<div style='display:flex;gap:30mm;margin:6mm 0'><div><b>{e(d.issuer.name)}</b><br>{e(d.issuer.street, d.issuer.town)}</div><div><b>{e(d.word('to', 0))}</b><br>{e(*d.recipient.lines)}</div></div>"
        f"<div style='font-size:15pt;font-weight:bold'>{d.money(d.gross, sign='before' if d.language == 'en' else 'after')} {due} {d.day(d.due, style='words')}</div>"
        f"<table class=w style='margin-top:6mm;font-size:9pt'>{heads(d, 'what', 'qty', 'price', 'amount')}{rows(d, 'what', 'qty', 'price', 'amount', sign='before' if d.language == 'en' else 'after')}</table>"
        f"<table style='margin:4mm 0 0 auto;width:80mm'><tr><td>{e(d.word('net', 0))}<td class=r>{d.money(d.net)}<tr><td>{e(d.word('tax', 0))} ({d.percentage})<td class=r>{d.money(d.tax)}<tr><td>{e(d.word('gross', 0))}<td class=r>{d.money(d.gross)}<tr><td><b>{e(d.word('gross', 2))}</b><td class=r><b>{d.money(d.gross, sign='code')}</b></table>",
        d.truth(due=d.due.isoformat()),
    )


def discounts_under_lines(d: Deal) -> tuple[str, Truth]:
    word = {"en": "Discount", "de": "Rabatt", "fr": "Remise", "it": "Sconto", "es": "Descuento"}[d.language]
    first = d.items[0]
    off = (first.amount / 10).quantize(Decimal("0.01"))
    net = d.net - off
    tax = (net * Decimal(d.percent) / 100).quantize(Decimal("0.01"))
    lines = ""
    for n, i in enumerate(d.items):
        price = off if n == 0 else Decimal(0)
        lines += f"<tr><td>{e(i.what)}<br><span class=s style='color:#666'>EAN 400638133393{n} · Lot 22-{n}</span><td class=r>{i.quantity}<td class=r>{d.money(i.price)}<td class=r>{'10 %' if n == 0 else ''}<td class=r>{d.money(i.amount - price)}"
    return (
        f"{STYLE}<h2>{e(d.word('invoice'))} {d.number}</h2><div class=f><div>{e(d.word('from'))}<br><b>{e(d.issuer.name)}</b><br>{e(d.issuer.street, d.issuer.town, d.issuer.tax_id)}</div><div>{e(d.word('to'))}<br><b>{e(d.recipient.name)}</b><br>{e(d.recipient.street, d.recipient.town)}</div><div>{e(d.word('date'))}<br>{d.day()}</div></div>"
        f"<table class=w style='margin-top:8mm'><tr><th>{e(d.word('what'))}<th class=r>{e(d.word('qty'))}<th class=r>{e(d.word('price'))}<th class=r>{word}<th class=r>{e(d.word('amount'))}{lines}</table>"
        f"<table style='margin-left:auto'><tr><td>{e(d.word('net'))}<td class=r>{d.money(net)}<tr><td>{e(d.word('tax'))} {d.percentage}<td class=r>{d.money(tax)}<tr><td><b>{e(d.word('gross'))}</b><td class=r><b>{d.money(net + tax, sign='code_after')}</b></table>",
        d.truth(
            gross=str(net + tax),
            lines=[[str(first.quantity), str(first.amount - off)]]
            + [[str(i.quantity), str(i.amount)] for i in d.items[1:]],
        ),
    )


def customer_in_running_text(d: Deal) -> tuple[str, Truth]:
    return (
        f"{STYLE}<div style='border:2px solid;padding:4mm'><div style='text-align:center;font-weight:bold;font-size:14pt'>{e(d.issuer.name)}</div><div style='text-align:center' class=s>{e(d.issuer.street + ', ' + d.issuer.town + ' — ' + d.word('taxno') + ': ' + d.issuer.tax_id)}</div><hr>"
        f"<div class=f><span>{e(d.word('number'))} {d.number}</span><span>{e(d.word('date'))} {d.day(style='words')}</span></div><p>{e(d.word('to'))}: {e(', '.join(d.recipient.lines))}</p>"
        f"<table class=w border=1>{heads(d, 'qty', 'what', 'price', 'amount')}{rows(d, 'qty', 'what', 'price', 'amount')}<tr><td colspan=3 class=r>{e(d.word('net'))}<td class=r>{d.money(d.net)}<tr><td colspan=3 class=r>{e(d.word('tax'))} {d.percentage}<td class=r>{d.money(d.tax)}<tr><td colspan=3 class=r>{e(d.word('gross'))}<td class=r>{d.money(d.gross, sign='before')}</table></div>",
        d.truth(),
    )


def typewriter(d: Deal) -> tuple[str, Truth]:
    body = [d.issuer.name, d.issuer.street, d.issuer.town, "", f"{d.word('invoice', 1):^70}", ""]
    body += [
        f"{d.word('number') + ':':<20}{d.number}",
        f"{d.word('date') + ':':<20}{d.day(style='words')}",
        "",
        f"{d.word('to') + ':'}",
    ]
    body += ["  " + line for line in d.recipient.lines]
    body += ["", f"{d.word('what'):<40}{d.word('qty'):>6}{d.word('price'):>12}{d.word('amount'):>14}", "-" * 72]
    for i in d.items:
        body.append(f"{i.what[:39]:<40}{i.quantity:>6}{d.money(i.price):>12}{d.money(i.amount):>14}")
    body += [
        "-" * 72,
        f"{d.word('net'):>58}{d.money(d.net):>14}",
        f"{d.word('tax') + ' ' + d.percentage:>58}{d.money(d.tax):>14}",
        f"{d.word('gross') + ' ' + d.currency:>58}{d.money(d.gross):>14}",
    ]
    return f"<pre style='font:9.5pt Liberation Mono'>{escape(chr(10).join(body))}</pre>", d.truth()


def amount_column_first(d: Deal) -> tuple[str, Truth]:
    return (
        f"{STYLE}<div class=f><div>{e(d.word('to'))}<br><b>{e(d.recipient.name)}</b><br>{e(d.recipient.street, d.recipient.town)}</div><div class=r><b>{e(d.issuer.name)}</b><br>{e(d.issuer.street, d.issuer.town)}<br>{e(d.word('taxno'))} {d.issuer.tax_id}</div></div>"
        f"<p>{e(d.word('invoice', 0))} <b>{d.number}</b> / {d.day()}</p><table class=w>{heads(d, 'amount', 'price', 'qty', 'what')}{rows(d, 'amount', 'price', 'qty', 'what')}</table>"
        f"<table style='margin-top:5mm'><tr><td class=r>{d.money(d.net)}<td>{e(d.word('net'))}<tr><td class=r>{d.money(d.tax)}<td>{e(d.word('tax'))} {d.percentage}<tr><td class=r><b>{d.money(d.gross, sign='code')}</b><td><b>{e(d.word('gross'))}</b></table>",
        d.truth(),
    )


def in_two_languages(d: Deal) -> tuple[str, Truth]:
    other = deal("en", d.at, number="", issued=d.issued)

    def both(name: str) -> str:
        return f"{e(d.word(name))} / {e(other.word(name))}"

    return (
        f"{STYLE}<div class=f><div><b>{e(d.issuer.name)}</b><br>{e(d.issuer.street, d.issuer.town)}</div><h2 style='margin:0'>{both('invoice')}</h2></div>"
        f"<table style='margin:6mm 0'><tr><td>{both('number')}<td>{d.number}<tr><td>{both('date')}<td>{d.day()}<tr><td>{both('to')}<td>{e(*d.recipient.lines)}</table>"
        f"<table class=w border=1><tr><th>{both('what')}<th>{both('qty')}<th>{both('price')}<th>{both('amount')}</tr>{rows(d, 'what', 'qty', 'price', 'amount')}</table>"
        f"<table style='margin-left:auto'><tr><td>{both('net')}<td class=r>{d.money(d.net)}<tr><td>{both('tax')} {d.percentage}<td class=r>{d.money(d.tax)}<tr><td>{both('gross')}<td class=r>{d.money(d.gross, sign='code')}</table>",
        d.truth(),
    )


def seikyusho(d: Deal) -> tuple[str, Truth]:
    return (
        f"{STYLE}<style>body{{font-family:Noto Serif CJK JP}}</style><h1 style='text-align:center;letter-spacing:1em'>{d.word('invoice', 0)}</h1><div class=f><div><span style='font-size:14pt;border-bottom:1px solid'>{e(d.recipient.name)}　御中</span><br>{e(d.recipient.town, d.recipient.street)}</div><div>{e(d.word('number'))}：{d.number}<br>{e(d.word('date'))}：{d.day(style='era')}<br><br>{e(d.issuer.name)}<br>{e(d.issuer.town, d.issuer.street)}<br>登録番号 {d.issuer.tax_id}<br>TEL 03-0000-0000</div></div>"
        f"<p>下記のとおりご請求申し上げます。</p><div style='border-bottom:3px double;display:inline-block;font-size:14pt'>ご請求金額　{d.money(d.gross, sign='before')}－</div>"
        f"<table class=w border=1 style='margin-top:5mm'>{heads(d, 'what', 'qty', 'price', 'amount')}{rows(d, 'what', 'qty', 'price', 'amount')}<tr><td><td><td><td><tr><td><td><td>{e(d.word('net', 0))}<td class=r>{d.money(d.net)}<tr><td><td><td>消費税(10%)<td class=r>{d.money(d.tax)}<tr><td><td><td>合計<td class=r>{d.money(d.gross)}</table>"
        f"<p>お振込先：みずほ銀行 浅草支店 普通 1234567<br>{e(d.word('due'))}：{d.day(d.due, style='words')}</p>",
        d.truth(),
    )


def ryoshusho(d: Deal) -> tuple[str, Truth]:
    return (
        f"{STYLE}<style>body{{font-family:Noto Sans CJK JP}}</style><div style='border:2px solid;padding:6mm'><div class=f><span></span><span>No. {d.number}</span></div><h2 style='text-align:center'>領　収　書</h2><div style='font-size:13pt'>{e(d.recipient.name)} 様</div><div style='text-align:center;font-size:18pt;background:#eee;margin:4mm'>{d.money(d.gross, sign='before')}-（税込）</div><p>但し　{e(d.items[0].what)} ほか代として　上記正に領収いたしました</p><div>{d.day(style='words')}</div><div class=f><div class=s>内訳<br>税抜金額 {d.money(d.net)}<br>消費税額 {d.money(d.tax)}</div><div>{e(d.issuer.town, d.issuer.street)}<br><b>{e(d.issuer.name)}</b> ㊞<br>登録番号：{d.issuer.tax_id}</div></div></div>",
        d.truth(kind="receipt", lines=None),
    )


def hong_kong_bilingual(d: Deal) -> tuple[str, Truth]:
    return (
        f"{STYLE}<style>body{{font-family:Noto Sans CJK HK}}</style><div style='text-align:center'><div style='font-size:16pt'>{e(d.issuer.name)}</div><div>{e(d.issuer.street)}</div></div><h3 style='text-align:center'>{d.word('invoice')} INVOICE</h3><div class=f><div>致 To：{e(d.recipient.name)}<br>　　　　{e(d.recipient.street)}</div><div>發票編號 No.：{d.number}<br>日期 Date：{d.day(style='words')}</div></div>"
        f"<table class=w border=1><tr><th>貨品名稱 Description<th class=qty>數量 Qty<th class=price>單價 Unit Price<th class=amount>金額 Amount ({MONEY_SIGN[d.currency]})</tr>{rows(d, 'what', 'qty', 'price', 'amount')}<tr><td colspan=3 class=r>合計 Total<td class=r>{d.money(d.gross, sign='before')}</table><p class=s>支票抬頭請寫「{e(d.issuer.name)}」</p>",
        d.truth(gross=str(d.gross)) if d.tax == 0 else {},
    )


MONEY_SIGN = {"HKD": "HK$", "TWD": "NT$", "CNY": "¥"}


def taiwan_sales_slip(d: Deal) -> tuple[str, Truth]:
    return (
        f"{STYLE}<style>body{{font-family:Noto Sans CJK TC}}</style><h2 style='text-align:center'>{e(d.issuer.name)}<br>銷 貨 單</h2><div class=f><div>客戶名稱：{e(d.recipient.name)}<br>送貨地址：{e(d.recipient.street)}<br>統一編號：12345675</div><div>單號：{d.number}<br>日期：{d.day(style='era')}<br>地址：{e(d.issuer.street)}<br>統編：{d.issuer.tax_id}</div></div>"
        f"<table class=w border=1 style='margin-top:4mm'><tr><th>項次<th>品名<th>單位<th class=qty>數量<th class=price>單價<th class=amount>金額</tr>{rows(d, 'pos', 'what', '個', 'qty', 'price', 'amount')}</table><div class=f style='margin-top:4mm'><span>銷售額合計：{d.money(d.net)}</span><span>營業稅：{d.money(d.tax)}</span><span>總計：{d.money(d.gross, sign='before')}</span></div>",
        d.truth(kind=None),
    )


def chinese_goods_list(d: Deal) -> tuple[str, Truth]:
    return (
        f"{STYLE}<style>body{{font-family:Noto Serif CJK SC}}</style><h2 style='text-align:center'>{d.word('invoice', 2)}</h2><table class=w><tr><td>{e(d.word('number'))}：{d.number}<td>{e(d.word('date'))}：{d.day(style='words')}<tr><td>{e(d.word('from'))}：{e(d.issuer.name)}<td>{e(d.word('to'))}：{e(d.recipient.name)}<tr><td>地址：{e(d.issuer.street)}<td>地址：{e(d.recipient.street)}<tr><td>统一社会信用代码：{d.issuer.tax_id}<td></table>"
        f"<table class=w border=1>{heads(d, 'pos', 'what', 'qty', 'price', 'amount', own={'pos': '序号'})}{rows(d, 'pos', 'what', 'qty', 'price', 'amount')}<tr><td colspan=4>{e(d.word('net', 1))}<td class=r>{d.money(d.net)}<tr><td colspan=4>{e(d.word('tax'))}（{d.percent}%）<td class=r>{d.money(d.tax)}<tr><td colspan=4>{e(d.word('gross', 0))}<td class=r>{d.money(d.gross, sign='before')}</table>",
        d.truth(),
    )


def swiss_with_payment_part(d: Deal) -> tuple[str, Truth]:
    word = {
        "de": ("Empfangsschein", "Zahlteil", "Konto / Zahlbar an", "Zahlbar durch", "Währung", "Betrag"),
        "fr": ("Récépissé", "Section paiement", "Compte / Payable à", "Payable par", "Monnaie", "Montant"),
    }[d.language]
    part = f"<b>{word[2]}</b><br>CH93 0076 2011 6238 5295 7<br>{e(*d.issuer.lines)}<br><b>{word[3]}</b><br>{e(*d.recipient.lines)}<br><b>{word[4]} &nbsp; {word[5]}</b><br>CHF &nbsp; {d.money(d.gross).replace(chr(39), ' ')}"
    return (
        f"{STYLE}<div>{e(*d.issuer.lines)}<br>{d.issuer.tax_id}</div><div style='margin:12mm 0 8mm 95mm'>{e(*d.recipient.lines)}</div><b>{e(d.word('invoice', 0))} {d.number}</b><p>{e(d.word('date'))}: {d.day()}</p><table class=w>{heads(d, 'what', 'qty', 'price', 'amount')}{rows(d, 'what', 'qty', 'price', 'amount')}<tr><td colspan=3>{e(d.word('net'))}<td class=r>{d.money(d.net)}<tr><td colspan=3>{e(d.word('tax', 1))} {d.percentage}<td class=r>{d.money(d.tax)}<tr><td colspan=3><b>{e(d.word('gross'))} CHF</b><td class=r><b>{d.money(d.gross)}</b></table>"
        f"<div class=s style='position:fixed;bottom:0;left:0;right:0;border-top:1px dashed;display:grid;grid-template-columns:55mm 1fr;gap:5mm;padding-top:3mm'><div><b>{word[0]}</b><br>{part}</div><div><b>{word[1]}</b><br>{part}</div></div>",
        d.truth(),
    )


def indian_tax_invoice(d: Deal) -> tuple[str, Truth]:
    half = (d.tax / 2).quantize(Decimal("0.01"))
    lines = "".join(
        f"<tr><td>{n}<td>{e(i.what)}<td>61178020<td class=r>{i.quantity} Nos<td class=r>{d.money(i.price)}<td class=r>{d.money(i.amount)}"
        for n, i in enumerate(d.items, 1)
    )
    return (
        f"{STYLE}<div style='text-align:center'><b>TAX INVOICE</b> <span class=s>(Original for Recipient)</span></div><table class=w border=1><tr><td rowspan=2 width=50%><b>{e(d.issuer.name)}</b><br>{e(d.issuer.street, d.issuer.town)}<br>GSTIN/UIN: {d.issuer.tax_id}<br>State Name: Tamil Nadu, Code: 33<td>Invoice No.<br><b>{d.number}</b><td>Dated<br><b>{d.issued:%d-%b-%Y}</b><tr><td>Delivery Note<br>DN/118<td>Mode/Terms of Payment<br>30 Days<tr><td>Buyer (Bill to)<br><b>{e(d.recipient.name)}</b><br>{e(d.recipient.street, d.recipient.town)}<td colspan=2>Terms of Delivery</table>"
        f"<table class=w border=1><tr><th>Sl No.<th>Description of Goods<th>HSN/SAC<th>Quantity<th>Rate<th>Amount{lines}<tr><td><td class=r>CGST 9%<td><td><td><td class=r>{d.money(half)}<tr><td><td class=r>SGST 9%<td><td><td><td class=r>{d.money(half)}<tr><td><td class=r><b>Total</b><td><td class=r>{sum(i.quantity for i in d.items)} Nos<td><td class=r><b>{d.money(d.net + 2 * half, sign='before')}</b></table><p class=s>Amount Chargeable (in words)<br>INR as above Only</p><div class=r>for {e(d.issuer.name)}<br><br>Authorised Signatory</div>",
        d.truth(gross=str(d.net + 2 * half)),
    )


def credit(d: Deal) -> tuple[str, Truth]:
    title, about = {
        "en": ("Credit note", "Original invoice"),
        "de": ("Gutschrift", "zu Rechnung Nr."),
        "fr": ("Avoir", "Facture d'origine n°"),
        "es": ("Factura rectificativa", "Factura original"),
        "nl": ("Creditnota", "Oorspronkelijke factuur"),
        "it": ("Nota di credito", "Rif. fattura n."),
    }[d.language]
    lines = "".join(
        f"<tr><td>{e(i.what)}<td class=r>{i.quantity}<td class=r>{d.money(i.price)}<td class=r>{d.money(-i.amount)}"
        for i in d.items
    )
    return (
        f"{STYLE}<div class=f><h1 style='margin:0'>{title}</h1><div><b>{e(d.issuer.name)}</b><br>{e(d.issuer.street, d.issuer.town)}</div></div><p>{e(*d.recipient.lines)}</p><table><tr><td>No.<td>{d.number}<tr><td>{e(d.word('date', 0))}<td>{d.day()}<tr><td>{about}<td>RF-20881</table>"
        f"<table class=w style='margin-top:6mm'>{heads(d, 'what', 'qty', 'price', 'amount')}{lines}<tr><td colspan=3>{e(d.word('net'))}<td class=r>{d.money(-d.net)}<tr><td colspan=3>{e(d.word('tax'))} {d.percentage}<td class=r>{d.money(-d.tax)}<tr><td colspan=3><b>{e(d.word('gross', 0))}</b><td class=r><b>{d.money(-d.gross, sign='code_after')}</b></table>",
        d.truth(kind="credit_note", preceding="RF-20881"),
    )


def _no_proof(title: dict[str, str], kind: str, *, note: dict[str, str] | None = None) -> Layout:
    def drawn(d: Deal) -> tuple[str, Truth]:
        return (
            f"{STYLE}<div class=f><div><b>{e(d.issuer.name)}</b><br>{e(d.issuer.street, d.issuer.town)}</div><div class=r><span style='font-size:15pt'>{title[d.language]}</span><br>No. {d.number}<br>{d.day()}</div></div><p>{e(d.word('to'))}:<br>{e(*d.recipient.lines)}</p>"
            f"<table class=w>{heads(d, 'what', 'qty', 'price', 'amount')}{rows(d, 'what', 'qty', 'price', 'amount')}<tr><td colspan=3 class=r>{e(d.word('net'))}<td class=r>{d.money(d.net)}<tr><td colspan=3 class=r>{e(d.word('gross', 0))}<td class=r>{d.money(d.gross, sign='code')}</table><p>{(note or {}).get(d.language, '')}</p>",
            d.truth(kind=kind),
        )

    return drawn


def packing(d: Deal) -> tuple[str, Truth]:
    title = {"en": "Packing List", "de": "Lieferschein", "nl": "Pakbon", "it": "Documento di trasporto"}[d.language]
    lines = "".join(f"<tr><td>{n}<td>{e(i.what)}<td class=r>{i.quantity}" for n, i in enumerate(d.items, 1))
    return (
        f"{STYLE}<h2>{title}</h2><div class=f><div><b>{e(d.issuer.name)}</b><br>{e(d.issuer.street, d.issuer.town)}</div><div>{e(d.word('ship'))}<br>{e(*d.recipient.lines)}</div></div><p>No. {d.number} — {d.day()}</p><table class=w><tr><th>#<th>{e(d.word('what'))}<th class=r>{e(d.word('qty'))}{lines}</table>",
        {
            "kind": "packing_slip",
            "number": d.number,
            "issued_on": d.issued.isoformat(),
            "issuer": d.issuer.name,
            "recipient": d.recipient.name,
        },
    )


def order_number_is_louder(d: Deal) -> tuple[str, Truth]:
    return (
        f"{STYLE}<div class=f><div><b>{e(d.issuer.name)}</b><br>{e(d.issuer.street, d.issuer.town)}</div><div class=r><b style='font-size:14pt'>{e(d.word('order'))}: 4500119822</b><br>{e(d.word('number'))}: {d.number}<br>{e(d.word('date'))}: {d.day()}</div></div><div style='margin:8mm 0'><b>{e(d.word('to'))}</b><br>{e(*d.recipient.lines)}</div>"
        f"<table class=w>{heads(d, 'what', 'qty', 'price', 'amount')}{rows(d, 'what', 'qty', 'price', 'amount')}</table><table style='margin:5mm 0 0 auto'><tr><td>{e(d.word('net'))}<td class=r>{d.money(d.net)}<tr><td>{e(d.word('tax'))} {d.percentage}<td class=r>{d.money(d.tax)}<tr><td>{e(d.word('gross'))}<td class=r>{d.money(d.gross, sign='code')}</table>",
        d.truth(),
    )


def latex_article(d: Deal) -> tuple[str, Truth]:
    lines = "".join(
        f"<tr><td style='width:70mm'>{e(i.what)}, delivered in one carton with certificate and care leaflet<td class=qty>{i.quantity}<td class=price>{d.money(i.price)}<td class=amount>{d.money(i.amount)}"
        for i in d.items
    )
    return (
        f"{STYLE}<div style='font:10.5pt TeX Gyre Termes,Liberation Serif'><div style='text-align:right'><b>{e(d.issuer.name)}</b><br>{e(d.issuer.street)}<br>{e(d.issuer.town)}</div><p style='margin-top:10mm'>{e(*d.recipient.lines)}</p><p style='text-align:right'>{d.day(style='words')}</p><p><b>{e(d.word('invoice', 0))} {d.number}</b></p>"
        f"<table style='border-top:1.5px solid;border-bottom:1.5px solid' class=w>{heads(d, 'what', 'qty', 'price', 'amount')}{lines}<tr style='border-top:.5px solid'><td colspan=3 class=r>{e(d.word('net'))}<td class=r>{d.money(d.net)}<tr><td colspan=3 class=r>{e(d.word('tax'))} {d.percentage}<td class=r>{d.money(d.tax)}<tr><td colspan=3 class=r><b>{e(d.word('gross'))}</b><td class=r><b>{d.money(d.gross, sign='after')}</b></table></div>",
        d.truth(),
    )


def quarter_turned(d: Deal) -> tuple[str, Truth]:
    return customer_in_running_text(d)


QUOTE = {
    "en": "Quotation",
    "de": "Angebot",
    "fr": "Devis",
    "es": "Presupuesto",
    "it": "Preventivo",
    "nl": "Offerte",
    "zh-Hans": "报价单",
    "zh-Hant": "報價單",
    "ja": "御見積書",
}
PRO_FORMA = {
    "en": "Pro-forma invoice",
    "de": "Proforma-Rechnung",
    "fr": "Facture pro forma",
    "es": "Factura proforma",
    "zh-Hans": "形式发票",
}
CONFIRMED = {
    "en": "Order confirmation",
    "de": "Auftragsbestätigung",
    "fr": "Confirmation de commande",
    "it": "Conferma d'ordine",
    "ja": "注文請書",
}

# Each way of drawing, and the languages with the place of the trader in its list.
PLAN: list[tuple[Layout | str, str, list[tuple[str, int]]]] = [
    (grid_with_two_boxes, "grid-two-boxes", [("en", 3), ("es", 3)]),
    (cards_from_and_to, "cards", [("en", 0), ("de", 3), ("ja", 1)]),
    (window_envelope, "window", [("de", 0), ("de", 5), ("nl", 2)]),
    (no_labels_at_all, "no-labels", [("de", 3), ("it", 2), ("nl", 0)]),
    (totals_left_customer_right, "totals-left", [("fr", 0), ("fr", 4), ("es", 1)]),
    (strip_of_cells, "strip", [("es", 0), ("fr", 2)]),
    (label_over_value_right, "label-over-value", [("nl", 1), ("de", 1)]),
    (dark_band, "dark-band", [("en", 2), ("en", 6)]),
    (spreadsheet, "spreadsheet", [("it", 3), ("zh-Hans", 1), ("en", 5)]),
    (a_letter_of_charges, "letter-of-charges", [("en", 0), ("fr", 1), ("it", 0)]),
    (till_slip, "till", [("en", 1), ("de", 4), ("it", 1), ("ja", 0)]),
    (wide_with_tax_per_line, "wide", [("es", 2), ("it", 2), ("en", 1)]),
    (tax_is_in_the_price, "tax-included", [("en", 2), ("nl", 3), ("de", 2)]),
    (carried_forward, "carried", [("de", 1), ("fr", 3), ("en", 6)]),
    (sidebar, "sidebar", [("nl", 2), ("it", 3)]),
    (issuer_in_three_footers, "three-footers", [("de", 2), ("de", 0), ("fr", 0)]),
    (letterhead_is_a_picture, "picture-head", [("en", 1), ("fr", 1), ("it", 1)]),
    (amount_due_on_top, "amount-on-top", [("en", 3), ("es", 0)]),
    (discounts_under_lines, "discounts", [("de", 0), ("it", 0), ("es", 2)]),
    (customer_in_running_text, "running", [("en", 4), ("es", 1)]),
    (typewriter, "typewriter", [("en", 5), ("nl", 0)]),
    (amount_column_first, "amount-first", [("fr", 4), ("nl", 1)]),
    (in_two_languages, "two-languages", [("de", 1), ("it", 1), ("zh-Hans", 0)]),
    (seikyusho, "seikyusho", [("ja", 0), ("ja", 1), ("ja", 2)]),
    (ryoshusho, "ryoshusho", [("ja", 2)]),
    (hong_kong_bilingual, "hong-kong", [("zh-Hant", 0)]),
    (taiwan_sales_slip, "taiwan", [("zh-Hant", 1), ("zh-Hant", 2)]),
    (chinese_goods_list, "chinese-list", [("zh-Hans", 0), ("zh-Hans", 2)]),
    (swiss_with_payment_part, "swiss", [("de", 4), ("fr", 3)]),
    (indian_tax_invoice, "india", [("en", 4)]),
    (credit, "credit", [("en", 0), ("de", 2), ("fr", 4), ("es", 0)]),
    (_no_proof(QUOTE, "quote"), "quote", [("es", 1), ("nl", 3), ("zh-Hant", 1)]),
    (_no_proof(PRO_FORMA, "pro_forma"), "pro-forma", [("en", 5), ("zh-Hans", 1)]),
    (_no_proof(CONFIRMED, "order_confirmation"), "confirmed", [("de", 5), ("fr", 2), ("ja", 1)]),
    (packing, "packing", [("nl", 0), ("it", 3)]),
    (order_number_is_louder, "order-louder", [("en", 1), ("de", 2), ("es", 0)]),
    (latex_article, "latex", [("en", 2), ("fr", 2), ("de", 3)]),
    (quarter_turned, "turned", [("de", 4)]),
]
_NUMBERS = ("2026-0417", "INV-10093", "F26/118", "RE20260088", "A-5521", "000731", "26.1044", "K7-2290", "SI/2026/031")


def papers() -> Iterator[tuple[str, str, Truth, int]]:
    """Each paper: its name, its HTML, what it says, and by how much the page is turned."""
    n = 0
    for layout, name, places in PLAN:
        assert callable(layout)
        for language, at in places:
            day = date.fromordinal(date(2026, 1, 5).toordinal() + 11 * (n % 29))
            count = 6 if name == "carried" else 2 + (n % 3)
            sale = deal(language, at, number=_NUMBERS[n % len(_NUMBERS)], issued=day, count=count)
            body, truth = layout(sale)
            yield f"r6-{name}-{language}-{at}", body, truth, 90 if name == "turned" else 0
            n += 1
