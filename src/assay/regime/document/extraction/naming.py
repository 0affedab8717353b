"""Can this line be the name of a party?

A note in brackets, a price of a call, a day of payment, a word that heads a column or says which copy this is stand where a name could stand, and
none of them is one.
"""

from __future__ import annotations

import re

from assay.regime.document.extraction.addresses import FORMS, address_like
from assay.regime.document.extraction.columns import is_column_name
from assay.regime.document.extraction.words import compact

_COPIES = "original|duplicado|triplicado|cuadruplicado|duplicata|copie|copia|copy|kopie|duplikat|duplicaat|afschrift|副本|正本|控え|控|請款單|请款单|對帳單|对账单|銷貨單|销货单|销售单|出貨單|出货单"
_NOT_ALONE = frozenset(f"{_COPIES}|serie|paymentadvice|paymentoptions|invoicesummary|banktransfer".split("|"))
_NOTE = re.compile(
    r"""^\(.*\)$|^\[.*\]$                                              # (Not to be used for payment remittance)
    |\d\s*(?:cts?|cents?|ct)\s*/\s*mi?n|\b\d{1,2}\s?h\b.*\b\d{1,2}\s?h\b      # 1,4 cts/mn, de 7h à 0h
    |^(?:net|netto)\s+\d+\s+(?:days|tage)|^\d+\s+(?:days|tage|jours|días|giorni|dagen)\b
    |[$€£¥￥]\s?\d|\d[.,]\d{2}\s?(?:[$€£]|[A-Z]{3}\b)                    # an amount of money
    |^(?:montant|betrag|amount|importe|importo|bedrag)\s\S+.*\d
    |\b(?:details|information|informationen|informations|summary)$""",
    re.IGNORECASE | re.VERBOSE,
)
# "SARL au capital de 7500 €" tells the form and the capital of a company that is named elsewhere.
_CAPITAL = re.compile(
    r"(?i)^\W*(?:\w+\s){0,2}(?:au capital|capitale sociale|capital social|stammkapital|grundkapital)\b"
)
# 京都府京都市下京区四条通寺町東入ル15: a place of the land, then a number.
_PLACE_FIRST = re.compile(r"[\u3400-\u9fff]{2,3}[都道府県省](?=.*\d)|[\u3400-\u9fff]{2,6}[市县縣郡區区].*\d")
_STREET_FIRST = re.compile(r"(?i)(?:rue|avenue|boulevard|calle|avenida|via|viale|piazza|rua|impasse|chemin)\s\w")


def can_be_name(text: str) -> bool:
    """Whether a line may name a person or a company, by what it says itself."""
    said = text.strip(" :：.·|•")
    if FORMS.fullmatch(said) or _CAPITAL.search(said):
        return False
    if FORMS.search(said) and not said.startswith(("(", "[")):
        return True
    if address_like(said) and (re.match(r"\d+\s?\w?\s", said) or re.match(_STREET_FIRST, said)):
        return False  # "410 Terry Ave North" and "rue de la Paix" are streets
    if re.match(_PLACE_FIRST, said):
        return False
    if sum(c.isdigit() for c in said) > 5 and " " not in said:
        return False  # a number of some register
    if is_column_name(said) or compact(said) in _NOT_ALONE:
        return False
    return bool(said) and _NOTE.search(said) is None
