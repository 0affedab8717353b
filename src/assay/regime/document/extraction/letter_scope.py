"""Which sentences of a letter say what is let, and where do the author's own affairs end?

"As exclusive distributor of X for France we authorise Y to sell in Lyon": the first half speaks of the author, the second of what he lets. Places and
channels are looked for in the second, then in the sentences that go on about selling; addresses and names of companies are no places of sale.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assay.regime.document.extraction.addresses import POSTCODE
from assay.regime.document.extraction.letter_names import companies, without_companies
from assay.regime.document.extraction.letter_parties import GRANTS
from assay.regime.document.extraction.letter_text import Passage, Sentence, sentences_in
from assay.regime.document.extraction.words import fold

SELLS = re.compile(
    r"\b(?:sell(?:s|ing)?|sale|resell|re-sell|distribut\w+|market(?:ing)?|offer(?:s|ed|ing)?|retail\w*|import\w*|list(?:ed)?|dealers?|reseller|purchase|promot\w+"
    r"|verkauf\w*|verkäuf\w*|vertrieb\w*|vertreib\w*|anzubieten|angeboten|händler\w*|\w+händler|konzession\w*|handel"
    r"|vente|vendre|vendus?|commercialis\w+|distribu\w+|revend\w+|revente|détaillante?s?|importer|proposer|revendeur\w*"
    r"|vend(?:er|a|an|ere|erli|erne|ita)|venta|reventa|vend[ae]n?|comerciali[zc]\w+|minoristas?|revend\w+|commercializz\w+|rivendit\w+|rivend\w+|vendita"
    r"|verko(?:op|pen)\w*|aan te bieden|aanbieden|wederverk\w+|dealer)\b"
    r"|销售|銷售|经销|經銷|販售|贩售|代理|经营|經營|售卖|使用|販売|取扱|取り扱",
    re.IGNORECASE,
)
_PLACE_WORDS = re.compile(
    r"\b(?:territor\w+|area|region|gebiet\w*|pays|países|paesi|zona|gebied|market|markt|marché|mercado|mercato)\b|区域|區域|地区|地區|地域|境内|境內|国内|范围|範圍|\bcovers?\b|\bextends? to\b|\b(?:limited|restricted) to\b|\b(?:customers|consumers|Kunden|clientes|clienti|klanten)\b|お客様|消费者|消費者|販売先",
    re.IGNORECASE,
)
_IS_DISTRIBUTOR = re.compile(
    r"(?:exclusive|sole|general|official|authori[sz]ed|master|national) (?:distributor|importer|agent)|generalimport|alleinvertr|vertragsimport|alleinimport|importateur (?:exclusif|officiel)|(?:distributeur|importateur|agent) (?:exclusif|officiel)"
    r"|(?:distribuidor|importador|agente)(?:a)? (?:exclusiv|oficial)|(?:distributore|importatore|agente) (?:esclusiv|ufficial)|(?:exclusieve|officiële|algemene?) (?:importeur|distributeur|agent)|总代理|總代理|代理商|総代理店|総販売元|输入元",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Clause:
    """A piece of a sentence that says what is let; `start` is where it begins in the sentence. `weak` ones speak of the author's own part."""

    sentence: Sentence
    start: int
    weak: bool = False

    @property
    def text(self) -> str:
        """The piece, with names of companies and addresses made blanks of the same length."""
        return _plain(self.sentence.text)[self.start :]

    @property
    def said(self) -> str:
        """The piece as it stands."""
        return self.sentence.text[self.start :]

    def cells(self, start: int, end: int) -> list:  # type: ignore[type-arg]
        """The cells of a part of the piece."""
        return self.sentence.cells(self.start + start, self.start + end)


def clauses_of(passages: Sequence[Passage], *, authorised: str) -> tuple[Clause, ...]:
    """The clauses that say what is let, those of the grant first; behind them what is said of the author, as weak ones."""
    strong: list[Clause] = []
    weak: list[Clause] = []
    key = re.sub(r"\W", "", fold(authorised))
    for sentence in sentences_in(passages):
        text = sentence.text
        if POSTCODE.search(text) and not GRANTS.search(text) and not SELLS.search(text):
            continue
        named = next((m for m in companies(text) if key and m.key == key), None)
        at = (
            named.end
            if named
            else (text.find(authorised) + len(authorised) if authorised and authorised in text else -1)
        )
        verb = next((m for m in GRANTS.finditer(text)), None)
        own = _IS_DISTRIBUTOR.search(text)
        long = sentence.passage.prose
        if own is not None and (at < 0 or own.start() < at) and not (verb and verb.start() < own.start() and at < 0):
            weak.append(Clause(sentence, 0, weak=True))
        if at >= 0 and (SELLS.search(text, at) or GRANTS.search(text) or _PLACE_WORDS.search(text, at)) and long:
            strong.append(Clause(sentence, at))
        elif verb is not None and SELLS.search(text) and long:
            # In Japanese the verb ends the sentence.
            begin = 0 if re.search(r"[\u3041-\u309f]", text) else verb.end()
            strong.append(Clause(sentence, begin if at < 0 else at))
        elif own is None and long and (SELLS.search(text) or _PLACE_WORDS.search(text)):
            strong.append(Clause(sentence, 0))
    return (*strong, *weak)


def _plain(text: str) -> str:
    text = without_companies(text)
    # The address of somebody: from "of", "with its seat at" or a comma up to the postcode's town.
    for match in re.finditer(
        r"(?:\bof\s|\bat\s|whose[^,;]{0,40}?\bis\b|registered office|business address|\bmit Sitz\b|dont le siège|siège social|con sede|con domicilio|domicili\w+ en|gevestigd(?: te)?|statutair|located (?:in|at)|住所|地址|,\s)[^;。]{0,90}?"
        + r"(?:\d{4,5}\s?[A-Z]{2}\b|[A-Z]-?\d{4,5}\s\w+|\b\d{4,6}\s+[A-ZÀ-Ý][\w-]+|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b[A-Z]\d\d\s[A-Z0-9]{4}\b)(?:\s*\([A-Z]{2}\))?",
        text,
    ):
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return re.sub(
        r"under the laws? of [A-Z]\w+(?: and [A-Z]\w+)?|incorporated in [A-Z]\w+|\ban? [A-Z]\w+ (?:corporation|company)",
        lambda m: " " * len(m[0]),
        text,
    )
