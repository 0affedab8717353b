"""The seventh round, papers of the West as a browser prints them: each design with the words its own system prints, drawn before any of them was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from html import escape as x

from benchmarks.papers.unseen.seventh_asian import PLAN as ASIAN
from benchmarks.papers.unseen.seventh_traders import STYLE, Row, Sale, Truth, bold, listed, sale, tr

Design = Callable[[Sale], tuple[str, Truth]]


def shop_order(s: Sale) -> tuple[str, Truth]:
    """A web shop's printed order: bold what and small variant, quantity at the left with a cross."""
    w = {
        "en": (
            "Invoice for Order",
            "Invoice",
            "Ship to",
            "Bill to",
            "Items",
            "Quantity",
            "Subtotal",
            "Tax",
            "Shipping",
            "Total",
            "Thank you for shopping with us!",
        ),
        "fr": (
            "Facture de la commande",
            "Facture",
            "Expédier à",
            "Facturer à",
            "Articles",
            "Quantité",
            "Sous-total",
            "TVA",
            "Livraison",
            "Total",
            "Merci de votre achat !",
        ),
    }[s.language]
    body = "".join(
        f"<tr><td><b>{x(r.what)}</b><br><span class='s g'>Default · SKU {n}A{r.qty}</span><td class=r>{r.qty} × {s.m(r.price, 'b')}<td class=r>{s.m(r.amount, 'b')}"
        for n, r in enumerate(s.rows, 3)
    )
    total = "".join(
        tr(a, b, right=1)
        for a, b in (
            (w[6], s.m(s.net, "b")),
            (w[8], s.m(0, "b")),
            (f"{w[7]} {s.rate}", s.m(s.tax, "b")),
            (f"<b>{w[9]}</b>", f"<b>{s.m(s.gross, 'b')}</b>"),
        )
    )
    return (
        f"{STYLE}<div class=f><h2>{s.seller.n}</h2><div class=r>{w[1]} #{s.number}<br>{s.d('words')}</div></div><p class=g>{w[0]} #5{len(s.rows)}87</p>"
        f"<div class=f style='width:80%'><div><b>{w[2]}</b><br>{s.buyer.html}</div><div><b>{w[3]}</b><br>{s.buyer.html}</div></div><hr>"
        f"<table class=w><tr><th>{w[4]}<th class=r>{w[5]}<th>{body}</table><hr><table style='margin-left:60%;width:40%'>{total}</table>"
        f"<p style='text-align:center;margin-top:25mm'>{w[10]}<br><b>{s.seller.n}</b><br>{s.seller.place}<br>hello@example.com</p>",
        s.says(),
    )


def market_seller(s: Sale) -> tuple[str, Truth]:
    """A marketplace prints in its seller's name: three columns of addresses, the number small at the right."""
    w = {
        "fr": (
            "Facture",
            "Payé",
            "Référence de paiement",
            "Vendu par",
            "TVA",
            "Date de la facture / Date de la livraison",
            "Numéro de la facture",
            "Total à payer",
            "Adresse de facturation",
            "Adresse de livraison",
            "Informations de la commande",
            "Date de la commande",
            "Numéro de la commande",
            "Description",
            "Qté",
            "P.U. (HT)",
            "Taux TVA",
            "Prix total (TTC)",
        ),
        "it": (
            "Fattura",
            "Pagato",
            "Riferimento pagamento",
            "Venduto da",
            "P. IVA",
            "Data fattura / Data di consegna",
            "Numero fattura",
            "Totale da pagare",
            "Indirizzo di fatturazione",
            "Indirizzo di spedizione",
            "Informazioni sull'ordine",
            "Data dell'ordine",
            "Numero dell'ordine",
            "Descrizione",
            "Qtà",
            "P. unitario (IVA escl.)",
            "IVA %",
            "Prezzo totale (IVA incl.)",
        ),
        "es": (
            "Factura",
            "Pagado",
            "Referencia de pago",
            "Vendido por",
            "IVA",
            "Fecha de la factura/Fecha de la entrega",
            "Número de la factura",
            "Total pendiente",
            "Dirección de facturación",
            "Dirección de envío",
            "Información del pedido",
            "Fecha del pedido",
            "Número del pedido",
            "Descripción",
            "Cant.",
            "P. Unitario (IVA excluido)",
            "IVA %",
            "Precio total (IVA incluido)",
        ),
    }[s.language]
    gross = [s.rounded(r.amount * (100 + s.percent) / 100) for r in s.rows]
    body = "".join(
        tr(f"{x(r.what)}<br>ASIN: B0C{n}K7{r.qty:04}", r.qty, s.m(r.price, "a"), s.rate, s.m(g, "a"), right=1)
        for n, (r, g) in enumerate(zip(s.rows, gross, strict=True))
    )
    whole = sum(gross, Decimal(0))
    return (
        f"{STYLE}<div class=f><div style='font-size:20pt'>bazar</div><div class=r><h2 style='margin:0'>{w[0]}</h2>{w[1]}</div></div>"
        f"<div class=f><div>{s.buyer.html}</div><div style='width:80mm'>{w[2]} 7Hq2v0LkX{len(gross)}Ty<br>{w[3]} {s.seller.n}<br>{w[4]} {s.seller.tax}<hr>"
        f"<div class=f><span>{w[5]}</span><span>{s.d('words')}</span></div><div class=f><span>{w[6]}</span><span>{s.number}</span></div><div class=f><b>{w[7]}</b><b>{s.m(whole, 'a')}</b></div></div></div>"
        f"<div style='display:grid;grid-template-columns:1fr 1fr 1fr;border-top:1px solid;margin-top:5mm'><div><b>{w[8]}</b><br>{s.buyer.html}</div><div><b>{w[9]}</b><br>{s.buyer.html}</div><div><b>{w[3]}</b><br>{s.seller.html}<br>{w[4]} {s.seller.tax}</div></div>"
        f"<p><b>{w[10]}</b><br>{w[11]} {s.d('words', date.fromordinal(s.on.toordinal() - 2))}<br>{w[12]} 402-7719023-{n_(s)}</p>"
        f"<table class=w>{tr(*w[13:], tag='th', right=1)}{body}</table><div class=r style='font-size:13pt;margin-top:4mm'><b>{w[7]} &nbsp; {s.m(whole, 'a')}</b></div>",
        s.says(gross=str(whole), lines=[[str(r.qty), str(g)] for r, g in zip(s.rows, gross, strict=True)]),
    )


def n_(s: Sale) -> int:
    return 1200011 + s.on.toordinal() % 9973


