"""What kind of paper is it where no title says so, or where the title promises more than the paper holds?

A letter without a title is known by a title's words in another order ("Confirmation of authorised reseller status") or by a sentence in which somebody
lets somebody sell. A transfer, a statement of account and a quote are known by the words that only they use. A draft or a template is no letter yet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_MOST_PRICES = 3


def settled_kind(kind: Field | None, pages: Sequence[Page]) -> Field | None:
    """The kind that the title named, set right by what the paper says; None where neither says anything."""
    if not pages:
        return kind
    if kind is not None and kind.value in LETTERS:
        if (cell := _draft(pages)) is not None:
            return field_of(Kind.UNKNOWN.value, [cell], origin=pages[0].origin, confidence=0.85)
        return kind
    if kind is not None and kind.value == Kind.INVOICE.value:
        # Statements list invoices, and transfers pay them: the word alone makes neither an invoice.
        if (cell := _ledger(pages)) is not None and kind.box is not None and kind.box.y0 > cell.y0:
            return field_of(Kind.UNKNOWN.value, [cell], origin=pages[0].origin, confidence=0.75)
        if (cell := _transfer(pages, enough=_SURELY_BANK)) is not None:
            return field_of(Kind.BANK_SLIP.value, [cell], origin=pages[0].origin, confidence=0.75)
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
        and (cell := _letter(pages)) is not None
    ):
        if _draft(pages) is not None:
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
        somebody = (
            companies(text)
            or WE.search(text)
            or re.search(r"\b(?:we|wir|nous|noi|wij|nosotros)\b|我司|本公司|当社|弊社|甲方", text, re.IGNORECASE)
        )
        if somebody and (GRANTS.search(text) or IS_LET.search(text)):
            return sentence.cells()[0]
    return None
