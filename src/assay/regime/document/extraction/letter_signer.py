"""Who signed a letter, by name?

At its label; behind "gez.", "/s/", "Fdo."; beside or over the words for an office ("Director", 代表取締役) in the lower part; as "I, the undersigned".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assay.regime.document.extraction.letter_labels import Said, is_letter_label
from assay.regime.document.extraction.letter_names import companies, person_in
from assay.regime.document.extraction.letter_text import Passage
from assay.regime.document.extraction.page import Cell, Page, field_of
from assay.regime.document.reading import Field, Origin

ROLE = re.compile(
    r"\b(?:signatory|director|manager|president|officer|CEO|CFO|COO|CMO|head of|chair(?:man|woman|person)?|owner|attorney|counsel|secretary|partner|proprietor|VP|vice|founder|representative|executive|sales|member)\b"
    r"|geschäftsführ|prokurist|leiter|leitung|vorstand|inhaber|vertriebs|präsident|verwaltungsrat|bevollmächtig|abteilung|directeur|directrice|gérante?|président|responsable|fondateur|direct(?:or|ora)|gerente|apoderad|administrador|representante|president[ea]|consejer"
    r"|direttor|direttrice|amministrat|procurator|responsabile|legale rappresentante|titolare|bestuurder|hoofd|accomandatari|socio\b|socia\b|zaakvoerder|eigenaar|salesmanager|manager|algemeen"
    r"|代表|经理|經理|总监|總監|董事|社長|部長|取締役|负责人|負責人|法人|課長|本部長|所長|店長|執行長|执行长|總經理|总经理|専務|常務|役員|會長|会长|总裁|總裁|主任",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:^\W*(?:_+\s*)?|\s{1,}(?=/s/|gez\.|fdo|firmat[oa]:|firmado|signé|signed|signataire|getekend|ondertekend))(?:/s/|gez\.?|gezeichnet|fdo\.?:?|firmado(?: por)?:?|firmante:?|firmat[oa]:?|firmatario:?|signé(?:e)?(?: par)?:?|signataire\s*:?|getekend(?: door)?:?|ondertekend(?: door)?:?|unterzeichn\w+:?|signed(?: by)?:?|signature:?|ppa\.?|pp\.?|i\.\s?a\.|i\.\s?v\.|in vertretung|p\.\s?o\.|letto e sottoscritto da|il legale rappresentante|legale rappresentante|the undersigned|\(?sgd\.?\)?|w\.\s?g\.|(?:by|par|durch|door|por|per)(?=\s?[:：])|print(?:ed)? name:?|name:)\s*[:：]?\s*(?=\S)",
    re.IGNORECASE,
)
_I_MYSELF = re.compile(
    r"\b(?:je soussignée?|ondergetekende|(?:il|la) sottoscritt[oa]|(?:el|la) (?:abajo )?firmante|quien suscribe|do(?:n|ña)|d\.|dña\.|i, the undersigned|undersigned|der unterzeichner|die unterzeichnerin|unterzeichnende\w?)[,:]?\s+(?P<name>\S.{3,60})",
    re.IGNORECASE,
)
_CJK_LABEL = re.compile(
    r"(?:法定代表人|授权代表|授權代表|代表取締役(?:社長)?|代表者|代表社員|代表人|负责人|負責人|签署人|簽署人|签字人|签发人|社長|会長|(?:\S{0,8})(?:本部長|部長|所長|課長|取締役|董事長|董事长|董事|总经理|總經理|经理|經理|執行長|执行长|總裁|总裁|會長))(?:（[^）]*）)?\s*[:：　\s]\s*(?P<name>[^\s:：（(]{1,4}(?:[\s　][^\s:：（(㊞印]{1,4})?|[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,3})"
)


def signer_of(
    pages: Sequence[Page], passages: Sequence[Passage], said: Mapping[str, Said], *, origin: Origin
) -> Field | None:
    """The signer's name, where the letter prints one."""

    def made(name: str, cells: Sequence[Cell], sure: float) -> Field:
        return field_of(name.strip(" ,;"), list(cells), origin=origin, confidence=sure)

    if (at := said.get("signer")) and (name := _person(_NESTED.sub("", at.text))):
        return made(name, at.cells, 0.85)
    for page in reversed(pages):
        for row in reversed(page.rows):
            for cell in row.cells:
                if (match := _CJK_LABEL.search(cell.text)) and (name := person_in(_CLOSING.sub("", match["name"]))):
                    return made(name, [cell], 0.8)
                if (match := _SIGNED.search(cell.text)) and (name := _person(cell.text[match.end() :])):
                    return made(name, [cell], 0.85)
    for page in reversed(pages):
        if found := _beside_an_office(page):
            return made(found[0], [found[1]], 0.75)
    if pages and (found := _last_line(pages[-1])):
        return made(found[0], [found[1]], 0.65)
    for passage in passages:
        if (match := _I_MYSELF.search(passage.text)) and (name := _person(match["name"])):
            return made(name, passage.cells(*match.span("name")), 0.75)
    return None


