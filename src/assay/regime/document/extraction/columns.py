"""Which columns does the header of a table name?

A header may take two storeys, and its words may run together in one cell; what it names is looked up in nine languages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from assay.regime.document.extraction.fields import total_named
from assay.regime.document.extraction.page import Cell, Page, Row, Word
from assay.regime.document.extraction.words import Label, found_in, phrases

_COLUMNS = {
    "description": """item details | full description of goods | description des marchandises | texto breve | voce | activity | activité | dienst of product | detail | détail | dettaglio | 货物描述 description | description | item description | product | article | item | service | product description | description of goods |
        goods | details | particulars | items | product name | item name | goods description | title | articles | services |
        products | description of services | beschreibung | bezeichnung | artikel | artikelbezeichnung | artikelbeschreibung |
        leistung | produkt | text | warenbezeichnung | leistungsbeschreibung | position beschreibung | produktbezeichnung |
        produktbeschreibung | artikelname | ware | bezeichnung der leistung | artikeltext | désignation | libellé | produit |
        désignation des produits | article désignation | description du produit | prestation | désignation article |
        prestations | produits | descripción | concepto | producto | artículo | descripción del producto | detalle |
        denominación | descripción artículo | conceptos | descrizione | prodotto | articolo | descrizione articolo |
        descrizione dei beni | beni e servizi | descrizione prodotto | descrizione merce | natura dei beni | denominazione |
        omschrijving | artikelomschrijving | productomschrijving | beschrijving | dienst | artikelnaam | productnaam |
        货物名称 | 商品名称 | 名称 | 品名 | 描述 | 项目 | 货物或应税劳务 服务名称 | 货物或应税劳务名称 | 产品名称 | 商品 |
        摘要 | 货品名称 | 项目名称 | 商品名稱 | 品名規格 | 項目 | 描述 | 貨品名稱 | 產品名稱 | 名稱 | 说明 | 說明 | 商品描述 |
        品名及规格 | 品項 | 产品 | 產品 | 货品 | 貨品 | 品名及規格 | 货物描述 | 貨物描述 | 商品说明 | 商品名 | 品目 | 内容 |
        品名 | 項目名 | 品番品名 | 製品名 | 適用 | 摘要 | 商品名 仕様 | 明細 | 商品 | 商品内容 | サービス | 製品 | 件名 内容 |
        お品名""",
    "quantity": """number | n pezzi | pièces | no of pieces | bultos | ordered qty | 数量 quantity | shipped | qty ship | delivered | geliefert | livré | qty | quantity | units | pcs | pieces | hours | no of units | q'ty | qty shipped | quantity shipped |
        invoiced quantity | count | qty ordered | hrs | billed quantity | qnty | quant | menge | anzahl | stück | stk |
        stückzahl | mengen | anz | stunden | stck | menge einheit | quantité | qté | qte | nombre | nb | quantités | qtés |
        quantité facturée | cantidad | cant | uds | unidades | cantidades | ud | quantità | q tà | qtà | qta | q ta | pezzi |
        pz | nr pezzi | hoeveelheid | aantal | stuks | aant | 数量 | 件数 | 數量 | 件數 | 個数 | 点数 | 数 | 台数 | 数量 单位""",
    "unit": """unit | uom | unit of measure | um | u m | einheit | me | eh | meng einheit | mengeneinheit | unité | u | unidad |
        unità | unità di misura | u di m | eenheid | eenh | 单位 | 單位 | 単位 | 計量單位 | 计量单位 | mengen einheit""",
    "price": """per piece | la pièce | al pezzo | per stuk | à | cad | cadauno | unit value | valeur unitaire | valore unitario | prix pièce | unit price | price | rate | price each | each | unit cost | cost | price unit | unit net price | net price |
        price per unit | net unit price | item price | unit price excl vat | unit rate | list price | price pc |
        price per piece | unit price net | preis | einzelpreis | stückpreis | e preis | ep | einzel | nettopreis |
        preis einheit | einzelpreis netto | preis stück | stk preis | preis je einheit | netto preis | e preis netto |
        ep netto | preis netto | einzelpr | preis stk | prix unitaire | prix | p u | pu | p u ht | pu ht | prix unitaire ht |
        prix u | prix unit | prix unit ht | tarif | p unitaire | prix net unitaire | p u h t | precio | precio unitario |
        precio ud | precio unit | p unitario | importe unitario | precio unidad | precio neto | p unit |
        precio unitario sin iva | tarifa | prezzo | prezzo unitario | prezzo unit | prezzo netto | importo unitario |
        p unitario | pr unitario | prezzo un | prezzo unitario netto | costo unitario | prijs | stukprijs | eenheidsprijs |
        prijs per stuk | p st | prijs per eenheid | prijs excl btw | netto prijs | prijs stuk | eenh prijs | stuksprijs |
        tarief | 单价 | 單價 | 单价 不含税 | 未税单价 | 不含税单价 | 未稅單價 | 含税单价 | 价格 | 單位價格 | 単価 | 価格 |
        販売単価 | 税抜単価 | 单位价格 | 單價 未稅 | 净单价""",
    "amount": """somme | valeur | total value | valeur totale | valore totale | line sum | line excl vat | gesamtsumme | 银码 | 銀碼 | sum total | totale riga netto | net line total | importe bruto | prezzo totale netto | line total net | total price net | amount | total | line total | net amount | total price | line amount | ext price | extended price | extension |
        total net | subtotal | price total | net | net value | total amount | value | amount excl vat | line net |
        extended | extended amount | ext amount | line value | sum | price w o tax | net total | total excl vat | amount net | ext |
        total net price | betrag | gesamtpreis | gesamt | summe | gesamtbetrag | nettobetrag | g preis | gp | netto |
        gesamt netto | positionsbetrag ohne ust | positionsbetrag | nettowert | wert | entgelt | gesamtpreis netto |
        netto betrag | positionssumme | betrag netto | summe netto | positionspreis | netto gesamt | gesamtnetto | total netto |
        zeilenbetrag | zeilensumme | zwischensumme | zwischenbetrag | endpreis | gesamtwert | betrag eur | netto eur | gesamt eur | betrag in eur | montant | montant ht | total ht |
        prix total | prix ht | prix total ht | montant h t | total h t | montant net | montant net ht | total ligne |
        total net ht | montant total ht | sous total | total ligne ht | total net | importe | importe neto | total línea | importe total |
        subtotal | precio total | neto | total neto | importe sin iva | base | base imponible | importo | totale |
        importo netto | prezzo totale | totale netto | totale riga | imponibile | importo totale | valore | netto | bedrag |
        totaal | totaalbedrag | regeltotaal | totaalprijs | subtotaal | bedrag excl btw | netto bedrag | nettobedrag |
        totaal excl btw | totaal netto | netto | regelbedrag | prijs totaal | 金额 | 总价 | 金額 | 總價 | 小计 | 小計 | 合计 |
        合計 | 未税金额 | 不含税金额 | 未稅金額 | 净额 | 总额 | 淨額 | 總額 | 价税前金额 | 销售额 | 銷售額 | 合計金額 | 小计金额 | 总金额 | 總金額 |
        税抜金額 | 価額 | 计 | 計 | 净金额 | 小計金額 | 税抜額 | 明細金額""",
    "gross_amount": """amount incl vat | total incl vat | gross | gross amount | total incl tax | brutto | bruttobetrag | gesamt brutto |
        total ttc | montant ttc | importe con iva | total con iva | totale ivato | importo ivato | totaal incl btw |
        bedrag incl btw | 价税合计 | 含税金额 | 價稅合計 | 含稅金額 | 税込金額 | endbetrag | prix ttc""",
    "tax_rate": """vat % | vat | vat rate | tax % | tax rate | tax | gst | gst % | tax code | vat code | ust | ust % | mwst | mwst % |
        steuersatz | st satz | ust satz | mwst satz | steuer | tva | tva % | taux tva | taux | taux de tva | iva | iva % |
        tipo iva | % iva | tipo | aliquota | aliq iva | cod iva | aliquota iva | c iva | aliq | btw | btw % | btw tarief |
        税率 | 稅率 | 消費税率 | 税 | 税区分 | 稅別 | steuer % | mehrwertsteuer | 增值税率 | sales tax""",
    "tax_amount": """vat amount | tax amount | gst amount | ust betrag | mwst betrag | steuerbetrag | montant tva | importe iva | cuota iva |
        cuota | importo iva | imposta | btw bedrag | 税额 | 稅額 | 税額 | 消費税額 | 消費税""",
    "discount": """discount | disc | disc % | discount % | rabatt | rabatt % | nachlass | remise | rem | remise % | % rem | descuento |
        dto | % dto | dto % | sconto | sc % | sconto % | sc | korting | korting % | 折扣 | 折扣率 | 値引 | 値引き | 割引 |
        折讓""",
    "position": """pos | position | # | no | line | item no | nr | sr no | s no | ln | sl no | lfd nr | pos nr | posnr | position nr | n |
        num | n° | ligne | línea | lín | riga | rigo | n riga | regel | regelnr | 序号 | 序號 | 项次 | 項次 | 行 | 番号 | 行号 |
        編號 | no | 项 | 行番号 | line no | 項番 | 项号""",
    "id": """item code | sku | article no | article number | item number | product code | part no | part number | code | item # |
        product no | model | model no | style | style no | ref | reference | art no | product id | material | catalogue no |
        item id | stock code | art id | mpn | artikelnr | artikel nr | art nr | artikelnummer | artikel nummer | unsere art nr |
        ihre art nr | art nr kunde | art nr lief | produktnummer | bestellnummer | best nr | bestell nr | materialnummer |
        modell | art nr lieferant | artnr | sachnummer | produkt nr | réf | référence | code article | réf article |
        code produit | ref | modèle | référence article | n article | art | n° article | código | referencia | cód | ref |
        código artículo | cód artículo | modelo | código de artículo | cód art | código producto | codice | cod art |
        codice articolo | cod articolo | riferimento | rif | cod | modello | codice art | cod prodotto | codice prodotto |
        artikelcode | artnr | productcode | artikelnr | bestelnummer | artikel nr | 规格型号 | 型号 | 货号 | 编码 | 商品编码 |
        规格 | 商品编号 | 產品編號 | 型號 | 貨號 | 料號 | 品號 | 商品編號 | 規格 | 编号 | 品番 | 商品コード | 型番 | 商品番号 |
        コード | 品番 型番 | 产品编号 | 款号 | 款號 | 产品型号 | 產品型號 | 物料编码 | 规格 型号 | 貨品編號 | 货品编号 |
        規格型號 | 型式""",
    "gtin": """gtin | ean | upc | barcode | ean code | ean nr | ean gtin | gtin ean | ean upc | code ean | código ean | cód barras |
        codice ean | código de barras | code barres | ean 13 | 条码 | 條碼 | 条形码 | 国际条码 | janコード | jan | gtin code |
        ean 13 code | jan コード | バーコード | strichcode | codice a barre | streepjescode | 商品条码 | 商品條碼""",
    "other": """ordered | qty ord | backordered | back ordered | backorder | b o | bestellt | commandé | hs code tariff | date | datum | fecha | data | 日期 | country of origin | origin | herkunftsland | hs code | hs | taric | weight |
        gewicht | poids | peso | vke geb | basis | 备注 | 備註 | 備考 | 产地 | 原産国 | lieferdatum | basisbetrag | warenwert |
        zu abschlag""",
}


@cache
def _columns() -> dict[str, tuple[str, float]]:
    return phrases(_COLUMNS)


@dataclass(frozen=True)
class Column:
    """A column of a table: what it holds and where its header stands."""

    names: str
    x0: float
    x1: float


@dataclass(frozen=True)
class Header:
    """The header of a table: columns from the left, and the rows that it takes."""

    page: int
    columns: tuple[Column, ...]
    first_row: int
    last_row: int
    y: float


def alike(a: Header, b: Header) -> bool:
    """Whether two headers name the same table: on the next page, or again after a subtotal."""
    ours, theirs = {c.names for c in a.columns} - {"other"}, {c.names for c in b.columns} - {"other"}
    return len(ours & theirs) >= 0.7 * max(len(ours), len(theirs))


def headers_of(page: Page) -> list[Header]:
    """Rows that name columns, taken together with their neighbours that finish a two-storey header."""
    found: list[Header] = []
    r = 0
    rows = page.rows
    while r < len(rows):
        columns = _named(rows[r])
        if not _is_header(rows[r], columns) and len(columns) >= 2:
            columns = _with_storeys(rows, r) or columns
        if _is_header(rows[r], columns):
            first = last = r
            cells = list(rows[r].cells)
            height = max(c.height for c in cells)
            while (
                first > 0
                and rows[first].y0 - rows[first - 1].y1 < 0.7 * height
                and _storey(rows[first - 1])
                and first > r - 3
            ):
                first -= 1
                cells += rows[first].cells
            while (
                last + 1 < len(rows)
                and rows[last + 1].y0 - rows[last].y1 < 0.7 * height
                and _storey(rows[last + 1])
                and last < r + 3
            ):
                last += 1
                cells += rows[last].cells
            merged = _merged(cells, base=columns)
            found.append(Header(page.number, tuple(merged), first, last, rows[r].middle))
            r = last
        r += 1
    strong = [h for h in found if {"description", "quantity"} & {c.names for c in h.columns}]
    return strong or found


def _with_storeys(rows: Sequence[Row], r: int) -> list[Column]:
    """The columns of a row together with the rows that stand half over and half under it; nothing where they make no header."""
    row = rows[r]
    near = [
        rows[n]
        for n in (r - 1, r + 1)
        if 0 <= n < len(rows) and _storey(rows[n]) and max(rows[n].y0, row.y0) < min(rows[n].y1, row.y1)
    ]
    if not near:
        return []
    cells = [c for one in (row, *near) for c in one.cells]
    columns = _merged(cells, base=_named(row))
    return columns if _is_header(row, columns) else []


def _is_header(row: Row, columns: Sequence[Column]) -> bool:
    names = {c.names for c in columns}
    useful = names - {"other", "position"}
    if len(useful) < 3 or not names & {"amount", "price", "gross_amount"}:
        return False
    if not names & {"description", "quantity", "id"}:
        return False
    letters = sum(ch.isalpha() for ch in row.text)
    digits = sum(ch.isdigit() for ch in row.text)
    return digits <= 0.12 * max(letters, 1)


_TAX_WORDS = r"(?:gst|vat|tax(?:es)?|mwst|ust|tva|iva|btw|hst|umsatzsteuer|mehrwertsteuer)\b\.?"
_WITHOUT_TAX = re.compile(
    rf"(?i)[(\[]?\b(?:ex|excl?|exkl|w/o|without|excluding|ohne|hors|sin|senza|zonder|excl\. of|before)\b\.?\s*{_TAX_WORDS}[)\]]?|[(\[]?\b{_TAX_WORDS}\s*(?:escl|excl|exkl|no incl)\w*\.?[)\]]?"
)
_WITH_TAX = re.compile(
    rf"(?i)[(\[]?\b(?:inc|incl|inkl|including|with|mit|con|ivato|avec|inclusief|incl\. of)\b\.?\s*{_TAX_WORDS}[)\]]?|[(\[]?\b{_TAX_WORDS}\s*(?:incl|inkl|compres)\w*\.?[)\]]?"
)
_MONEY = re.compile(
    r"[(\[]?(?<![A-Za-z])(?:EUR|USD|GBP|CHF|CNY|RMB|JPY|HKD|TWD|CAD|AUD|NZD|SGD|SEK|NOK|DKK|PLN|(?:US|HK|NT|A|C|S)?\$|€|£|¥|￥|元|円)(?![A-Za-z])[)\]]?"
)


def _labels(text: str) -> list[Label]:
    """The names of columns in a text: a currency or "excl. VAT" beside a name changes nothing, "incl. VAT" makes an amount a gross one."""
    whole = list(found_in(text, known=_columns()))
    if len(whole) == 1 and whole[0].start <= 1 and whole[0].end >= len(text) - 1:
        return whole
    gross = _WITH_TAX.search(text) is not None
    for pattern in (_WITHOUT_TAX, _WITH_TAX, _MONEY):
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    labels = list(found_in(text, known=_columns()))
    if gross:
        turned = {"amount": "gross_amount", "price": "other"}
        labels = [replace(label, names=turned.get(label.names, label.names)) for label in labels]
    if len(labels) == 2 and labels[0].names == labels[1].names:
        return [replace(labels[0], end=labels[1].end)]  # the same name in two languages
    return labels


def _named(row: Row) -> list[Column]:
    """The columns that a row names, each over the words of its name."""
    columns: list[Column] = []
    for cell in row.cells:
        if cell is row.cells[-1] and _MONEY.fullmatch(cell.text.strip()) and len(columns) >= 2:
            columns.append(Column("amount", cell.x0, cell.x1))  # a column headed by nothing but its currency
            continue
        labels = _labels(cell.text)
        covered = sum(label.end - label.start for label in labels)
        bare = _MONEY.sub("", _WITH_TAX.sub("", _WITHOUT_TAX.sub("", cell.text)))
        if not labels or covered < 0.45 * len(re.sub(r"[\W_]", "", bare)):
            continue
        whole = labels[0].names
        if len(labels) == 1:
            columns.append(Column(whole, cell.x0, cell.x1))
            continue
        spans = _spans(cell)
        for label in labels:
            words = [w for (start, end, w) in spans if start < label.end and end > label.start]
            if words:
                columns.append(Column(label.names, words[0].x0, words[-1].x1))
    last = row.cells[-1]
    if (
        columns
        and columns[-1].names == "tax_amount"
        and len(last.words) > 1
        and not any(c.names == "amount" for c in columns)
    ):
        # "VAT  Amount" set close together are two columns, not the amount of the tax.
        first, end = last.words[0], last.words[-1]
        columns[-1:] = [Column("tax_rate", first.x0, first.x1), Column("amount", end.x0, end.x1)]
    return _resolved(columns)


def _resolved(columns: list[Column]) -> list[Column]:
    """One column of each kind: a second "amount" is what it was named; the last amount is the line's, an earlier one its price."""
    columns = sorted(columns, key=lambda c: c.x0)
    merged: list[Column] = []
    for column in columns:
        if merged and merged[-1].names == column.names and column.x0 - merged[-1].x1 < 8:
            merged[-1] = Column(column.names, merged[-1].x0, column.x1)
        else:
            merged.append(column)
    names = [c.names for c in merged]
    if names.count("amount") > 1:
        # "Amount" is a count in some shops; else the first of two amounts is the price.
        i = names.index("amount")
        last = len(names) - 1 - names[::-1].index("amount")
        if (
            {"price", "quantity"} <= set(names)
            and {"tax_rate", "tax_amount"} & set(names[i:last])
            and "gross_amount" not in names
        ):
            # "Subtotal | VAT | Total": the second includes the tax.
            merged[last] = Column("gross_amount", merged[last].x0, merged[last].x1)
            return merged
        kind = "price" if "price" not in names else "quantity" if "quantity" not in names else "other"
        merged[i] = Column(kind, merged[i].x0, merged[i].x1)
    if names.count("description") > 1:
        # "Article no | Description": the first is the item's number where the second is wider in words.
        i = names.index("description")
        if i + 1 < len(merged) and "id" not in names:
            merged[i] = Column("id", merged[i].x0, merged[i].x1)
    return merged


