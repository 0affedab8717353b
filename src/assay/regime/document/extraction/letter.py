"""What does a letter of authorization, or a trademark certificate, say?

A letter is a form with labels, or running text, or both: labels are read first, and what they leave open is looked for in the sentences. "All goods" and
"all channels" set no bound and leave the field empty; "worldwide" is said, and reads WORLD. What a letter does not say stays empty, and is never
taken as a permission.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assay.regime.document.extraction.addresses import FORMS, name_and_address, parts_of
from assay.regime.document.extraction.certificate import read_certificate
from assay.regime.document.extraction.fields import Calendar
from assay.regime.document.extraction.letter_brand import brand_in
from assay.regime.document.extraction.letter_channels import (
    OUT,
    allowed_in,
    channels_at_lines,
    channels_in,
    channels_of,
)
from assay.regime.document.extraction.letter_goods import goods_in, split_goods
from assay.regime.document.extraction.letter_labels import Said, said_at_labels
from assay.regime.document.extraction.letter_level import level_in, level_of
from assay.regime.document.extraction.letter_names import companies
from assay.regime.document.extraction.letter_parties import parties_in, speaks_to_one
from assay.regime.document.extraction.letter_passing import passing_on
from assay.regime.document.extraction.letter_places import listed, territories_in
from assay.regime.document.extraction.letter_scope import clauses_of
from assay.regime.document.extraction.letter_signer import signer_of
from assay.regime.document.extraction.letter_term import term_of
from assay.regime.document.extraction.letter_text import Passage, passages_of
from assay.regime.document.extraction.marks import marks_in
from assay.regime.document.extraction.page import Page, field_of
from assay.regime.document.extraction.places import country_in
from assay.regime.document.extraction.words import compact
from assay.regime.document.reading import Field, Letter, Origin, Party

MOST_WORDS_OF_A_NAME = 10
_ALL = re.compile(
    r"^\W*(?:all(?:e|es|er)?\b|any\b|every|tou(?:s|tes)\b|tod(?:o|a|os|as)\b|tutt[iaeo]\b|unlimited|unrestricted|unbegrenzt|uneingeschränkt"
    r"|illimit|ilimitad|onbeperkt|全部|所有|不限|すべて|全て|全商品|全製品|全品|全チャネル|無制限|限定なし)",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^\W*(?:no\b|nein|non\b|nee\b|false|not\b|nicht|keine?\b|ne\b|n['’]|geen|niet|none|prohibited|forbidden|excluded|untersagt|unzulässig|ausgeschlossen|verboten|interdit|exclu|prohibid|vietat|esclus|verboden|uitgesloten|否|不|无|無|未|禁|いいえ|できない|認めない)"
    r"|\bnot (?:permitted|allowed|transferable)|nicht (?:gestattet|zulässig|erlaubt|möglich)|no permitid|non (?:ammess|consentit|permess)|niet toegestaan|認めない|不可|禁止|認めません|できません|しません",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^\W*(?:yes|ja\b|oui|sí|si\b|sì|true|allowed|permitted|erlaubt|gestattet|zulässig|möglich|autorisé|permis|permitid|admitid|ammess|consentit|permess|toegestaan|mogelijk|是|可|允许|允許|有|はい|許可|認める)"
    r"|することができる|できる$|認める$|\bpermitted\b|\ballowed\b",
    re.IGNORECASE,
)
# At a label the whole of a name stands, also where its words look like others: 木木日和文創股份有限公司, 合同会社みなと商店.
_WHOLE_CJK = re.compile(
    r"[\w·・&ー]{1,30}?(?:[（(][\u3400-\u9fff]{2,8}[)）])?[\w·・&ー]{0,20}?(?:有限公司|有限责任公司|有限責任公司)(?:[\u3400-\u9fff]{2,8}分公司)?(?=$|[\s　,，;；、（(/])"
    r"|(?:株式会社|有限会社|合同会社|合資会社)[^\s　,，、。（(/]{1,24}|[^\s　,，、。（(/]{1,24}(?:株式会社|有限会社|合同会社|合資会社)(?=$|[\s　,，;；、（(/])"
)
_SEAL = re.compile(
    r"\s*[（(](?:盖章|蓋章|公章|签章|簽章|签字|簽字|章|印|stamp|seal|signature)[)）]\s*$|\s*[㊞印]\s*$|\s*[（(](?:以下|下称|hereinafter|nachfolgend|ci-après|en adelante|di seguito|hierna)[^)）]*[)）].*$"
)


def read_letter(
    pages: Sequence[Page], *, calendar: Calendar, issuer: Party, recipient: Party, origin: Origin, certificate: bool
) -> Letter:
    """The fields of a letter or certificate. `issuer` is whose paper it is by its head, for want of a better name of the authoriser."""
    said = said_at_labels(pages)
    passages = passages_of(pages)
    if certificate:
        return read_certificate(pages, passages, said, calendar=calendar, origin=origin)
    text = "\n".join(row.text for page in pages for row in page.rows)
    everything = [c for page in pages for row in page.rows for c in row.cells]
    authoriser, authorised = _parties(passages, said, issuer=issuer, recipient=recipient, origin=origin)
    clauses = clauses_of(passages, authorised=authorised.name.value if authorised.name else "")
    brand = _brand(passages, said, authorised=authorised.name.value if authorised.name else "", origin=origin)
    name = brand.value if brand else ""
    term = term_of(passages, said, calendar=calendar, origin=origin)

    def fields(found: Sequence[tuple[str, list]], sure: float) -> tuple[Field, ...]:  # type: ignore[type-arg]
        return tuple(field_of(value, cells, origin=origin, confidence=sure) for value, cells in found)

    goods = _at_label(said.get("goods"), lambda t: split_goods(t, brand=name), origin=origin)
    territories = _at_label(said.get("territories"), lambda t: list(listed(t) or _words(t)), origin=origin)
    channels = _at_label(said.get("channels"), _channels, origin=origin)
    return Letter(
        brand=brand,
        marks=marks_in(said, text, everything, origin=origin),
        authoriser=authoriser,
        authorised=authorised,
        goods=goods if goods is not None else fields(goods_in(clauses, brand=name), 0.75),
        territories=territories if territories is not None else fields(territories_in(clauses), 0.8),
        channels=channels if channels is not None else fields(channels_in(clauses) or channels_at_lines(passages), 0.8),
        level=_level(passages, said, clauses=clauses, origin=origin),
        may_pass_on=_passes_on(passages, said, origin=origin),
        valid_from=term.starts,
        valid_to=term.ends,
        signer=signer_of(pages, passages, said, origin=origin),
    )


def _parties(
    passages: Sequence[Passage], said: dict[str, Said], *, issuer: Party, recipient: Party, origin: Origin
) -> tuple[Party, Party]:
    """Labels first, then the sentences, then head and address."""
    authoriser, authorised = (
        _party(said.get("authoriser"), origin=origin),
        _party(said.get("authorised"), origin=origin),
    )
    first, second = parties_in(
        passages,
        head=issuer.name.value if issuer.name else "",
        addressee=recipient.name.value if recipient.name else "",
        origin=origin,
    )

    def same(one: Party | None, other: Party | None) -> bool:
        if one is None or other is None or one.name is None or other.name is None:
            return False
        return compact(one.name.value) == compact(other.name.value)

    if authoriser is None and not same(first, authorised):
        authoriser = first
    if authorised is None and not same(second, authoriser):
        authorised = second
    if authoriser is None:
        named = companies(issuer.name.value) if issuer.name else []
        head = replace(issuer, name=replace(issuer.name, value=named[0].name)) if named and issuer.name else issuer
        if issuer.name and not named and len(issuer.name.value.split()) > MOST_WORDS_OF_A_NAME:
            head = Party()  # a sentence
        authoriser = None if same(head, authorised) else head
    authoriser = authoriser or Party()
    if same(issuer, authoriser):
        authoriser = issuer
    if authorised is None:
        authorised = _addressed(recipient, authoriser, to_you=speaks_to_one(passages))
    elif same(recipient, authorised) and authorised.address is None:
        authorised = recipient
    return authoriser, authorised


def _addressed(recipient: Party, authoriser: Party, *, to_you: bool) -> Party:
    """Whom the letter is written to, where it names a company that is not the writer: "株式会社東京バッグ 殿, 貴社を ... 認定いたします"."""
    if recipient.name is None or not (FORMS.search(recipient.name.value) or to_you):
        return Party()
    same = authoriser.name is not None and compact(authoriser.name.value) == compact(recipient.name.value)
    if same:
        return Party()
    named = companies(recipient.name.value)
    return replace(recipient, name=replace(recipient.name, value=named[0].name)) if named else recipient


def _party(said: Said | None, *, origin: Origin) -> Party | None:
    if said is None or not re.search(r"\w", said.text):
        return None
    text = _SEAL.sub("", said.text)
    named = next(iter(companies(text)), None)
    whole = _WHOLE_CJK.match(text)
    if whole is not None:
        name, address = whole[0], text[whole.end() :].strip(" ,;，、.:：()（）-–　")
    elif named is not None and named.start <= 4:
        article = (
            named.name
            if not re.fullmatch(r"(?:The|La|Le|Les|El|Los|Il|De|Het)\s+", text[: named.start])
            else text[: named.end]
        )
        name, address = article.strip(), text[named.end :].strip(" ,;，、.:：()（）-–")
    else:
        name, address = name_and_address(text)
        parts = parts_of(text)
        if not address and len(parts) > 1:
            name, address = parts[0], ", ".join(parts[1:])
        name = re.split(
            r"[　\s]{1,3}(?:身份证|统一|統一|电话|電話|tel\b|地址|住所)|[（(](?:以下|身份证|统一社会)",
            name,
            flags=re.IGNORECASE,
        )[0].strip()
    country = country_in(address) if address else ""
    return Party(
        name=field_of(name, said.cells, origin=origin, confidence=0.92),
        address=field_of(address, said.cells, origin=origin, confidence=0.85) if address else None,
        country=field_of(country, said.cells, origin=origin, confidence=0.85) if country else None,
    )


def _brand(passages: Sequence[Passage], said: dict[str, Said], *, authorised: str, origin: Origin) -> Field | None:
    at = said.get("brand")
    if at is None and (both := said.get("marks")) is not None:
        # "Marca / registro: CUMBRE / EUIPO 017220981"
        head = re.match(r"\s*([^\d/,(（]{2,40}?)\s*[/,(（]\s*(?:[A-Z]{2,6}\s*)?\d", both.text)
        if head is not None:
            return field_of(head[1].strip(), both.cells, origin=origin, confidence=0.8)
    if at is None:
        return brand_in(passages, origin=origin, authorised=authorised)
    text = re.sub(
        r"\s*[（(][^）)]*\d{4}[^）)]*[）)].*$|\s*/\s*(?:[A-Z]{2,6}\s)?\d.*$|,?\s+(?:reg(?:istr\w*)?\.?|registrazione|eingetragen|n[°º.]|no\.?|第)\s.*$|,\s.*\d{5}.*$",
        "",
        at.text,
    )
    quoted = re.match(r"^[\"“„«「『]([^\"”“»」』]+)[\"”“»」』]", text.strip())
    value = (quoted[1] if quoted else text).strip(' .,:"“”„«»「」®™')
    return (
        field_of(value, at.cells, origin=origin, confidence=0.92)
        if value
        else brand_in(passages, origin=origin, authorised=authorised)
    )


def _at_label(said: Said | None, items: object, *, origin: Origin) -> tuple[Field, ...] | None:
    """The items at a label; none where it says all; None where there is no label."""
    if said is None or not re.search(r"\w", said.text):
        return None
    if _ALL.search(said.text) and not listed(said.text):
        return ()
    found = items(said.text)  # type: ignore[operator]
    return tuple(field_of(item, said.cells, origin=origin, confidence=0.88) for item in dict.fromkeys(found))


def _words(text: str) -> list[str]:
    parts = re.split(r"[,;、，；/]|\s+(?:and|und|et|y|e|en|及|和)\s+", text)
    return [p.strip(" .") for p in parts if p.strip(" .") and not _ALL.search(p)]


def _channels(text: str) -> list[str]:
    """Channels by their one name; a word that nobody knows stays as it is printed."""
    parts = re.split(r"[,;、，；。/]", allowed_in(text))
    text = ", ".join(p for p in parts if not OUT.search(p)) or text
    known = channels_of(text)
    if not known:
        return _words(text)
    # An item that holds no known channel is one by itself ("trade fairs").
    rest = [p.strip(" .") for p in re.split(r"[,;、，；/]", text)]
    return [name for name, _, _ in known] + [p for p in rest if p and not channels_of(p) and not _ALL.search(p)]


def _level(passages: Sequence[Passage], said: dict[str, Said], *, clauses: object, origin: Origin) -> Field | None:
    at = said.get("level")
    if at is not None and (digit := level_of(at.text)):
        return field_of(digit, at.cells, origin=origin, confidence=0.9)
    found = level_in(passages)
    return field_of(found[0], found[1], origin=origin, confidence=0.75) if found else None


def _passes_on(passages: Sequence[Passage], said: dict[str, Said], *, origin: Origin) -> Field | None:
    named = said.get("may_pass_on")
    if named is not None:
        if _NO.search(named.text):
            return field_of("false", named.cells, origin=origin, confidence=0.92)
        if _YES.search(named.text):
            return field_of("true", named.cells, origin=origin, confidence=0.92)
    found = passing_on(passages)
    return field_of("true" if found[0] else "false", found[1], origin=origin, confidence=0.78) if found else None
