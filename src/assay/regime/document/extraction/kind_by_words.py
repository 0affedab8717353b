"""What kind of paper is it where no title says so, or where the title promises more than the paper holds?

A letter without a title is known by a title's words in another order ("Confirmation of authorised reseller status"), by a form's labels, or by a
sentence in which somebody lets somebody sell; an extract of a register of marks by what only registers print. What takes an authorization back, asks for
one, declines one, or lets somebody fetch a parcel is no letter of authorization. A transfer, a statement of account and a quote are known by the words that only they use. A draft or a template is no letter yet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assay.regime.document.extraction.letter_labels import said_at_labels
from assay.regime.document.extraction.letter_names import companies
from assay.regime.document.extraction.letter_parties import GRANTS, IS_LET, WE
from assay.regime.document.extraction.letter_scope import SELLS
from assay.regime.document.extraction.letter_text import passages_of, sentences_in
from assay.regime.document.extraction.page import Cell, Page, field_of
from assay.regime.document.reading import Field, Kind

LETTERS = frozenset({Kind.LETTER_OF_AUTHORIZATION.value, Kind.TRADEMARK_CERTIFICATE.value})
_SURE_TITLE = 0.93  # of a title's confidence: below it the words are looked at
_LETTER_TITLE = re.compile(
    r"(?:authori[sz]|appoint|distribut|re-?sell|dealer|retailer|brand|licen[cs]).{0,45}(?:letter|certificate|statement|confirmation|agreement|notice|status|appointment|rights?)\b|(?:letter|certificate|confirmation|statement|grant|notice) of .{0,40}(?:authori|appoint|distribut|resell|dealer)"
    r"|(?:autorisier|vertriebs|händler|marken|lizenz|vertretungs|vertragshändler|konzession)\w*.{0,30}(?:schreiben|bestätigung|bescheinigung|erklärung|vertrag|vollmacht|zertifikat|genehmigung|nachweis|vertrieb)|(?:bestätigung|bescheinigung|zertifikat|autorisierung).{0,40}(?:händler|vertrieb|wiederverk|verkauf|marke)"
    r"|(?:attestation|certificat|lettre|autorisation|contrat|mandat|nomination).{0,45}(?:revend|distribu|vente|marque|agré|commercialis|usage|autoris|concession)"
    r"|(?:carta|certificad\w|certificación|autorización|contrato|declaración|nombramiento|licencia).{0,45}(?:distribu|venta|marca|autoriz|comercial|revend|concesi)"
    r"|(?:lettera|certificato|attestat\w|dichiarazione|contratto|autorizzazione|nomina|licenza|mandato).{0,45}(?:rivend|distribu|vendita|marchio|autorizz|nomina|concession)"
    r"|(?:machtiging|autorisatie|dealer|distributie|wederverkoop|merk|licentie).{0,30}(?:brief|verklaring|certificaat|overeenkomst|bevestiging|machtiging|verkoop)|(?:certificaat|verklaring|bewijs|machtiging).{0,30}(?:dealer|wederverkoper|distribut|verkoop)"
    r"|(?:授权|授權|委任|代理|经销|經銷|特约|特約|加盟)[^。，：:]{0,12}(?:书|書|证|證|函|状|狀|合同|合約|协议|協議)$|(?:許諾|認定|委任|代理|販売権|販売店|特約|取扱)[^。、：:]{0,12}(?:書|証|状|契約)$",
    re.IGNORECASE,
)
_BANK = re.compile(
    r"swift|\bMT ?103|fin 103|ordering (?:customer|party|institution)|beneficiary(?: customer| bank)?|remittance information|value date|interbank|credit transfer|sender'?s reference|remitter|payer account|debit account|transaction reference|auftraggeber|begünstigte|verwendungszweck|wertstellung|valuta\b|donneur d['’]ordre|bénéficiaire|motif du virement|date de valeur|ordenante|beneficiario|concepto|fecha valor|ordinante|causale|data valuta"
    r"|opdrachtgever|begunstigde|omschrijving|valutadatum|付款人|收款人|用途|回单|汇款|匯款人|收款銀行|付款行|振込人|受取人|お取引|依頼人",
    re.IGNORECASE,
)
_ENOUGH_BANK = 4
_SURELY_BANK = 6
_LEDGER = re.compile(
    r"(?P<debit>^(?:debit|soll|débit|debe|cargo|dare|debet|借方)s?$)|(?P<credit>^(?:credit|haben|crédit|haber|abono|avere|credit|貸方|贷方)s?$)|(?P<balance>^(?:balance|saldo|solde|余额|餘額|残高)\b.{0,24}$|amount due|offener betrag|saldo a )",
    re.IGNORECASE,
)
_QUOTES = re.compile(
    r"(?:our|my) (?:best )?(?:offer|quote|quotation|price proposal)\b|price proposal|prices? (?:are )?(?:good|valid|firm) (?:through|until|for)|validity of (?:the |this )?(?:offer|quot)|unser(?:em)? angebot|freibleibend|angebotsgültigkeit|notre (?:meilleure )?offre|validité de l['’]offre|nuestra (?:mejor )?oferta|validez de la oferta|(?:la )?nostra (?:migliore )?offerta|validità dell['’]offerta|onze (?:beste )?(?:offerte|prijsopgave)|geldigheid van (?:de|deze) offerte"
    r"|报价有效期|報價有效期|見積有効期限|見積金額",
    re.IGNORECASE,
)
_DRAFT_LINE = re.compile(
    r"^\W*(?:draft|entwurf|projet|brouillon|borrador|bozza|concept|ontwerp|specimen|template|sample|vorlage|modèle|modello|modelo|muster|草案|草稿|样本|樣本|范本|範本|模板|ひな形|雛形|見本|下書き)\b.{0,60}$|subject to contract|unverbindlich, zur|zur internen abstimmung|\((?:template|sample|draft|specimen|vorlage|muster|modèle)\)",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\[[^\]\d]{1,40}\]|【[^】]{1,20}】|\[●\]|\[•\]|<[A-Za-z ]{4,30}>|＿{4,}|_{8,}")
_MOST_BLANKS = 3
_PRICE = re.compile(r"\d[.,]\d{2}(?!\d)")
# Over a letter, before its first sentence: it ends an authorization, or asks for one.
_TAKES_BACK = re.compile(
    r"widerruf|kündigung|aufhebung|beendigung|terminat|revocation|withdrawal|cancellation|r[ée]siliation|révocation|rescisión|revocación|cancelación|risoluzione|revoca|disdetta|recesso"
    r"|opzegging|intrekking|beëindiging|解除|终止|終止|撤销|撤銷|取消|解约|解約"
    r"|\bapplication\b|\bantrag|\bdemande d|\bsolicitud|\bdomanda\b|\baanvraag|申请|申請|申込",
    re.IGNORECASE,
)
_DECLINES = re.compile(
    r"\b(?:unable|not able|not in a position|cannot|regret that we (?:are|can)\w*) to (?:authori[sz]e|appoint|grant|offer you)|\bwe (?:regret|decline)\b|\bbedauern|\bleider (?:nicht|können|müssen)|\bregrettons|\blamentamos|\bsiamo spiacenti|\bhelaas\b|遗憾|遺憾|お断り|(?:无法|無法|不予)(?:授权|授權)"
    r"|not (?:constitute|serve as|be construed as|grant) (?:an? |any )?(?:authori[sz]ation|licen[cs]e)|(?:begründet|stellt) keine? (?:autorisierung|lizenz|vollmacht)|ne (?:vaut|constitue) pas (?:une )?autorisation|no (?:constituye|otorga|confiere) (?:una |ninguna )?(?:autorización|licencia)"
    r"|non (?:costituisce|conferisce) (?:una |alcuna )?(?:autorizzazione|licenza)|(?:vormt|verleent) geen (?:machtiging|licentie)|不(?:作为|作為|构成|構成|視為|视为)[^。]{0,6}(?:授权|授權)|(?:autorisierung|authori[sz]ation|autorisation|autorización) (?:erfolgt erst|will only be granted|ne prendra effet qu)",
    re.IGNORECASE,
)
_REGISTER = re.compile(
    r"(?P<registered>(?:registration|registered|entry in (?:the )?register|eintragung|enregistrement|registro|concesión|registrazione|inschrijving)\w*[ -]?(?:date|datum|on)\b|date (?:of|d['’]|de|of entry in)\W?(?:the )?(?:entry|registration|enregistrement)|fecha de (?:registro|concesión)|data di registrazione|tag der eintragung|datum (?:van )?inschrijving|注册日期|註冊日|登録日|核准注册)"
    r"|(?P<expires>expir\w+ date|date (?:of|d['’])\W?expir|expected expiration|renewal date|schutzende|schutzdauer|ablaufdatum|vencimiento|scadenza|vervaldatum|échéance|专用权期限|存続期間|有效期至|续展|續展)"
    r"|(?P<filed>filing date|application (?:filing )?date|date of (?:filing|receipt)|anmeldetag|tag der anmeldung|date de dépôt|dépôt du|fecha de (?:solicitud|presentación)|data di deposito|depotdatum|申请日期|申請日期|出願日)"
    r"|(?P<number>(?:registration|filing|serial|trade ?mark|mark|inschrijvings|register|registrierungs)[ -]?(?:number|no\b|nummer)|basic registration|numéro d['’]enregistrement|n[°º] de (?:registro|marca)|numero di registrazione|注册号|註冊號|注册证号|登録番号|出願番号|第\s*\d{5,9}\s*[号號](?:商标|商標|$))"
    r"|(?P<classes>nice class|international class|class\(es\)|\bclass (?:no\.?:? ?)?\d{1,2}\b|klassen?:? ?\d|classes? de nice|clase \d|classe \d|international classification|商品及び役務の区分|国际分类|國際分類|商品类别|商品類別|第\s*\d{1,2}\s*[类類]|类别|類別)"
    r"|(?P<owner>owner(?: name|'s name)?\b|holder of the registration|registered proprietor|applicant|markeninhaber|inhaber|titulaire|titular|titolare|houder|权利人|注册人|註冊人|商標權人|商標権者|権利者|续展申请人)"
    r"|(?P<mark>mark text|trade ?mark type|mark type|word mark|figurative|trade ?mark (?:status|name|information|details)|trade ?mark:|\bmark:|商标名称|商標\(検索用\)|商標名稱|distintivo|denominación)"
    r"|(?P<states>designat\w+ under the madrid|madrid protocol|eutm|live/registration|principal register|register:|status\b.{0,3}registered|继续有效)",
    re.IGNORECASE,
)
_ENOUGH_OF_A_REGISTER = 5
_INID = re.compile(r"^\W?(111|116|151|180|141|210|220|270|511|540|541|730|732|740|822|832)\W?(?=\D|$)")
_ENOUGH_INID = 4
_RENEWED = re.compile(
    r"核准续展注册|核准續展註冊|certificate of renewal|renewal certificate|更新登録(?:証|通知)", re.IGNORECASE
)
_ENOUGH_LABELS = 5
_MOST_PRICES = 3


def settled_kind(kind: Field | None, pages: Sequence[Page]) -> Field | None:
    """The kind that the title named, set right by what the paper says; None where neither says anything."""
    if not pages:
        return kind
    if kind is not None and kind.value in LETTERS:
        if (cell := _draft(pages)) is not None:
            return field_of(Kind.UNKNOWN.value, [cell], origin=pages[0].origin, confidence=0.85)
        if kind.value == Kind.LETTER_OF_AUTHORIZATION.value and (cell := _lets_nobody_sell(pages)) is not None:
            return field_of(Kind.UNKNOWN.value, [cell], origin=pages[0].origin, confidence=0.8)
        return kind
    if kind is not None and kind.value == Kind.INVOICE.value:
        # Statements list invoices, and transfers pay them: the word alone makes neither an invoice.
        if (cell := _ledger(pages)) is not None and kind.box is not None and kind.box.y0 > cell.y0:
            return field_of(Kind.UNKNOWN.value, [cell], origin=pages[0].origin, confidence=0.75)
        if (cell := _transfer(pages, enough=_SURELY_BANK)) is not None:
            return field_of(Kind.BANK_SLIP.value, [cell], origin=pages[0].origin, confidence=0.75)
    loose = kind is None or (kind.confidence < _SURE_TITLE and kind.value != Kind.UNKNOWN.value)
    if loose and (cell := _extract(pages)) is not None:
        return field_of(Kind.TRADEMARK_CERTIFICATE.value, [cell], origin=pages[0].origin, confidence=0.8)
    if kind is not None and kind.confidence >= _SURE_TITLE:
        return kind
    prices = sum(bool(_PRICE.search(row.text)) for page in pages[:2] for row in page.rows)
    if kind is None or kind.value == Kind.INVOICE.value:
        if (cell := _ledger(pages)) is not None:
            return field_of(Kind.UNKNOWN.value, [cell], origin=pages[0].origin, confidence=0.75)
        if (cell := _transfer(pages, enough=_ENOUGH_BANK)) is not None:
            return field_of(Kind.BANK_SLIP.value, [cell], origin=pages[0].origin, confidence=0.75)
    if kind is None and (cell := _line(pages, _QUOTES)) is not None:
        return field_of(Kind.QUOTE.value, [cell], origin=pages[0].origin, confidence=0.75)
    if (
        (kind is None or kind.value == Kind.UNKNOWN.value)
        and prices < _MOST_PRICES
        and (cell := _letter(pages) or _form(pages)) is not None
    ):
        if _draft(pages) is not None or _lets_nobody_sell(pages) is not None:
            return kind
        return field_of(Kind.LETTER_OF_AUTHORIZATION.value, [cell], origin=pages[0].origin, confidence=0.8)
    return kind


def _line(pages: Sequence[Page], pattern: re.Pattern[str]) -> Cell | None:
    return next((c for page in pages[:1] for row in page.rows for c in row.cells if pattern.search(c.text)), None)


def _draft(pages: Sequence[Page]) -> Cell | None:
    """The line that calls it a draft, or the first blank of several that nobody filled in."""
    blanks: list[Cell] = []
    for page in pages[:2]:
        for row in page.rows:
            for cell in row.cells:
                if _DRAFT_LINE.search(cell.text) and not companies(cell.text):
                    return cell
                blanks += [cell] * len([b for b in _BLANK.findall(cell.text) if not b.startswith("_")])
    return blanks[0] if len(blanks) >= _MOST_BLANKS else None


def _lets_nobody_sell(pages: Sequence[Page]) -> Cell | None:
    """The line over a letter that takes back or asks for an authorization, or its words that decline one; its first line where nothing speaks of selling."""
    passages = passages_of(pages[:2])
    for passage in passages:
        if passage.prose:
            break
        text = passage.text.strip()
        if _TAKES_BACK.search(text) and len(text) < 60 and not re.search(r"[:：.。，,]\s*\S|\d", text):
            return passage.cells()[0]
    for passage in passages:
        if match := _DECLINES.search(passage.text):
            return passage.cells(*match.span())[0]
    title = passages[0].text if passages and not passages[0].prose else ""
    if any(SELLS.search(p.text) for p in passages if p.text != title) or said_at_labels(pages).keys() & _BOUNDS:
        return None
    return passages[0].cells()[0] if passages else None


_BOUNDS = frozenset({"goods", "territories", "channels", "brand", "marks"})


def _form(pages: Sequence[Page]) -> Cell | None:
    """The label of the one who is let, in a form that has enough labels of a letter, some of them for bounds that only letters set."""
    said = said_at_labels(pages)
    enough = len(said) >= _ENOUGH_LABELS and {"authoriser", "authorised"} <= said.keys()
    if not enough or not said.keys() & {"territories", "may_pass_on", "level", "channels"}:
        return None
    return said["authorised"].cells[0]


def _extract(pages: Sequence[Page]) -> Cell | None:
    """Where an extract of a register of marks begins: by the numbers of WIPO's standard ST.60, or by enough of what only registers print."""
    rows = pages[0].rows
    renewed = next((c for row in rows for c in row.cells if _RENEWED.search(c.text)), None)
    if renewed is not None:
        return renewed
    codes = {m[1]: c for row in rows for c in row.cells[:1] if (m := _INID.match(c.text))}
    if len(codes) >= _ENOUGH_INID and codes.keys() & {"111", "116", "151", "180", "141"}:
        return next(iter(codes.values()))
    seen: dict[str, Cell] = {}
    for row in rows:
        for cell in row.cells if len(row.text) < 200 else ():
            for match in _REGISTER.finditer(cell.text):
                seen.setdefault(match.lastgroup or "", cell)
    told = {"number", "owner"} <= seen.keys() and seen.keys() & {"registered", "expires", "states"}
    return next(iter(seen.values())) if told and len(seen) >= _ENOUGH_OF_A_REGISTER else None


