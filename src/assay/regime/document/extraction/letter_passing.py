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
    r"sub-?\s?(?:licen|distribu|dealer|re-?sell|agent|author|delegat|concession|contract|franchis|mandat|assign)|transferr?|assign(?!ed to)|pass(?:ed|ing)? (?:it |this |them )?(?:on|to)\b|re-?authori[sz]|delegat|ced(?:e|ed) to|appoint (?:its |their |your |own |further |other |local |retail |authori[sz]ed |qualified )*(?:dealers|resellers|retailers|distributors|agents|sellers)|(?:let|allow|permit) (?:others|another|anyone|third)|act in (?:your|its|their) (?:place|stead)|through (?:other|third-party) sellers|substitut"
    r"|unter(?:händler|lizenz|vollmacht|konzession|vertret|bevollmächt|vertrieb|beauftrag|autorisier|verteiler)\w*|übertrag|weiter(?:ge|zu)?geb|weitergab|weitergereicht|abtret|abgetreten|dritte[nr]?\b.{0,30}erteil|(?:unter)?händler (?:zu |selbst )?(?:ernenn|bestell|einsetz|benenn)|nachgelagerte"
    r"|sous-?\s?(?:distribu|trait|autoris|licenc|délég|mandat|concess|revend|agent)|\bcéd|cessi(?:on|ble)|incessible|transm(?:is|iss|et)|intransmissible|transf[ée]r|délég|subdélég|(?:nommer|désigner|agréer) (?:des|ses|d['’]autres) |d['’]autres (?:vendeurs|revendeurs|distributeurs)|substitu"
    r"|sub-?(?:distrib|licenc|autoriz|deleg|conces|agent|mandat)|\bced(?:er|ida|ido|erse|ible|ibile|uta|uto|ere)|cesión|intransferible|intransmisible|transferi|transmit|deleg|(?:nombrar|designar) (?:a )?(?:otros |sus |sub)?(?:distribuidores|revendedores|agentes)|a otros|a terceros|sustitu"
    r"|trasfer|trasmett|trasmiss|incedibile|intrasferibile|cession|subdeleg|subconcess|a terzi|ad altri|(?:nominare|designare) (?:propri |altri |dei |sub)?(?:rivenditori|distributori|agenti)|sostitu"
    r"|subdistribut|subdealer|sublicent|overdr(?:a|aag)|overgedragen|overdracht|door(?:ge)?ge(?:ven|geven)|aan derden|aan anderen|(?:wederverkopers|dealers|distributeurs|subdealers) (?:aan te stellen|te benoemen|aanstellen|benoemen)|substitutie"
    r"|转授权|再授权|再行授权|转让|转委托|复委任|转借|轉授權|再授權|轉讓|複委任|移轉|移转|轉委|轉借|再許諾|譲渡|転貸|再委託|再委任|復代理|再販売権|サブライセンス|二次代理店の選任|(?:授权|授權|委任|发展|發展|指定)(?:其|合格|本?地区?)?(?:的)?(?:下[级級游]|次级|二级分销|零售商|分销商|分銷商)",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:not|non|no|nor|never|neither|none|cannot|can't|without the right|prohibited|forbidden|personal to|strictly personal|excluded|non-?\w+able)\b|untransferable|non-?transferable|non-?assignable"
    r"|\b(?:nicht|kein\w*|weder|untersagt|unzulässig|ausgeschlossen|verboten|unübertragbar|höchstpersönlich)\b"
    r"|\b(?:ne|n['’]|pas|aucune?|interdit\w*|exclue?s?|incessible|intransmissible|strictement personnel\w*|sans (?:droit|pouvoir|faculté))\b|\bn['’]est"
    r"|\b(?:intransferible|intransmisible|prohibid[oa]s?|prohíbe|excluid[oa]|sin (?:derecho|facultad|que pueda|poder)|no)\b"
    r"|\b(?:né|vietat[oa]|divieto|esclus[oa]|nessun\w*|alcun\w*|incedibile|intrasferibile|ammess[oa] alcun\w*|non)\b|\bsenza (?:il )?(?:diritto|facoltà)\b"
    r"|\b(?:niet|geen|verboden|uitgesloten|onmogelijk|noch)\b"
    r"|不得|不可|不能|不允许|不允許|禁止|严禁|嚴禁|无权|無權|不具|不包含|不包括|未经|未經|できない|できません|できぬ|禁じ|禁ず|認めない|認めません|不可とする|してはならない|しないもの|ないものとする|行えない|行えません",
    re.IGNORECASE,
)
_ALLOWS = re.compile(
    r"\b(?:may|can|entitled|free to|permitted|allowed|right to|authori[sz]ed to|power to|transferable|sub-?licen[cs]able|darf|dürfen|kann|berechtigt|gestattet|zulässig|erlaubt|befugt|with the right|mit dem recht|avec (?:droit|faculté)|con (?:derecho|facultad|facoltà|diritto)|met (?:het )?recht|permitted to|peut|libre|autorisée? à|en droit|faculté|pourra|podrá|puede|facultad|derecho|permitid\w*|autorizad\w* (?:a|para)|può|potrà|facoltà|diritto|consentit\w*|liber[oa]"
    r"|mag|kan|gerechtigd|bevoegd|toegestaan|recht)\b|有权|有權|可(?!撤)|得(?!知|到)|允许|允許|能够|できる|できます|認める|認めます|許可する|可能",
    re.IGNORECASE,
)
# Another paper's consent makes it no: "may sub-license with our prior written consent".
_ON_CONSENT = re.compile(
    r"\b(?:with|upon|subject to|after|obtain\w*)\b[^.;]{0,30}(?:consent|approval|permission)|\b(?:mit|nach|vorbehaltlich)\b[^.;]{0,40}(?:zustimmung|einwilligung|genehmigung)|\b(?:sauf|avec|après|moyennant|sous réserve d\w*)\b[^.;]{0,40}(?:accord|consentement|autorisation)"
    r"|\b(?:con|previ[oa]|salvo)\b[^.;]{0,30}(?:consentimiento|autorización|permiso|conformidad)|\b(?:con|previo|salvo|senza)\b[^.;]{0,40}(?:consenso|autorizzazione|accordo)|\b(?:met|na|behoudens)\b[^.;]{0,40}(?:toestemming|goedkeuring)"
    r"|(?:经|經|须|須|需)[^。；]{0,16}(?:书面|書面)?(?:同意|许可|許可)|(?:承諾|同意|許可|承認)を?(?:要|得|必要)|(?:承諾|同意|許可|承認)が必要",
    re.IGNORECASE,
)
_FREELY = re.compile(
    r"\bwithout (?:our |any |further |prior |the )*(?:consent|approval)|\bohne (?:\w+ )?(?:zustimmung|genehmigung)|\bsans (?:\w+ )?(?:accord|autorisation)|\bsin (?:\w+ )?(?:autorización|consentimiento)|\bzonder (?:\w+ )?toestemming|无需|無需|無須",
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
        if _ON_CONSENT.search(text) and not _FREELY.search(text):
            return False, cells
        if allowed is None and _ALLOWS.search(near):
            allowed = True, cells
    return allowed
