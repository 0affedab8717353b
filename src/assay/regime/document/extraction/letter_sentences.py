"""Who authorises whom, and for what brand, in the sentences of a letter?

Looked for where the labels leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assay.regime.document.extraction.addresses import FORMS
from assay.regime.document.extraction.page import Cell, Page, field_of
from assay.regime.document.extraction.words import fold
from assay.regime.document.reading import Field, Origin, Party

_VERB = re.compile(
    r"\b(?:hereby |herewith |do hereby |does hereby )?(?:authori[sz]es?|appoints?|certif(?:y|ies)(?: that)?"
    r"|confirms?(?: that)?|grants?)\s+|\b(?:ermächtig(?:t|en)|autorisier(?:t|en)|bevollmächtig(?:t|en)|bestätig(?:t"
    r"|en))(?:\s+hiermit|\s+wir|,? dass| die Firma| das Unternehmen)*\s+"
    r"|\b(?:autoris(?:e|ons)|habilit(?:e|ons)|certifi(?:e|ons)(?: que)?|attest(?:e"
    r"|ons)(?: que)?)(?: par la présente)?(?: la société| l.entreprise)?\s+|\b(?:autoriza(?:mos)?|certifica(?:mos)?(?: que)?"
    r"|faculta(?:mos)?)(?: por la presente| mediante la presente)?(?: a la empresa| a la sociedad| a)?\s+"
    r"|\b(?:autorizz(?:a|iamo)|certific(?:a|hiamo)(?: che)?|attest(?:a|iamo)(?: che)?)(?: con la presente)?(?: la società"
    r"| l.azienda)?\s+|\b(?:machtig(?:t|en)|autorise(?:ert|ren)|bevestig(?:t|en)(?: dat)?)(?: hierbij)?(?: het bedrijf)?\s+"
    r"|(?:兹|現|现|特此?|茲)?(?:授权|授權)(?=[^方人书書期区區渠通平范範级級产產商品])",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s+(?:to (?:sell|distribute|offer|market|resell|act|use|import)|as (?:an?|our|the|its)|is (?:an?|our|the)|are|for the"
    r"|located|having|with (?:its|registered|offices?)|whose|zum |zur |als |den |die |mit sitz|ist |à |de (?:vendre"
    r"|distribuer|commercialiser)|comme|en tant|est |dont|sise?|a (?:vender|distribuir|comercializar)|para |como "
    r"|con (?:domicilio|sede)|es |a (?:vendere|distribuire)|alla |come |è |om |tot |als |is |gevestigd)"
    r"|[,，;；(（]|\.\s|在|为|為|于|於|作为|作為|销售|銷售|经销|經銷|使用",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\b(?:We|Wir|Nous|Nosotros|Noi|Wij|Hiermit|Hereby|Par la présente|Por la presente|Con la presente|Hierbij)\b"
)
_BOTH = re.compile(
    r"(?:die|der|das|la|le|l'|de|het)\s+(\S.{2,80}?)\s+(?:die|den|das|der|la|le|a la|het|de)\s+(?=[A-ZÀ-Ý])(.+)",
    re.DOTALL,
)
_GENERIC = re.compile(
    r"company|firma|société|empresa|società|bedrijf|below|unten|ci-dessous|abajo|sotto|hieronder|following|folgende|下列|以下|下記",
    re.IGNORECASE,
)


def sentences_of(pages: Sequence[Page]) -> list[tuple[str, list[Cell]]]:
    """Paragraphs: rows of one cell that follow closely, joined."""
    found: list[tuple[str, list[Cell]]] = []
    for page in pages:
        last: Cell | None = None
        for row in page.rows:
            cell = row.cells[0]
            if (
                last is not None
                and len(row.cells) == 1
                and cell.y0 - last.y1 < 0.9 * last.height
                and abs(cell.x0 - last.x0) < 30
            ):
                text, cells = found[-1]
                gap = "" if text[-1:] > "\u2e80" else " "
                found[-1] = (text + gap + cell.text, [*cells, cell])
            else:
                found.append((row.text, list(row.cells)))
            last = cell
    return found


def parties_in_sentences(pages: Sequence[Page], *, origin: Origin) -> tuple[Party | None, Party | None]:
    """Who authorises whom, in running text."""
    for text, cells in sentences_of(pages):
        by_name = _companies_in(text, cells, origin=origin)
        if by_name is not None:
            return by_name
        verb = _VERB.search(text)
        if verb is None or len(text) < 24:
            continue
        before = re.split(r"[.!?。]\s+(?=[A-ZÀ-Ý\u4e00-\u9fff])", text[: verb.start()])[-1]
        # A heading or a date that runs into the sentence is no part of it.
        before = before[max((m.start() for m in _OPENS.finditer(before)), default=0) :]
        subject = re.sub(
            r"^(?:we|wir|nous|nosotros|noi|wij|the undersigned|the company|die firma|la société|la empresa|la società|hiermit|hereby"
            r"|par la présente|por la presente|con la presente|我公司|我司|我方|本公司|本人|当社|弊社|this is to certify that|这里"
            r"|兹证明|茲證明)[\s,，:]*",
            "",
            before.strip(),
            flags=re.IGNORECASE,
        )
        subject = re.split(r",\s|，|\s(?:as|als|en tant|como|come|being|in its|hereby|hiermit)\b|\(", subject)[0].strip(
            " ,，:："
        )
        rest = text[verb.end() :]
        turned = re.search(
            r",?\s+(?:dass|that|que|che|dat)\s+(?:die firma|das unternehmen|the company|la société|la empresa|la società)?",
            rest,
            re.IGNORECASE,
        )
        if turned and len(subject) < 4:
            # "Hiermit bestätigt die A AG, dass die B GmbH ...": the verb stands first.
            subject, rest = (
                re.sub(r"^(?:die|der|das|la|the)\s+", "", rest[: turned.start()], flags=re.IGNORECASE),
                rest[turned.end() :].strip(),
            )
        elif len(subject) < 4 and (both := _BOTH.match(rest)):
            # "Hiermit ermächtigt die A AG die B GmbH, ...": so too, and both follow.
            subject, rest = both[1], both[2]
        end = _ENDS.search(rest)
        object_ = rest[: end.start()] if end else rest[:80]
        object_ = re.sub(
            r"^(?:the company|die firma|la société|la empresa|la società|het bedrijf|messrs\.?)\s+",
            "",
            object_.strip(),
            flags=re.IGNORECASE,
        )
        first = _named(subject, cells, origin=origin)
        second = _named(object_, cells, origin=origin)
        if first or second:
            return first, second
    return None, None


_GRANTS = re.compile(
    r"authori[sz]|appoint|reseller|dealer|ermächtig|autoris|bevollmächtig|berechtig|habilit|agréé|autoriza|faculta|autorizz|machtig|geautoris|erkend"
    r"|[授授]权|授權|認定|許諾|正規",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:\b(?:by|par|durch|von|por|da|dalla|dal|door|van|owner|on behalf of)\s+(?:the company\s+|la société\s+|der\s+|die\s+)?|由\s*)$",
    re.IGNORECASE,
)
_CJK_COMPANY = re.compile(
    r"(?:株式会社|有限会社|合同会社)[\w・ー&]{1,20}?(?=[はがをにへのと、。，,\s「『（(]|殿|様|$)"
    r"|[\w・ー（）()]{2,24}?(?:股份有限公司|有限责任公司|有限公司|集团公司|株式会社|商行)"
)
_CJK_LEAD = re.compile(
    r"^.*?(?:[授]权|授權|特此|[兹茲]|委托|委託|由|与|與|和|是|为|為|向|给|給|人|方|：|:|我公司|本公司|我司)(?=[\w（(]{2,}(?:公司|会社|商行))"
)


def companies(text: str) -> list[tuple[str, int]]:
    """The companies that a text names by their legal form, with their places."""
    found: list[tuple[str, int]] = []
    for match in _CJK_COMPANY.finditer(text):
        name = match[0]
        while (lead := _CJK_LEAD.match(name)) is not None:
            name = name[lead.end() :]
        if len(name) > 4:
            found.append((name, match.end() - len(name)))
    end = 0
    for form in FORMS.finditer(text):
        if form.start() < end or not form[0][0].isupper() or form[0].casefold() in ("company", "group", "holding"):
            continue
        words = list(re.finditer(r"\S+", text[end : form.start()]))
        first = form.start()
        for word in reversed(words[-6:]):
            plain = word[0].strip('("“„«')
            joins = plain in ("&", "de", "du", "des", "di", "van", "und", "and", "y", "e", "et", "of", "+")
            if word[0][-1:] in ".,;:)" and len(word[0].rstrip(".,;:)")) > 3:
                break
            if not (plain[:1].isupper() or plain[:1].isdigit() or joins) or plain.rstrip(",.;:") in _NO_NAME:
                break
            first = end + word.start() + word[0].find(plain)
        if first == form.start():
            continue
        end = form.end()
        while (
            (more := re.compile(r"\s*(?:,|&)?\s*").match(text, end))
            and (tail := FORMS.match(text, more.end()))
            and tail[0][0].isupper()
        ):
            end = tail.end()  # "GmbH & Co. KG", "Co., Ltd.", "& Co. S.r.l."
        name = re.sub(r"^(?:(?:und|and|y|e|et|of|de|van|di)\s+)+", "", text[first:end]).strip(" ,")
        found.append((name, first))
    return sorted(found, key=lambda f: f[1])


_NO_NAME = frozenset(
    [
        "We",
        "Wir",
        "Nous",
        "Noi",
        "Wij",
        "Hiermit",
        "Hereby",
        "Firma",
        "Die",
        "Der",
        "The",
        "La",
        "Le",
        "Het",
        "De",
        "Company",
        "Hierbij",
        "That",
        "Messrs",
    ]
)


def _companies_in(text: str, cells: list[Cell], *, origin: Origin) -> tuple[Party | None, Party | None] | None:
    """Two companies in a sentence that grants: the first lets the second, unless "by" stands before one of them."""
    if len(text) < 20 or not _GRANTS.search(text):
        return None
    named: list[tuple[str, int]] = []
    for name, at in companies(text):
        if all(fold(name) != fold(other) for other, _ in named):
            named.append((name, at))
    if len(named) < 2:
        return None
    first, second = named[0], named[1]
    if _BY.search(text[: second[1]]) and not _BY.search(text[: first[1]]):
        first, second = second, first

    def party(name: str) -> Party:
        return Party(name=field_of(name, cells, origin=origin, confidence=0.8))

    return party(first[0]), party(second[0])


def _named(text: str, cells: list[Cell], *, origin: Origin) -> Party | None:
    text = text.strip(" ,，.:：\"“”'")
    if (inside := companies(text)) and len(inside) == 1:
        text = inside[0][0]
    if not 2 <= len(text) <= 90 or (_GENERIC.search(text) and not re.search(r"[A-Z][\w&.]+\s+[A-Z]|公司|会社", text)):
        return None
    if re.match(
        r"(?i)this\b|the following|to whom|hereby|hiermit|la presente|la présente|con la presente|hierbij", text
    ):
        return None
    if not re.search(r"[A-Z\u4e00-\u9fff\u3040-\u30ff]", text):
        return None
    return Party(name=field_of(text, cells, origin=origin, confidence=0.75))


_NO_BRAND = re.compile(
    r"(?:the )?(?:brand|marke|marque|owner|company|reseller|dealer|distributor|retailer|agent|seller|licensee|licensor|products?|goods|authori[sz]ed.*)s?$"
    r"|[授]权|授權|使用|所有|名称|名稱|注册|登録|方$|人$"
)


def brand_in(pages: Sequence[Page], *, origin: Origin) -> Field | None:
    """The brand, where a sentence names one or sets one in quotation marks."""
    name = r"[A-Z0-9][\w'&.-]*(?:\s[A-Z0-9][\w'&.-]*){0,3}"
    words = r"brands?|marke|marque|marca|marchio|merk|trade ?marks?"
    pattern = re.compile(
        rf"\b(?i:{words})[\s:：]+[\"“”„«‘'「『]?(?P<a>{name})|(?P<c>{name})[- ](?i:brand(?:ed)?)\b"
        rf"|(?i:of) (?:(?i:genuine|original|the) )?(?P<e>{name}) (?i:products|goods|items|merchandise)\b"
        r"|(?:品牌|ブランド|商标|商標)[\s:：]*[「『“]?(?P<d>[\w·・]{2,16})|[\"“„«「『](?P<b>[^\"“”»」』]{2,40})[\"”“»」』]"
    )
    for text, cells in sentences_of(pages):
        for match in pattern.finditer(text):
            value = next((g for g in match.groups() if g), "").strip(" .")
            if value and not _NO_BRAND.match(fold(value)):
                return field_of(value, cells, origin=origin, confidence=0.7)
    return None
