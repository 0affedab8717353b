"""Which lines does this page bill?

A header row names the columns; what stands under a column belongs to it. A line begins where a cell of a column that the open line has filled
comes again; text between lines belongs to the line above. Where no header is recognised, a row whose numbers multiply out (quantity x price =
amount) is a line by arithmetic. A table ends at the first total.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from assay.regime.document.extraction.amounts import Amount, amounts_in
from assay.regime.document.extraction.fields import total_named
from assay.regime.document.extraction.labels import found_in, is_label, phrases
from assay.regime.document.extraction.page import Cell, Page, Row, Word, field_of
from assay.regime.document.reading import Field, Line, Origin

_COLUMNS = {
    "description": """description | item description | product | article | item | service | product description | description of goods |
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
    "quantity": """qty | quantity | units | pcs | pieces | hours | no of units | q'ty | qty shipped | quantity shipped |
        invoiced quantity | count | qty ordered | hrs | billed quantity | qnty | quant | menge | anzahl | stück | stk |
        stückzahl | mengen | anz | stunden | stck | menge einheit | quantité | qté | qte | nombre | nb | quantités | qtés |
        quantité facturée | cantidad | cant | uds | unidades | cantidades | ud | quantità | q tà | qtà | qta | q ta | pezzi |
        pz | nr pezzi | hoeveelheid | aantal | stuks | aant | 数量 | 件数 | 數量 | 件數 | 個数 | 点数 | 数 | 台数 | 数量 单位""",
    "unit": """unit | uom | unit of measure | um | u m | einheit | me | eh | meng einheit | mengeneinheit | unité | u | unidad |
        unità | unità di misura | u di m | eenheid | eenh | 单位 | 單位 | 単位 | 計量單位 | 计量单位 | mengen einheit""",
    "price": """unit price | price | rate | price each | each | unit cost | cost | price unit | unit net price | net price |
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
    "amount": """amount | total | line total | net amount | total price | line amount | ext price | extended price | extension |
        total net | subtotal | price total | net | net value | total amount | value | amount excl vat | line net |
        extended amount | ext amount | line value | sum | price w o tax | net total | total excl vat | amount net | ext |
        total net price | betrag | gesamtpreis | gesamt | summe | gesamtbetrag | nettobetrag | g preis | gp | netto |
        gesamt netto | positionsbetrag ohne ust | positionsbetrag | nettowert | wert | entgelt | gesamtpreis netto |
        netto betrag | positionssumme | betrag netto | summe netto | positionspreis | netto gesamt | gesamtnetto | total netto |
        zeilenbetrag | zeilensumme | betrag eur | netto eur | gesamt eur | betrag in eur | montant | montant ht | total ht |
        prix total | prix ht | prix total ht | montant h t | total h t | montant net | montant net ht | total ligne |
        total net ht | montant total ht | total ligne ht | total net | importe | importe neto | total línea | importe total |
        subtotal | precio total | neto | total neto | importe sin iva | base | base imponible | importo | totale |
        importo netto | prezzo totale | totale netto | totale riga | imponibile | importo totale | valore | netto | bedrag |
        totaal | totaalbedrag | regeltotaal | totaalprijs | subtotaal | bedrag excl btw | netto bedrag | nettobedrag |
        totaal excl btw | totaal netto | netto | regelbedrag | prijs totaal | 金额 | 总价 | 金額 | 總價 | 小计 | 小計 | 合计 |
        合計 | 未税金额 | 不含税金额 | 未稅金額 | 净额 | 总额 | 淨額 | 總額 | 价税前金额 | 销售额 | 銷售額 | 合計金額 |
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
    "other": """date | datum | fecha | data | 日期 | country of origin | origin | herkunftsland | hs code | hs | taric | weight |
        gewicht | poids | peso | vke geb | basis | 备注 | 備註 | 備考 | 产地 | 原産国 | lieferdatum | basisbetrag | warenwert |
        zu abschlag""",
}
_NUMERIC = ("quantity", "price", "amount", "gross_amount", "tax_rate", "tax_amount", "discount")
_KEY = ("quantity", "price", "amount")
_GTIN = re.compile(r"(?<!\d)(\d{13}|\d{12}|\d{14}|\d{8})(?!\d)")


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