def erp_form(s: Sale) -> tuple[str, Truth]:
    """A large program's form: three parties (bill-to, ship-to, sold-to) in boxes, facts as a grid of small captions over values."""
    w = {
        "en": (
            "TAX INVOICE",
            "Sold-to party",
            "Bill-to party",
            "Ship-to party",
            "Billing document",
            "Billing date",
            "Sales order",
            "Customer no.",
            "Incoterms",
            "Material",
            "Description",
            "Qty",
            "UoM",
            "Unit price",
            "Net value",
            "Items total",
            "Output tax",
            "Final amount",
            "VAT Reg. No.",
        ),
        "de": (
            "Rechnung",
            "Auftraggeber",
            "Rechnungsempfänger",
            "Warenempfänger",
            "Belegnummer",
            "Belegdatum",
            "Kundenauftrag",
            "Debitor",
            "Incoterms",
            "Material",
            "Bezeichnung",
            "Menge",
            "ME",
            "Preis/Einh.",
            "Nettowert",
            "Summe Positionen",
            "Ausgangssteuer",
            "Endbetrag",
            "USt-IdNr.",
        ),
        "es": (
            "FACTURA",
            "Solicitante",
            "Destinatario de factura",
            "Destinatario de mercancías",
            "Documento de facturación",
            "Fecha factura",
            "Pedido",
            "N.º deudor",
            "Incoterms",
            "Material",
            "Texto breve",
            "Cantidad",
            "UM",
            "Precio neto",
            "Valor neto",
            "Total posiciones",
            "IVA repercutido",
            "Importe final",
            "NIF",
        ),
    }[s.language]
    facts = ((w[4], s.number), (w[5], s.d()), (w[6], "4711002"), (w[7], "C10993"), (w[8], "DAP"))
    cells = "".join(f"<td><span class='s g'>{a}</span><br>{b}" for a, b in facts)
    body = listed(
        s,
        lambda n, r: tr(
            f"{n * 10:06}<br><span class=s>MAT-{n}{r.qty}</span>",
            x(r.what),
            f"{r.qty:d}",
            "PC" if s.language == "en" else "ST" if s.language == "de" else "UN",
            s.m(r.price),
            s.m(r.amount),
            right=2,
        ),
    )
    return (
        f"{STYLE}<div class=f><div style='font:bold 15pt Liberation Serif'>{s.seller.n.split()[0].upper()}</div><h2 style='margin:0'>{w[0]}</h2></div>"
        f"<table class='w b'><tr>{''.join(f'<td><b>{t}</b><br>{s.buyer.html}' for t in w[1:4])}</table><table class='w b' style='margin:2mm 0'><tr>{cells}</table>"
        f"<table class=w style='border-top:1px solid;border-bottom:1px solid'>{tr(*w[9:15], tag='th', right=2)}{body}</table>"
        f"<table style='margin:3mm 0 0 50%;width:50%'>{tr(w[15], s.currency, s.m(s.net), right=1)}{tr(w[16], s.rate, s.m(s.tax), right=1)}{tr(bold(w[17]), s.currency, bold(s.m(s.gross)), right=1)}</table>"
        f"<div class='s' style='position:fixed;bottom:0;width:100%;border-top:1px solid'>{s.seller.n} | {s.seller.place} | {w[18]} {s.seller.tax} | info@example.com</div>",
        s.says(),
    )


def size_run(s: Sale) -> tuple[str, Truth]:
    """A fashion wholesaler: sizes as columns, pieces under each, the pairs of a row added up behind."""
    w = {
        "it": (
            "FATTURA N.",
            "DEL",
            "Spett.le Ditta",
            "Articolo",
            "Colore",
            "Tot. paia",
            "Prezzo",
            "Importo",
            "Totale merce",
            "IVA",
            "TOTALE FATTURA",
            "36 37 38 39 40 41",
            "Cap. Soc. € 10.000 i.v. - P.IVA",
        ),
        "en": (
            "INVOICE No",
            "DATE",
            "INVOICE TO",
            "Style",
            "Colour",
            "Total",
            "Price",
            "Value",
            "Goods total",
            "VAT",
            "INVOICE TOTAL",
            "6 8 10 12 14 16",
            "VAT Reg",
        ),
        "fr": (
            "FACTURE N°",
            "DU",
            "Facturé à",
            "Modèle",
            "Coloris",
            "Total",
            "Prix HT",
            "Montant HT",
            "Total HT",
            "TVA",
            "NET À PAYER",
            "36 38 40 42 44 46",
            "N° TVA",
        ),
    }[s.language]
    sizes = w[11].split()

    def row(n: int, r: Row) -> str:
        runs = [0] * len(sizes)
        for i in range(r.qty if r.qty < 60 else 60):
            runs[(i * i + n) % len(sizes)] += 1
        runs[0] += r.qty - sum(runs)
        return tr(
            x(r.what),
            ("nero", "blu", "rosso")[n % 3] if s.language == "it" else ("black", "navy", "red")[n % 3],
            *[v or "" for v in runs],
            f"<b>{r.qty}</b>",
            s.m(r.price),
            s.m(r.amount),
            right=2,
        )

    return (
        f"{STYLE}<div class=f><div><b style='font-size:14pt'>{s.seller.n}</b><br>{s.seller.place}<br>{w[12]} {s.seller.tax}</div><div class=b style='border:1px solid;padding:2mm'>{w[0]} <b>{s.number}</b> &nbsp; {w[1]} <b>{s.d()}</b></div></div>"
        f"<div style='margin:8mm 0 6mm 95mm'>{w[2]}<br>{s.buyer.html}</div><table class='w b s'>{tr(w[3], w[4], *sizes, *w[5:8], tag='th', right=2)}{listed(s, row)}</table>"
        f"<table class=b style='margin:4mm 0 0 auto'>{tr(w[8], s.m(s.net, 'b'), right=1)}{tr(f'{w[9]} {s.rate}', s.m(s.tax, 'b'), right=1)}{tr(bold(w[10]), bold(s.m(s.gross, 'b')), right=1)}</table>",
        s.says(),
    )


def column_discount(s: Sale) -> tuple[str, Truth]:
    """A discount in percent in each line; sums in a strip of boxes at the foot."""
    w = {
        "es": (
            "FACTURA",
            "Nº",
            "Fecha",
            "Cliente",
            "Ref.",
            "Concepto",
            "Uds.",
            "Precio",
            "% Dto.",
            "Total",
            "BASE IMPONIBLE",
            "% IVA",
            "CUOTA IVA",
            "TOTAL FACTURA",
            "Vencimiento",
        ),
        "de": (
            "RECHNUNG",
            "Nr.",
            "vom",
            "Kunde",
            "Art.-Nr.",
            "Artikel",
            "Anz.",
            "Einzelpreis",
            "Rabatt %",
            "Gesamt",
            "NETTO",
            "MwSt. %",
            "MWST.-BETRAG",
            "RECHNUNGSBETRAG",
            "Zahlbar bis",
        ),
        "nl": (
            "FACTUUR",
            "nr.",
            "d.d.",
            "Debiteur",
            "Art.",
            "Omschrijving",
            "Aant.",
            "Prijs",
            "Korting %",
            "Totaal",
            "NETTO",
            "BTW %",
            "BTW BEDRAG",
            "TE BETALEN",
            "Vervaldatum",
        ),
    }[s.language]
    body = listed(
        s, lambda n, r: tr(f"0{n}-{r.qty}", x(r.what), r.qty, s.m(r.price), r.off or "", s.m(r.amount), right=2)
    )
    return (
        f"{STYLE}<div style='text-align:center'><b style='font-size:13pt'>{s.seller.n}</b><br>{s.seller.place} · {s.seller.tax}</div><hr><div class=f><div style='font-size:12pt'>{w[0]} {w[1]} {s.number} {w[2]} {s.d()}</div></div>"
        f"<p><i>{w[3]}:</i><br>{s.buyer.html}</p><table class=w>{tr(*w[4:10], tag='th', right=2)}{body}</table>"
        f"<table class='w b' style='margin-top:25mm'>{tr(*w[10:14], tag='th')}{tr(s.m(s.net), s.rate.rstrip('%'), s.m(s.tax), bold(s.m(s.gross, 'a')))}</table><p>{w[14]}: {s.d(on=s.due)}</p>",
        s.says(due=s.due.isoformat()),
    )


def side_labels(s: Sale) -> tuple[str, Truth]:
    """Labels stand turned at the left edge of each block."""
    w = {
        "en": (
            "Invoice",
            "From",
            "Billed to",
            "Details",
            "Invoice no",
            "Issued",
            "Item",
            "Qty",
            "Rate",
            "Sum",
            "Net",
            "VAT",
            "Total payable",
        ),
        "nl": (
            "Factuur",
            "Van",
            "Voor",
            "Gegevens",
            "Factuurnr",
            "Datum",
            "Dienst of product",
            "Aantal",
            "Tarief",
            "Bedrag",
            "Netto",
            "BTW",
            "Totaal te betalen",
        ),
    }[s.language]

    def block(label: str, text: str) -> str:
        return f"<div style='display:flex;gap:3mm;margin:4mm 0'><div style='writing-mode:vertical-rl;transform:rotate(180deg);color:#999;font-size:7pt'>{label.upper()}</div><div>{text}</div></div>"

    body = listed(s, lambda n, r: tr(x(r.what), r.qty, s.m(r.price, "b"), s.m(r.amount, "b"), right=1))
    return (
        f"{STYLE}<h1 style='font-weight:300'>{w[0]}</h1><div style='display:grid;grid-template-columns:1fr 1fr 1fr'>{block(w[1], s.seller.html + '<br>' + s.seller.tax)}{block(w[2], s.buyer.html)}{block(w[3], f'{w[4]} {s.number}<br>{w[5]} {s.d()}')}</div>"
        f"<table class=w>{tr(*w[6:10], tag='th', right=1)}{body}</table><table style='margin-left:auto'>{tr(w[10], s.m(s.net, 'b'), right=1)}{tr(w[11] + ' ' + s.rate, s.m(s.tax, 'b'), right=1)}{tr(w[12], s.m(s.gross, 'b'), right=1)}</table>",
        s.says(),
    )


