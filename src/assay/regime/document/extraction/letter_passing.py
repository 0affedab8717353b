"""May what a letter gives be passed on?

A sentence that speaks of passing on (transferring, sub-licensing, appointing sub-dealers, 转授权, 再許諾) forbids it where it denies, and allows it
where it says may. "Not without our consent" is a no: the consent is another paper. A letter that is silent says neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assay.regime.document.extraction.letter_text import Passage, sentences_in
from assay.regime.document.extraction.page import Cell

PASSING = re.compile(
    r"sub-?\s?(?:licen|distribut|dealer|re-?sell|agent|author|delegat|concession|contract|franchis|mandat|assign)|transferr?|assign(?!ed to)|pass(?:ed|ing)? (?:it |this |them )?(?:on|to)\b|re-?authori[sz]|delegat|ced(?:e|ed) to"
    r"|unter(?:händler|lizenz|vollmacht|konzession|vertret|bevollmächt|vertrieb|beauftrag|autorisier|verteiler)\w*|übertrag|weiter(?:ge|zu)?geb|weitergab|weitergereicht|abtret|abgetreten|dritte[nr]?\b.{0,30}erteil"
    r"|sous-?\s?(?:distribu|trait|autoris|licenc|délég|mandat|concess|revend|agent)|\bcéd|cessi(?:on|ble)|incessible|transm(?:is|iss|et)|intransmissible|transf[ée]r|délég|subdélég"
    r"|sub-?(?:distrib|licenc|autoriz|deleg|conces|agent|mandat)|\bced(?:er|ida|ido|erse|ible|ibile|uta|uto|ere)|cesión|intransferible|intransmisible|transferi|transmit|deleg"
    r"|trasfer|trasmett|trasmiss|incedibile|intrasferibile|cession|subdeleg|subconcess|a terzi"
    r"|subdistribut|subdealer|sublicent|overdr(?:a|aag)|overgedragen|overdracht|door(?:ge)?ge(?:ven|geven)|aan derden|aan anderen"
    r"|转授权|再授权|再行授权|转让|转委托|复委任|转借|轉授權|再授權|轉讓|複委任|移轉|移转|轉委|轉借|再許諾|譲渡|転貸|再委託|再委任|復代理|再販売権|サブライセンス|二次代理店の選任",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:not|non|no|nor|never|neither|none|cannot|can't|without the right|prohibited|forbidden|personal to|strictly personal|excluded|non-?\w+able)\b|untransferable|non-?transferable|non-?assignable"
    r"|\b(?:nicht|kein\w*|weder|untersagt|unzulässig|ausgeschlossen|verboten|unübertragbar|höchstpersönlich)\b"
    r"|\b(?:ne|n['’]|pas|aucune?|interdit\w*|exclue?s?|incessible|intransmissible|strictement personnel\w*|sans (?:droit|pouvoir|faculté))\b|\bn['’]est"
    r"|\b(?:intransferible|intransmisible|prohibid[oa]s?|prohíbe|excluid[oa]|sin (?:derecho|facultad)|no)\b"
    r"|\b(?:né|vietat[oa]|divieto|esclus[oa]|nessun\w*|alcun\w*|incedibile|intrasferibile|ammess[oa] alcun\w*|non)\b"
    r"|\b(?:niet|geen|verboden|uitgesloten|onmogelijk|noch)\b"
    r"|不得|不可|不能|不允许|不允許|禁止|严禁|嚴禁|无权|無權|不具|不包含|不包括|未经|未經|できない|できません|できぬ|禁じ|禁ず|認めない|認めません|不可とする|してはならない|しないもの|ないものとする|行えない|行えません",
    re.IGNORECASE,
)
_ALLOWS = re.compile(
    r"\b(?:may|can|entitled|free to|permitted|allowed|right to|authori[sz]ed to|power to|transferable|sub-?licen[cs]able|darf|dürfen|kann|berechtigt|gestattet|zulässig|erlaubt|befugt|peut|libre|autorisée? à|en droit|faculté|pourra|podrá|puede|facultad|derecho|permitid\w*|autorizad\w* (?:a|para)|può|potrà|facoltà|diritto|consentit\w*|liber[oa]"
    r"|mag|kan|gerechtigd|bevoegd|toegestaan|recht)\b|有权|有權|可(?!撤)|得(?!知|到)|允许|允許|能够|できる|できます|認める|認めます|許可する|可能",
    re.IGNORECASE,
)
_NOT_OFPASSING = re.compile(
    r"transfer(?:red)? (?:of )?(?:title|payment|money|data|ownership of goods)|bank transfer|virement|transferencia bancaria",
    re.IGNORECASE,
)


def passing_on(passages: Sequence[Passage]) -> tuple[bool, list[Cell]] | None:
    """Whether a sentence forbids or allows it, and where; None where none speaks of it. A no outweighs a yes."""
    allowed: tuple[bool, list[Cell]] | None = None
    for sentence in sentences_in(passages):
        text = sentence.text
        match = PASSING.search(text)
        if match is None or _NOT_OFPASSING.search(text) or not (sentence.passage.prose or len(text) > 12):
            continue
        near = text[max(0, match.start() - 110) : match.end() + 70]
        cells = sentence.cells(*match.span())
        if _DENIES.search(near) or re.search(r"non[- ]?\w*(?:ble)\b|incess|intrans|unübertr", near, re.IGNORECASE):
            return False, cells
        if allowed is None and _ALLOWS.search(near):
            allowed = True, cells
    return allowed