def _spans(cell: Cell) -> list[tuple[int, int, Word]]:
    """The words of a cell with their places in its text."""
    spans: list[tuple[int, int, Word]] = []
    at = 0
    for word in cell.words:
        start = cell.text.find(word.text, at)
        if start < 0:
            continue
        spans.append((start, start + len(word.text), word))
        at = start + len(word.text)
    return spans


def widened(header: Header, *, to: str) -> Header:
    """The header with each column reaching to the next one's edge: for values that stand flush at the other side of their column."""
    columns = list(header.columns)
    wide: list[Column] = []
    for i, column in enumerate(columns):
        x0, x1 = column.x0, column.x1
        if to == "right" and i + 1 < len(columns):
            x1 = max(x1, columns[i + 1].x0 - 1)
        elif to == "right":
            x1 = x1 + 80
        if to == "left" and i > 0:
            x0 = min(x0, columns[i - 1].x1 + 1)
        wide.append(Column(column.names, x0, x1))
    return replace(header, columns=tuple(wide))


def _storey(row: Row) -> bool:
    """Whether a row beside a header can be part of it: short words without numbers, no total, no sentence."""
    return (
        not re.search(r"\d", row.text)
        and not (total_named(row.cells[0].text) and not _named(row))
        and all(len(c.text) <= 26 for c in row.cells)
        and ":" not in row.text
        and len(row.cells) <= 12
        and (bool(_named(row)) or all(len(c.text) <= 14 for c in row.cells))
    )