def value_over_label(s: Sale) -> tuple[str, Truth]:
    """Each value is large, its label small beneath it."""
    w = {
        "en": (
            "INVOICE NUMBER",
            "DATE OF INVOICE",
            "AMOUNT DUE",
            "CLIENT",
            "Goods",
            "Pcs",
            "Each",
            "Line total",
            "Subtotal",
            "GST",
            "Grand total",
        ),
        "it": (
            "NUMERO FATTURA",
            "DATA EMISSIONE",
            "TOTALE DOVUTO",
            "CLIENTE",
            "Prodotti",
            "Pz",
            "Cad.",
            "Totale riga",
            "Imponibile",
            "IVA",
            "Totale documento",
        ),
        "fr": (
            "NUMÉRO DE FACTURE",
            "DATE D'ÉMISSION",
            "MONTANT DÛ",
            "CLIENT",
            "Désignation",
            "Qté",
            "PU HT",
            "Total HT",
            "Total HT",
            "TVA",
            "Total TTC",
        ),
    }[s.language]

    def fact(value: str, label: str) -> str:
        return f"<div style='margin-right:12mm'><div style='font-size:13pt'>{value}</div><div class='s g'>{label}</div></div>"

    body = listed(s, lambda n, r: tr(x(r.what), r.qty, s.m(r.price), s.m(r.amount), right=1))
    return (
        f"{STYLE}<div style='background:#efe9df;padding:5mm'><b>{s.seller.n}</b> <span class=s>{s.seller.place} — {s.seller.tax}</span></div><div style='display:flex;margin:7mm 0'>{fact(s.number, w[0])}{fact(s.d('words'), w[1])}{fact(s.m(s.gross, 'b'), w[2])}</div>"
        f"<div style='margin-bottom:7mm'><b>{s.buyer.n}</b><br>{s.buyer.place}<div class='s g'>{w[3]}</div></div><table class=w style='border-top:2px solid'>{tr(*w[4:8], tag='th', right=1)}{body}</table>"
        f"<table style='margin-left:auto'>{tr(w[8], s.m(s.net), right=1)}{tr(w[9] + ' ' + s.rate, s.m(s.tax), right=1)}{tr(bold(w[10]), s.m(s.gross), right=1)}</table>",
        s.says(),
    )


def bilingual_left(s: Sale) -> tuple[str, Truth]:
    """Labels in two languages left of each block, a German or French house that exports."""
    w = {
        "de": (
            "RECHNUNG / INVOICE",
            "Verkäufer / Seller",
            "Rechnung an / Invoice to",
            "Rechnungs-Nr. / Invoice No.",
            "Datum / Date",
            "Zahlbar bis / Due",
            "Beschreibung<br>Description",
            "Menge<br>Quantity",
            "Preis<br>Unit price",
            "Betrag<br>Amount",
            "Zwischensumme / Subtotal",
            "MwSt. / VAT",
            "Gesamtbetrag / Total",
        ),
        "fr": (
            "FACTURE / INVOICE",
            "Vendeur / Seller",
            "Facturé à / Bill to",
            "Facture n° / Invoice no.",
            "Date / Date",
            "Échéance / Due date",
            "Désignation<br>Description",
            "Quantité<br>Quantity",
            "Prix unitaire<br>Unit price",
            "Montant<br>Amount",
            "Total HT / Net total",
            "TVA / VAT",
            "Total TTC / Grand total",
        ),
        "nl": (
            "FACTUUR / FACTURE",
            "Verkoper / Vendeur",
            "Klant / Client",
            "Factuurnr. / N° facture",
            "Datum / Date",
            "Vervaldag / Échéance",
            "Omschrijving<br>Description",
            "Aantal<br>Quantité",
            "Prijs<br>Prix",
            "Bedrag<br>Montant",
            "Subtotaal / Sous-total",
            "BTW / TVA",
            "Totaal / Total",
        ),
    }[s.language]
    pairs = (
        (w[1], s.seller.html + "<br>" + s.seller.tax),
        (w[2], s.buyer.html),
        (w[3], s.number),
        (w[4], s.d()),
        (w[5], s.d(on=s.due)),
    )
    body = listed(s, lambda n, r: tr(x(r.what), r.qty, s.m(r.price), s.m(r.amount), right=1))
    return (
        f"{STYLE}<h3>{w[0]}</h3><table>{''.join(f'<tr><td class=g style=width:50mm>{a}<td>{b}' for a, b in pairs)}</table><table class='w' style='margin-top:5mm;border-top:1px solid'>{tr(*w[6:10], tag='th', right=1)}{body}</table>"
        f"<table class=w style='border-top:1px solid'>{''.join(f'<tr><td style=width:120mm class=r>{a}<td class=r>{b}' for a, b in ((w[10], s.m(s.net, 'ca')), (w[11] + ' ' + s.rate, s.m(s.tax, 'ca')), (w[12], s.m(s.gross, 'ca'))))}</table>",
        s.says(due=s.due.isoformat()),
    )


def reverse_charge(s: Sale) -> tuple[str, Truth]:
    """To a trader abroad, without tax: one column of figures, a sentence of law."""
    w = {
        "nl": (
            "Factuur",
            "Factuurnummer",
            "Factuurdatum",
            "BTW verlegd, artikel 138 lid 1 Richtlijn 2006/112/EG",
            "Artikel",
            "Stuks",
            "Per stuk",
            "Totaal",
            "Totaal excl. btw",
            "BTW 0%",
            "Factuurbedrag",
            "Uw btw-nummer",
            "Ons btw-nummer",
        ),
        "de": (
            "Rechnung",
            "Rechnungsnummer",
            "Rechnungsdatum",
            "Steuerfreie innergemeinschaftliche Lieferung gemäß § 4 Nr. 1b UStG",
            "Ware",
            "Stück",
            "à",
            "Summe",
            "Warenwert",
            "USt. 0 %",
            "Rechnungsendbetrag",
            "Ihre USt-IdNr.",
            "Unsere USt-IdNr.",
        ),
        "es": (
            "Factura",
            "Número de factura",
            "Fecha de factura",
            "Entrega intracomunitaria exenta, art. 25 LIVA. Inversión del sujeto pasivo",
            "Artículo",
            "Unidades",
            "Precio",
            "Importe",
            "Base exenta",
            "IVA 0%",
            "Total a pagar",
            "Su NIF-IVA",
            "Nuestro NIF-IVA",
        ),
    }[s.language]
    body = listed(s, lambda n, r: tr(x(r.what), r.qty, s.m(r.price, "a"), s.m(r.amount, "a"), right=1))
    return (
        f"{STYLE}<div class=f><div style='margin-top:20mm'>{s.buyer.html}<br>Österreich<br>{w[11]}: ATU55667788</div><div style='text-align:left'><b>{s.seller.n}</b><br>{s.seller.street}<br>{s.seller.town}<br><br>{w[12]}: {s.seller.tax}<br>www.example.com</div></div>"
        f"<h2 style='margin-top:12mm'>{w[0]}</h2><table><tr><td>{w[1]}<td>{s.number}<tr><td>{w[2]}<td>{s.d('words')}</table><table class=w style='margin-top:4mm'>{tr(*w[4:8], tag='th', right=1)}{body}"
        f"{tr('', '', w[8], s.m(s.net, 'a'), right=1)}{tr('', '', w[9], s.m(0, 'a'), right=1)}{tr('', '', bold(w[10]), bold(s.m(s.net, 'a')), right=1)}</table><p>{w[3]}</p>",
        s.says(gross=str(s.net)),
    )


