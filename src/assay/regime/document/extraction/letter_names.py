"""Which companies and which persons does a text name?

A company is known by its legal form, or by the word for a shop that Chinese and Japanese names end with; a person by two to four words with capitals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assay.regime.channels import PLATFORMS
from assay.regime.document.extraction.addresses import FORMS
from assay.regime.document.extraction.classification import titles_in
from assay.regime.document.extraction.words import fold

_MORE_FORMS = re.compile(
    r"(?<![\w.])(?:S\.\s?(?:de\s)?R\.\s?L\.\sde\sC\.\s?V\.|FZ-LLC|FZCO|FZE|DMCC|SRL|SLU|U\.A\.|Sdn\.?\s?Bhd\.?|Pte\.?(?:\s?Ltd\.?)?|Pvt\.?\s?Ltd\.?|Pty\.?\s?Ltd\.?|A/S|ApS|S\.\s?Coop\.?|S\.L\.L\.?|S\.C\.P?\.?|UG\s?\(haftungsbeschränkt\)|OHG|e\.\s?K\.|e\.\s?Kfm\.|GbR|KGaA"
    r"|S\.n\.c\.|S\.a\.s\.|S\.r\.l\.s?|S\.p\.A\.|S\.s\.|V\.?O\.?F\.?|N\.?V\.?|B\.?V\.?|BVBA|CommV|EURL|SASU|SARL|S\.A\.R\.L\.|S\.A\.S\.?|SAS|SNC|SCOP|K\.?K\.?|G\.K\.|OÜ|Oyj?|AB|AS|ASA|SE|s\.r\.o\.|a\.s\."
    r"|Sp\.\sz\so\.o\.|d\.o\.o\.|Kft\.?|Zrt\.?|Lda\.?|Ltda\.?|LLP|LP|PLC|plc|L\.P\.|Cooperative|Trust|AG|KG|GmbH)(?![\w])"
)
_TAIL = re.compile(r"\s*(?:,|&|and)?\s*(?:(?:de|of)\s(?=C\.V\.))?")
_JOINERS = frozenset(
    re.findall(
        r"\S+",
        """
    & de du des di del della dei van der den von vom und and y e et en of + in à aux au am zum zur für the la le les il los las el het 't d' l'
    do da op aan
""",
    )
)
_LEADS = frozenset(
    re.findall(
        r"\S+",
        """
    We Wir Nous Nosotros Noi Wij Hiermit Hereby Firma Die Der Das The La Le Les El Los Il Lo Het De Een Company Hierbij That Messrs Una Un Una
    Dass Que Che Dat Between And Zwischen Entre Tra Tussen Par Por Por Para Per Pour Für For To An À A Con Mit With By Von Da Dalla Di Du Des
    Van Door In En Nel Dans Im Am Als As Comme Como Come Société Empresa Sociedad Società Azienda Bedrijf Mercantil Firm Sottoscritta Soussignée
    Undersigned Unterzeichnende Ondergetekende Dear Sehr Namens Signed Seller Dealer Spett.le Spettabile Egregi Gentili Herren Distributor
    Reseller Licensee Licensor Grantor Principal Accordingly Whereas Therefore Furthermore
