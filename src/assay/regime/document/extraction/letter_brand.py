"""Which brand does a letter speak of, where no label says it?

By a word for brand or mark beside a name or a name in quotation marks, else by a name that stands both in a company's name and before the goods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assay.regime.document.extraction.addresses import POSTCODE
from assay.regime.document.extraction.letter_names import companies, without_companies
from assay.regime.document.extraction.letter_scope import SELLS
from assay.regime.document.extraction.letter_text import Passage, sentences_in
from assay.regime.document.extraction.page import Cell, field_of
from assay.regime.document.extraction.words import fold
from assay.regime.document.reading import Field, Origin

_WORD = r"[A-ZÀ-ÝŠŽ0-9][\w'’&.\-]*"
_NAME = rf"(?P<{{0}}>{_WORD}(?:\s(?:&\s)?{_WORD}){{{{0,3}}}})"
_MARK = r"(?:trade ?marks?|brands?|marks?|Marken?|Unionsmarke|Wortmarke|(?:Benelux-?)?merk(?:en)?|marques?|marcas?(?: registradas?)?|marchi[oi]?|mark)"
_ADJECTIVE = r"(?:\s(?:française?|européenne|internationale?s?|española|europea|italiana|italiano|registrato|registrada|déposée|eingetragenen?|the|of|de|der|die|das|la|le|name|name[nd]|verbale|denominativa|nominativa|Union|communautaire|comunitaria|word))*"
_AT_MARK = re.compile(
    rf"(?:\b{_MARK}{_ADJECTIVE}|(?i:under the (?:trade ?mark|brand|name)))[\s:]+(?:{_NAME.format('a')}|[\"“„«‘'「『]\s*(?P<q>[^\"“”»’」』]{{2,40}}?)\s*[\"”“»’」』])"
    rf"|[\"“„«「『‘]\s*(?P<q2>[^\"“”»」』]{{1,40}}?)\s*[\"”“»」』][\s（(]{{0,2}}(?:[^”」。]{{0,30}}[）)]\s?)?(?:注册|註冊|登録)?(?:商标|商標|品牌|牌|ブランド|製品|brand|mark|trademark)"
    rf"|(?:商标|商標|登録商標|品牌|ブランド)[\s:：]*[\"“„「『‘]\s*(?P<q3>[^\"“”」』]{{2,40}}?)\s*[\"”」』]"
)
_CJK = re.compile(
    r"(?P<c>[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9&'\-]*(?: [A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9&'\-]*){0,3})(?:®|™)?(?:[（(][^）)]{1,16}[）)])?(?:製品|商品|产品|產品)|(?P<a>[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9&'\-]*(?: [A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9&'\-]*){0,3}|[A-Za-z0-9]*[\u3400-\u9fff\u30a0-\u30ff·]{2,8})(?:®|™)?\s?(?:品牌|商标|商標|牌(?!照|价|号)|ブランド|社?製(?!品|造|作))|(?P<b>[A-Za-z][A-Za-z0-9&'\-]*(?: [A-Za-z][A-Za-z0-9&'\-]*){0,3})社"
)
_BRANDED = re.compile(
    rf"{_NAME.format('a')}[\s-](?:brand(?:ed)?|trade ?mark)\b|{_NAME.format('b')}\s?[®™]|\bfor {_NAME.format('c')}(?=\.|,| (?:in|under)\b)"
)
_QUOTED = re.compile(r"[\"“„«「『]\s*(?P<q>[^\"“”»」』]{2,40}?)\s*[\"”“»」』]")
_PART = re.compile(
    r"(?i)^(?:the |der |die |das |le |la |el |il |de |l')?(?:principal|supplier|manufacturer|licensor|grantor|brand ?owner|owner|company|distributor|dealer|re-?seller|retailer|licensee|agent|products?|goods|territory|agreement|hersteller|lieferant|vertragshändler|händler|vertragsprodukte|gebiet|fournisseur|concédant|distributeur|revendeur|produits|territoire|"
    r"proveedor|distribuidor|productos|concedente|distributore|fornitore|prodotti|leverancier|wederverkoper|gebied|producten|parties|party|letter|marks?|trade ?marks?|brand|marke|marque|marca|marchio|merk|甲方?|乙方?|產品|产品|商標|商标|品牌|本授权书?|本授權書?)$"
)
_NOT_A_NAME = re.compile(
    r"(?i)^(?:owner|proprietor|inhaber\w*|titulaire|titolare|titular|houder|no\b|nr\b|registration|reg\b|number|name|in|is|und|and|the|of|de|la|licence|license|office|register|authori\w+|dealer|international|européen\w*|française?|española|concernée|registrada|nummer|we|wir|nous)\b|^(?:UK|EU|US|USA|U\.S|PRC|CTM|EUTM|IR|Benelux|Union)$|^[\d\s.,/-]+$"
    r"|授权|授權|使用|所有|注册|登録|权利|我司|本公司|弊社|当社|^该|^本|^上述|^其|^此|^同"
)


def brand_in(passages: Sequence[Passage], *, origin: Origin, authorised: str = "") -> Field | None:
    """The brand that the sentences name; it does not bear the name of the one who is let."""
    sentences = list(sentences_in(passages))
    for pattern, sure in ((_AT_MARK, 0.8), (_CJK, 0.75), (_BRANDED, 0.75)):
        best: Field | None = None
        for sentence in sentences:
            text = sentence.text
            plain = without_companies(text) if pattern is not _AT_MARK else text
            for match in pattern.finditer(plain):
                name = next((n for n, g in match.groupdict().items() if g), "")
                value = _clean(match[name]) if name else ""
                if value and not any(
                    m.start <= match.start(name) and match.end(name) <= m.end for m in companies(text)
                ):
                    found = field_of(value, sentence.cells(*match.span(name)), origin=origin, confidence=sure)
                    best = best or found
        if best is not None:
            return best
    shared = _shared(passages, besides=authorised)
    if shared is not None:
        return field_of(shared[0], shared[1], origin=origin, confidence=0.7)
    for sentence in sentences:
        for match in _QUOTED.finditer(sentence.text):
            value = _clean(match["q"])
            if value and sentence.passage.prose:
                return field_of(value, sentence.cells(*match.span("q")), origin=origin, confidence=0.65)
    return None


def _clean(value: str) -> str:
    shorter = (
        re.sub(
            r"^[^A-Za-z]*(?:销售|銷售|经销|經銷|販售|贩售|代理|使用|经营|我司|本公司|在|于|於|为|為|的|之)", "", value
        )
        if value[:1] > "\u2e80"
        else value
    )
    value = shorter if len(shorter) > 1 else value
    value = re.sub(r"[®™]", "", value).strip(" .,;:'\"")
    value = re.sub(r"\s*[（(].*$", "", value)
    # A name in capitals ends where ordinary words with capitals go on: "ALMARA En España".
    words = value.split()
    if words and words[0].isupper() and len(words[0]) > 1:
        while len(words) > 1 and not words[-1].isupper():
            words.pop()
    value = " ".join(words)
    if len(value) < (1 if value > "\u2e80" else 2) or _PART.match(value) or _NOT_A_NAME.search(value):
        return ""
    return value


def _shared(passages: Sequence[Passage], *, besides: str) -> tuple[str, list[Cell]] | None:
    """The words of a company's name that also stand alone in a sentence: "Solvang" of "Solvang Urfabrik A/S" in "Solvang watches"."""
    names: list[list[str]] = []
    for passage in passages:
        for mention in companies(passage.text):
            if fold(mention.name) == fold(besides):
                continue
            names.append([w.strip(".,()") for w in mention.name.split()])
    runs: dict[str, int] = {}
    for words in names:
        for n in range(min(4, len(words)), 0, -1):
            for at in range(len(words) - n + 1):
                run = " ".join(words[at : at + n])
                if len(run) >= 4 and run[0].isupper() and not _PART.match(run):
                    runs.setdefault(fold(run), n)
    best: tuple[int, int, str, list[Cell]] | None = None
    for passage in passages:
        plain = _shown_alone(passage.text, names)
        if (not passage.prose and not SELLS.search(passage.text)) or POSTCODE.search(passage.text):
            continue
        for word in _runs(plain):
            for n in range(len(word), 0, -1):
                for at in range(len(word) - n + 1):
                    text = plain[word[at].start() : word[at + n - 1].end()].strip(" ,.")
                    size = runs.get(fold(text))
                    if size == n and (best is None or (n, len(text)) > best[:2]):
                        first, last = at, at + n - 1
                        if text.isupper():
                            # "CAFFÈ MORELLO" of "Torrefazione Morello": capitals that stand together are one name.
                            while first > 0 and word[first - 1][0].isupper() and len(word[first - 1][0]) > 1:
                                first -= 1
                            while last + 1 < len(word) and word[last + 1][0].isupper() and len(word[last + 1][0]) > 1:
                                last += 1
                            text = plain[word[first].start() : word[last].end()]
                        best = (n, len(text), text, passage.cells(word[first].start(), word[last].end()))
    return (best[2], best[3]) if best else None


def _shown_alone(text: str, names: Sequence[Sequence[str]]) -> str:
    """A text without its companies; capitals that are part of another company's name are a mark, whatever they look like: "LUMEN & CO"."""
    for one in companies(text):
        said = fold(one.name)
        if not (one.name.isupper() and any(said in (whole := fold(" ".join(n))) and said != whole for n in names)):
            text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return re.sub(r"(?<=\w)-(?=[A-ZÄÖÜ][a-zäöü])", " ", text)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Words with capitals that stand together."""
    run: list[re.Match[str]] = []
    for word in re.finditer(r"[\w'’\-]+", text):
        capital = word[0][:1].isupper() and (word.start() > 0)
        joined = bool(run) and text[run[-1].end() : word.start()].strip() in ("", "&")
        if capital and joined:
            run.append(word)
        else:
            if run:
                yield run
            run = [word] if capital else []
    if run:
        yield run