@dataclass
class _Open:
    """A line being read."""

    values: dict[str, tuple[str, list[Cell]]] = field(default_factory=dict)
    text: list[Cell] = field(default_factory=list)
    notes: list[Cell] = field(default_factory=list)
    y1: float = 0.0

    def has(self, name: str) -> bool:
        return name in self.values


def lines_of(pages: Sequence[Page], *, mark: str, origin: Origin) -> tuple[tuple[Line, ...], list[tuple[int, float]]]:
    """The lines, and (page, y) of each row that headers take."""
    headers: list[tuple[int, float]] = []
    done: list[_Open] = []
    header: Header | None = None
    ended = False
    for page in pages:
        own = [h for h in _headers(page) if header is None or not ended or _alike(h, header)]
        start = 0
        if own:
            header = own[0]
            ended = False
        if header is None or (ended and not own):
            continue
        for h in own:
            if not _alike(h, header):
                continue
            start = h.last_row + 1
            stop = next((o.first_row for o in own if o.first_row > h.first_row), len(page.rows))
            headers += [(page.number, page.rows[i].middle) for i in range(h.first_row, h.last_row + 1)]
            lines, ended = _body(page, h, range(start, stop), mark=mark, started=False)
            done += lines
        if not own:
            lines, ended = _body(page, header, range(len(page.rows)), mark=mark, started=bool(done))
            done += lines
    counted = _counts(done, mark=mark)
    lines_read = [
        line for line in (_line(o, mark=mark, origin=origin, counted=counted) for o in done) if line is not None
    ]
    if not lines_read:
        lines_read = list(_by_arithmetic(pages, mark=mark, origin=origin))
    return tuple(lines_read), headers


def _alike(a: Header, b: Header) -> bool:
    """Whether two headers name the same table: on the next page, or again after a subtotal."""
    ours, theirs = {c.names for c in a.columns} - {"other"}, {c.names for c in b.columns} - {"other"}
    return len(ours & theirs) >= 0.7 * max(len(ours), len(theirs))


def _headers(page: Page) -> list[Header]:
    """Rows that name columns, taken together with their neighbours that finish a two-storey header."""
    found: list[Header] = []
    r = 0
    rows = page.rows
    while r < len(rows):
        columns = _named(rows[r])
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


def _named(row: Row) -> list[Column]:
    """The columns that a row names, each over the words of its name."""
    columns: list[Column] = []
    for cell in row.cells:
        labels = list(found_in(cell.text, known=_columns()))
        covered = sum(label.end - label.start for label in labels)
        if not labels or covered < 0.45 * len(re.sub(r"[\W_]", "", cell.text)):
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
        inner = [c for c in base if c.x0 >= x0 - 1 and c.x1 <= x1 + 1]
        if len(inner) > 1:
            columns += inner
            continue
        words = " ".join(c.text for c in sorted(stack, key=lambda c: c.y0)).replace("- ", "")
        labels = list(found_in(words, known=_columns()))
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


