"""Which registered marks does a letter or certificate name, and at what office?

A number counts where the words before it speak of a mark or an office, not of a company's register. The office is the one nearest to the number, else
the one that the paper's words or language point to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assay.regime.document.extraction.letter_labels import Said
from assay.regime.document.extraction.page import Cell, field_of
from assay.regime.document.reading import Field, Origin

_OFFICES = {
    "EUIPO": r"EUIPO|EUTM|OHIM|CTM\b|(?<![A-Za-z])EU(?=[\s:]?0\d{8})|(?<![A-Za-z])MUE\b|(?<![A-Za-z])UM(?=[\s:]?0\d{8})|European Union Intellectual Property Office|Amt der Europäischen Union für geistiges Eigentum|European Union trade ?mark|EU trade ?mark|Unionsmarke|marque de l['’]Union|marca de la Unión|marchio dell['’]Unione|Uniemerk|欧盟商标|歐盟商標|欧盟知识产权局",
    "CNIPA": r"CNIPA|SAIC|CTMO|China National Intellectual Property|PRC (?:Trade ?mark )?Reg|Chinese trade ?mark|P\.?R\.? ?China|国家知识产权局|国家工商行政管理总局|商标局",
    "USPTO": r"USPTO|United States Patent and Trademark Office|U\.?S\.? (?:Trade ?mark|Reg|Federal)|principal register",
    "WIPO": r"WIPO|OMPI|World Intellectual Property Organi[sz]ation|Madrid|(?<![A-Za-z])IR\b|International (?:trade ?mark|registration)|marque internationale|enregistrement international|registrazione internazionale|marchio internazionale|registro internacional|marca internacional|internationale Registrierung|internationale inschrijving|国际注册|國際註冊|国際登録",
    "UKIPO": r"UK ?IPO|(?:UK|United Kingdom) Intellectual Property Office|Trade Marks Registry(?![\s\S]{0,160}Hong Kong)|UK (?:trade ?mark|reg)",
    "DPMA": r"DPMA|(?<![A-Za-z])DE(?=[\s:]?30\s?\d)|Deutsche[ns]? Patent- und Markenamt\w*|deutsche Marke|German trade ?mark",
    "INPI": r"INPI|Institut national de la propriété industrielle|marque française|French trade ?mark",
    "OEPM": r"OEPM|Oficina Española de Patentes|marca española|Spanish trade ?mark",
    "UIBM": r"UIBM|Ufficio Italiano Brevetti|marchio italiano|Italian trade ?mark",
    "BOIP": r"BOIP|BBIE|OBPI|BENELUX",
    "JPO": r"JPO|Japan Patent Office|特許庁|日本国特許",
    "KIPO": r"KIPO|특허청",
    "TIPO": r"TIPO|經濟部智慧財產局|智慧財產局|中華民國商標",
    "IPI": r"\bIPI\b|IGE\b|Eidgenössisches Institut für Geistiges Eigentum|Swissmedic",
    "CIPO": r"CIPO|Canadian Intellectual Property Office",
    "IPOS": r"IPOS\b",
    "HKIPD": r"HKIPD|HONG KONG SPECIAL ADMINISTRATIVE|Hong Kong Trade ?Marks? Registry|香港知识产权署|香港知識產權署",
    "IP AUSTRALIA": r"IP AUSTRALIA",
}
_OFFICE = re.compile("|".join(f"(?P<o{n}>{words})" for n, words in enumerate(_OFFICES.values())), re.IGNORECASE)
_NAMES = tuple(_OFFICES)
_A_MARK = re.compile(
    r"trade ?-?mark|\bmarks?\b|marken?\b|\bmarque|\bmarcas?\b|marchi[oi]|merk(?:en)?\b|商标|商標|registr(?:ation|ada|ed|ato|ierung|azione|o\b)|\breg\.|eingetragen|enregistr|inschrijving|schutzrecht|注册号|註冊|登録(?:番号|第|商標)|第\s*$|ブランド",
    re.IGNORECASE,
)
_NOT_A_MARK = re.compile(
    r"registered in (?:england|scotland|ireland|wales)|company (?:no|number|reg)|companies house|\bRCS\b|\bSIREN\b|\bSIRET\b|\bKvK\b|\bHRB\b|handelsregister|registro mercantil|\bREA\b|\bCIF\b|\bNIF\b|P\.? ?IVA|\bVAT\b|USt|\btel\b|telef|fax|phone|certificate no|serial|\bser\. ?no|filed|出願|申请号|申請號|商願|统一社会信用代码|統一編號|身份证|法人番号|编号|編號|証明書番号|\bref\b|application no|aktenzeichen|\bAz\b|capital|\bBTW\b",
    re.IGNORECASE,
)
_BASIC = re.compile(
    r"basic (?:registration|application)|basiseintragung|enregistrement de base|registro (?:de )?base|priorit",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\d.,/-])(?P<uk>UK\s?\d{11})(?!\d)|(?<![\dA-Za-z.,/-])(?P<letter>[MTN]-?)?(?P<n>\d{1,4}(?:[ ,.]\d{2,4}){1,5}|\d{4,15})(?![\d])(?!\s?[%€$£¥]|[.,]\d{2}(?!\d)|\s?(?:年|月|日|EUR|USD|元))"
)
_LIKE_A_DATE = re.compile(r"^(?:\d{1,2}[. ]\d{1,2}[. ]\d{4}|(?:19|20)\d{2}(?:[. ]\d{1,2}){0,2})$")
_REACH = 70  # letters before a number that may speak of it


def marks_in(
    said: dict[str, Said], text: str, everything: Sequence[Cell], *, origin: Origin, certificate: bool = False
) -> tuple[Field, ...]:
    """The marks by office and number, each once. A certificate is about one mark."""
    text = unicodedata.normalize("NFKC", text)
    fallback = _office_of(text, certificate=certificate)
    found: dict[str, tuple[str, Sequence[Cell], float]] = {}

    def add(office: str, number: str, cells: Sequence[Cell], sure: float) -> None:
        digits = re.sub(r"[ .,/-]", "", number)
        bare = digits.removeprefix("UK")
        if 4 <= len(bare) <= 15 and bare not in found and not _LIKE_A_DATE.match(number):
            found[bare] = (f"{office} {digits}".strip(), cells, sure)

    def scan(part: str, cells_of: object, *, labelled: bool, sure: float) -> None:
        for match in _NUMBER.finditer(part):
            number = match["uk"] or match["n"]
            before = part[max(0, match.start() - _REACH) : match.start()]
            before = re.split(r"[。;；\n]|(?<=[a-z]{4})\.\s(?=[A-Z])", before)[-1] if not labelled else before
            after = part[match.end() : match.end() + 40]
            if _BASIC.search(before):
                continue
            if _NOT_A_MARK.search(re.split(r"[,，)）、(（]\s*(?=\S)", before)[-1][-42:]):
                continue
            # A look ahead of "EU 018..." reaches into the number.
            reach = len(before)
            offices = [m for m in _OFFICE.finditer(before + match[0][:12]) if m.start() < reach]
            # A register's own word further back speaks of this number too: "UIBM al n. 302021...".
            known = bool(offices) or bool(match["uk"]) or labelled
            if (
                not known
                and not _A_MARK.search(before[-46:])
                and not re.match(r"\s*号?[\"”“「『]?[^。]{0,20}商标|\s*號", after)
            ):
                continue
            if (
                not known
                and not certificate
                and not re.search(
                    r"(?:no\.?|nr\.?|n[°º.]|number|num|nummer|号|號|#|reg\w*\.?|番号|第|\()\s*[:：.]?\s*(?:[MT]-?)?$",
                    before,
                    re.IGNORECASE,
                )
            ):
                continue
            office = _nearest(offices, match, after) or fallback
            if match["uk"]:
                office = "UKIPO"
            cells = cells_of(number)  # type: ignore[operator]
            add(office, number.replace(" ", "") if match["uk"] else number, cells, sure)

    named = said.get("marks")
    if named is not None:
        scan(unicodedata.normalize("NFKC", named.text), lambda _: named.cells, labelled=True, sure=0.9)
        if certificate and found:
            return tuple(field_of(v, c, origin=origin, confidence=s) for v, c, s in list(found.values())[:1])

    def where(number: str) -> Sequence[Cell]:
        first = number.split()[0]
        return [c for c in everything if first in unicodedata.normalize("NFKC", c.text)][:1] or list(everything[:1])

    scan(" ".join(text.split("\n")) if not certificate else text, where, labelled=False, sure=0.85)
    rows = list(found.values())
    if certificate and len(rows) > 1:
        # The number of the registration, not of the filing: one that a word for registration stands before.
        rows = sorted(rows, key=lambda r: text.count(r[0].split()[-1]), reverse=True)[:1]
    if certificate and not rows:
        loose = next(
            (m for m in _NUMBER.finditer(text) if len(re.sub(r"\D", "", m[0])) >= 6 and not _LIKE_A_DATE.match(m[0])),
            None,
        )
        if loose is not None:
            add(fallback, loose["uk"] or loose["n"], where(loose["uk"] or loose["n"]), 0.6)
            rows = list(found.values())
    return tuple(field_of(value, cells, origin=origin, confidence=sure) for value, cells, sure in rows[:40])


def _nearest(offices: Sequence[re.Match[str]], number: re.Match[str], after: str) -> str:
    if offices:
        return _NAMES[int((offices[-1].lastgroup or "o0")[1:])]
    behind = re.match(r"\s*[(（]\s*(?P<name>[A-Z]{3,6})\s*[)）]", after)
    return behind["name"] if behind and behind["name"] in _NAMES else ""


def _office_of(text: str, *, certificate: bool) -> str:
    """The office that the words name; for want of one, the one whose language the word for a registered mark is in."""
    named = _OFFICE.search(text)
    if named is not None:
        return _NAMES[int((named.lastgroup or "o0")[1:])]
    if re.search(r"[\u3040-\u30ff]", text) and re.search(r"商標|登録", text):
        return "JPO"
    if re.search(r"註冊|商標權|商標註", text):
        return "TIPO"
    if re.search(r"注册|商标", text):
        return "CNIPA"
    if certificate and re.search(r"Intellectual Property Office", text):
        return "UKIPO"
    return ""