""",
    )
)
_BREAKS = re.compile(r"[.;:!?]$|[,)»”]$")
_CJK_FORM = r"股份有限公司|有限责任公司|有限責任公司|有限公司|集团公司|集團公司"
_CJK_SHOP = r"旗舰店|旗艦店|专卖店|專賣店|专营店|經營部|经营部|工作室|商行|生活館|生活馆|選物店|鐘錶行|眼鏡行|百货店|百貨店|食品店|商店"
_ZH = re.compile(
    rf"[\u3400-\u9fffA-Za-z0-9·&]+?(?:[（(][\u3400-\u9fff]{{2,8}}[)）])?[\u3400-\u9fffA-Za-z0-9·&]*?(?:{_CJK_FORM}|{_CJK_SHOP})(?:[\u3400-\u9fff]{{2,8}}(?:分公司|分店))?"
)
_JA = re.compile(
    r"(?:株式会社|有限会社|合同会社|合資会社|一般社団法人|（株）|㈱)[^\s、。，,（(「」『』をはがにへと殿様御　㊞の]{1,20}"
    r"|[\u30a0-\u30ff\u3040-\u309f\u3400-\u9fffA-Za-z0-9・ー&]{1,20}?(?:株式会社|有限会社|合同会社|合資会社|（株）|㈱)"
)
_AT_A_PLATFORM = re.compile(
    rf"^.{{0,4}}?(?:{'|'.join(PLATFORMS.values())})(?:平台|官方|线上|線上)*(?:{_CJK_SHOP}|门店|店铺)$", re.IGNORECASE
)
# Words that run into a Chinese or Japanese name from the left.
_CJK_LEADS = re.compile(
    r"^.*?(?:我司|我公司|本公司|本企业|弊社|当社|兹授权|茲授權|现授权|現授權|特授权|特授權|授权|授權|授予|授与|兹指定|茲指定|指定|兹委任|茲委任|委任|委托|委託|兹证明|茲證明|证明|證明"
    r"|聘请|同意|许可|許可|委任人|委任書人|書人|权利人|授權人|授权人|权人|册人|冊人|单位|單位|貴公司|贵公司|贵司|貴司|由|与|與|和|及|给|給|向|致|系|是|为|為|将|將|予|者)(?=[\w（(·]{3,})"
)
_PERSON = re.compile(
    r"(?:(?:Dr|Dra|Prof|Ing|Dott|Dott\.ssa|Mr|Mrs|Ms|Mme|M|Sr|Sra|D|Dña|Don|Doña|Herr|Frau|Dipl\.-\w+)\.?\s+){0,2}"
    r"(?P<name>(?:[A-ZÀ-ÝŠŽŁ][\w'’.\-]*\s+)(?:(?:van|von|de|der|den|del|della|di|da|la|le|ten|ter|zu|y|e|bin|al|dos|du|d'|[A-ZÀ-ÝŠŽŁ][\w'’.\-]*)\s+){0,3}[A-ZÀ-ÝŠŽŁ][\w'’\-]+)"
)
_CJK_PERSON = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]{1,4}[\s　]?[\u3400-\u9fff\u3040-\u30ff]{1,4}")


@dataclass(frozen=True)
class Mention:
    """A company named in a text, and where."""

    name: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The same for each spelling of one name."""
        return re.sub(r"\W", "", fold(self.name))


def companies(text: str) -> list[Mention]:
    """The companies that a text names by their legal form, from left to right."""
    found = [*_western(text), *_eastern(text)]
    found.sort(key=lambda m: (m.start, -m.end))
    kept: list[Mention] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def without_companies(text: str) -> str:
    """The same text, each company's name made blanks of the same length."""
    for one in companies(text):
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def person_in(text: str) -> str:
    """The name of a person that a short text is or begins with, title kept; empty where it is none."""
    text = text.strip(' .,:;_-–"“”')
    western = _PERSON.match(text)
    if western and not companies(western[0]) and not any(c.isdigit() for c in western[0]) and not titles_in(western[0]):
        return western[0].strip()
    eastern = _CJK_PERSON.match(re.sub(r"[㊞印]$", "", text).strip())
    if eastern and len(re.sub(r"\s", "", eastern[0])) >= 2 and eastern.end() >= min(len(text.strip()), 2):
        return eastern[0].strip()
    return ""


def _western(text: str) -> list[Mention]:
    found: list[Mention] = []
    begin = 0
    forms = sorted([*FORMS.finditer(text), *_MORE_FORMS.finditer(text)], key=lambda m: (m.start(), -m.end()))
    for form in forms:
        lower = form[0][:1].islower() and not re.match(r"e\.\s?[KVU]|plc|s\.r\.o|a\.s\.|inc\.|ltée|mbH", form[0])
        if re.fullmatch(r"(?i)soci\w+|\w*gesellschaft|maatschappij|cooperat\w+", form[0]) and any(
            0 <= f.start() - form.end() < 30 and not re.search(r"[,;:.]", text[form.end() : f.start()]) for f in forms
        ):
            continue  # "Frantoio Rocca Società Agricola S.r.l."
        if form.start() < begin or lower or form[0].casefold() in ("company", "group", "holding", "groupe", "gruppe"):
            continue
        if form[0][:1] > "\u2e80":
            continue
        first = _begin_of_name(text, begin, form.start())
        if first is None:
            continue
        end = form.end()
        while more := _TAIL.match(text, end):
            tail = (
                _MORE_FORMS.match(text, more.end())
                or FORMS.match(text, more.end())
                or re.compile(r"C\.V\.").match(text, more.end())
            )
            if (
                tail is None
                or not tail[0][0].isupper()
                or tail[0][:1] > "\u2e80"
                or len(tail[0]) > 16
                or re.match(r"(?i)soci|gesell|company|group|holding|stift", tail[0])
            ):
                break
            end = tail.end()  # "GmbH & Co. KG", "Co., Ltd.", "S.A. de C.V."
        if text[end : end + 1] == "." and re.search(r"(?:Ltd|Inc|Corp|Co|Bhd|\.[A-Z])$", text[:end], re.IGNORECASE):
            end += 1
        name = re.sub(r"\s+", " ", text[first:end]).strip(" ,")
        if len(name) > 4:
            found.append(Mention(name, first, end))
        begin = end
    return found