def _body(page: Page, header: Header, rows: range, *, mark: str, started: bool) -> tuple[list[_Open], bool]:
    """The lines under a header, and whether the table ended on this page."""
    done: list[_Open] = []
    pending: list[Cell] = []
    last_y = page.rows[rows.start - 1].y1 if rows.start > 0 else 0.0
    for r in rows:
        row = page.rows[r]
        placed = _place(row, header, mark=mark)
        if _ends(row, placed, started=started or bool(done)):
            return done, True
        gap = row.y0 - last_y
        height = max(c.height for c in row.cells)
        numbers = {n: v for n, v in placed.items() if n in _NUMERIC}
        keys = [n for n in _KEY if n in numbers]
        numbered = any(c.names == "position" for c in header.columns)
        long = len(re.sub(r"[\W\d_]", "", row.text)) > 24
        if (
            keys == ["quantity"]
            and done
            and done[-1].has("quantity")
            and "position" not in placed
            and (numbered or long)
        ):
            # A number in a long description that runs under the quantities.
            keys, numbers = [], {}
            placed = {"description": list(row.cells)}
        texts = [c for n in ("description", "id", "gtin", "position", "unit", "other", "") for c in placed.get(n, [])]
        if done and gap > 9 * height and not keys:
            return done, True
        starts = bool(keys) and (not done or any(done[-1].has(k) for k in keys))
        if keys and not starts and done and row.y0 - done[-1].y1 > 2.5 * height:
            starts = True
        if starts:
            opened = _Open(y1=row.y1)
            # Text that stood above its numbers (numbers centred on a description of several rows) belongs to them.
            opened.text += [c for c in pending if row.y0 - c.y1 < 1.2 * height]
            pending = []
            done.append(opened)
        if keys or (numbers and done):
            _fill(done[-1], placed)
            done[-1].y1 = row.y1
        elif texts:
            following = page.rows[r + 1] if r + 1 < len(page.rows) else None
            near_next = (
                following is not None
                and done
                and done[-1].has("amount")
                and following.y0 - row.y1 + 1.5 < row.y0 - done[-1].y1
                and any(k in _place(following, header, mark=mark) for k in _KEY)
            )
            if not done or near_next:
                pending += placed.get("description", [])
            elif row.y0 - done[-1].y1 < 2.2 * height:
                done[-1].text += placed.get("description", [])
                done[-1].notes += [c for n in ("id", "gtin", "", "other", "position") for c in placed.get(n, [])]
                if "id" in placed and not done[-1].has("id"):
                    done[-1].values["id"] = (placed["id"][0].text, [placed["id"][0]])
                done[-1].y1 = row.y1
        last_y = row.y1
    return done, False


def _ends(row: Row, placed: dict[str, list[Cell]], *, started: bool) -> bool:
    """Whether the table is over: another table's header, or a total."""
    if not started:
        return False
    named = [c for c in row.cells if is_label(c.text) or _is_column_name(c.text)]
    if len(named) >= 2 and len(named) >= 0.6 * len(row.cells) and not any(ch.isdigit() for ch in row.text):
        return True
    if "quantity" in placed or ("price" in placed and "amount" in placed):
        return False
    for cell in row.cells:
        name = total_named(cell.text)
        if not name:
            continue
        # A total has an amount behind it and nothing but a word or two before it; a description may begin with such a word.
        left = re.sub(r"[\W\d_]", "", " ".join(c.text for c in row.cells if c.x1 < cell.x0))
        figure = re.search(r"\d", " ".join([cell.text, *(c.text for c in row.cells if c.x0 > cell.x1)]))
        if figure and len(left) < 30 and (name in ("lines_total", "net", "tax", "gross") or "amount" in placed):
            return True
    return False


def _is_column_name(text: str) -> bool:
    return any(
        label.start <= 1 and label.end >= len(text.rstrip(" .:%[]()")) - 1 for label in found_in(text, known=_columns())
    )


def _place(row: Row, header: Header, *, mark: str) -> dict[str, list[Cell]]:
    """The cells of a row by column; "" holds what belongs to none."""
    placed: dict[str, list[Cell]] = {}
    for cell in _cut(row, header, mark=mark):
        column = _column_of(cell, header, mark=mark)
        placed.setdefault(column.names if column else "", []).append(cell)
    return placed


def _cut(row: Row, header: Header, *, mark: str) -> Iterator[Cell]:
    """Cells of a row, cut where words of two columns came close: a number at the end under a numeric column, a number or code at the start."""
    numeric = [c for c in header.columns if c.names in _NUMERIC]
    for cell in row.cells:
        words = list(cell.words)
        parts: list[list[Word]] = [[]]
        spanned = [c for c in numeric if min(c.x1, cell.x1) - max(c.x0, cell.x0) > 0]
        for i, word in enumerate(words):
            if i and parts[-1] and _parted(words, i, header, numeric, several=len(spanned) > 1, had=parts[-1]):
                parts.append([])
            parts[-1].append(word)
        for part in parts:
            if part:
                yield Cell(cell.page, tuple(part))


_MONEY_WORD = re.compile(r"(?:[A-Z]{3}|[A-Z]{0,3}[€$£¥₩₹]|RMB|kr\.?|Fr\.)")