def for_another(s: Sale) -> tuple[str, Truth]:
    """An agent or marketplace prints it in the name and on behalf of the seller."""
    w = {
        "en": (
            "VAT Invoice",
            "Issued by Parcelrow Marketplace Services in the name and on behalf of",
            "Seller",
            "Buyer",
            "Invoice ref.",
            "Tax point",
            "Product",
            "Units",
            "Unit price excl. VAT",
            "Line excl. VAT",
            "Total excl. VAT",
            "VAT",
            "Total incl. VAT",
        ),
        "de": (
            "Rechnung",
            "Ausgestellt durch die Parcelrow Services GmbH im Namen und für Rechnung von",
            "Verkäufer",
            "Käufer",
            "Rechnungsnr.",
            "Leistungs- und Rechnungsdatum",
            "Produkt",
            "Stk.",
            "Stückpreis netto",
            "Betrag netto",
            "Summe netto",
            "USt.",
            "Summe brutto",
        ),
    }[s.language]
    body = listed(s, lambda n, r: tr(x(r.what), r.qty, s.m(r.price, "b"), s.m(r.amount, "b"), right=1))
    return (
        f"{STYLE}<div style='color:#0a7;font:bold 16pt Liberation Sans'>parcelrow</div><h3>{w[0]}</h3><p class=s>{w[1]} {s.seller.n}</p><div class=f style='width:85%'><div><u>{w[2]}</u><br>{s.seller.html}<br>{s.seller.tax}</div><div><u>{w[3]}</u><br>{s.buyer.html}</div></div>"
        f"<p>{w[4]}: {s.number}<br>{w[5]}: {s.d('words')}</p><table class='w b'>{tr(*w[6:10], tag='th', right=1)}{body}</table><div class=r style='margin-top:3mm'>{w[10]}: {s.m(s.net, 'b')}<br>{w[11]} {s.rate}: {s.m(s.tax, 'b')}<br><b>{w[12]}: {s.m(s.gross, 'b')}</b></div>",
        s.says(),
    )


def included(s: Sale) -> tuple[str, Truth]:
    """Prices hold the tax; the sum says how much of it there is; the customer in one line."""
    w = {
        "en": ("SALES INVOICE", "Customer", "No.", "Date", "Amount to pay", "Price includes GST of"),
        "nl": ("NOTA", "Klant", "Nr.", "Datum", "Te betalen", "Hierin begrepen btw"),
        "es": ("FACTURA SIMPLIFICADA", "Cliente", "Nº", "Fecha", "Total", "IVA incluido"),
        "it": ("FATTURA DI CORTESIA", "Cliente", "N.", "Data", "Totale documento", "di cui IVA"),
    }[s.language]
    inner = s.rounded(s.net * s.percent / (100 + s.percent))
    body = listed(s, lambda n, r: tr(f"{r.qty} x", x(r.what), f"@ {s.m(r.price)}", s.m(r.amount), right=2))
    return (
        f"{STYLE}<div style='width:120mm'><b>{s.seller.n}</b><br>{s.seller.place}<br>{s.seller.tax}<hr><div class=f><b>{w[0]}</b><span>{w[2]} {s.number}</span><span>{w[3]}: {s.d()}</span></div><p>{w[1]}: {s.buyer.n}, {s.buyer.place}</p>"
        f"<table class=w>{body}</table><hr><div class=f style='font-size:12pt'><b>{w[4]}</b><b>{s.m(s.net, 'b')}</b></div><div class='f s'><span>{w[5]} {s.rate}</span><span>{s.m(inner, 'b')}</span></div></div>",
        s.says(gross=str(s.net), kind=None),
    )


def carry_over(s: Sale) -> tuple[str, Truth]:
    """Three pages with a carried sum at each foot and head, address on the first alone."""
    w = {
        "en": (
            "INVOICE",
            "Carried forward",
            "Brought forward",
            "Page",
            "To",
            "Invoice",
            "Date",
            "Line",
            "Description",
            "Qty",
            "Price",
            "Amount",
            "Net total",
            "VAT",
            "Total due",
            "VAT No",
        ),
        "fr": (
            "FACTURE",
            "À reporter",
            "Report",
            "Page",
            "Client",
            "Facture",
            "Date",
            "N°",
            "Désignation",
            "Qté",
            "P.U. HT",
            "Montant HT",
            "Total HT",
            "TVA",
            "Total TTC",
            "TVA intracom.",
        ),
        "it": (
            "FATTURA",
            "A riportare",
            "Riporto",
            "Pag.",
            "Cliente",
            "Fattura",
            "Data",
            "Riga",
            "Descrizione",
            "Q.tà",
            "Prezzo",
            "Importo",
            "Totale imponibile",
            "IVA",
            "Totale a pagare",
            "P. IVA",
        ),
    }[s.language]
    out, run = [STYLE], Decimal(0)
    for page in range(3):
        part = s.rows[page * 3 : page * 3 + 3]
        head = f"<div class=f style='page-break-before:{'always' if page else 'auto'}'><b>{s.seller.n}</b><span>{w[5]} {s.number} · {w[3]} {page + 1}/3</span></div>"
        if not page:
            head += f"<div class=s>{s.seller.place} · {w[15]} {s.seller.tax}</div><p>{w[4]}<br>{s.buyer.html}</p><h3>{w[0]}</h3><p>{w[6]}: {s.d('words')}</p>"
        carried = tr("", w[2], "", "", s.m(run), right=2) if page else ""
        body = "".join(
            tr(page * 3 + n, x(r.what), r.qty, s.m(r.price), s.m(r.amount), right=2) for n, r in enumerate(part, 1)
        )
        run += sum((r.amount for r in part), Decimal(0))
        foot = (
            tr("", w[1], "", "", s.m(run), right=2)
            if page < 2
            else tr("", w[12], "", "", s.m(s.net), right=2)
            + tr("", w[13] + " " + s.rate, "", "", s.m(s.tax), right=2)
            + tr("", f"<b>{w[14]}</b>", "", s.currency, s.m(s.gross), right=2)
        )
        out.append(f"{head}<table class=w>{tr(*w[7:12], tag='th', right=2)}{carried}{body}{foot}</table>")
    return "".join(out), s.says()


def cloud_books(s: Sale) -> tuple[str, Truth]:
    """Bookkeeping in the cloud: customer left, facts in the middle under bold labels, own address right; due date at the foot."""
    w = {
        "en": (
            "TAX INVOICE",
            "Invoice Date",
            "Invoice Number",
            "Reference",
            "GST No.",
            "Description",
            "Quantity",
            "Unit Price",
            "GST",
            "Amount",
            "Subtotal",
            "TOTAL GST",
            "TOTAL",
            "Due Date",
        ),
        "nl": (
            "FACTUUR",
            "Factuurdatum",
            "Factuurnummer",
            "Referentie",
            "Btw-nr.",
            "Omschrijving",
            "Aantal",
            "Eenheidsprijs",
            "Btw",
            "Bedrag",
            "Subtotaal",
            "TOTAAL BTW",
            "TOTAAL",
            "Vervaldatum",
        ),
    }[s.language]
    facts = "".join(
        f"<b>{a}</b><br>{b}<br><br>"
        for a, b in ((w[1], s.d("words")), (w[2], s.number), (w[3], "PO 8827"), (w[4], s.seller.tax))
    )
    body = listed(
        s,
        lambda n, r: tr(
            x(r.what),
            f"{r.qty}.00" if s.language == "en" else f"{r.qty},00",
            s.m(r.price),
            s.rate,
            s.m(r.amount),
            right=1,
        ),
    )
    return (
        f"{STYLE}<h1 style='font-weight:400'>{w[0]}</h1><div style='display:grid;grid-template-columns:1.4fr 1fr 1fr'><div style='padding-left:8mm'>{s.buyer.html}</div><div>{facts}</div><div>{s.seller.html}</div></div>"
        f"<table class=w>{tr(*w[5:9], f'{w[9]} {s.currency}', tag='th', right=1)}{body}{tr('', '', '', w[10], s.m(s.net), right=1)}{tr('', '', '', w[11] + ' ' + s.rate, s.m(s.tax), right=1)}{tr('', '', '', bold(w[12] + ' ' + s.currency), bold(s.m(s.gross)), right=1)}</table>"
        f"<p style='margin-top:15mm'><b>{w[13]}: {s.d('words', s.due)}</b></p>",
        s.says(due=s.due.isoformat()),
    )