def _begin_of_name(text: str, begin: int, form: int) -> int | None:
    """Where the name before a legal form begins; None where no name stands there."""
    words = list(re.finditer(r"\S+", text[begin:form]))
    taken: list[re.Match[str]] = []
    for n, word in enumerate(reversed(words[-9:])):
        plain = word[0].strip("(\"“„«‘'")
        core = plain.rstrip(',.;:)»”"')
        if n and _BREAKS.search(word[0]) and not (word[0][-1] == "." and len(core) <= 3):
            break
        if n == 0 and word[0][-1:] in ".;:)" and len(core) > 3:
            break
        if sum(c.isdigit() for c in core) > 4:
            break  # a number before a name is not part of it
        if not (core[:1].isupper() or core[:1].isdigit() or plain.casefold() in _JOINERS or core[:1] in "&+"):
            break
        taken.append(word)
        if word[0][0] in '("“„«':
            break
    taken.reverse()
    while taken:
        lead = taken[0][0].strip('("“„«,.:')
        before = text[: begin + taken[0].start()].rstrip()
        # "société Les Comptoirs SARL", or a line that begins with "Van Houten": the article is the name's own.
        own = len(taken) > 1 and (
            (not before and lead in _NAME_LEADS) or (lead in _ARTICLES and re.search(r"[a-zß-ÿ]$", before) is not None)
        )
        number = re.fullmatch(r"\(?\d{1,2}[.)]", taken[0][0])
        shouted = lead.isupper() and len(lead) > 3 and lead.capitalize() in _LEADS  # WHEREAS
        if own or not (lead.casefold() in _JOINERS or lead in _LEADS or shouted or number):
            break
        taken.pop(0)
    # "España de Bianchetti S.r.l.", "Hallgrim di Hallgrim AB": the name begins after the joint.
    for n in range(len(taken) - 1, 0, -1):
        if taken[n][0] in ("di", "de", "von", "van", "of", "dei", "des") and n + 1 < len(taken):
            left = taken[n - 1][0].strip(",")
            if left == taken[n + 1][0] or left in _COUNTRY_WORDS:
                taken = taken[n + 1 :]
                break
    if not taken:
        return None
    start = begin + taken[0].start()
    return start + (len(taken[0][0]) - len(taken[0][0].lstrip("(\"“„«‘'")))


_NAME_LEADS = frozenset({"Van", "Von", "De", "Du", "Les", "Los", "Da", "Di"})
_ARTICLES = _NAME_LEADS | {"The", "La", "Le", "El", "Il", "Lo", "Het", "Die", "Der", "Das"}
_COUNTRY_WORDS = frozenset(
    re.findall(
        r"\S+",
        """
    España Italia France Deutschland Nederland Italy Spain Germany Portugal Suisse Svizzera Schweiz Belgique België Österreich UK USA Europa
    Europe Francia Alemania
""",
    )
)


def _eastern(text: str) -> list[Mention]:
    found: list[Mention] = []
    for pattern in (_JA, _ZH):
        for match in pattern.finditer(text):
            name, start = match[0], match.start()
            while (lead := _CJK_LEADS.match(name)) is not None and len(name) - lead.end() >= 4:
                name, start = name[lead.end() :], start + lead.end()
            open_ = max(name.rfind("（"), name.rfind("("))
            if open_ >= 0 and not re.search(r"[)）]", name[open_:]):
                name, start = name[open_ + 1 :], start + open_ + 1
            if _AT_A_PLATFORM.match(name):
                continue  # 天猫旗舰店 is a place of sale
            if len(name) > 3 and not re.fullmatch(rf"(?:{_CJK_FORM}|{_CJK_SHOP})", name):
                found.append(Mention(name, start, start + len(name)))
    return found