def _parted(
    words: Sequence[Word], i: int, header: Header, numeric: Sequence[Column], *, several: bool, had: Sequence[Word]
) -> bool:
    """Whether a cell falls apart before its word i: another column's value begins there."""
    before, word = words[i - 1], words[i]
    follows = words[i + 1] if i + 1 < len(words) else None
    grouped = re.fullmatch(r"[-−]?\d{1,3}", before.text) and re.match(r"\d{3}(?:$|[.,])", word.text)
    if grouped and word.x0 - before.x1 < 0.62 * word.height:
        return False  # thousands that are parted by a space
    if several and any(any(ch.isdigit() for ch in w.text) for w in had):
        # The money's sign belongs to the number behind it.
        if _MONEY_WORD.fullmatch(word.text) and follows is not None and follows.text[:1].isdigit():
            return before.text[-1:].isdigit() or not _MONEY_WORD.fullmatch(before.text)
        if word.text[:1].isdigit() or _MONEY_WORD.match(word.text[:1]):
            return not _MONEY_WORD.fullmatch(before.text)
    a, b = _under(before, header), _under(word, header)
    if a is b or b is None:
        return False
    number = any(ch.isdigit() for ch in word.text) and not re.search(r"[^\W\d_]{3,}", word.text)
    before_number = bool(re.fullmatch(r"[-−]?[\d.,'’]+[%€$]?", before.text))
    over_before = a is not None and min(a.x1, before.x1) - max(a.x0, before.x0) > 0
    ends = number and (
        (a in numeric and b in numeric)
        or any(abs(word.x1 - c.x1) < 3 or (c.x0 - 2 <= word.x0 and word.x1 <= c.x1 + 2) for c in numeric)
    )
    if ends or (before_number and ((not number and over_before) or number)):
        return True
    return abs(word.x0 - b.x0) < 3


def _under(word: Word, header: Header) -> Column | None:
    """The column over a word; for a number beside all of them the nearest one."""
    best = max(header.columns, key=lambda c: min(c.x1, word.x1) - max(c.x0, word.x0))
    over = min(best.x1, word.x1) - max(best.x0, word.x0)
    if over > 0 or (over > -25 and re.fullmatch(r"[-−]?[\d.,'’]+[%€$]?", word.text)):
        return best
    return None


def _column_of(cell: Cell, header: Header, *, mark: str) -> Column | None:
    """The column that a cell stands under: numbers by their right end or overlap, text by where it starts."""
    hits = list(amounts_in(cell.text, mark=mark))
    letters = sum(len(re.sub(r"[\W\d_]", "", w.text)) for w in cell.words if not _MONEY_WORD.fullmatch(w.text))
    numberlike = bool(hits) and letters <= 6 and len(hits) <= 2
    columns = list(header.columns)
    if numberlike:

        def distance(c: Column) -> float:
            overlap = min(c.x1, cell.x1) - max(c.x0, cell.x0)
            edge = min(abs(c.x1 - cell.x1), abs(c.x0 - cell.x0), abs((c.x0 + c.x1) / 2 - cell.center))
            return (
                edge
                - (1000 if overlap > 0 else 0)
                + (0 if c.names in _NUMERIC or c.names in ("position", "id", "gtin") else 14)
            )

        best = min(columns, key=distance)
        overlap = min(best.x1, cell.x1) - max(best.x0, cell.x0)
        if overlap > 0 or min(abs(best.x1 - cell.x1), abs(best.x0 - cell.x0)) < 40:
            return best
        return None
    over = [(min(c.x1, cell.x1) - max(c.x0, cell.x0), c) for c in columns]
    description = next((c for c in columns if c.names == "description"), None)
    starting = [c for c in columns if c.x0 <= cell.x0 + 6]
    column = starting[-1] if starting else columns[0]
    best_overlap, widest = max(over, key=lambda o: o[0])
    # A long text that starts in one column and runs under others stays where it starts.
    wide = widest.x0 <= cell.x0 + 6 or best_overlap > 0.6 * (cell.x1 - cell.x0)
    if best_overlap > 0 and wide and widest.names in ("position", "id", "gtin", "unit", "description"):
        column = widest
    if column.names in _NUMERIC and letters > 6 and description is not None:
        return description
    return column