def estimate_converted(s: Sale) -> tuple[str, Truth]:
    """Small-business program: INVOICE at the right, BILL TO / SHIP TO / a column of facts, activity with text beneath."""
    w = {
        "en": (
            "INVOICE",
            "BILL TO",
            "SHIP TO",
            "INVOICE #",
            "DATE",
            "TERMS",
            "ACTIVITY",
            "QTY",
            "RATE",
            "AMOUNT",
            "SUBTOTAL",
            "TAX",
            "BALANCE DUE",
        ),
        "fr": (
            "FACTURE",
            "FACTURER À",
            "LIVRER À",
            "FACTURE N°",
            "DATE",
            "MODALITÉS",
            "ACTIVITÉ",
            "QTÉ",
            "TAUX",
            "MONTANT",
            "SOUS-TOTAL",
            "TVA",
            "SOLDE DÛ",
        ),
    }[s.language]
    body = listed(
        s, lambda n, r: tr(f"<b>{x(r.what.split()[0])}</b><br>{x(r.what)}", r.qty, s.m(r.price), s.m(r.amount), right=1)
    )
    return (
        f"{STYLE}<div class=f><div><b style='font-size:12pt'>{s.seller.n}</b><br>{s.seller.street}<br>{s.seller.town}<br>accounts@example.com</div></div><h2 style='color:#2a6;margin:6mm 0 3mm'>{w[0]}</h2>"
        f"<div style='display:grid;grid-template-columns:1fr 1fr 1fr'><div><b class=g>{w[1]}</b><br>{s.buyer.html}</div><div><b class=g>{w[2]}</b><br>{s.buyer.html}</div><table><tr><td class='r g'><b>{w[3]}</b><td>{s.number}<tr><td class='r g'><b>{w[4]}</b><td>{s.d()}<tr><td class='r g'><b>{w[5]}</b><td>Net 21</table></div><hr>"
        f"<table class=w><tr style='background:#dfe'>{tr(*w[6:10], tag='th', right=1)[4:]}{body}</table><hr style='border-top:1px dashed'><table style='margin-left:50%;width:50%'>{tr(w[10], s.m(s.net), right=1)}{tr(f'{w[11]} ({s.rate})', s.m(s.tax), right=1)}{tr(w[12], bold(s.m(s.gross, 'b')), right=1)}</table>",
        s.says(),
    )


def down_payment(s: Sale) -> tuple[str, Truth]:
    """A part of the price asked beforehand: one line, a percentage of the order."""
    w = {
        "fr": (
            "FACTURE D'ACOMPTE N°",
            "Date :",
            "Acompte de 30 % sur la commande CDE-449 du",
            "Désignation",
            "Qté",
            "PU HT",
            "Total HT",
            "Total HT",
            "TVA",
            "Total TTC",
            "Net à payer",
            "Client :",
            "N° TVA intracommunautaire :",
        ),
        "de": (
            "Abschlagsrechnung Nr.",
            "Datum:",
            "1. Abschlag, 30 % zum Auftrag A-449 vom",
            "Leistung",
            "Menge",
            "Einzelpreis",
            "Gesamtpreis",
            "Nettobetrag",
            "zzgl. MwSt.",
            "Bruttobetrag",
            "Zahlbetrag",
            "An:",
            "USt-ID:",
        ),
        "it": (
            "FATTURA DI ACCONTO N.",
            "Data:",
            "Acconto 30% sull'ordine O-449 del",
            "Descrizione",
            "Q.tà",
            "Prezzo",
            "Totale",
            "Imponibile",
            "IVA",
            "Totale fattura",
            "Netto a pagare",
            "Cliente:",
            "Partita IVA:",
        ),
    }[s.language]
    net = s.rounded(s.net * 30 / 100)
    tax = s.rounded(net * s.percent / 100)
    line = f"{w[2]} {s.d(on=date.fromordinal(s.on.toordinal() - 12))}"
    return (
        f"{STYLE}<div style='border-left:3mm solid #357;padding-left:4mm'><b>{s.seller.n}</b><br>{s.seller.street}<br>{s.seller.town}<br>{w[12]} {s.seller.tax}</div><div style='margin:10mm 0 0 100mm'>{w[11]}<br>{s.buyer.html}</div><h3>{w[0]} {s.number}</h3><p>{w[1]} {s.d('words')}</p>"
        f"<table class='w b'>{tr(*w[3:7], tag='th', right=1)}{tr(line, 1, s.m(net, 'a'), s.m(net, 'a'), right=1)}</table><table style='margin:4mm 0 0 auto'>{tr(w[7], s.m(net, 'a'), right=1)}{tr(w[8] + ' ' + s.rate, s.m(tax, 'a'), right=1)}{tr(w[9], s.m(net + tax, 'a'), right=1)}{tr(bold(w[10]), bold(s.m(net + tax, 'a')), right=1)}</table>",
        s.says(gross=str(net + tax), lines=[["1", str(net)]]),
    )


def credited(s: Sale) -> tuple[str, Truth]:
    """A credit note with signs of its own and the invoice it takes back."""
    w = {
        "fr": (
            "AVOIR",
            "Avoir n°",
            "Date",
            "Annule la facture n°",
            "Destinataire",
            "Article",
            "Quantité",
            "Prix HT",
            "Total HT",
            "Total HT",
            "TVA",
            "Montant de l'avoir TTC",
            "TVA :",
        ),
        "it": (
            "NOTA DI CREDITO",
            "Nota n.",
            "Data",
            "A storno fattura n.",
            "Destinatario",
            "Articolo",
            "Quantità",
            "Prezzo",
            "Totale",
            "Imponibile",
            "IVA",
            "Totale nota di credito",
            "P.IVA",
        ),
        "nl": (
            "CREDITNOTA",
            "Creditnr.",
            "Datum",
            "Betreft factuur",
            "Geadresseerde",
            "Artikel",
            "Aantal",
            "Prijs",
            "Totaal",
            "Subtotaal",
            "Btw",
            "Totaal credit",
            "Btw-nr.",
        ),
        "en": (
            "CREDIT NOTE",
            "Credit note no.",
            "Date",
            "Against invoice",
            "Addressee",
            "Article",
            "Quantity",
            "Price",
            "Total",
            "Net",
            "VAT",
            "Total credited",
            "VAT no.",
        ),
    }[s.language]
    body = listed(s, lambda n, r: tr(x(r.what), r.qty, s.m(r.price), s.m(-r.amount), right=1))
    return (
        f"{STYLE}<div class=r><b>{s.seller.n}</b><br>{s.seller.place}<br>{w[12]} {s.seller.tax}</div><div style='margin-top:10mm'><span class=s>{w[4]}</span><br>{s.buyer.html}</div><h2>{w[0]}</h2><table class=b>{tr(*w[1:4], tag='th')}{tr(s.number, s.d(), 'VK-30118')}</table>"
        f"<table class='w' style='margin-top:5mm'>{tr(*w[5:9], tag='th', right=1)}{body}</table><div class=r style='margin-top:4mm'>{w[9]} {s.m(-s.net, 'b')}<br>{w[10]} {s.rate} {s.m(-s.tax, 'b')}<br><b>{w[11]} {s.m(-s.gross, 'b')}</b></div>",
        s.says(kind="credit_note", preceding="VK-30118"),
    )


