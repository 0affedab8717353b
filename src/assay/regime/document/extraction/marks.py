"""Which registered marks does a letter name, and at what office?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assay.regime.document.extraction.letter_labels import Said
from assay.regime.document.extraction.page import Cell, field_of
from assay.regime.document.reading import Field, Origin

_OFFICES = (
    r"EUIPO|EUTM|OHIM|CNIPA|SAIC|CTMO|USPTO|WIPO|UKIPO|UK ?IPO|DPMA|INPI|OEPM|"
    r"UIBM|BOIP|BENELUX|JPO|KIPO|TIPO|IPI|CIPO|IPOS|HKIPD|IP AUSTRALIA|MADRID|IR"
)
_MARK = re.compile(
    rf"(?<![A-Za-z])(?P<office>{_OFFICES})\b[\s:,]*(?:(?:reg(?:istration)?\.?|mark|no\.?|nr\.?|n°|nº|number|注册号|第"
    rf"|trade ?marks?|#)[\s:.]*){{0,3}}(?P<n>\d[\d .,/-]{{3,16}}\d)",
    re.IGNORECASE,
)
_BARE_MARK = re.compile(
    r"(?:第|注册号|註冊號|登録|no\.?|nr\.?|n°|nº|number|#)[\s:：第]*(?P<n>\d[\d ,/-]{4,14}\d)(?:号|號)?", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<![\d.])(?P<n>\d{5,12})(?![\d.])")
_OFFICE_WORDS = {
    "EUIPO": r"EUIPO|European Union Intellectual Property Office|"
    r"Amt der Europäischen Union für geistiges Eigentum|European Union trade ?mark|Unionsmarke|marque de l.Union|marca de la Unión|marchio dell.Unione",
    "CNIPA": r"CNIPA|China National Intellectual Property|国家知识产权局|国家工商行政管理总局|商标注册证",
    "USPTO": r"USPTO|United States Patent and Trademark Office",
    "WIPO": r"WIPO|World Intellectual Property Organi[sz]ation|Madrid (?:System|Protocol|Agreement)|OMPI",
    "UKIPO": r"UKIPO|(?:UK|United Kingdom) Intellectual Property Office|Trade Marks Registry",
    "DPMA": r"DPMA|Deutsches Patent- und Markenamt",
    "INPI": r"INPI|Institut national de la propriété industrielle",
    "OEPM": r"OEPM|Oficina Española de Patentes",
    "UIBM": r"UIBM|Ufficio Italiano Brevetti",
    "BOIP": r"BOIP|Benelux",
    "TIPO": r"TIPO|經濟部智慧財產局|智慧財產局",
    "JPO": r"JPO|特許庁|日本国特許",
}


def marks_in(said: dict[str, Said], text: str, everything: Sequence[Cell], *, origin: Origin) -> tuple[Field, ...]:
    """The marks by office and number, each once; bare numbers only where no office stands before one."""
    found: list[Field] = []
    named = said.get("marks")
    seen: set[str] = set()

    def add(office: str, number: str, cells: Sequence[Cell]) -> None:
        digits = re.sub(r"[ .,/-]", "", number)
        if digits not in seen and 4 <= len(digits) <= 13:
            seen.add(digits)
            found.append(field_of(f"{office.upper()} {digits}".strip(), cells, origin=origin, confidence=0.9))

    for match in re.finditer(r"(?<![A-Z])UK(\d{11})(?!\d)", text):  # the office's own spelling, letters and all
        where = [c for c in everything if match[0] in c.text] or list(everything[:1])
        seen.add(match[1])
        found.append(field_of(f"UKIPO {match[0]}", where[:1], origin=origin, confidence=0.9))
    for match in _MARK.finditer(text):
        where = [c for c in everything if match["n"].split()[0] in c.text] or list(everything[:1])
        add(match["office"], match["n"], where[:1])
    if not found:
        office = next((name for name, words in _OFFICE_WORDS.items() if re.search(words, text, re.IGNORECASE)), "")
        scope = named.text if named else text
        for pattern in (_BARE_MARK, _NUMBER) if named else (_BARE_MARK,):
            for match in pattern.finditer(scope):
                add(office, match["n"], named.cells if named else everything[:1])
            if found:
                break
    return tuple(found[:40])