def _merged(cells: Sequence[Cell], *, base: Sequence[Column]) -> list[Column]:
    """Header words of several storeys, joined where they stand over one another."""
    stacks: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda c: (c.x0, c.y0)):
        for stack in stacks:
            x0, x1 = min(c.x0 for c in stack), max(c.x1 for c in stack)
            if min(x1, cell.x1) - max(x0, cell.x0) > 0.3 * min(x1 - x0, cell.x1 - cell.x0):
                stack.append(cell)
                break
        else:
            stacks.append([cell])
    columns: list[Column] = []
    for stack in stacks:
        x0, x1 = min(c.x0 for c in stack), max(c.x1 for c in stack)
        named = [found[0] for c in stack if len(found := _named(Row((c,)))) == 1]
        if len(named) == len(stack) == 2 and named[0].names != named[1].names and _apart(stack):
            columns += named  # a line takes two rows, and so does its header
            continue
        inner = [c for c in base if c.x0 >= x0 - 1 and c.x1 <= x1 + 1]
        if len(inner) > 1:
            columns += inner
            continue
        words = " ".join(c.text for c in sorted(stack, key=lambda c: c.y0)).replace("- ", "")
        labels = _labels(words)
        whole = max(labels, key=lambda label: label.end - label.start, default=None)
        if whole is not None and whole.end - whole.start >= 0.4 * len(words):
            columns.append(Column(whole.names, x0, x1))
        elif inner:
            columns.append(Column(inner[0].names, x0, x1))
        elif whole is not None:
            columns.append(Column(whole.names, x0, x1))
        else:
            columns.append(Column("other", x0, x1))
    return _resolved(columns)


_NUMBERS_OF_A_LINE = frozenset({"quantity", "price", "amount"})


def _apart(stack: Sequence[Cell]) -> bool:
    """Whether words over one another name the text of a line and one of its numbers: two rows of columns, not one name in two."""
    kinds = [{c.names for c in _named(Row((cell,)))} for cell in stack]
    return any(k & _NUMBERS_OF_A_LINE for k in kinds) and any(k & {"description", "id"} for k in kinds)


def loose_headers(page: Page) -> list[Header]:
    """Rows that name no more than what is sold and what it costs."""
    found: list[Header] = []
    for r, row in enumerate(page.rows):
        columns = _named(row)
        names = {c.names for c in columns}
        if (
            len(row.cells) == len(columns) == 2
            and "description" in names
            and names & {"amount", "price", "gross_amount"}
            and not re.search(r"\d", row.text)
        ):
            money = [Column("amount" if c.names in ("price", "gross_amount") else c.names, c.x0, c.x1) for c in columns]
            found.append(Header(page.number, tuple(money), r, r, row.middle))
    return found


def is_column_name(text: str) -> bool:
    return any(
        label.start <= 1 and label.end >= len(text.rstrip(" .:%[]()")) - 1 for label in found_in(text, known=_columns())
    )
