"""From when until when does a letter hold?

At its labels; between two dates in a sentence; at one date with "from" or "until" beside it; or for a time from a day: "for two years from the date
of this letter" ends the day before the second anniversary. A time whose beginning is not named leaves the end open.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assay.regime.document.extraction.dates import Day, dates_in, day_of
from assay.regime.document.extraction.fields import Calendar
from assay.regime.document.extraction.letter_labels import Said
from assay.regime.document.extraction.letter_text import Passage, Sentence, sentences_in
from assay.regime.document.extraction.page import Cell, field_of
from assay.regime.document.reading import Field, Origin

_FROM = re.compile(
    r"(?:\b(?:from|as of|as from|effective(?: as of| from| on)?|commenc\w+(?: on| from)?|start(?:s|ing)?(?: on| from)?|begin\w*(?: on)?|takes? effect(?: on)?|into force on|with effect from|since|between"
    r"|ab(?: dem)?|vom|von|beginnt(?: am| mit dem)?|beginnend(?: am| mit dem)?|in kraft am|gilt ab|mit wirkung (?:vom|zum)|seit(?: dem)?|zwischen"
    r"|du|dès(?: le)?|depuis le|à compter du|à partir du|prend effet (?:le|au)|effet (?:le|au)|entre(?: en vigueur)? le|débute le|commence le|en vigueur (?:le|au)"
    r"|desde(?: el)?(?: d[íi]a)?|a partir del?(?: d[íi]a)?|del(?: d[íi]a)?|en vigor (?:el|desde el)(?: d[íi]a)?|contados? (?:desde|a partir)(?: del?)?(?: el)?|comienza el|inicio el|entre el"
    r"|dal(?:la data del)?|decorr\w+(?: dal)?|a partire dal|a decorrere dal|con (?:decorrenza|effetto)(?: dal)?|in vigore (?:il|dal)|inizia il"
    r"|van|vanaf|gaat in op|ingaande(?: op| per)?|met ingang van|per|begint op|treedt in werking op|start op|sinds)\s*(?:the |den |dem |el |le |il |de )?|[自从從由]\s*|[:：]\s*)$",
    re.IGNORECASE,
)
_FROM_BEHIND = re.compile(r"^\s*(?:起|开始|開始|から|より|以降|生效|起算|付で発効)")
_UNTIL = re.compile(
    r"(?:\b(?:until|till|til|through(?: to)?|up to(?: and including)?|not later than|to|and|and end\w*(?: on)?|expir\w+(?: on)?|ends?(?: on)?|ending(?: on)?|terminates?(?: on)?|lapses?(?: on)?|valid thru"
    r"|bis(?: zum| einschließlich| spätestens)?|endet(?: automatisch)?(?: am| mit dem| zum)?|erlischt(?: am)?|läuft(?: am| bis(?: zum)?)?|befristet bis(?: zum)?|und"
    r"|jusqu['’]au|au|expire(?:ra)?(?: le| au)?|prend fin le|échéance (?:le|au)|fin le|s['’]achève le|et le"
    r"|hasta(?: el)?(?: d[íi]a)?|al?|caduca(?:rá)?(?: el)?|vence(?:rá)?(?: el)?|finaliza(?:rá)?(?: el)?|expira(?:rá)?(?: el)?|y el"
    r"|fino al?|sino al?|al|scad\w+(?: il| al)?|termina(?: il)?|cessa(?: il)?|entro il|e il"
    r"|tot(?: en met| en)?|t/m|eindigt(?: van rechtswege)?(?: op)?|vervalt(?: op)?|loopt(?: af)?(?: op| tot(?: en met)?)?|verloopt op|uiterlijk)\s*(?:including |and including |the |den |dem |el |le |il |de )?"
    r"|[-–—―~～〜至到]\s*|截止(?:日期)?(?:至|为|到|：)?\s*|截至\s*|から\s*|より\s*)$",
    re.IGNORECASE,
)
_UNTIL_BEHIND = re.compile(r"^\s*(?:まで|迄|止|为止|為止|届满|屆滿|到期|截止)")
_BETWEEN = re.compile(
    r"\b(?:to|until|till|through|thru|bis|au|al|hasta|fino|sino|tot|t/m|end\w*|expir\w*|lapses?|eind\w*|scad\w*|caduca|vence|finaliza)\b|[-–—―~～〜至到]|から|まで|より|截止",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"valid|in force|effect|remain|\bruns?\b|authority|arrangement|appointment|term\b|period|duration|expir|laps|permission|authori[sz]ation|gültig|gilt|autorisier|genehmigung|laufzeit|dauer|befristet|geltung|läuft|valable|validité|durée|vigueur|effet|autoris|habilit|accordée|conclu|v[áa]lid|vigen|duraci[óo]n|per[íi]odo|plazo|durata|validità|decorr|geldig|looptijd|duur|loopt|gaat in|ingang|ingaand|wederopzegging|onbepaald|indetermin|indéfini|unbefrist|widerruf|revo[ck]"
    r"|有效|期限|效期|授权期|授權期|委任期|期間|期间|为期|為期|生效|有効|期間|許諾|证明|年間",
    re.IGNORECASE,
)
_NUMBERS = {
    "one|a|an|ein|eine[snmr]?|einjährig\\w*|un|une|uno|una|één|een|一|壹|壱|弌": 1,
    "two|zwei|deux|dos|due|twee|二|两|兩|贰|貳|弐": 2,
    "three|drei|trois|tres|tre|drie|三|叁|參|参": 3,
    "four|vier|quatre|cuatro|quattro|四": 4,
    "five|fünf|cinq|cinco|cinque|vijf|五|伍": 5,
    "six|sechs|seis|sei|zes|六": 6,
    "seven|sieben|sept|siete|sette|zeven|七": 7,
    "eight|acht|huit|ocho|otto|八": 8,
    "nine|neun|neuf|nueve|nove|negen|九": 9,
    "ten|zehn|dix|diez|dieci|tien|十": 10,
    "twelve|zwölf|douze|doce|dodici|twaalf|十二": 12,
    "eighteen|achtzehn|dix-huit|dieciocho|diciotto|achttien|十八": 18,
    "twenty-four|vierundzwanzig|vingt-quatre|veinticuatro|ventiquattro|vierentwintig|二十四": 24,
    "thirty-six|sechsunddreißig|trente-six|treinta y seis|trentasei|zesendertig|三十六": 36,
}
_WORD = "|".join(sorted(("|".join(_NUMBERS)).split("|"), key=len, reverse=True))
_SPAN = re.compile(
    rf"(?<![A-Za-zÀ-ÿ\d_第])(?:(?P<word>{_WORD})(?=[\s(-]|[\u3400-\u9fff])|(?P<digits>\d{{1,2}}))[\s-]*(?:\(\s*(?P<again>\d{{1,2}})\s*\)|\(\s*\w+\s*\)|（\s*\w+\s*）)?[\s-]*(?:calendar |full |aufeinanderfolgende\w* |volle\w* )?(?:(?P<year>years?|jahre?[sn]?|ans?|années?|años?|ann[oi]|jaar|jaren|年(?:間|间)?(?!\s*\d|[度月])|周年)|(?P<month>months?|monate?[sn]?|mois|meses|mes|mes[ei]|maand(?:en)?|个月|個月|ヶ月|か月|カ月|箇月))(?![\w])",
    re.IGNORECASE,
)
_SPAN_CJK = re.compile(
    rf"(?P<word>(?:{'|'.join(w for w in _WORD.split('|') if w > chr(0x2E80))}))(?P<year>年(?:間|间)?)(?![\d度月一二三四五六七八九十])|(?P<digits>(?<!\d)\d{{1,2}})(?P<year2>年間|年间)"
)
_SPAN_BEHIND = re.compile(
    rf"\b(?:(?P<year>anni|años)|(?P<month>mesi|meses))\s+(?:(?P<word>{_WORD})|(?P<digits>\d{{1,2}}))\b", re.IGNORECASE
)
_WHOLE_YEAR = re.compile(
    r"(?:calendar year|kalenderjahr|année(?: civile)?|año(?: natural)?|anno(?: solare)?|kalenderjaar|for the year|für das jahr|pour l['’]an|per l['’]anno|para el año|voor het jaar)\s+(20\d\d)\b|(?<!\d)(20\d\d)\s?年度(?!のの)",
    re.IGNORECASE,
)
_NO_TERM = re.compile(
    r"notice|kündig|préavis|preaviso|preavviso|opzeg|since|seit|depuis|desde hace|experience|warrant|garantie|garantía|garanzia|inspect|audit|retain|提前|质保|保修|保証",
    re.IGNORECASE,
)
_ITS_OWN_DATE = re.compile(
    r"(?:date|day) (?:of (?:this|the|its|signature|signing|issue|execution)|hereof|first|written|above|stated)|hereof|today|this day|signature|ausstellung|ausgestellt|unterzeichnung|unterschrift|heute|datum dieses|signature|ce jour|de ce courrier|la présente|firma|suscripci[óo]n|d[íi]a de (?:hoy|la fecha)|de la presente|fecha de (?:esta|la)|esta carta|sottoscrizione|oggi|della presente|questa lettera|ondertekening|dagtekening|heden|vandaag|deze brief|datum van deze"
    r"|签署|签发|签订|簽署|簽發|签字|盖章|本日|即日|今日|発行日|署名|作成日|締結",
    re.IGNORECASE,
)
_FROM_ITS_OWN_DATE = re.compile(
    rf"(?:\b(?:from|as of|effective|effect|with effect|starting|beginning|ab|seit|mit|gilt ab|à compter|à partir|dès|depuis|desde|a partir|dal|dalla|da|vanaf|ingang|per)\b|自|从|從|より|から|由)[^.;。；\d]{{0,28}}?(?:{_ITS_OWN_DATE.pattern})|(?:{_ITS_OWN_DATE.pattern})[^.;。；\d]{{0,3}}(?:起|より|から)",
    re.IGNORECASE,
)
_CJK_DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}
_CJK_DATE = re.compile(
    r"([二一][〇零○Ｏ一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_ROC_DATE = re.compile(r"(?<![\d.])(1[01]\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_NO_YEAR = re.compile(
    r"(?:\b(\d{1,2})(?:st|nd|rd|th|er|\.|º|°)?\s+(?:de\s+|of\s+)?([A-Za-zÀ-ÿ]{3,10}))(?=\s+(?:to|until|through|bis|au|al|hasta|fino|tot)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Term:
    """From and until, each where the letter says it."""

    starts: Field | None = None
    ends: Field | None = None


def days_in(text: str) -> list[Day]:
    """The dates in a text, with those that only letters write: Chinese numerals, years of the Republic without its name, a first date without its year."""
    found = list(dates_in(text))

    def free(start: int, end: int) -> bool:
        return not any(d.start < end and start < d.end for d in found)

    for match in _CJK_DATE.finditer(text):
        year = "".join(_CJK_DIGITS[c] for c in match[1])
        day = day_of(int(year), _cjk_number(match[2]), _cjk_number(match[3]))
        if day and free(*match.span()):
            found.append(Day(day, *match.span()))
    for match in _ROC_DATE.finditer(text):
        day = day_of(int(match[1]) + 1911, int(match[2]), int(match[3]))
        if day and free(*match.span()):
            found.append(Day(day, *match.span()))
    found.sort(key=lambda d: d.start)
    for match in _NO_YEAR.finditer(text):
        later = next((d for d in found if d.start > match.end()), None)
        if later is None or not free(*match.span()):
            continue
        told = next(iter(dates_in(f"{match[0]} {later.value.year}")), None)
        if told is not None:
            value = (
                told.value
                if told.value <= later.value
                else day_of(told.value.year - 1, told.value.month, told.value.day)
            )
            if value is not None:
                found.append(Day(value, *match.span()))
    return sorted(found, key=lambda d: d.start)


def term_of(passages: Sequence[Passage], said: Mapping[str, Said], *, calendar: Calendar, origin: Origin) -> Term:
    """The term: labels first, then what the sentences say."""

    def made(day: Day, cells: Sequence[Cell], sure: float) -> Field:
        value, certain = calendar.read(day)
        return field_of(value.isoformat(), list(cells), origin=origin, confidence=sure * certain)

    starts = ends = None
    if (at := said.get("valid_from")) and (days := days_in(at.text)):
        starts = made(days[0], at.cells, 0.92)
        if len(days) > 1 and _BETWEEN.search(at.text[days[0].end : days[1].start]):
            ends = made(days[1], at.cells, 0.9)
    if (at := said.get("valid_to")) and (days := days_in(at.text)):
        ends = made(days[-1], at.cells, 0.92)
    spans: list[tuple[Sentence | Said, str]] = []
    if term := said.get("term"):
        starts, ends = _pair(term.text, lambda a, b: list(term.cells), made, starts, ends, sure=0.9)
        spans.append((term, term.text))
    for sentence in sentences_in(passages):
        if starts is None or ends is None:
            starts, ends = _pair(sentence.text, sentence.cells, made, starts, ends, sure=0.85)
        if _HOLDS.search(sentence.text):
            spans.append((sentence, sentence.text))
    own = _own_date(passages)
    if ends is None:
        for sentence in sentences_in(passages):
            starts, ends = _single(sentence, made, starts, ends, own=own)
    if ends is None:
        starts, ends = _for_a_time(spans, passages, own, starts, calendar=calendar, origin=origin)
    if starts is None and own is not None:
        today = next(
            (
                s
                for s in [*spans, *((s, s.text) for s in sentences_in(passages))]
                if _FROM_ITS_OWN_DATE.search(s[1])
                or re.search(
                    r"\b(?:starts?|begin\w*|effective|valid from|takes effect|is effective|shall be effective) (?:today|as of the date)|gilt ab (?:heute|sofort)|即日起|本日より|自(?:签发|签署|發證|签字)之日起",
                    s[1],
                    re.IGNORECASE,
                )
            ),
            None,
        )
        if today is not None:
            starts = made(own[0], own[1], 0.75)
    if starts is None and ends is None:
        for sentence in sentences_in(passages):
            if (year := _WHOLE_YEAR.search(sentence.text)) and not (
                year[2] and re.search(r"[\u3040-\u30ff]", sentence.text)
            ):
                cells = sentence.cells(*year.span())
                first, last = f"{year[1] or year[2]}-01-01", f"{year[1] or year[2]}-12-31"
                return Term(*(field_of(day, cells, origin=origin, confidence=0.75) for day in (first, last)))
    return Term(starts, ends)


def _pair(
    text: str, cells: object, made: object, starts: Field | None, ends: Field | None, *, sure: float
) -> tuple[Field | None, Field | None]:
    """Two dates with "until" between them; a date of the letter before them is neither."""
    days = days_in(text)
    for one, other in itertools.pairwise(days):
        between = text[one.end : other.start]
        spanned = re.search(
            r"\b(?:between|zwischen|entre|tra|tussen)\s(?:the |dem |le |el |il )?$", text[: one.start], re.IGNORECASE
        )
        if (
            len(between) > 90
            or not (_BETWEEN.search(between) or (spanned and len(between) < 12))
            or re.search(r"[。]|\.\s+[A-Z]", between)
        ):
            continue
        if len(between) > 12 and not (_UNTIL.search(between) or _UNTIL_BEHIND.match(text[other.end :])):
            continue
        if one.value < other.value:
            first = made(one, cells(one.start, one.end), sure)  # type: ignore[operator]
            second = made(other, cells(other.start, other.end), sure)  # type: ignore[operator]
            return starts or first, ends or second
    return starts, ends


def _single(
    sentence: Sentence, made: object, starts: Field | None, ends: Field | None, *, own: tuple[Day, list[Cell]] | None
) -> tuple[Field | None, Field | None]:
    text = sentence.text
    for day in days_in(text):
        before, after = text[: day.start], text[day.end :]
        if (
            len(text) <= day.end - day.start + 30
            and own is not None
            and day.value == own[0].value
            and not _HOLDS.search(text)
        ):
            continue
        until = (
            _UNTIL.search(before)
            and not re.search(
                r"\b(?<!jusqu.)(?<!fino )(?<!sino )(?<!entro )(?<!scade )(?:a|al|au|and|und|to|à)\s*(?:el |le )?$",
                before,
                re.IGNORECASE,
            )
        ) or _UNTIL_BEHIND.match(after)
        if not until and _HOLDS.search(text):
            until = _UNTIL.search(before)
        if until and ends is None:
            ends = made(day, sentence.cells(day.start, day.end), 0.8)  # type: ignore[operator]
        elif (
            starts is None
            and (_FROM.search(before) or _FROM_BEHIND.match(after))
            and (_HOLDS.search(text) or _FROM_BEHIND.match(after))
            and not re.search(
                r"(?:letter|schreiben|courrier|carta|lettera|brief|agreement|invoice|seit|since|depuis)\b[^,.]{0,12}$",
                before,
                re.IGNORECASE,
            )
        ):
            starts = made(day, sentence.cells(day.start, day.end), 0.8)  # type: ignore[operator]
    return starts, ends


def _own_date(passages: Sequence[Passage]) -> tuple[Day, list[Cell]] | None:
    """The date that the letter bears: on a short line by itself, with a town or "Date" before it at most."""
    best: tuple[Day, list[Cell]] | None = None
    for passage in passages:
        days = days_in(passage.text)
        if len(days) != 1 or len(passage.text) > 70:
            continue
        rest = passage.text[: days[0].start] + passage.text[days[0].end :]
        if len(rest) > 45 or re.search(
            r"(?:valid|until|gültig|bis|expir|jusqu|hasta|fino|tot |有效|期限|截止|期間|迄|止|まで|登録|registr|order|invoice)",
            rest,
            re.IGNORECASE,
        ):
            continue
        best = best or (days[0], passage.cells(days[0].start, days[0].end))
    return best


def _for_a_time(
    spans: Sequence[tuple[Sentence | Said, str]],
    passages: Sequence[Passage],
    own: tuple[Day, list[Cell]] | None,
    starts: Field | None,
    *,
    calendar: Calendar,
    origin: Origin,
) -> tuple[Field | None, Field | None]:
    """A length of time from a day: the one named beside it, the letter's own where it says so, or the beginning that was found."""
    for where, text in spans:
        match = next(
            (
                m
                for m in [*_SPAN.finditer(text), *_SPAN_CJK.finditer(text), *_SPAN_BEHIND.finditer(text)]
                if not _NO_TERM.search(text[max(0, m.start() - 40) : m.end() + 30])
            ),
            None,
        )
        if match is None:
            continue
        months = _months(match)
        if not 1 <= months <= 240:
            continue
        days = days_in(text)
        named = next(
            (d for d in days if _FROM.search(text[: d.start]) or _FROM_BEHIND.match(text[d.end :])),
            days[0] if len(days) == 1 else None,
        )
        cells = where.cells(match.start(), match.end()) if isinstance(where, Sentence) else list(where.cells)
        sure = 0.75
        if named is not None:
            first, certain = calendar.read(named)
            begin = where.cells(named.start, named.end) if isinstance(where, Sentence) else list(where.cells)
            starts = starts or field_of(first.isoformat(), begin, origin=origin, confidence=0.8 * certain)
        elif starts is not None:
            first, certain = date.fromisoformat(starts.value), starts.confidence
        elif own is not None and _ITS_OWN_DATE.search(text):
            first, certain = calendar.read(own[0])
            starts = field_of(first.isoformat(), own[1], origin=origin, confidence=0.75 * certain)
        else:
            continue
        end = _later(first, months)
        return starts, field_of(end.isoformat(), cells, origin=origin, confidence=sure * min(certain, 1.0))
    return starts, None


def _months(match: re.Match[str]) -> int:
    got = match.groupdict()
    digits = got.get("again") or got.get("digits")
    count = int(digits) if digits else _number(got.get("word") or "")
    return count * (1 if got.get("month") else 12)


def _number(word: str) -> int:
    return next((n for words, n in _NUMBERS.items() if re.fullmatch(words, word, re.IGNORECASE)), 0)


def _later(first: date, months: int) -> date:
    """The last day of so many months: the day before the same day of the later month."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    same = day_of(year, month + 1, first.day) or day_of(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return (same or first) - timedelta(days=1)


def _cjk_number(text: str) -> int:
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (int(_CJK_DIGITS[tens]) if tens else 1) * 10 + (int(_CJK_DIGITS[ones]) if ones else 0)
    return int("".join(_CJK_DIGITS[c] for c in text))