def _fill(line: _Open, placed: dict[str, list[Cell]]) -> None:
    for name, cells in placed.items():
        if name == "description":
            line.text += cells
        elif name in ("", "other"):
            line.notes += cells
        elif name not in line.values:
            line.values[name] = (" ".join(c.text for c in cells), list(cells))
        else:
            line.notes += cells


def _counts(lines: Sequence[_Open], *, mark: str) -> bool:
    """Whether what stands in the first column are pieces, not positions: each multiplies out with its price."""

    def first(line: _Open, name: str) -> Amount | None:
        return next(amounts_in(line.values.get(name, ("", []))[0], mark=mark), None)

    if not lines or any(line.has("quantity") for line in lines):
        return False
    return all(_multiplies(first(line, "position"), first(line, "price"), first(line, "amount")) for line in lines)


def _line(read: _Open, *, mark: str, origin: Origin, counted: bool) -> Line | None:
    def number(name: str) -> tuple[Amount | None, list[Cell]]:
        text, cells = read.values.get(name, ("", []))
        last = name in ("amount", "gross_amount")
        found = [a for a in amounts_in(text, mark=mark) if not last or not re.match(r"\s?%", text[a.end :])]
        return (found[-1 if last else 0] if found else None), cells

    def said(amount: Amount | None, cells: list[Cell], confidence: float) -> Field | None:
        return field_of(f"{amount.value}", cells, origin=origin, confidence=confidence) if amount and cells else None

    quantity, quantity_cells = number("quantity")
    if quantity is None and counted:
        quantity, quantity_cells = number("position")
    price, price_cells = number("price")
    amount, amount_cells = number("amount")
    gross, gross_cells = number("gross_amount")
    if amount is None and gross is not None:
        amount, amount_cells = gross, gross_cells
    if amount is None and (price is None or quantity is None):
        return None
    fits = _multiplies(quantity, price, amount)
    sure = 0.97 if fits else 0.8
    text = " ".join(c.text for c in read.text)
    unit = _unit(read, quantity)
    unit_cells = read.values.get("unit", ("", quantity_cells))[1]
    rate, rate_cells = number("tax_rate")
    identity, identity_cells = read.values.get("id", ("", []))
    position, position_cells = read.values.get("position", ("", []))
    everything = " ".join([text, *(c.text for c in read.notes), identity, *(v[0] for v in read.values.values())])
    gtin = gtin_in(everything)
    where = next(
        (c for c in [*read.notes, *read.text, *identity_cells] if gtin and gtin in c.text.replace(" ", "")), None
    )
    if not text and not identity and not fits:
        return None
    return Line(
        position=field_of(position, position_cells, origin=origin, confidence=0.9) if position_cells else None,
        description=field_of(text, read.text, origin=origin, confidence=0.9) if text else None,
        id=field_of(identity, identity_cells, origin=origin, confidence=0.85) if identity_cells else None,
        gtin=field_of(gtin, [where], origin=origin, confidence=0.95) if gtin and where else None,
        quantity=said(quantity, quantity_cells, sure),
        unit=field_of(unit, unit_cells, origin=origin, confidence=0.85) if unit and unit_cells else None,
        price=said(price, price_cells, sure),
        amount=said(amount, amount_cells, sure),
        tax_rate=said(rate, rate_cells, 0.85),
    )


def _multiplies(quantity: Amount | None, price: Amount | None, amount: Amount | None) -> bool:
    if quantity is None or price is None or amount is None:
        return False
    slack = Decimal("0.01") + abs(quantity.value) * Decimal(5).scaleb(-price.decimals - 1)
    return abs(abs(quantity.value * price.value) - abs(amount.value)) <= slack


def _unit(read: _Open, quantity: Amount | None) -> str:
    if "unit" in read.values:
        return read.values["unit"][0]
    text = read.values.get("quantity", ("", []))[0]
    rest = text[quantity.end :].strip(" .x×*") if quantity else ""
    return rest if 0 < len(rest) <= 12 and not re.search(r"\d", rest) else ""


