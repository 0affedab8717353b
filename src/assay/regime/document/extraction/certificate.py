"""What does a certificate of registration of a mark say?

Offices print the same things in their own ways: labels, the numbers that WIPO's standard ST.60 gives them (732 is the holder), or a sentence with the
mark set large. The owner stands as the author of the letter, the mark's text as its brand, the classes of goods as goods ("class 18"), the day of
registration and the end of protection as its term.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from assay.regime.document.extraction.addresses import name_and_address
from assay.regime.document.extraction.certificate_codes import bare, coded_in, part_of
from assay.regime.document.extraction.classification import titles_in
from assay.regime.document.extraction.fields import Calendar
from assay.regime.document.extraction.letter_brand import brand_in
from assay.regime.document.extraction.letter_labels import Said
from assay.regime.document.extraction.letter_names import companies, person_in
from assay.regime.document.extraction.letter_term import days_in
from assay.regime.document.extraction.letter_text import Passage
from assay.regime.document.extraction.marks import marks_in
from assay.regime.document.extraction.page import Cell, Page, Row, field_of
from assay.regime.document.reading import Field, Letter, Origin, Party

_REGISTERED = re.compile(
    r"(?:registered(?: /.*?)?(?: on)?|date of (?:entry in (?:the )?register|registration|grant)|registration date|registriert am|eingetragen am|tag der eintragung|eintragungsdatum|datum der eintragung|date d['’]enregistrement|date de l['’]enregistrement|enregistrée? le|fecha de (?:registro|concesión)|concedid[oa] el|data di (?:registrazione|concessione)|registrat[oa] il"
    r"|inschrijvingsdatum|datum (?:van )?inschrijving|registratiedatum|ingeschreven op|注册日期|註冊日期|註冊公告日|登録日|有效期自|续展注册有效期自|核准注册日期|设定登録日|設定登録の日)[^\d\u4e00-\u9fff]{0,60}?$",
    re.IGNORECASE,
)
_EXPIRES = re.compile(
    r"(?:expir\w+(?: date)?(?: of the registration/renewal)?|renewal (?:date|due)|next renewal(?: date)?|valid until|in force until|protection until|schutzende|schutzdauer bis|ablauf der schutzdauer|gültig bis|verlängerung fällig am|date d['’]expiration|échéance|valable jusqu['’]au|fecha de (?:vencimiento|expiración|caducidad|renovación)|válid[oa] hasta|data di scadenza|scadenza|scade il"
    r"|vervaldatum|geldig tot|expiratiedatum|有效期至|专用权期限至|截止日期|屆滿日|存続期間満了日|満了日|更新期限)[^\d]{0,40}?$",
    re.IGNORECASE,
)
_NOT_REGISTERED = re.compile(
    r"filed|filing|application|applied|priority|anmeld|dépôt|dépos|solicitud|presentaci|deposito|domanda|depot|aanvraag|first use|commerce|申请|申請|出願|公告|opposition|as of the date",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"(?:in the name of|name and address of the (?:holder|owner|proprietor)(?: of the registration)?|registered proprietor|au nom de|im namen (?:von|der)|auf den namen|a nombre de|a favor de|a nome di|op naam van|注\s*册\s*人|註\s*冊\s*人|权利人|商标所有人)\s*[:：]?\s*",
    re.IGNORECASE,
)
_KIND_OF_OWNER = re.compile(
    r"\s*\((?:[A-Z][A-Za-z. ]+ )?(?:CORPORATION|LIMITED LIABILITY COMPANY|COMPANY|PARTNERSHIP|LIMITED PARTNERSHIP|INDIVIDUAL|JOINT STOCK COMPANY|GMBH|SOCIETE ANONYME|[A-Z ]*CORP(?:ORATION)?|KABUSHIKI KAISHA|LTD|LLC|CITIZEN)[^)]*\)",
)
_CLASSES = re.compile(
    r"(?:\bint(?:ernational|\.)?\s*cl(?:ass(?:\(es\)|es)?|\.)?|\bnice classification|\bclass(?:es)?(?: n[°ºo]\.?)?|\bklassen?|\bclasses?|\bclases?|\bclassi|国际分类|國際分類|商品类别|商品類別|类别|類別|国际分类号|区分|區分)\s*(?:n[°ºo]\.?|no\.?|nr\.?)?\s*[:：]?\s*(?P<list>第?\s*\d{1,3}(?!\d)(?:\s*(?:,|;|、|and|und|et|y|e|en|及|·|\.)\s*第?\d{1,2}(?!\d))*)"
    r"|第\s*(?P<cjk>\d{1,3})\s*[类類]",
    re.IGNORECASE,
)
_CLASS_LINE = re.compile(
    r"^\W{0,2}(?:[A-Z]{2}\s*[-–]\s*)?(?:class(?:e)?\s*)?(?P<n>\d{1,2})\s*(?:[-–—:.]\s*|\s+)(?=[^\W\d])|^\W{0,2}(?:[A-Z]{2}\s*[-–]\s*)(?P<m>\d{1,2})\s*$|^(?P<all>\d{1,2}(?:\s*,\s*\d{1,2})*)\s*$",
    re.IGNORECASE,
)
_NO_MARK = re.compile(
    r"office|united states|property|organi[sz]ation|certificate|register|registration|republik|urkunde|amt\b|ministerio|oficina|institut|madrid|trade ?marks?$|中华人民共和国|中華民國|知识产权|智慧財產|商标|商標|特許|登録|註冊|注册|副本|bureau|benelux-|director|comptroller|commissioner|classe?|class |marque de|principal|international|europ|ufficio|reino|bundes|word mark|figurative",
    re.IGNORECASE,
)


_A_NAME = re.compile(
    r"(?:商[标標])?名\s*[称稱]|name|mark(?: text)?|trade ?mark name|商標[（(]検索用[)）]|name der marke|nom de la marque|nombre de la marca|nome del marchio|merknaam",
    re.IGNORECASE,
)
_OWNERS = re.compile(
    r"owner|holder|applicant|inhaber|titulaire|titular|titolare|houder|權利人|商標權人|注册人|註冊人|権利者|representative",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"^(?:商[标標]?名[称稱]|名[称稱]|商[标標](?:[（(][^）)]*[）)])?|distintivo|signo(?: distintivo)?|denominación|mark(?: text)?|trade ?mark|wortlaut(?: der marke)?|signe|segno|teken)\s*[:：]\s*(?P<text>\S[^:：;；]{0,50}?)(?=\s*(?:类别|類別|class\b|klasse|$))",
    re.IGNORECASE,
)


def read_certificate(
    pages: Sequence[Page], passages: Sequence[Passage], said: Mapping[str, Said], *, calendar: Calendar, origin: Origin
) -> Letter:
    """The fields of a certificate; what it does not show stays empty."""
    text = "\n".join(row.text for page in pages for row in page.rows)
    everything = [c for page in pages for row in page.rows for c in row.cells]
    coded = coded_in(pages)
    registered, expires = _dates(pages, passages, coded, said, calendar=calendar, origin=origin)
    return Letter(
        brand=_text(pages, passages, said, coded, origin=origin),
        marks=marks_in(dict(said), text, everything, origin=origin, certificate=True),
        authoriser=_owner(passages, said, coded, origin=origin),
        goods=_classes(pages, coded, origin=origin),
        valid_from=registered,
        valid_to=expires,
    )


def _text(
    pages: Sequence[Page],
    passages: Sequence[Passage],
    said: Mapping[str, Said],
    coded: Mapping[str, list[Cell]],
    *,
    origin: Origin,
) -> Field | None:
    """The mark's text: coded, at its label, in quotation marks, or what is set largest and is no title."""
    if cells := part_of(coded, "text"):
        return field_of(bare(cells[0]), cells[:1], origin=origin, confidence=0.92)
    at = said.get("brand")
    if (
        at is not None
        and re.search(r"\w", at.text)
        and not _NO_MARK.search(at.text)
        and len(at.text) < 60
        and not re.search(r"\d{5}|shown|below|use in commerce|first use", at.text, re.IGNORECASE)
    ):
        return field_of(at.text, at.cells, origin=origin, confidence=0.9)
    for row in pages[0].rows if pages else ():
        if _OWNERS.match(row.cells[0].text):
            break
        if len(row.cells) > 1 and _A_NAME.fullmatch(row.cells[0].text.strip(" :：")):
            return field_of(row.cells[1].text, [row.cells[1]], origin=origin, confidence=0.85)
    for passage in passages:
        if (named := _NAMED.match(passage.text)) and not _NO_MARK.search(named["text"]):
            return field_of(named["text"].strip(), passage.cells(*named.span("text")), origin=origin, confidence=0.85)
    best: tuple[float, Cell] | None = None
    body = sorted(c.size for page in pages[:1] for row in page.rows for c in row.cells)
    usual = body[len(body) // 2] if body else 1.0
    for row in pages[0].rows if pages else ():
        for cell in row.cells:
            words = re.sub(r"\W*\d[\d ,.]{5,}\W*", "", cell.text).strip()  # "Azuréa 018209981"
            if (
                cell.size < 1.15 * usual
                or len(words) > 50
                or _NO_MARK.search(words)
                or titles_in(words)
                or not re.search(r"[^\W\d]{2}", words)
            ):
                continue
            if companies(words) or re.search(r"\d{4}", words):
                continue
            if best is None or cell.size > best[0] + 0.1:
                best = (cell.size, cell)
    if best is not None:
        value = re.sub(r"\W*\d[\d ,.]{5,}\W*", "", best[1].text).strip()
        return field_of(value, [best[1]], origin=origin, confidence=0.75)
    return brand_in(passages, origin=origin) or _lonely(pages, origin=origin)


def _lonely(pages: Sequence[Page], *, origin: Origin) -> Field | None:
    """A line of capitals or of a foreign script that stands alone between the title and the owner."""
    for row in pages[0].rows if pages else ():
        words = row.cells[0].text.strip()
        if (
            len(row.cells) == 1
            and 2 < len(words) < 30
            and words.isupper()
            and not _NO_MARK.search(words)
            and not titles_in(words)
            and not re.search(r"\d", words)
        ):
            return field_of(words, [row.cells[0]], origin=origin, confidence=0.6)
    return None


def _owner(
    passages: Sequence[Passage], said: Mapping[str, Said], coded: Mapping[str, list[Cell]], *, origin: Origin
) -> Party:
    if cells := part_of(coded, "owner"):
        return _party(bare(cells[0]), cells[:1], origin=origin, sure=0.92)
    at = said.get("authoriser")
    if at is not None and re.search(r"\w", at.text):
        return _party(at.text, at.cells, origin=origin, sure=0.9)
    for passage in passages:
        match = _OWNER.search(passage.text)
        rest = passage.text[match.end() :] if match else ""
        if match and re.search(r"\w{2}", rest):
            return _party(rest, passage.cells(match.end()), origin=origin, sure=0.85)
    for passage in passages:
        kind = _KIND_OF_OWNER.search(passage.text)
        if kind is not None and kind.start() > 2:
            before = passage.text[: kind.start()]
            begin = max((m.start for m in companies(before) if m.end >= len(before.rstrip()) - 1), default=0)
            return _party(before[begin:], passage.cells(begin, kind.start()), origin=origin, sure=0.85)
    for passage in passages:
        for mention in companies(passage.text):
            if not _NO_MARK.search(mention.name):
                return _party(mention.name, passage.cells(mention.start, mention.end), origin=origin, sure=0.7)
    return Party()


def _party(text: str, cells: Sequence[Cell], *, origin: Origin, sure: float) -> Party:
    text = re.sub(r"\s*[（(](?:[A-Z]{2}|FRANCE CORPORATION)[)）]\s*$", "", _KIND_OF_OWNER.sub("", text)).strip(
        " .,;:："
    )
    named = next(iter(companies(text)), None)
    if named is not None and named.start <= 3:
        name, address = named.name, text[named.end :].strip(" ,;，")
    else:
        name, address = name_and_address(text)
        name = re.split(r"\s*[,;，]\s*", name)[0] if not person_in(name) else name
    return Party(
        name=field_of(name, list(cells), origin=origin, confidence=sure),
        address=field_of(address, list(cells), origin=origin, confidence=0.7) if address else None,
    )


def _dates(
    pages: Sequence[Page],
    passages: Sequence[Passage],
    coded: Mapping[str, list[Cell]],
    said: Mapping[str, Said],
    *,
    calendar: Calendar,
    origin: Origin,
) -> tuple[Field | None, Field | None]:
    def made(text: str, cells: Sequence[Cell], sure: float) -> Field | None:
        plain = re.sub(r"年\s*\(\d{4}\)", "年", unicodedata.normalize("NFKC", text))  # 平成29年(2017)10月20日
        day = next(iter(days_in(plain)), None)
        if day is None:
            return None
        value, certain = calendar.read(day)
        return field_of(value.isoformat(), list(cells), origin=origin, confidence=sure * certain)

    registered = expires = None
    for what in ("registered", "expires"):
        if cells := part_of(coded, what):
            found = made(bare(cells[0]), cells[:1], 0.92)
            registered, expires = (found, expires) if what == "registered" else (registered, found)
    term = said.get("term")
    if term is not None and len(days := days_in(term.text)) == 2:
        registered = registered or made(term.text[days[0].start :], term.cells, 0.88)
        expires = expires or made(term.text[days[1].start :], term.cells, 0.88)
    rows = [(row, cell) for page in pages for row in page.rows for cell in row.cells]
    for passage in [*passages]:
        text = passage.text
        days = (
            days_in(unicodedata.normalize("NFKC", text))
            if len(unicodedata.normalize("NFKC", text)) == len(text)
            else days_in(text)
        )
        for n, day in enumerate(days):
            before = text[days[n - 1].end if n else 0 : day.start]
            cells = passage.cells(day.start, day.end)
            value, certain = calendar.read(day)
            field = field_of(value.isoformat(), cells, origin=origin, confidence=0.85 * certain)
            if expires is None and _EXPIRES.search(before):
                expires = field
            elif re.search(r"actual date of registration", before, re.IGNORECASE):
                registered = field  # in Hong Kong the other one is the day of filing
            elif registered is None and _REGISTERED.search(before) and not _NOT_REGISTERED.search(before[-30:]):
                registered = field
            elif n and re.search(r"至|～|~", before) and re.search(r"期限|期间|期間|有效期", text):
                expires = expires or field
                first, sure = calendar.read(days[n - 1])
                registered = registered or field_of(
                    first.isoformat(),
                    passage.cells(days[n - 1].start, days[n - 1].end),
                    origin=origin,
                    confidence=0.85 * sure,
                )
    for i, (row, cell) in enumerate(rows):
        label = cell.text
        if days_in(label):
            continue
        following = (
            rows[i + 1 : i + 2] if i + 1 < len(rows) and (rows[i + 1][0] is row or rows[i + 1][1].x0 > cell.x1) else []
        )
        for _, value_cell in following:
            if (
                registered is None
                and _REGISTERED.search(re.sub(r"[（(].*$", "", label).strip(" :：") + " ")
                and not _NOT_REGISTERED.search(label)
            ):
                registered = made(
                    re.sub(r"\s+", "", value_cell.text) if value_cell.text[:1] > "\u2e80" else value_cell.text,
                    [value_cell],
                    0.88,
                )
            if expires is None and _EXPIRES.search(label.strip(" :：") + " "):
                expires = made(value_cell.text, [value_cell], 0.88)
    for name in ("valid_from", "valid_to"):
        at = said.get(name)
        if at is not None and name == "valid_from" and registered is None:
            registered = made(at.text, at.cells, 0.88)
        if at is not None and name == "valid_to" and expires is None:
            expires = made(at.text, at.cells, 0.88)
    return registered, expires


def near_classes(page: Page, row: Row) -> bool:
    """Whether the words for the classification stand within two lines below a row, in its left column."""
    at = page.rows.index(row)
    return any(
        re.search(r"nice class|classification", r.text, re.IGNORECASE) and r.cells[0].x0 < row.cells[0].x0
        for r in page.rows[at + 1 : at + 3]
    )


def _classes(pages: Sequence[Page], coded: Mapping[str, list[Cell]], *, origin: Origin) -> tuple[Field, ...]:
    """The classes of the Nice classification, 1 to 45, each once."""
    found: dict[int, Cell] = {}

    def add(digits: str, cell: Cell) -> None:
        number = int(unicodedata.normalize("NFKC", digits))
        if 1 <= number <= 45:
            found.setdefault(number, cell)

    for cell in part_of(coded, "classes"):
        match = _CLASS_LINE.match(bare(cell))
        if match:
            for digits in re.findall(r"\d+", match["n"] or match["m"] or match["all"] or ""):
                add(digits, cell)
    open_ = False
    for page in pages:
        for row in page.rows:
            for cell in row.cells:
                plain = unicodedata.normalize("NFKC", cell.text)
                for match in _CLASSES.finditer(plain):
                    for digits in re.findall(r"\d+", match["list"] or match["cjk"] or ""):
                        add(digits, cell)
            if "区分" in row.text and (behind := re.search(r"[】\]]\s*(\d{1,2})(?=[\s　]+\S)", row.text)):
                add(behind[1], row.cells[-1])
            for match in _CLASSES.finditer(unicodedata.normalize("NFKC", row.text)) if len(row.cells) > 1 else ():
                for digits in re.findall(r"\d+", match["list"] or match["cjk"] or ""):
                    add(digits, row.cells[-1])
            # "Nice Classification:" and then a line for each class
            words = row.text
            last = row.cells[-1]
            if _CLASS_LINE.match(last.text) and near_classes(page, row):
                open_ = True
            if re.search(r"nice class|classification", words, re.IGNORECASE) or (
                open_ and not re.search(r":\s*\S", row.cells[0].text)
            ):
                open_ = True
                behind = re.search(r"classif[^:：]*[:：](?P<list>.*)$", words, re.IGNORECASE)
                for digits in re.findall(r"(?<![\d.,])(\d{1,2})\s+(?=[A-ZÀ-Ý])", behind["list"] if behind else ""):
                    add(digits, last)
                line = _CLASS_LINE.match(last.text)
                if line and (line["n"] or line["all"]):
                    for digits in re.findall(r"\d+", line["n"] or line["all"]):
                        add(digits, last)
            else:
                open_ = False
    return tuple(field_of(f"class {n}", [cell], origin=origin, confidence=0.85) for n, cell in sorted(found.items()))
