"""What does a letter of authorization, or a trademark certificate, say?

A letter is a form with labels, or running text, or both: labels are read first, and what they leave open is looked for in the sentences. "All
goods", "worldwide" and "all channels" set no bound, so they leave the field empty. What a letter does not say stays empty too, and is never taken
as a permission.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assay.regime.document.extraction.addresses import FORMS, name_and_address, parts_of
from assay.regime.document.extraction.dates import dates_in
from assay.regime.document.extraction.fields import Calendar
from assay.regime.document.extraction.letter_labels import DENIED, Said, said_at_labels
from assay.regime.document.extraction.letter_sentences import brand_in, companies, parties_in_sentences, sentences_of
from assay.regime.document.extraction.marks import marks_in
from assay.regime.document.extraction.page import Cell, Page, field_of
from assay.regime.document.extraction.places import country_in
from assay.regime.document.extraction.words import compact
from assay.regime.document.reading import Field, Letter, Origin, Party

_ALL = re.compile(
    r"^\W*(?:all(?:e|es|er)?\b|any\b|every|tou(?:s|tes)\b|tod(?:o|a|os|as)\b|tutt[iaeo]\b|worldwide|global|world|weltweit"
    r"|monde|mundial|mondiale|in tutto il mondo|wereldwijd|unlimited|unrestricted|unbegrenzt"
    r"|illimit|ilimitad|onbeperkt|全部|所有|全球|全世界|世界|不限|すべて|全て|全商品|全世界|全品|無制限|限定なし)",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^\W*(?:yes|ja|oui|sí|si\b|sì|true|allowed|permitted|erlaubt|gestattet|autorisé|permitido|consentito|toegestaan|是|可"
    r"|允许|允許|可以|はい|有|許可)",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^\W*(?:no\b|nein|non|nee|false|not|nicht|keine?|ne\b|geen|niet|prohibited|否|不|无|無|いいえ|不可|禁止|未)",
    re.IGNORECASE,
)
_GRANTED = re.compile(
    r"may (?:sub-?license|sub-?authori[sz]e|pass (?:it|this)|appoint sub)|right to (?:sub-?license|sub-?authori[sz]e"
    r"|appoint)|darf (?:diese vollmacht |sie )?weiter(?:geben|gegeben)|berechtigt,? unter|peut (?:sous-|être transmise"
    r"|déléguer)|podrá (?:sub|ceder|transferir)|può (?:sub|essere trasmessa|delegare)|mag (?:worden doorgegeven|sub)"
    r"|有权转授权|可转授权|可以转授权|有權轉授權|可轉授權|再許諾することができる|再許諾を認める",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"signatory|director|manager|president|officer|CEO|CFO|COO|head of|chairman|owner|attorney|counsel|geschäftsführ"
    r"|prokurist|leiter|vorstand|directeur|directrice|gérant|président|responsable|director|gerente|apoderado|administrador"
    r"|direttore|amministratore|procuratore|responsabile|directeur|bestuurder|hoofd|zaakvoerder|代表|经理|經理|总监|總監"
    r"|董事|社長|部長|取締役",
    re.IGNORECASE,
)


_UNTIL = re.compile(
    r"(?:until|till|through|up to|not later than|bis(?: zum| einschließlich)?|jusqu.au|hasta(?: el)?|fino al|sino al|tot(?: en met)?|截至|至|到)\s*(?:den |the )?$",
    re.IGNORECASE,
)
_TILL = re.compile(r"\s*(?:まで|止|为止|為止)")


_SIGNS_FOR = re.compile(
    r"^\W*(?:signed )?(?:for and on behalf of|on behalf of|for|für(?: die)?|im namen der|pour(?: la société)?|por(?: la empresa)?|per(?: la società)?|namens|voor)\s",
    re.IGNORECASE,
)


def read_letter(
    pages: Sequence[Page], *, calendar: Calendar, issuer: Party, recipient: Party, origin: Origin, certificate: bool
) -> Letter:
    """The fields of a letter or certificate. `issuer` is whose paper it is by its head, for want of a better name of the authoriser."""
    said = said_at_labels(pages)
    text = "\n".join(row.text for page in pages for row in page.rows)
    everything = [c for page in pages for row in page.rows for c in row.cells]

    def field(name: str, confidence: float = 0.92) -> Field | None:
        found = said.get(name)
        return field_of(found.text, found.cells, origin=origin, confidence=confidence) if found else None

    def several(name: str) -> tuple[Field, ...]:
        found = said.get(name)
        if found is None or _ALL.search(found.text):
            return ()
        parts = [
            p.strip(" .")
            for p in re.split(r"[,;、，；/]|\s+(?:and|und|et|y|e|en|及|和)\s+", found.text)
            if p.strip(" .")
        ]
        return tuple(field_of(p, found.cells, origin=origin, confidence=0.88) for p in parts)

    authoriser_in_text, authorised_in_text = parties_in_sentences(pages, origin=origin)
    authoriser = _party(said.get("authoriser"), origin=origin) or authoriser_in_text or issuer
    if (
        authoriser.name is not None
        and issuer.name is not None
        and compact(issuer.name.value) == compact(authoriser.name.value)
    ):
        authoriser = issuer
    authorised = (
        _party(said.get("authorised"), origin=origin) or authorised_in_text or _addressed(recipient, authoriser)
    )
    starts, ends = _term(pages, said, calendar=calendar, origin=origin)
    level = field("level")
    if level is not None and (digit := re.search(r"\d+|[一二三四]", level.value)):
        level = replace(level, value=str("一二三四".find(digit[0]) + 1) if digit[0] in "一二三四" else digit[0])
    territories = tuple(replace(t, value=country_in(t.value, alone=True) or t.value) for t in several("territories"))
    return Letter(
        brand=field("brand") or brand_in(pages, origin=origin),
        marks=marks_in(said, text, everything, origin=origin),
        authoriser=authoriser,
        authorised=Party() if certificate else authorised,
        goods=several("goods"),
        territories=territories,
        channels=several("channels"),
        level=level,
        may_pass_on=_passes_on(said, text, everything, origin=origin),
        valid_from=starts,
        valid_to=ends,
        signer=None if certificate else _signer(pages, said, origin=origin),
    )


def _signing(pages: Sequence[Page], *, origin: Origin) -> Party | None:
    """The company that the letter is signed for: "For and on behalf of Halden Outdoor GmbH"."""
    for page in reversed(pages):
        for row in reversed(page.rows):
            for cell in row.cells:
                match = _SIGNS_FOR.match(cell.text)
                named = companies(cell.text[match.end() :]) if match else []
                if named and named[0][1] <= 8:
                    return Party(name=field_of(named[0][0], [cell], origin=origin, confidence=0.8))
    return None


def _addressed(recipient: Party, authoriser: Party) -> Party:
    """Whom the letter is written to, where it names a company that is not the writer: "株式会社東京バッグ 殿, 貴社を ... 認定いたします"."""
    if recipient.name is None or not FORMS.search(recipient.name.value):
        return Party()
    same = authoriser.name is not None and compact(authoriser.name.value) == compact(recipient.name.value)
    return Party() if same else recipient


def _party(said: Said | None, *, origin: Origin) -> Party | None:
    if said is None or not re.search(r"\w", said.text):
        return None
    text = re.sub(r"\s*[（(](?:盖章|蓋章|公章|签章|簽章|章|印|stamp|seal)[)）]\s*$", "", said.text)
    name, address = name_and_address(text)
    parts = parts_of(text)
    if not address and len(parts) > 1:
        name, address = parts[0], ", ".join(parts[1:])
    country = country_in(address) if address else ""
    return Party(
        name=field_of(name, said.cells, origin=origin, confidence=0.92),
        address=field_of(address, said.cells, origin=origin, confidence=0.85) if address else None,
        country=field_of(country, said.cells, origin=origin, confidence=0.85) if country else None,
    )


_UNTIL = re.compile(r"to|until|till|through|bis|au|al|hasta|fino|sino|tot|e[ln]d|[-–—~～至到]|から|まで", re.IGNORECASE)


def _term(
    pages: Sequence[Page], said: dict[str, Said], *, calendar: Calendar, origin: Origin
) -> tuple[Field | None, Field | None]:
    """From and until: at their labels, both at a label of the term, or in a sentence that says from when until when."""

    def at(name: str) -> Field | None:
        found = said.get(name)
        day = next(dates_in(found.text), None) if found else None
        if found is None or day is None:
            return None
        value, sure = calendar.read(day)
        return field_of(value.isoformat(), found.cells, origin=origin, confidence=0.92 * sure)

    starts, ends = at("valid_from"), at("valid_to")
    options = [said["term"]] if "term" in said else []
    options += [said[n] for n in ("valid_from", "valid_to") if n in said]
    options += [Said(text, tuple(cells)) for text, cells in sentences_of(pages)]
    for option in options:
        days = list(dates_in(option.text))
        # The date of the letter may stand before the two: each pair of neighbours is looked at.
        for one, other in pairwise(days):
            between = option.text[one.end : other.start]
            if (starts and ends) or len(between) > 40 or not _UNTIL.search(between):
                continue
            (first, sure), (second, _) = calendar.read(one), calendar.read(other)
            if first < second:
                starts = starts or field_of(first.isoformat(), option.cells, origin=origin, confidence=0.88 * sure)
                ends = field_of(second.isoformat(), option.cells, origin=origin, confidence=0.88 * sure)
    if ends is None:
        for text, cells in sentences_of(pages):
            match = re.search(
                r"(?:valid|remain|expire|gültig|valable|expire|válid|vigente|valid[ao]|geldig|有效|有効).{0,40}?(?:until|till|to|on"
                r"|through|bis|jusqu|hasta|fino|sino|tot|至|まで)",
                text,
                re.IGNORECASE,
            )
            day = next((d for d in dates_in(text) if match and d.start >= match.end()), None)
            day = day or next(
                (d for d in dates_in(text) if _UNTIL.search(text[: d.start]) or _TILL.match(text[d.end :])), None
            )
            if day is not None:
                value, sure = calendar.read(day)
                ends = field_of(value.isoformat(), cells, origin=origin, confidence=0.8 * sure)
                break
    return starts, ends


def _passes_on(said: dict[str, Said], text: str, everything: Sequence[Cell], *, origin: Origin) -> Field | None:
    named = said.get("may_pass_on")
    if named is not None:
        if _NO.search(named.text):
            return field_of("false", named.cells, origin=origin, confidence=0.92)
        if _YES.search(named.text):
            return field_of("true", named.cells, origin=origin, confidence=0.92)
    flat = " ".join(text.split())
    for pattern, value in ((DENIED, "false"), (_GRANTED, "true")):
        if pattern.search(flat):
            return field_of(value, list(everything[:1]), origin=origin, confidence=0.75)
    return None


def _signer(pages: Sequence[Page], said: dict[str, Said], *, origin: Origin) -> Field | None:
    """At its label; else the line over one that names an office ("Director") in the lower half."""
    named = said.get("signer")
    if (
        named is not None
        and re.search(r"[^\W\d_]{2,}", named.text)
        and len(named.text) < 60
        and not _ROLE.fullmatch(named.text)
    ):
        return field_of(named.text, named.cells, origin=origin, confidence=0.85)
    for page in reversed(pages):
        rows = page.rows
        for r in range(len(rows) - 1, 0, -1):
            if r < len(rows) // 2:
                break
            for cell in rows[r].cells:
                if not _ROLE.search(cell.text) or len(cell.text) > 50:
                    continue
                over = next((c for c in rows[r - 1].cells if abs(c.x0 - cell.x0) < 8), None)
                if over is not None and 3 < len(over.text) < 50 and not any(ch.isdigit() for ch in over.text):
                    return field_of(over.text, [over], origin=origin, confidence=0.75)
    return None