def gtin_in(text: str) -> str:
    """The first GTIN-8, -12, -13 or -14 with a right check digit (GS1 General Specifications 7.9); an 8-digit one only where it is named."""
    for match in _GTIN.finditer(text):
        digits = match[1]
        if len(digits) == 8 and not re.search(r"(?i)(gtin|ean|jan|条码)\W*$", text[: match.start()]):
            continue
        weighted = sum(int(d) * (3 if i % 2 == 0 else 1) for i, d in enumerate(reversed(digits[:-1])))
        if (10 - weighted % 10) % 10 == int(digits[-1]):
            return digits
    return ""


_TIMES = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?)\s?(?:x|×|\*|@|à|pcs|pc|stk\.?|st\.?|個|点|件)\s", re.IGNORECASE)


def _by_arithmetic(pages: Sequence[Page], *, mark: str, origin: Origin) -> Iterable[Line]:
    """Rows without a header whose last number is the product of two others, or that say `2 x 3.50`."""
    for page in pages:
        for row in page.rows:
            if any(total_named(c.text) for c in row.cells):
                continue
            numbers = [
                (a, cell)
                for cell in row.cells
                for a in amounts_in(cell.text, mark=mark)
                if not re.match(r"\s?%", cell.text[a.end :])
            ]
            if len(numbers) < 3:
                continue
            amount, amount_cell = numbers[-1]
            if amount.decimals not in (0, 2) or amount.value == 0:
                continue
            pair = next(
                (
                    (q, p)
                    for q in numbers[:-1]
                    for p in numbers[:-1]
                    if q is not p
                    and p[0].decimals == amount.decimals
                    and q[0].decimals in (0, 1, 2, 3)
                    and _multiplies(q[0], p[0], amount)
                    and (q[0].value != amount.value or p[0].value == amount.value)
                    and abs(q[0].value) <= 100000
                    and q[0].value == q[0].value.to_integral_value()
                ),
                None,
            )
            texts = [
                c
                for c in row.cells
                if len(re.sub(r"[\W\d_]", "", c.text)) > 3 or re.search(r"[\u3040-\u9fff]{2,}", c.text)
            ]
            if pair is None or not texts:
                continue
            (quantity, quantity_cell), (price, price_cell) = pair
            gtin = gtin_in(row.text)
            yield Line(
                description=field_of(texts[0].text, [texts[0]], origin=origin, confidence=0.7),
                gtin=field_of(gtin, [row.cells[0]], origin=origin, confidence=0.9) if gtin else None,
                quantity=field_of(f"{quantity.value}", [quantity_cell], origin=origin, confidence=0.85),
                price=field_of(f"{price.value}", [price_cell], origin=origin, confidence=0.85),
                amount=field_of(f"{amount.value}", [amount_cell], origin=origin, confidence=0.85),
            )


def reconciled(lines: Sequence[Line], *, totals: Sequence[Decimal]) -> tuple[Line, ...]:
    """The lines without rows that only looked like lines, where leaving those out makes the rest add up to one of the totals.

    Never more than was read, and never other values: rows without an amount, without a quantity, or that do not multiply out, are what may go.
    """
    billed = [line for line in lines if line.amount is not None]
    fitting = [line for line in billed if _fits(line)]
    counted = [line for line in billed if line.quantity is not None and line.price is not None]
    with_quantity = [line for line in billed if line.quantity is not None]
    for total in totals:  # the net ones first
        for kept in (counted, with_quantity, billed, fitting):
            if kept and abs(abs(_sum(kept)) - abs(total)) <= Decimal("0.02"):
                return tuple(kept)
    return tuple(billed) if billed else tuple(lines)


def _sum(lines: Sequence[Line]) -> Decimal:
    return sum((Decimal(line.amount.value) for line in lines if line.amount is not None), Decimal(0))


def _fits(line: Line) -> bool:
    if line.quantity is None or line.price is None or line.amount is None:
        return False
    product = Decimal(line.quantity.value) * Decimal(line.price.value)
    return abs(abs(product) - abs(Decimal(line.amount.value))) <= Decimal("0.05")