def wide_amounts(s: Sale) -> tuple[str, Truth]:
    """A thin space or an apostrophe between thousands, all figures flush right without lines; the VAT number on two lines."""
    w = {
        "fr": (
            "Facture",
            "Réf.",
            "Le",
            "À l'attention de",
            "Produit",
            "Nombre",
            "Prix",
            "Somme",
            "Somme HT",
            "Taxe",
            "Somme TTC",
            "Numéro de TVA intracommunautaire",
        ),
        "de": (
            "Rechnung",
            "Ref.",
            "Datum",
            "Zuhanden von",
            "Produkt",
            "Anzahl",
            "Preis",
            "Summe",
            "Summe exkl.",
            "MWST",
            "Summe inkl. MWST",
            "Mehrwertsteuer-Nummer",
        ),
    }[s.language]
    body = listed(s, lambda n, r: tr(x(r.what), r.qty, s.m(r.price), s.m(r.amount), right=1))
    half = len(s.seller.tax) // 2
    return (
        f"{STYLE}<div style='font-family:Liberation Serif'><div class=f><div>{s.seller.html}</div><div style='width:42mm' class=s>{w[11]}<br>{s.seller.tax[:half]}<br>{s.seller.tax[half:]}</div></div><div style='margin:12mm 0'><i>{w[3]}</i><br>{s.buyer.html}</div>"
        f"<div style='font-size:16pt'>{w[0]}</div><div>{w[1]} {s.number}</div><div>{w[2]} {s.d('words')}</div><table class=w style='margin-top:6mm'>{tr(*w[4:8], tag='th', right=1)}{body}{tr(w[8], '', '', s.m(s.net), right=1)}{tr(w[9] + ' ' + s.rate, '', '', s.m(s.tax), right=1)}{tr(w[10], '', s.currency, s.m(s.gross), right=1)}</table></div>",
        s.says(),
    )


def till_roll(s: Sale) -> tuple[str, Truth]:
    """A roll of 72 mm: name of the goods on one line, pieces times price on the next."""
    w = {
        "en": ("Receipt no", "TOTAL", "VISA", "VAT incl", "Served by Jo"),
        "fr": ("Ticket n°", "TOTAL TTC", "CB", "dont TVA", "Servi par Léa"),
        "es": ("Ticket nº", "TOTAL", "TARJETA", "IVA incl.", "Le atendió: Rosa"),
        "nl": ("Bonnr.", "TOTAAL", "PIN", "waarvan btw", "Geholpen door: Wim"),
    }[s.language]
    body = "".join(
        f"<div>{x(r.what)}</div><div class=f><span>&nbsp;{r.qty} x {s.m(r.price)}</span><span>{s.m(r.amount)}</span></div>"
        for r in s.rows
    )
    inner = s.rounded(s.net * s.percent / (100 + s.percent))
    return (
        f"{STYLE}<div style='width:68mm;font:9pt Liberation Mono'><div style='text-align:center'>{s.seller.n.upper()}<br>{s.seller.street}<br>{s.seller.town}<br>{s.seller.tax}</div><br>{w[0]} {s.number}<br>{s.d()} 16:42<br>{w[4]}<hr>{body}<hr><div class=f><b>{w[1]}</b><b>{s.m(s.net, 'b')}</b></div><div class=f><span>{w[2]}</span><span>{s.m(s.net)}</span></div><div class=f><span>{w[3]} {s.rate}</span><span>{s.m(inner)}</span></div></div>",
        s.says(kind="receipt", gross=str(s.net), recipient=None, issuer=s.seller.name),
    )


def dark_table(s: Sale) -> tuple[str, Truth]:
    """White words on dark columns; the amounts stand in a coloured column; a script as the logo."""
    w = {
        "en": (
            "Invoice",
            "Invoice to:",
            "Invoice#",
            "Date",
            "SL.",
            "Item Description",
            "Price",
            "Qty.",
            "Total",
            "Sub Total:",
            "Tax:",
            "Total:",
        ),
        "es": (
            "Factura",
            "Facturar a:",
            "Factura#",
            "Fecha",
            "N.",
            "Descripción",
            "Precio",
            "Cant.",
            "Total",
            "Subtotal:",
            "Impuesto:",
            "Total:",
        ),
        "de": (
            "Rechnung",
            "Rechnung an:",
            "Rechnung#",
            "Datum",
            "Nr.",
            "Beschreibung",
            "Preis",
            "Anz.",
            "Gesamt",
            "Zwischensumme:",
            "Steuer:",
            "Gesamt:",
        ),
    }[s.language]
    dark = "style='background:#222;color:#fff'"
    body = "".join(
        f"<tr><td {dark}>{n}<td>{x(r.what)}<td class=r>{s.m(r.price, 'b')}<td class=r>{r.qty}<td {dark} class=r>{s.m(r.amount, 'b')}"
        for n, r in enumerate(s.rows, 1)
    )
    return (
        f"{STYLE}<div class=f><div><span style='font:italic 17pt Liberation Serif'>{s.seller.n}</span><br><span class=s>{s.seller.place}</span></div><div style='font-size:24pt;color:#f7b500'>{w[0].upper()}</div></div><div class=f style='margin:8mm 0'><div>{w[1]}<br><b>{s.buyer.n}</b><br>{s.buyer.place}</div><div>{w[2]} &nbsp; <b>{s.number}</b><br>{w[3]} &nbsp; <b>{s.d()}</b></div></div>"
        f"<table class=w><tr {dark}>{tr(*w[4:9], tag='th', right=2)[4:]}{body}</table><div class=f style='margin-top:6mm'><div class=s>{s.seller.tax}</div><table>{tr(w[9], s.m(s.net, 'b'), right=1)}{tr(w[10], s.rate, right=1)}<tr style='background:#f7b500'>{tr(w[11], s.m(s.gross, 'b'), right=1)[4:]}</table></div>",
        s.says(),
    )


def numbered_boxes(s: Sale) -> tuple[str, Truth]:
    """A form for trade abroad: each box has its number and caption in two languages."""
    w = {
        "en": (
            "COMMERCIAL INVOICE",
            "Exporter",
            "Consignee",
            "Invoice number",
            "Invoice date",
            "Country of origin",
            "Full description of goods",
            "Quantity",
            "Unit value",
            "Total value",
            "Total invoice value",
        ),
        "fr": (
            "FACTURE COMMERCIALE",
            "Exportateur / Exporter",
            "Destinataire / Consignee",
            "N° de facture / Invoice number",
            "Date de facture / Invoice date",
            "Pays d'origine / Origin",
            "Description des marchandises / Goods",
            "Quantité / Quantity",
            "Valeur unitaire / Unit value",
            "Valeur totale / Total value",
            "Valeur totale de la facture / Total invoice value",
        ),
    }[s.language]

    def box(n: int, label: str, value: str, span: int = 1) -> str:
        return f"<td colspan={span}><span class=s>{n}. {label}</span><br>{value}"

    body = listed(
        s,
        lambda n, r: (
            f"<tr><td colspan=2>{x(r.what)}<td class=r>{r.qty}<td class=r>{s.m(r.price)}<td class=r>{s.m(r.amount)}"
        ),
    )
    return (
        f"{STYLE}<h3 style='text-align:center'>{w[0]}</h3><table class='w b'><tr>{box(1, w[1], s.seller.html, 2)}{box(2, w[3], s.number)}{box(3, w[4], s.d('words'), 2)}<tr>{box(4, w[2], s.buyer.html, 2)}{box(5, w[5], 'CH')}{box(6, 'Incoterms', 'DAP', 2)}"
        f"<tr><th colspan=2><span class=s>7.</span> {w[6]}<th class=r><span class=s>8.</span> {w[7]}<th class=r><span class=s>9.</span> {w[8]}<th class=r><span class=s>10.</span> {w[9]} ({s.currency}){body}<tr><td colspan=4 class=r><span class=s>11.</span> {w[10]}<td class=r><b>{s.m(s.net)}</b></table><p class=s>12. Signature: ____________</p>",
        s.says(gross=str(s.net)),
    )


def market_list(s: Sale) -> tuple[str, Truth]:
    """A stall's list without headings: pieces, goods, dots, sum; totals in words of one line."""
    w = {
        "en": ("Sales receipt", "sold to", "no.", "sum total", "of which VAT"),
        "de": ("Verkaufsbeleg / Rechnung", "für", "Nr.", "Summe", "darin MwSt."),
        "it": ("Fattura accompagnatoria", "a", "n.", "totale", "di cui IVA"),
    }[s.language]
    inner = s.rounded(s.net * s.percent / (100 + s.percent))
    body = "".join(
        f"<div style='display:flex'><span style='width:14mm'>{r.qty}</span><span>{x(r.what)} à {s.m(r.price)}</span><span style='flex:1;border-bottom:1px dotted;margin:0 2mm'></span><span>{s.m(r.amount)}</span></div>"
        for r in s.rows
    )
    return (
        f"{STYLE}<div style='font:11pt Liberation Serif;width:130mm'><div style='font-size:15pt'>{s.seller.n}</div><div class=s>{s.seller.place} / {s.seller.tax}</div><p><b>{w[0]} {w[2]} {s.number}</b>, {s.d('words')}<br>{w[1]} {s.buyer.n}, {s.buyer.place}</p>{body}<p style='text-align:right'><b>{w[3]} {s.m(s.net, 'a')}</b><br>{w[4]} ({s.rate}) {s.m(inner, 'a')}</p></div>",
        s.says(gross=str(s.net), kind=None),
    )