def _person(text: str) -> str:
    """The person whom a short text names before a comma, a bracket or an office."""
    first = re.split(
        r"\s*[,，(（/|–—]\s*|\s-\s|\s(?=(?:Title|Position|Date|Titel|Funktion|Titre|Cargo|Qualifica|Functie)\s?:)",
        text.strip(),
        maxsplit=1,
    )[0].strip(" .:：_")
    first = _CLOSING.sub("", first)
    if companies(first) or ROLE.fullmatch(first):
        return ""
    return person_in(first) if len(first) < 60 else ""


def _beside_an_office(page: Page) -> tuple[str, Cell] | None:
    """A person's name over, under or before the words for an office, the lowest on the page."""
    rows = page.rows
    for r in range(len(rows) - 1, -1, -1):
        if rows[r].y0 < 0.25 * page.height and r < len(rows) // 2:
            return None
        for cell in rows[r].cells:
            if not ROLE.search(cell.text) or len(cell.text) > 80:
                continue
            beside = next((c for c in rows[r].cells if c.x0 > cell.x0), None)
            if ROLE.search(cell.text) and beside is not None and (name := _alone(beside.text)):
                return name, beside
            # "Hélène Aubry, gérante"
            before = re.split(r"\s*[,，(（–—-]\s", cell.text, maxsplit=1)
            if (
                len(before) == 2
                and ROLE.search(before[1])
                and not ROLE.search(before[0])
                and (name := _alone(before[0]))
            ):
                return name, cell
            for step in (-1, 1, -2):
                if not 0 <= r + step < len(rows):
                    continue
                near = next(
                    (c for c in rows[r + step].cells if abs(c.x0 - cell.x0) < 12 or abs(c.center - cell.center) < 12),
                    None,
                )
                gap = (cell.y0 - near.y1 if step < 0 else near.y0 - cell.y1) if near else 99.0
                if (
                    near is not None
                    and gap < (2.2 if step != -2 else 1.2) * cell.height
                    and (name := _alone(near.text))
                ):
                    return name, near
    return None


def _last_line(page: Page) -> tuple[str, Cell] | None:
    """A person's name and nothing else among the last lines, where nothing says what he is."""
    for row in reversed(page.rows[-3:] if len(page.rows) > 8 else ()):
        for cell in row.cells:
            name = _alone(cell.text)
            if (
                name
                and cell.text[:1] < "\u2e80"
                and 2 <= len(name.split()) <= 4
                and not re.search(r"[\d:@]", cell.text)
                and not name.isupper()
            ):
                return name, cell
    return None


_CLOSING = re.compile(r"[\s　]*(?:謹啟|敬啟|敬上|谨启|谨上|拜啟|敬启|㊞|印)$")
_NESTED = re.compile(r"^[\s_.…]*(?:print(?:ed)? name|name|nom|nombre|nome|naam)\s*[:：]\s*|^[\s_.…]+", re.IGNORECASE)


def _alone(text: str) -> str:
    """A line that is a person's name and nothing else."""
    if is_letter_label(text):
        return ""
    name = _person(text)
    return name if name and len(name) >= len(text.strip(" .:,")) - 3 and not ROLE.search(text) else ""