def _ledger(pages: Sequence[Page]) -> Cell | None:
    """Columns of debit, credit and balance: a statement, whatever invoices it lists."""
    seen: dict[str, Cell] = {}
    for row in pages[0].rows:
        for cell in row.cells:
            if match := _LEDGER.search(cell.text.strip(" :：")):
                seen.setdefault(match.lastgroup or "", cell)
    return next(iter(seen.values())) if len(seen) >= 3 or {"debit", "credit"} <= set(seen) else None


def _transfer(pages: Sequence[Page], *, enough: int) -> Cell | None:
    """Words of a transfer between accounts, enough of them that no invoice's bank details make them up."""
    seen: dict[str, Cell] = {}
    for row in pages[0].rows:
        for cell in row.cells:
            for match in _BANK.finditer(cell.text):
                seen.setdefault(match[0].casefold(), cell)
    return next(iter(seen.values())) if len(seen) >= enough else None


_SOMEBODY = re.compile(
    r"\b(?:we|wir|nous|noi|wij|nosotros|you|sie|ihnen|vous|ustedes|usted|voi|vi|u|the (?:proprietor|licensor|principal|distributor|dealer|licensee|retailer))\b|我司|我公司|本公司|当社|弊社|貴社|貴店|甲方",
    re.IGNORECASE,
)
# "ernennt ... zum autorisierten Fachhändler": set over several lines, as a certificate is.
_MAKES_A_DEALER = re.compile(
    r"(?:\bernennt\b|\bappoints?\b|\bnames?\b|\bcertif\w+|\bnomme\b|\bdésigne\b|\bnombra\b|\bdesigna\b|\bnomina\b|\bbenoemt\b|\bverklaart\b|[授特茲兹][权權此]?(?:授权|授權|证明|證明)|認定|証明).{0,220}?"
    r"(?:\b(?:authori[sz]ed|official|appointed|approved|exclusive)\b.{0,40}(?:dealer|distributor|retailer|re-?seller|stockist|agent)|(?:autorisierte|offizielle|zugelassene)\w*.{0,30}(?:händler|partner)|(?:revendeur|distributeur|détaillant)\w* (?:agréé|autorisé|officiel)"
    r"|(?:distribuidor|revendedor|minorista)\w* (?:autorizad|oficial)|(?:rivenditore|distributore)\w* (?:autorizzat|ufficial)|(?:erkend|officiee?l|geautoriseerd)e? (?:dealer|distributeur|wederverkoper)|(?:gerechtigd|bevoegd|gemachtigd)\b.{0,160}\bverkopen|经销商|經銷商|販売店|特約店|代理店)",
    re.IGNORECASE | re.DOTALL,
)
_LEARNS = re.compile(
    r"training|course|seminar|schulung|lehrgang|kurs\b|formation|curso|corso|cursus|培训|培訓|研修|thank you|vielen dank|merci|gracias|grazie|bedankt",
    re.IGNORECASE,
)


def _letter(pages: Sequence[Page]) -> Cell | None:
    """A line that is a letter's title, or the sentence that lets somebody sell."""
    first = pages[0]
    for row in first.rows:
        for cell in row.cells:
            short = len(cell.text) <= (26 if cell.text[:1] > "\u2e80" else 70)
            if (
                short
                and row.y0 < 0.5 * first.height
                and _LETTER_TITLE.search(cell.text.strip())
                and not re.search(r"[:：]\s*\S|[.。]$", cell.text)
            ):
                return cell
    for sentence in sentences_in(passages_of(pages[:2])):
        text = sentence.text
        if not sentence.passage.prose or not SELLS.search(text):
            continue
        somebody = companies(text) or WE.search(text) or _SOMEBODY.search(text)
        if somebody and (GRANTS.search(text) or IS_LET.search(text)):
            return sentence.cells()[0]
    whole = " ".join(row.text for row in first.rows)
    made = _MAKES_A_DEALER.search(whole)
    if made is not None and companies(whole) and not _LEARNS.search(whole):
        return first.rows[0].cells[0]
    return None