def no_title(s: Sale) -> tuple[str, Truth]:
    """The word invoice stands nowhere as a title, in the label of the number alone."""
    w = {
        "de": (
            "Rechnungsnr.:",
            "Datum:",
            "Kd.-Nr.:",
            "Pos",
            "Text",
            "Menge",
            "EP",
            "GP",
            "Summe netto",
            "MwSt",
            "zu zahlen",
        ),
        "nl": (
            "Factuurnummer:",
            "Datum:",
            "Klantnr.:",
            "#",
            "Artikel",
            "Aantal",
            "Prijs",
            "Totaal",
            "Netto",
            "Btw",
            "Te voldoen",
        ),
        "fr": ("N° facture :", "Date :", "Code client :", "#", "Libellé", "Qté", "P.U.", "Total", "HT", "TVA", "TTC"),
    }[s.language]
    body = listed(s, lambda n, r: tr(n, x(r.what), r.qty, s.m(r.price, "a"), s.m(r.amount, "a"), right=2))
    return (
        f"{STYLE}<div style='text-align:right;font-size:14pt'>{s.seller.n}</div><div class='s r'>{s.seller.place}<br>{s.seller.tax}</div><div class=f><div>{s.buyer.html}</div><table>{tr(w[0], s.number)}{tr(w[1], s.d())}{tr(w[2], '7110')}</table></div>"
        f"<table class=w style='margin-top:15mm'>{tr(*w[3:8], tag='th', right=2)}{body}</table><table style='margin-left:auto;margin-top:4mm'>{tr(w[8], s.m(s.net, 'a'), right=1)}{tr(w[9] + ' ' + s.rate, s.m(s.tax, 'a'), right=1)}{tr(w[10], s.m(s.gross, 'a'), right=1)}</table>",
        s.says(),
    )


def side_bar(s: Sale) -> tuple[str, Truth]:
    """A coloured bar at the left holds the sender and the facts; the rest stands at its right."""
    w = {
        "it": (
            "FATTURA",
            "Numero",
            "Emessa il",
            "Scade il",
            "Fatturare a",
            "Voce",
            "Q.tà",
            "Prezzo",
            "Totale",
            "Subtotale",
            "IVA",
            "Totale",
        ),
        "en": (
            "INVOICE",
            "Number",
            "Issued on",
            "Payable by",
            "Prepared for",
            "Item",
            "Qty",
            "Price",
            "Total",
            "Subtotal",
            "VAT",
            "Total",
        ),
        "es": (
            "FACTURA",
            "Número",
            "Emitida el",
            "Vence el",
            "Preparada para",
            "Artículo",
            "Cant.",
            "Precio",
            "Total",
            "Subtotal",
            "IVA",
            "Total",
        ),
    }[s.language]
    body = listed(s, lambda n, r: tr(x(r.what), r.qty, s.m(r.price, "b"), s.m(r.amount, "b"), right=1))
    return (
        f"{STYLE}<div style='display:flex;gap:6mm'><div style='width:48mm;background:#2d3e50;color:#fff;padding:4mm;min-height:230mm'><div style='font-size:13pt'>{s.seller.n}</div><br>{s.seller.street}<br>{s.seller.town}<br>{s.seller.tax}<br><br><b>{w[1]}</b><br>{s.number}<br><br><b>{w[2]}</b><br>{s.d('words')}<br><br><b>{w[3]}</b><br>{s.d('words', s.due)}</div>"
        f"<div style='flex:1'><h1>{w[0]}</h1><span class=g>{w[4]}</span><br>{s.buyer.html}<table class=w style='margin-top:8mm'>{tr(*w[5:9], tag='th', right=1)}{body}</table><table style='margin-left:auto'>{tr(w[9], s.m(s.net, 'b'), right=1)}{tr(w[10] + ' ' + s.rate, s.m(s.tax, 'b'), right=1)}{tr(bold(w[11]), bold(s.m(s.gross, 'b')), right=1)}</table></div></div>",
        s.says(due=s.due.isoformat()),
    )


def own_words(s: Sale) -> tuple[str, Truth]:
    """A luxury house: the name alone in capitals, everything centred, addresses in one line each, no lines drawn."""
    w = {
        "en": (
            "Invoice",
            "Invoice no.",
            "London, ",
            "For the account of",
            "Reference",
            "Pieces",
            "Per piece",
            "Value",
            "Net value",
            "Value added tax",
            "To be paid",
        ),
        "fr": (
            "Facture",
            "Facture n°",
            "Le ",
            "Pour le compte de",
            "Référence",
            "Pièces",
            "La pièce",
            "Valeur",
            "Valeur nette",
            "Taxe sur la valeur ajoutée",
            "À payer",
        ),
        "it": (
            "Fattura",
            "Fattura n.",
            "Como, ",
            "Per conto di",
            "Referenza",
            "Pezzi",
            "Al pezzo",
            "Valore",
            "Valore netto",
            "Imposta sul valore aggiunto",
            "Da pagare",
        ),
    }[s.language]
    body = listed(s, lambda n, r: tr(x(r.what), r.qty, s.m(r.price), s.m(r.amount), right=1))
    return (
        f"{STYLE}<div style='text-align:center;font-family:Liberation Serif'><div style='font-size:18pt;letter-spacing:4px'>{s.seller.n.upper()}</div><div class=s>{s.seller.place}</div><div style='margin:12mm 0'>{w[0]}<br>{w[1]} {s.number}<br>{w[2]}{s.d('words')}</div><div>{w[3]}<br>{s.buyer.n}<br>{s.buyer.place}</div></div>"
        f"<table style='margin:10mm auto;width:140mm'>{tr(*w[4:8], tag='th', right=1)}{body}<tr><td colspan=4>&nbsp;{tr(w[8], '', '', s.m(s.net), right=1)}{tr(w[9] + ' ' + s.rate, '', '', s.m(s.tax), right=1)}{tr(w[10], '', '', s.m(s.gross, 'ca'), right=1)}</table><div style='text-align:center' class=s>{s.seller.tax}</div>",
        s.says(),
    )


def not_a_proof(title: dict[str, tuple[str, ...]], kind: str) -> Design:
    def drawn(s: Sale) -> tuple[str, Truth]:
        w = title[s.language]
        body = listed(s, lambda n, r: tr(n, x(r.what), r.qty, s.m(r.price), s.m(r.amount), right=2))
        return (
            f"{STYLE}<div class=f><div>{s.seller.html}<br>{s.seller.tax}</div><div style='font-size:15pt'>{w[0]}</div></div><div class=f style='margin:8mm 0'><div>{w[1]}<br>{s.buyer.html}</div><div>{w[2]}: {s.number}<br>{w[3]}: {s.d('words')}<br>{w[4]}</div></div><table class='w b'>{tr('#', *w[5:9], tag='th', right=2)}{body}</table><div class=r style='margin-top:3mm'>{w[9]}: {s.m(s.net, 'b')}<br>{w[10]}: {s.m(s.tax, 'b')}<br><b>{w[11]}: {s.m(s.gross, 'b')}</b></div>",
            s.says(
                kind=kind,
                number=None,
                issuer=None,
                recipient=None,
                lines=None,
                gross=None,
                issued_on=None,
                currency=None,
            ),
        )

    return drawn


