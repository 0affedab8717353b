"""Which words on a paper name the value beside them?

Nine languages, folded: case, accents, punctuation and spaces do not count, so that "USt.-Id.-Nr.", "UST-ID NR" and "USt-IdNr:" are one label. The
longest label at a place wins. A label that names something else (`customer`, `delivery_note`) is listed so that its value is taken for nothing
else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

_CJK = r"\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_CJK}]|[^\W{_CJK}_]+|[#№%]", re.UNICODE)
_COLON = re.compile(r"[:：|]")
LONGEST_LABEL = 18  # tokens; letter-spaced words and Chinese come one letter a token


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, folded, with its place in the text."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a text: what it names, how surely (0 to 1), and its place."""

    names: str
    strength: float
    start: int
    end: int


def fold(text: str) -> str:
    """Compatibility forms, case and accents folded; kana keep their marks."""
    wide = unicodedata.normalize("NFKC", text).casefold().replace("ß", "ss")
    return "".join(c for c in _decomposed(wide) if not unicodedata.combining(c) or ord(c) > 0x3000)


def _decomposed(text: str) -> str:
    return "".join(unicodedata.normalize("NFD", c) if ord(c) < 0x1100 else c for c in text)


@cache
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text; each Chinese or Japanese character is one, and so is a number sign."""
    found = [Token(fold(m[0]).replace(" ", ""), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    return tuple(t for t in found if t.folded)


def compact(phrase: str) -> str:
    """The key under which a label is known."""
    return "".join(t.folded for t in tokens(phrase))


def labels_in(text: str) -> Iterator[Label]:
    """The labels of a text from left to right, the longest at each place."""
    yield from found_in(text, known=_labels())


def found_in(text: str, *, known: Mapping[str, tuple[str, float]]) -> Iterator[Label]:
    """The phrases of `known` in a text; see `labels_in`. A colon ends a label; a label inside a longer Chinese word is a weak one."""
    words = tokens(text)
    at = 0
    while at < len(words):
        key, best = "", 0
        for n in range(at, min(at + LONGEST_LABEL, len(words))):
            if n > at and _COLON.search(text, words[n - 1].end, words[n].start):
                break
            key += words[n].folded
            if key in known:
                best, names = n + 1, known[key]
        if best:
            inside = at > 0 and words[at - 1].end == words[at].start and not words[at].folded.isascii()
            yield Label(names[0], names[1] * (0.4 if inside else 1.0), words[at].start, words[best - 1].end)
            at = best
        else:
            at += 1


def phrases(table: Mapping[str, str]) -> dict[str, tuple[str, float]]:
    """A table of `name: "phrase | phrase"` by compact phrase; a phrase before ~ is weak."""
    known: dict[str, tuple[str, float]] = {}
    for name, words in table.items():
        for phrase in words.split("|"):
            weak = phrase.strip().startswith("~")
            key = compact(phrase)
            if key and key not in known:
                known[key] = (name, 0.5 if weak else 1.0)
    return known


def _compounds(nouns: Sequence[str], numbers: Sequence[str], joins: Sequence[str]) -> Iterator[str]:
    for noun in nouns:
        for number in numbers:
            yield f"{noun} {number}"
            for join in joins:
                yield f"{number} {join} {noun}"
                yield f"{noun} {join} {number}"
            yield f"{number} {noun}"


def _split(words: str) -> tuple[str, ...]:
    return tuple(w.strip() for w in words.split("|"))


_NUMBER_WORDS = {
    "en": ("number", "no", "nr", "num", "#", "id", "n", "ref", "reference"),
    "de": ("nummer", "nr", "no", "num", "#", "id"),
    "fr": ("numéro", "n", "no", "num", "nr", "n°", "#", "réf", "référence"),
    "es": ("número", "n", "no", "nro", "núm", "num", "nº", "#", "n.º"),
    "it": ("numero", "n", "no", "nr", "num", "n°", "#"),
    "nl": ("nummer", "nr", "no", "num", "#"),
}
_DOCUMENT_NOUNS = {
    "en": (
        "invoice",
        "inv",
        "tax invoice",
        "vat invoice",
        "commercial invoice",
        "sales invoice",
        "bill",
        "document",
        "doc",
        "receipt",
        "credit note",
        "credit memo",
        "credit",
        "quote",
        "quotation",
        "pro forma",
        "pro forma invoice",
        "proforma",
        "statement",
        "voucher",
        "transaction",
        "ticket",
        "authorization",
        "authorisation",
        "letter",
        "certificate",
        "order confirmation",
        "packing slip",
        "delivery note",
        "estimate",
        "check",
        "chk",
        "sale",
        "slip",
    ),
    "de": (
        "rechnung",
        "rechnungs",
        "beleg",
        "dokument",
        "dokumenten",
        "quittung",
        "quittungs",
        "gutschrift",
        "gutschrifts",
        "rechnungskorrektur",
        "angebot",
        "angebots",
        "proforma",
        "proforma rechnung",
        "proforma rechnungs",
        "proformarechnung",
        "lieferschein",
        "auftragsbestätigung",
        "auftragsbestätigungs",
        "bon",
        "vorgang",
        "vorgangs",
        "faktura",
        "fakturen",
        "schreiben",
        "vollmacht",
        "korrekturrechnung",
        "urkunde",
        "urkunden",
        "stornorechnung",
        "handelsrechnung",
        "rg",
        "re",
        "kassenbon",
    ),
    "fr": (
        "facture",
        "document",
        "pièce",
        "reçu",
        "avoir",
        "note de crédit",
        "devis",
        "facture proforma",
        "facture pro forma",
        "pro forma",
        "bon de livraison",
        "confirmation de commande",
        "ticket",
        "autorisation",
        "lettre",
        "certificat",
        "quittance",
        "justificatif",
    ),
    "es": (
        "factura",
        "documento",
        "recibo",
        "ticket",
        "tique",
        "nota de crédito",
        "abono",
        "factura rectificativa",
        "presupuesto",
        "factura proforma",
        "proforma",
        "albarán",
        "confirmación de pedido",
        "comprobante",
        "factura simplificada",
        "autorización",
        "carta",
        "certificado",
        "nota de abono",
        "serie",
    ),
    "it": (
        "fattura",
        "documento",
        "ricevuta",
        "nota di credito",
        "preventivo",
        "fattura proforma",
        "fattura pro forma",
        "proforma",
        "bolla",
        "ddt",
        "documento di trasporto",
        "conferma ordine",
        "conferma d'ordine",
        "scontrino",
        "offerta",
        "autorizzazione",
        "lettera",
        "certificato",
        "parcella",
    ),
    "nl": (
        "factuur",
        "document",
        "bon",
        "kassabon",
        "kwitantie",
        "creditnota",
        "creditfactuur",
        "offerte",
        "pro forma factuur",
        "proformafactuur",
        "proforma",
        "pakbon",
        "orderbevestiging",
        "nota",
        "machtiging",
        "certificaat",
        "boeking",
        "boekings",
        "boekstuk",
    ),
}
_NOT_OURS = {
    "customer": {
        "en": ("customer", "client", "cust", "account", "acct", "your customer", "debtor", "member"),
        "de": ("kunden", "kunde", "ihre kunden", "debitoren", "debitor", "mitglieds"),
        "fr": ("client", "compte client", "adhérent", "code client"),
        "es": ("cliente", "de cliente", "código de cliente", "cuenta"),
        "it": ("cliente", "codice cliente", "conto"),
        "nl": ("klant", "klanten", "debiteur", "debiteuren", "relatie"),
    },
    "order": {
        "en": (
            "order",
            "purchase order",
            "po",
            "p.o.",
            "your order",
            "customer order",
            "sales order",
            "our order",
            "contract",
            "job",
            "project",
        ),
        "de": _split("""
            bestell | bestellung | bestellungs | auftrag | auftrags | ihre bestell | ihre bestellung | ihr auftrag | unsere auftrags | vertrag |
            vertrags | projekt"""),
        "fr": ("commande", "votre commande", "bon de commande", "notre commande", "contrat", "marché"),
        "es": ("pedido", "su pedido", "orden de compra", "orden", "contrato"),
        "it": ("ordine", "vostro ordine", "ordine d'acquisto", "ordine di acquisto", "contratto"),
        "nl": (
            "order",
            "bestel",
            "bestelling",
            "uw order",
            "uw bestelling",
            "inkooporder",
            "opdracht",
            "contract",
            "project",
        ),
    },
    "delivery_note": {
        "en": ("delivery", "shipment", "tracking", "shipping", "waybill", "awb", "consignment", "dispatch"),
        "de": ("liefer", "lieferungs", "lieferung", "sendungs", "sendung", "lief"),
        "fr": ("livraison", "expédition", "suivi", "colis"),
        "es": ("entrega", "envío", "seguimiento"),
        "it": ("consegna", "spedizione"),
        "nl": ("zending", "levering", "leverings", "verzend"),
    },
    "article": {
        "en": (
            "item",
            "article",
            "product",
            "part",
            "sku",
            "catalogue",
            "model",
            "serial",
            "style",
            "material",
            "batch",
            "lot",
        ),
        "de": (
            "artikel",
            "art",
            "produkt",
            "teile",
            "material",
            "modell",
            "serien",
            "charge",
            "chargen",
            "unsere art",
            "ihre art",
        ),
        "fr": ("article", "produit", "pièce", "modèle", "série", "lot"),
        "es": ("artículo", "producto", "modelo", "lote"),
        "it": ("articolo", "prodotto", "modello", "lotto", "serie"),
        "nl": ("artikel", "product", "model", "serie"),
    },
}
_JOINS = {
    "en": ("of",),
    "de": ("der", "des"),
    "fr": ("de", "de la", "du", "d'"),
    "es": ("de", "de la", "del"),
    "it": ("di", "della", "del", "dell'"),
    "nl": ("van",),
}

_TABLE = {
    "number": """发票号码 | 发票号 | 发票编号 | 發票號碼 | 發票編號 | 发票代码号 | 单据号 | 单据编号 | 單據號碼 | 單據編號 | 单号 |
        單號 | 票据号码 | 收据编号 | 收据号 | 收據編號 | 收據號碼 | 编号 | ~編號 | 票号 | 凭证号 | 憑證號碼 | 统一发票号码 |
        統一發票號碼 | 号码 | ~號碼 | 请求书番号 | 請求書番号 | 請求番号 | 請求書no | 請求no | 伝票番号 | 伝票no | 領収書番号 |
        領収番号 | 領収書no | 納品書番号 | 見積番号 | 見積書番号 | 見積no | 注文請書番号 | 書類番号 | 文書番号 | 発行番号 |
        インボイス番号 | 請求書ナンバー | 请求编号 | 帳票番号 | 报价单号 | 報價單號 | 报价单编号 | 订单确认号 | 证书编号 |
        证书号 | 證書編號 | 授权书编号 | 授權書編號 | 証明書番号 | 許諾番号 | 贷项通知单号 | 红字发票号码 | 折讓單號碼 |
        管理番号 | ~no | ~nr | ~number | ~nummer | ~numéro | ~número | ~numero | ~番号 | ~n° | ~ref | ~reference |
        ~our reference | ~zeichen | ~unser zeichen | ~aktenzeichen | ~référence | ~referencia | ~riferimento | ~kenmerk |
        ~ons kenmerk | belegnr | beleg nr | id dokument | our invoice | ~nostro riferimento | ~document | ~voucher""",
    "preceding": """original invoice | original invoice no | original invoice number | refers to invoice | reference to invoice |
        corrected invoice | credited invoice | credit for invoice | related invoice | preceding invoice | for invoice |
        invoice corrected | against invoice | zu rechnung | zur rechnung | bezug rechnung | ursprungsrechnung |
        ursprungsbeleg nr | ursprungsbeleg | originalrechnung | korrigierte rechnung | korrektur zu rechnung | rechnungsbezug |
        bezieht sich auf rechnung | ursprüngliche rechnung | stornierte rechnung | zu rechnung nr | facture liée |
        facture d'origine | concerne la facture | facture initiale | facture corrigée | facture rectifiée | sur facture |
        référence facture | avoir sur facture | factura original | factura rectificada | rectifica a la factura |
        factura de origen | corrige la factura | factura corregida | fattura originale | fattura di riferimento | rif fattura |
        riferimento fattura | relativa alla fattura | oorspronkelijke factuur | betreft factuur | gecrediteerde factuur |
        creditering van factuur | referentie factuur | 原发票号码 | 原发票号 | 原發票號碼 | 原發票 | 原发票 | 对应发票 |
        元請求書番号 | 対象請求書 | 元請求書 | 訂正元請求書番号 | 原伝票番号""",
    "issued_on": """invoice date | date of invoice | inv date | bill date | billing date | date of issue | issue date | issued on | issued |
        date issued | document date | doc date | tax date | invoice issue date | tax point | dated | receipt date |
        credit note date | quote date | statement date | transaction date | sale date | date of sale | date of invoice issue |
        issued at | order date time | ~date | rechnungsdatum | rechnungs datum | datum der rechnung | belegdatum | beleg datum |
        ausstellungsdatum | ausgestellt am | rechnungsdat | dokumentdatum | datum der ausstellung | gutschriftsdatum |
        quittungsdatum | angebotsdatum | kaufdatum | fakturadatum | bondatum | erstellt am | rechnung vom | ~datum | ~den |
        date de facture | date de la facture | date facture | date de facturation | date d'émission | émis le | émise le |
        date d'établissement | établie le | date du document | date d'avoir | date du reçu | date de vente | facturé le |
        date du devis | facture du | ~le | ~date | fecha de factura | fecha factura | fecha de la factura | fecha de emisión |
        fecha emisión | emitida el | fecha de expedición | expedida el | fecha documento | fecha del documento |
        fecha de facturación | fecha de venta | fecha del recibo | emitido el | ~fecha | data fattura | data della fattura |
        data di emissione | data emissione | emessa il | data documento | data del documento | data di fatturazione |
        data fatturazione | data ricevuta | emesso il | data vendita | ~data | ~del | factuurdatum | factuur datum |
        datum factuur | datum van factuur | datum van uitgifte | uitgiftedatum | opgesteld op | documentdatum |
        datum van de factuur | notadatum | bondatum | aankoopdatum | boekdatum | uitgegeven op | verkoopdatum | 开票日期 |
        发票日期 | 开具日期 | 出票日期 | 发票开具日期 | 单据日期 | 签发日期 | 發票日期 | 開立日期 | 開票日期 | 開具日期 |
        單據日期 | 簽發日期 | 收据日期 | 收據日期 | 交易日期 | 销售日期 | ~日期 | 发行日期 | 销货日期 | 銷貨日期 | 制单日期 |
        発行日 | 請求日 | 請求書発行日 | 請求年月日 | 発行年月日 | 作成日 | 領収日 | 取引日 | 伝票日付 | 請求書日付 | 請求日付 |
        見積日 | ~日付 | ~日時 | 売上日 | 購入日 | 発行日付 | 請求書作成日""",
    "due": """due date | date due | payment due | payment due date | due | due by | due on | pay by | payable by | payment date |
        please pay by | please remit until | payment deadline | balance due date | to be paid by | payment due by |
        invoice due | maturity | fällig am | fälligkeit | fälligkeitsdatum | fälligkeitstag | zahlbar bis | zahlungsziel |
        zahlungsfrist | zu zahlen bis | fällig | zahlbar bis zum | bitte überweisen sie bis zum | zahlungstermin | fällig bis |
        zahlung bis | zahlungsziel bis | spätestens bis | date d'échéance | échéance | date limite de paiement |
        à payer avant le | payable le | à régler avant le | échéance le | date de règlement | à payer avant | date de paiement |
        échéance de paiement | payable avant le | fecha de vencimiento | vencimiento | fecha vencimiento | vence el |
        fecha límite de pago | a pagar antes de | pagar antes del | fecha de pago | vence | data di scadenza | scadenza |
        data scadenza | scade il | scadenza pagamento | da pagare entro | pagamento entro | entro il | vervaldatum | vervaldag |
        uiterste betaaldatum | te betalen voor | betalen voor | betaaldatum | betaaltermijn | te voldoen voor | betalen vóór |
        uiterlijk te betalen op | vervalt op | 到期日 | 付款期限 | 付款截止日 | 付款日期 | 付款到期日 | 应付日期 | 繳款期限 |
        付款截止日期 | 到期日期 | 繳費期限 | 支払期限 | お支払期限 | お支払い期限 | 支払期日 | お支払期日 | 支払い期限 |
        振込期限 | お振込期限 | 支払日 | お支払い期日 | ご入金期限 | 入金期日""",
    "delivered_on": """delivery date | date of delivery | delivered on | date of supply | supply date | ship date | shipping date |
        shipped on | service date | date shipped | dispatch date | delivered | performance date | date of service |
        lieferdatum | leistungsdatum | liefer und leistungsdatum | lieferung am | geliefert am | leistungszeitpunkt |
        liefertermin | versanddatum | datum der lieferung | lieferscheindatum | leistungs datum | liefer datum |
        leistungszeitraum | liefertag | abrechnungszeitraum | lieferschein datum | date de livraison | livré le |
        date d'expédition | date de prestation | livraison le | date d'exécution | fecha de entrega | fecha entrega |
        entregado el | fecha de envío | fecha de operación | fecha operación | fecha de suministro | fecha de servicio |
        data di consegna | data consegna | consegnato il | data di spedizione | data spedizione | leverdatum | leveringsdatum |
        geleverd op | datum van levering | datum levering | verzenddatum | prestatiedatum | 交货日期 | 发货日期 | 交貨日期 |
        出貨日期 | 送货日期 | 送貨日期 | 交付日期 | 供货日期 | 供应日期 | 納品日 | 出荷日 | 納期 | 取引年月日 | 納入日 |
        引渡日 | 納品年月日""",
    "other_date": """order date | date of order | print date | printed | printed on | po date | purchase order date | account date |
        bestelldatum | bestell datum | auftragsdatum | druckdatum | gedruckt am | datum der bestellung | bestellt am |
        auftrag datum lief | auftrag datum | angebot vom | date de commande | imprimé le | date de la commande | commande du |
        fecha de pedido | fecha del pedido | fecha pedido | impreso el | data ordine | data dell'ordine | stampato il |
        data di stampa | besteldatum | orderdatum | afdrukdatum | datum bestelling | 订单日期 | 下单日期 | 訂單日期 | 打印日期 |
        列印日期 | 訂購日期 | 注文日 | 受注日 | 印刷日 | ご注文日 | date of birth | geburtsdatum | valid until | gültig bis |
        expiry date | expiration date | statement period | billing period | validità | geldig tot | valable jusqu'au |
        válido hasta | 有效期至 | 有効期限 | rechnungszeitraum | début | fin | period | periodo""",
    "currency": """currency | invoice currency | document currency | all amounts in | amounts in | currency code | währung |
        rechnungswährung | beträge in | belegwährung | alle beträge in | devise | monnaie | montants en |
        devise de facturation | tous les montants en | moneda | divisa | importes en | valuta | importi in | valuta fattura |
        bedragen in | munteenheid | munt | 币种 | 货币 | 幣別 | 幣種 | 貨幣 | 货币单位 | 币别 | 通貨 | 金額単位 | 結算幣別 |
        計價幣別 | 通貨単位""",
    "vat_id": """vat id | vat no | vat number | vat reg no | vat registration number | vat registration no | vat reg number | vat reg |
        vat identification number | vat identification no | vat id no | gst no | gst reg no | gst registration no | gstin |
        abn | tax id | tax identification number | tin | ein | vatin | gst number | gst hst no | vat | customer vat number |
        your vat id | vat id number | uid number | tax registration number | trn | tax no | tax reg no | ustid | ust id nr |
        ust idnr | ust ident nr | ust identnr | ust identifikationsnummer | umsatzsteuer id |
        umsatzsteuer identifikationsnummer | umsatzsteuer id nr | ust id | mwst nr | uid | uid nr | mwst nummer |
        ust id nummer | umsatzsteueridentnr | ust identnummer | ihre ust identnr | ihre ust idnr | ihre ust id |
        umsatzsteuer identnr | mwst id | unsere ust id | vat id nr | ust nr | tva intracom | n tva | no tva | numéro de tva |
        tva intracommunautaire | n tva intracommunautaire | numéro tva | n° de tva | n° tva client | n tva intra |
        n° tva intracom | id tva | numéro de tva intracommunautaire | num tva | tva n | identifiant tva | tva client |
        n° de tva intracommunautaire | nif | cif | nif iva | n iva | número de iva | nif cif | cif nif |
        n iva intracomunitario | iva intracomunitario | vat nif | nit | rfc | cuit | cuil | p iva | partita iva | part iva |
        piva | p iva c f | cod fisc p iva | partita iva codice fiscale | p iva cod fisc | btw nr | btw nummer | btw id |
        btw identificatienummer | btw no | btw | btwnummer | ob nummer | btw id nummer | 纳税人识别号 | 统一社会信用代码 |
        税号 | 统一社会信用代码纳税人识别号 | 纳税识别号 | 统一編號 | 統一編號 | 統編 | 稅籍編號 | 稅務編號 | 税务登记号 |
        信用代码 | 登録番号 | 適格請求書発行事業者登録番号 | 事業者登録番号 | インボイス登録番号 | 消費税登録番号 |
        適格請求書登録番号 | 買方統編 | 賣方統編 | 买方税号 | 销方税号""",
    "tax_number": """steuernummer | steuer nr | steuernr | st nr | stnr | finanzamt | tax office | codice fiscale | cod fisc | cf | c f |
        fiscal code | fiscaal nummer | numéro fiscal""",
    "registration": """company number | company no | company reg no | registered number | registration number | registration no | reg no |
        company registration | company registration number | registered no | crn | reg number | registered in england |
        business registration no | uen | acn | handelsregister | handelsregisternummer | hrb | hra | hrb nr | handelsreg |
        hr nummer | registernummer | registergericht | amtsgericht | firmenbuch | firmenbuchnummer | fn | eintragung | che |
        siret | siren | rcs | n siret | n siren | rc | immatriculation | numéro siret | rcs paris | registro mercantil |
        reg mercantil | rea | n rea | registro imprese | numero rea | c c i a a | reg imprese | kvk | kvk nr | kvk nummer |
        kvknummer | handelsregister nr | 注册号 | 工商注册号 | 營業登記 | 法人番号 | 会社法人等番号 | 商業登記 | 公司编号 |
        營業登記號碼 | 商業登記號碼 | 公司註冊編號""",
    "iban": """iban | iban nr | iban no | iban code | iban number | konto iban | account iban | compte iban | cuenta iban |
        conto iban | rekening iban | iban rekening | international bank account number""",
    "bank": """bank | bank details | bankverbindung | bank name | bankname | bic | swift | swift code | bic swift | sort code |
        account no | account number | account | account name | account holder | kontonr | kontonummer | konto | blz |
        kontoinhaber | coordonnées bancaires | rib | banque | titulaire | code banque | titulaire du compte | domiciliation |
        datos bancarios | banco | cuenta | titular | entidad | coordinate bancarie | banca | conto corrente | intestato a |
        abi | cab | bankgegevens | rekening | rekeningnummer | t n v | ten name van | bankrekening | rekeningnr | 开户行 |
        账号 | 银行账号 | 开户银行 | 開戶銀行 | 帳號 | 銀行帳號 | 户名 | 戶名 | 收款银行 | 收款帳號 | 開戶行 | 开户行及账号 |
        匯款帳號 | 振込先 | お振込先 | 口座番号 | 銀行名 | 口座名義 | 支店名 | 普通預金 | routing number | aba | routing no""",
    "email": """email | e mail | mail | e-mail-adresse | courriel | mél | correo electrónico | correo | posta elettronica | 电子邮箱 |
        邮箱 | 電子郵件 | 電郵 | メール | メールアドレス""",
    "phone": """phone | tel | telephone | telefon | fon | téléphone | tél | teléfono | tfno | telefono | telefoon | mobile | mobil |
        fax | telefax | cell | hotline | 电话 | 電話 | 传真 | 傳真 | 联系电话 | 聯絡電話 | tel fax | portable | móvil |
        cellulare | ファックス | 手机 | 電話番号""",
    "issuer": """seller | vendor | supplier | from | issued by | issuer | billed by | sold by | bill from | invoice from | exporter |
        shipper | remit to | merchant | shipper exporter | biller | supplier details | seller details | our details | provider |
        service provider | the seller | verkäufer | lieferant | rechnungssteller | rechnungsersteller | aussteller | absender |
        leistungserbringer | von | rechnungsaussteller | rechnung von | leistender unternehmer | anbieter | auftragnehmer |
        vendeur | fournisseur | émetteur | émis par | facturé par | expéditeur | prestataire | de la part de | exportateur |
        vendu par | vendedor | proveedor | emisor | emitido por | expedidor | facturado por | datos del emisor |
        datos del vendedor | exportador | vendido por | venditore | fornitore | mittente | emittente | cedente |
        cedente prestatore | emessa da | emesso da | prestatore | cedente/prestatore | dati fornitore | esportatore |
        dati emittente | verkoper | leverancier | afzender | opgesteld door | uitgever | verzonden door | facturerende |
        aanbieder | van | 销售方 | 卖方 | 销售单位 | 开票方 | 供应商 | 开票单位 | 卖家 | 供货方 | 收款单位 | 发货人 | 出票人 |
        销方 | 賣方 | 銷售方 | 開立人 | 供應商 | 賣家 | 出賣人 | 開票人 | 賣方名稱 | 銷貨人 | 出口商 | 发票开具方 | 销售方名称 |
        賣方資料 | 销售方信息 | 卖方信息 | 发行方 | 売主 | 発行者 | 請求元 | 販売元 | 発行元 | 仕入先 | 販売者 | 売り手 |
        差出人 | 供給者 | 発行事業者 | 請求者 | 販売業者 | 納入者""",
    "recipient": """bill to | billed to | billing address | invoice to | invoiced to | sold to | buyer | customer | client | purchaser |
        to | recipient | invoice address | charge to | importer | customer details | bill to address | consignee bill to |
        attention | buyer details | invoice recipient | billing to | customer name | buyer name | issued to | account of | for |
        the buyer | prepared for | customer address | purchased by | rechnungsempfänger | käufer | kunde | rechnung an |
        rechnungsadresse | rechnungsanschrift | empfänger | auftraggeber | leistungsempfänger | an | besteller |
        käufer leistungsempfänger | abnehmer | kundenanschrift | rechnungsempfängerin | kundin | erwerber | für | facturé à |
        client | acheteur | destinataire | adresse de facturation | facturer à | à l'attention de | adresse du client |
        vendu à | adressé à | facture adressée à | importateur | facturation | pour | acquéreur | coordonnées client | à |
        preneur | facturar a | cliente | comprador | destinatario | facturado a | dirección de facturación | datos del cliente |
        receptor | adquirente | vendido a | para | importador | datos de facturación | datos del comprador | facturación a |
        a nombre de | cliente | acquirente | destinatario | fatturare a | intestatario | fatturato a |
        indirizzo di fatturazione | spett le | spettabile | cessionario | cessionario committente | committente | compratore |
        venduto a | dati cliente | intestata a | importatore | dati acquirente | cessionario/committente | factuur aan |
        factuuradres | klant | koper | afnemer | gefactureerd aan | aan | geadresseerde | debiteur | ontvanger | verkocht aan |
        factureren aan | t a v | klantgegevens | besteller | voor | opdrachtgever | importeur | factuur voor | 购买方 | 买方 |
        购货单位 | 客户 | 收票方 | 购买单位 | 客户名称 | 付款单位 | 抬头 | 买家 | 购方 | 收货单位 | 致 | 發票抬頭 | 买方名称 |
        購買方 | 購買人 | 買方 | 買受人 | 客戶 | 客戶名稱 | 抬頭 | 買家 | 收票人 | 買方名稱 | 收件人 | 進口商 | 购买方名称 |
        購貨人 | 购买方信息 | 买方信息 | 開立對象 | 账单寄送 | 帳單寄送 | 发票抬头 | 買主 | 請求先 | 宛先 | 購入者 | お客様 |
        顧客 | 得意先 | 販売先 | 買い手 | 納入先 | お客様名 | ご請求先 | 受領者 | 宛名 | 取引先 | 顧客名 | 請求先名 | 購入者名""",
    "ship_to": """ship to | shipped to | deliver to | delivery address | shipping address | delivery to | place of delivery | consignee |
        sent to | ship to address | notify party | lieferadresse | lieferanschrift | warenempfänger | lieferung an |
        versandadresse | abweichender warenempfänger | leistungsort | adresse de livraison | livré à | livrer à |
        lieu de livraison | expédié à | dirección de entrega | dirección de envío | enviar a | entregar a | lugar de entrega |
        destino | indirizzo di consegna | consegnare a | luogo di consegna | destinazione | spedire a |
        indirizzo di spedizione | luogo di destinazione | afleveradres | leveradres | verzenden naar | bezorgadres |
        leveren aan | afleveradres | verzendadres | 收货地址 | 送货地址 | 收貨地址 | 送貨地址 | 收货人 | 收貨人 | 配送地址 |
        納品先 | 配送先 | お届け先 | 送付先 | 届け先 | 出荷先 | payee | abweichender zahlungsempfänger | zahlungsempfänger |
        bénéficiaire | beneficiario | begunstigde""",
    "contact": """contact | sales contact | your contact | ansprechpartner | kontakt | sachbearbeiter | bearbeiter | contact commercial |
        contacto | atendido por | contatto | referente | contactpersoon | 联系人 | 聯絡人 | 担当 | 担当者 | ご担当 |
        salesperson | sales rep | prepared by | cashier | served by | kassierer | es bediente sie | vendeur caisse | cajero |
        cassiere | verkoper kassa | 收款人 | 复核 | 开票人 | 店员""",
    "order": """订单号 | 订单编号 | 订单号码 | 采购单号 | 采购订单号 | 合同号 | 合同编号 | 訂單編號 | 訂單號碼 | 訂單號 | 採購單號 |
        合約編號 | 注文番号 | ご注文番号 | 発注番号 | 受注番号 | 契約番号 | 注文no | your order | ihre bestellung |
        votre commande | su pedido | vostro ordine | uw bestelling | bestellung | commande | pedido | ordine""",
    "customer": """客户编号 | 客户代码 | 客户号 | 会员号 | 会员编号 | 客戶編號 | 客戶代號 | 會員編號 | 会员卡号 | お客様番号 | 顧客番号 |
        得意先コード | 会員番号 | お客様コード | 顧客コード | kd nr | code client | código de cliente | codice cliente |
        client id""",
    "delivery_note": "送货单号 | 发货单号 | 运单号 | 快递单号 | 出库单号 | 送貨單號 | 出貨單號 | 運單號碼 | 納品番号 | 出荷番号 | 送り状番号",
    "party_id": """gln | globale nummer | global number | global id | duns | d u n s | lei | eori | eori nr | eori no | lief nr |
        lieferanten nr | lieferantennummer | lieferantennr | supplier no | supplier number | vendor no | vendor number |
        vendor id | supplier id | kreditor | kreditorennummer | fournisseur n° | n° fournisseur | proveedor nº | n fornitore |
        leveranciersnummer | ils | unsere gln | ihre gln | wee reg nr | abteilung | department""",
    "name": """name | company name | company | legal name | firma | firmenname | nom | raison sociale | société | nombre |
        razón social | empresa | nome | ragione sociale | denominazione | naam | bedrijfsnaam | bedrijf | 名称 | 公司名称 |
        企业名称 | 单位名称 | 名稱 | 公司名稱 | 公司 | 会社名 | 名前 | 社名 | 氏名 | 御社名 | 商号 | organisation |
        dénomination | denominación | handelsnaam""",
    "address": """address | registered address | registered office | head office | anschrift | adresse | sitz | firmensitz |
        siège social | siège | dirección | domicilio | domicilio social | domicilio fiscal | indirizzo | sede | sede legale |
        residenza | adres | vestigingsadres | 地址 | 注册地址 | 地址电话 | 联系地址 | 公司地址 | 聯絡地址 | 通訊地址 | 住所 |
        所在地 | 本社 | 本社所在地 | 営業地址 | 地址、电话 | straße | street | rue""",
    "country": "country | land | pays | país | paese | nazione | 国家 | 國家 | 国 | country of residence",
}


_TOTALS = {
    "lines_total": """subtotal | sub total | items total | total items | lines total | total lines | goods total | total goods |
        merchandise total | sum of lines | item subtotal | merchandise subtotal | order subtotal | zwischensumme |
        positionssumme | summe positionen | summe der positionen | summe artikel | warenwert | summe waren | total positionen |
        warensumme | sous total | total des lignes | total lignes | total articles | total des articles | total marchandises |
        subtotal artículos | suma de líneas | total líneas | importe bruto | suma | total artículos | subtotale | totale righe |
        totale merce | totale articoli | somma righe | imponibile merce | subtotaal | totaal regels | totaal artikelen |
        som van de regels | goederenbedrag | tussentotaal | totaal goederen | 小计 | 小計 | 商品小计 | 商品合计 | 明细合计 |
        项目合计 | 商品小計 | 品項小計 | 明細小計 | 货款小计 | 明細合計 | 商品合計""",
    "allowances": """discount | total discount | less discount | discounts | allowance | allowances | rebate | total allowances |
        document discount | invoice discount | order discount | rabatt | nachlass | gesamtrabatt | abzgl rabatt | rabatte |
        preisnachlass | abschläge | gesamtbetrag der abschläge | sondernachlass | abzgl sondernachlass | remise | remises |
        rabais | ristourne | remise globale | total remises | escompte | descuento | descuentos | dto | bonificación |
        descuento global | rebaja | total descuento | sconto | sconti | abbuono | sconto globale | totale sconti | korting |
        kortingen | totale korting | 折扣 | 优惠 | 减免 | 折讓 | 優惠 | 值引き | 値引き | 値引 | 割引 | お値引き | 折扣金额 |
        折扣金額 | 割引額""",
    "charges": """shipping | freight | delivery charge | shipping and handling | postage | carriage | handling | surcharge | charges |
        shipping cost | delivery fee | delivery costs | freight charge | packing | insurance | shipping handling | versand |
        versandkosten | fracht | frachtkosten | zuschlag | zuschläge | lieferkosten | porto | verpackung | transportkosten |
        gesamtbetrag der zuschläge | zzgl versandkosten | versandpauschale | frais de port | port | frais de livraison |
        transport | frais d'expédition | livraison | frais | supplément | gastos de envío | portes | transporte | envío |
        recargo | gastos de transporte | spese di spedizione | spese di trasporto | trasporto | spedizione | spese |
        spese accessorie | verzendkosten | vrachtkosten | transportkosten | toeslag | bezorgkosten | administratiekosten |
        运费 | 運費 | 附加费 | 手续费 | 附加費 | 手續費 | 送料 | 配送料 | 手数料 | 运输费 | 邮费 | 發送費 | 運送料""",
    "net": """net total | total net | net amount | net | total excl vat | total excluding vat | total ex vat | total before tax |
        amount before tax | amount excl vat | taxable amount | taxable total | total excluding tax | total excl tax |
        net value | subtotal excl vat | subtotal net | total net amount | total without tax | total without vat |
        net total amount | total exc vat | total amount excl vat | net invoice total | invoice total excl vat |
        total amount excluding vat | net price total | pretax total | total ex gst | total excl gst | nettobetrag |
        summe netto | gesamt netto | netto | nettosumme | rechnungssumme netto | gesamtbetrag netto | netto gesamt |
        nettosumme gesamt | total netto | warenwert netto | summe exkl mwst | summe ohne ust | rechnungssumme ohne ust |
        rechnungssumme netto excl ust | rechnungssumme netto exkl ust | gesamtnetto | nettowert | zwischensumme netto |
        summe zzgl mwst | nettogesamtbetrag | netto summe | rechnungsbetrag netto | steuerbasis | nettorechnungsbetrag |
        gesamtsumme netto | entgelt | summe ohne mwst | betrag netto | net amout | total ht | montant ht | total hors taxes |
        total hors taxe | total net ht | montant hors taxes | net ht | montant total ht | total hors tva | total htva |
        base ht | montant net ht | total h t | total net | base imponible | total neto | total sin iva | importe neto | neto |
        total base imponible | subtotal sin iva | total base | importe sin iva | suma base imponible | base | imponibile |
        totale imponibile | totale netto | netto | totale senza iva | importo netto | totale iva esclusa | totale al netto iva |
        totale esclusa iva | netto merce | totaal excl btw | totaal exclusief btw | nettobedrag | totaal netto |
        subtotaal excl btw | bedrag excl btw | netto totaal | totaal ex btw | netto bedrag | te factureren excl btw |
        totaal exclusief | totaalbedrag excl btw | 不含税金额 | 合计金额 | 不含税合计 | 未税金额 | 税前金额 | 税前合计 | 净额 |
        净金额 | 未稅金額 | 銷售額 | 銷售額合計 | 未稅合計 | 稅前金額 | 稅前合計 | 淨額 | 金额合计 | 销售额 | 未稅總額 |
        应税销售额 | 不含税总额 | 未税合计 | 净总额 | 應稅銷售額 | 总金额不含税 | 税抜金額 | 税抜合計 | 税抜き合計 |
        税抜き金額 | 税抜小計 | 小計税抜 | 課税対象額 | 合計税抜 | 税抜き | 対象金額 | 本体価格合計 | 本体価格 | 税別合計 |
        税抜合計金額 | 税抜額""",
    "tax": """vat | tax | sales tax | total vat | total tax | vat amount | tax amount | gst | gst amount | hst | pst | vat total |
        tax total | value added tax | plus vat | add vat | total taxes | vat due | total gst | sales tax total |
        consumption tax | qst | total vat amount | umsatzsteuer | mwst | mehrwertsteuer | ust | zzgl mwst | zzgl ust |
        zuzüglich ust | zuzüglich umsatzsteuer | zuzüglich mwst | zzgl umsatzsteuer | mwst betrag | ust betrag | steuerbetrag |
        summe umsatzsteuer | gesamt mwst | ust gesamt | summe mwst | summe ust | umsatzsteuerbetrag | steuer |
        zzgl mehrwertsteuer | enthaltene mwst | enthaltene umsatzsteuer | mehrwertsteuerbetrag | versicherungsteuer |
        versicherungssteuer | steuer gesamt | mehrwertsteuer gesamt | gesamtsteuer | enthält mwst | davon mwst |
        inkl mwst betrag | tva | montant tva | total tva | montant de la tva | taxe | taxes | total taxes | total de la tva |
        t v a | dont tva | montant total tva | iva | importe iva | cuota iva | total iva | cuota | i v a | importe del iva |
        impuesto | impuestos | cuota de iva | igic | importo iva | imposta | totale iva | totale imposta | di cui iva |
        ammontare iva | btw | btw bedrag | totaal btw | btw totaal | omzetbelasting | bedrag btw | btw bedrag totaal | 税额 |
        增值税 | 增值税额 | 合计税额 | 税金 | 税额合计 | 稅額 | 營業稅 | 稅金 | 稅額合計 | 加值稅 | 營業稅額 | 增值稅 | 消費税 |
        消費税額 | 税額 | 消費税等 | 消費税合計 | 内消費税 | 税 | 稅 | 消費税等の額 | 内消費税等""",
    "gross": """total | grand total | invoice total | total amount | amount due | total incl vat | total including vat | total inc vat |
        gross total | gross amount | total due | balance due | total payable | amount payable | total incl tax |
        total including tax | total to pay | gross | due payable | total gross | invoice amount | total amount due |
        total invoice amount | please pay | total invoice | total amount incl vat | net to pay | total inc tax | order total |
        total price | total inc gst | total incl gst | total amount payable | final total | total vat included |
        total vat inclusive | total amount including vat | total charge | amount total | sale total | total value |
        gesamtbetrag | gesamt | gesamtsumme | rechnungsbetrag | bruttobetrag | endbetrag | summe | summe brutto |
        rechnungssumme | brutto | gesamt brutto | zu zahlen | zahlbetrag | zu zahlender betrag | total |
        rechnungssumme brutto inkl ust | rechnungssumme brutto | summe inkl ust | bruttosumme | gesamtbetrag brutto |
        summe inkl mwst | gesamtbetrag inkl mwst | rechnungsendbetrag | rechnungsgesamtbetrag | gesamtsumme brutto |
        rechnungsbetrag brutto | rechnungsbeitrag | total inkl mwst | gesamtpreis | gesamt inkl mwst | endsumme |
        rechnungstotal | total brutto | gesamtbetrag inkl ust | bruttogesamtbetrag | zahlungsbetrag | bruttorechnungsbetrag |
        zu bezahlen | fälliger betrag | offener betrag | rechnungsbetrag inkl mwst | zu zahlender beitrag | summe eur |
        gesamtrechnungsbetrag | total ttc | montant ttc | net à payer | total à payer | montant total | montant total ttc |
        toutes taxes comprises | total tvac | total général | total toutes taxes comprises | montant dû | montant à payer |
        net à payer ttc | à payer | total facture | montant de la facture | montant net à payer | total t t c | solde à payer |
        montant total à payer | total factura | importe total | total a pagar | total con iva | total iva incluido |
        total general | total euros | líquido a pagar | importe a pagar | total importe | a pagar | total factura iva incluido |
        monto total | total documento | totale | totale fattura | totale documento | totale da pagare | importo totale |
        netto a pagare | totale iva inclusa | totale complessivo | totale generale | totale a pagare | da pagare |
        importo da pagare | totale dovuto | totale con iva | totale lordo | totale ivato | tot fattura | totaal | totaalbedrag |
        totaal incl btw | te betalen | totaal te betalen | totaal inclusief btw | factuurbedrag | eindtotaal | te voldoen |
        bedrag incl btw | totaal factuur | te betalen bedrag | brutobedrag | totaalbedrag incl btw | totaal bruto | eindbedrag |
        factuurtotaal | totaal inclusief | 价税合计 | 合计 | 总计 | 总额 | 应付金额 | 总金额 | 含税金额 | 应付总额 | 实付金额 |
        合计应付 | 價稅合計 | 總計 | 總額 | 合計 | 應付金額 | 總金額 | 含稅總額 | 應付總額 | 含稅金額 | 含税合计 | 含税总额 |
        实收金额 | 價稅合計金額 | 發票總額 | 发票总额 | 发票金额 | 發票金額 | 應收總額 | 应收金额 | 含稅合計 | 總計金額 |
        合计人民币 | 付款总额 | 小写 | 合計金額 | ご請求金額 | 請求金額 | 御請求金額 | 税込合計 | 総合計 | 総計 | 合計税込 |
        税込金額 | 請求合計 | ご請求額 | お支払金額 | 請求額 | 領収金額 | 税込 | 総額 | 税込合計金額 | 御請求額 | お支払い金額 |
        お買上計 | お買上げ計 | 合計請求額 | 請求総額 | 税込総額 | ご請求合計 | お支払合計""",
    "prepaid": """paid | amount paid | prepaid | deposit | advance payment | less paid | already paid | paid amount | payments |
        payment received | less deposit | paid to date | anzahlung | bereits bezahlt | bezahlt | vorauszahlung |
        erhaltene anzahlungen | abzgl anzahlung | gezahlt | geleistete anzahlung | acompte | déjà payé | acompte versé |
        déjà réglé | montant payé | acomptes | anticipo | pagado | ya pagado | pago a cuenta | importe pagado | anticipos |
        acconto | già pagato | pagato | versato | acconti | aanbetaling | reeds betaald | betaald | vooruitbetaling |
        voorschot | 已付 | 已付金额 | 预付款 | 订金 | 已付款 | 已付金額 | 預付款 | 訂金 | 定金 | 前受金 | 入金済 | 内金 |
        手付金 | お預り | お預かり | cash | change | card | visa | mastercard | bar | rückgeld | gegeben | espèces | rendu |
        efectivo | cambio | contanti | resto | contant | wisselgeld | ec karte | 现金 | 找零 | 現金 | 找續 | お釣り | 釣銭""",
    "payable": """balance | outstanding | remaining balance | outstanding amount | residual | restbetrag | offener restbetrag |
        verbleibender betrag | solde | reste à payer | restant dû | solde dû | saldo | pendiente | saldo pendiente |
        resta da pagare | residuo | saldo dovuto | restbedrag | openstaand bedrag | openstaand | 余额 | 未付金额 | 未付余额 |
        餘額 | 未付金額 | 尾款 | 差引請求額 | 差引残高 | 残額""",
    "rounding": """rounding | rounded | rundung | rundungsdifferenz | arrondi | redondeo | arrotondamento | afronding | 四舍五入 |
        四捨五入 | 端数調整""",
}


@cache
def _labels() -> dict[str, tuple[str, float]]:
    known: dict[str, tuple[str, float]] = {}
    for language, words in _NUMBER_WORDS.items():
        for name, nouns in _NOT_OURS.items():
            for phrase in _compounds(nouns[language], words, _JOINS[language]):
                known.setdefault(compact(phrase), (name, 1.0))
        for phrase in _compounds(_DOCUMENT_NOUNS[language], words, _JOINS[language]):
            known[compact(phrase)] = ("number", 1.0)
    for key, value in phrases(_TABLE).items():
        known.setdefault(key, value)
    for word in ("n", "de", "a", "no"):
        known.pop(word, None)
    known["no"] = ("number", 0.3)
    return known


@cache
def _totals() -> dict[str, tuple[str, float]]:
    return phrases(_TOTALS)


def totals_in(text: str) -> Iterator[Label]:
    """The labels of totals in a text, the longest at each place."""
    yield from found_in(text, known=_totals())


def is_label(text: str) -> bool:
    """Whether the text is nothing but a label."""
    words = tokens(text)
    if not words:
        return False
    key = "".join(t.folded for t in words)
    return key in _labels() or key in _totals()