QUOTE = {
    "en": (
        "Sales quotation",
        "Prepared for",
        "Quote ref",
        "Date",
        "Valid for 30 days",
        "Item",
        "Qty",
        "Price",
        "Total",
        "Net",
        "VAT",
        "Total",
    ),
    "fr": (
        "Offre de prix",
        "À l'attention de",
        "Offre n°",
        "Date",
        "Offre valable 30 jours",
        "Article",
        "Qté",
        "Prix",
        "Total",
        "HT",
        "TVA",
        "TTC",
    ),
    "de": (
        "Kostenvoranschlag",
        "Für",
        "Angebots-Nr.",
        "Datum",
        "Gültig 30 Tage, freibleibend",
        "Artikel",
        "Menge",
        "Preis",
        "Summe",
        "Netto",
        "MwSt.",
        "Brutto",
    ),
}
PRO_FORMA = {
    "it": (
        "Fattura proforma",
        "Spett.le",
        "Proforma n.",
        "Data",
        "Il presente documento non costituisce fattura",
        "Articolo",
        "Q.tà",
        "Prezzo",
        "Totale",
        "Imponibile",
        "IVA",
        "Totale",
    ),
    "nl": (
        "Pro-formafactuur",
        "Aan",
        "Pro forma nr.",
        "Datum",
        "Betaling vooraf",
        "Artikel",
        "Aantal",
        "Prijs",
        "Totaal",
        "Netto",
        "Btw",
        "Totaal",
    ),
    "en": (
        "PROFORMA INVOICE",
        "Messrs.",
        "P/I No.",
        "Date",
        "T/T in advance",
        "Item",
        "Qty",
        "Price",
        "Total",
        "Net",
        "VAT",
        "Total",
    ),
}
CONFIRMED = {
    "es": (
        "Confirmación de pedido",
        "Cliente",
        "Pedido n.º",
        "Fecha",
        "Entrega prevista: 3 semanas",
        "Artículo",
        "Cant.",
        "Precio",
        "Importe",
        "Base",
        "IVA",
        "Total",
    ),
    "nl": (
        "Orderbevestiging",
        "Klant",
        "Ordernummer",
        "Datum",
        "Levering binnen 10 dagen",
        "Artikel",
        "Aantal",
        "Prijs",
        "Bedrag",
        "Netto",
        "Btw",
        "Totaal",
    ),
    "en": (
        "Order acknowledgement",
        "Customer",
        "Our order",
        "Date",
        "Dispatch within 5 days",
        "Item",
        "Qty",
        "Price",
        "Total",
        "Net",
        "VAT",
        "Order total",
    ),
}


def bank_slip(s: Sale) -> tuple[str, Truth]:
    w = {
        "de": (
            "Überweisung ausgeführt",
            "Auftraggeber",
            "Empfänger",
            "Betrag",
            "Verwendungszweck",
            "Ausführungsdatum",
            "Rechnung",
        ),
        "es": (
            "Justificante de transferencia",
            "Ordenante",
            "Beneficiario",
            "Importe",
            "Concepto",
            "Fecha de operación",
            "Factura",
        ),
        "en": ("Payment confirmation", "Payer", "Payee", "Amount", "Reference", "Value date", "Invoice"),
    }[s.language]
    pairs = (
        (w[1], s.buyer.n),
        (w[2], s.seller.n),
        ("IBAN", "XX00 0000 1234 5678 90"),
        (w[3], s.m(s.gross, "ca")),
        (w[4], f"{w[6]} {s.number}"),
        (w[5], s.d()),
    )
    return (
        f"{STYLE}<b style='color:#069;font-size:14pt'>Sparbank</b><h3>{w[0]}</h3><table>{''.join(tr(a, b) for a, b in pairs)}</table>",
        {"kind": "bank_slip"},
    )


def packing(s: Sale) -> tuple[str, Truth]:
    w = {
        "fr": ("Bon de livraison", "Livré à", "BL n°", "Date", "Article", "Commandé", "Livré"),
        "es": ("Albarán de entrega", "Entregar a", "Albarán", "Fecha", "Artículo", "Pedido", "Entregado"),
        "en": ("Delivery note", "Deliver to", "Note no.", "Date", "Article", "Ordered", "Shipped"),
    }[s.language]
    body = listed(s, lambda n, r: tr(x(r.what), r.qty, r.qty, right=1))
    return (
        f"{STYLE}{s.seller.html}<h3>{w[0]}</h3>{w[2]}: {s.number}<br>{w[3]}: {s.d()}<p>{w[1]}<br>{s.buyer.html}</p><table class='w b'>{tr(*w[4:], tag='th', right=1)}{body}</table>",
        {"kind": "packing_slip"},
    )


# Design, its name, and the sellers that print so: language and place.
PLAN: list[tuple[Design, str, list[tuple[str, int]]]] = [
    (shop_order, "shop-order", [("en", 1), ("fr", 1)]),
    (market_seller, "market-seller", [("fr", 2), ("it", 1), ("es", 1)]),
    (erp_form, "erp-form", [("en", 0), ("de", 1), ("es", 0)]),
    (size_run, "size-run", [("it", 0), ("en", 6), ("fr", 0)]),
    (column_discount, "column-discount", [("es", 2), ("de", 0), ("nl", 0)]),
    (side_labels, "side-labels", [("en", 5), ("nl", 1)]),
    (value_over_label, "value-over-label", [("en", 3), ("it", 1), ("fr", 3)]),
    (bilingual_left, "bilingual-left", [("de", 1), ("fr", 0), ("nl", 3)]),
    (reverse_charge, "reverse-charge", [("nl", 2), ("de", 2), ("es", 0)]),
    (for_another, "for-another", [("en", 1), ("de", 0)]),
    (included, "included", [("en", 3), ("nl", 0), ("es", 1), ("it", 3)]),
    (carry_over, "carry-over", [("en", 0), ("fr", 2), ("it", 2)]),
    (cloud_books, "cloud-books", [("en", 5), ("nl", 2)]),
    (estimate_converted, "small-business", [("en", 2), ("fr", 3)]),
    (down_payment, "down-payment", [("fr", 1), ("de", 4), ("it", 0)]),
    (credited, "credited", [("fr", 2), ("it", 2), ("nl", 1), ("en", 6)]),
    (wide_amounts, "wide-amounts", [("fr", 2), ("fr", 4), ("de", 3)]),
    (till_roll, "till-roll", [("en", 0), ("fr", 1), ("es", 2), ("nl", 1)]),
    (dark_table, "dark-table", [("en", 4), ("es", 3), ("de", 2)]),
    (numbered_boxes, "numbered-boxes", [("en", 3), ("fr", 4)]),
    (market_list, "market-list", [("en", 1), ("de", 2), ("it", 3)]),
    (no_title, "no-title", [("de", 0), ("nl", 3), ("fr", 1)]),
    (side_bar, "side-bar", [("it", 1), ("en", 4), ("es", 1)]),
    (own_words, "own-words", [("en", 0), ("fr", 0), ("it", 2)]),
    (not_a_proof(QUOTE, "quote"), "quote", [("en", 5), ("fr", 2), ("de", 2)]),
    (not_a_proof(PRO_FORMA, "pro_forma"), "pro-forma", [("it", 0), ("nl", 2), ("en", 3)]),
    (not_a_proof(CONFIRMED, "order_confirmation"), "confirmed", [("es", 3), ("nl", 0), ("en", 6)]),
    (bank_slip, "bank-slip", [("de", 3), ("es", 0), ("en", 1)]),
    (packing, "packing", [("fr", 4), ("es", 2), ("en", 0)]),
]
NUMBERS = ("VR-26-00418", "FA0002931", "26/0077", "1004418", "S-2026-5519", "B12/344", "INV00871", "2026.118")


def papers() -> Iterator[tuple[str, str, Truth, int]]:
    """Each paper: its name, its HTML, what it says, and by how much the page is turned."""
    n = 0
    for design, name, places in (*PLAN, *ASIAN):
        for language, at in places:
            on = date.fromordinal(date(2026, 3, 2).toordinal() + 13 * (n % 17))
            count = 9 if name == "carry-over" else 2 + n % 3
            off = (10, 0, 25) if name == "column-discount" else ()
            told = sale(language, at, NUMBERS[n % len(NUMBERS)], on, count=count, off=off)
            body, truth = design(told)
            yield f"r7-{name}-{language}-{at}", body, truth, 0
            n += 1
