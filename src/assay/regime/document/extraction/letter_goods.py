"""Which goods does a letter let somebody sell?

What is sold stands behind the verb ("to sell handbags on ..."), behind the dealer ("authorised dealer of wristwatches"), before the mark ("Rucksäcke unserer
Marke"), or between the brand and the end of the clause in Chinese and Japanese. "All products" sets no bound and leaves the field empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assay.regime.document.extraction.letter_scope import Clause
from assay.regime.document.extraction.page import Cell


def _stop(words: str, and_: str) -> str:
    """Where a list of goods ends: before one of these words, or where the clause ends; a comma goes on where an "and" follows soon."""
    return rf"(?=\s+(?:{words})(?!\w)|\s*[.;:(（。]|\s*,\s(?!\w[\w'’ -]{{1,40}}(?:,|\s(?:{and_})\s))|\s*$)"


_EN = _stop(
    r"on|in|at|through|via|within|throughout|to|until|from|under|bearing|both|for (?:the|sale|use|a|resale)|(?-i:for(?=\s[A-Z]))|by|using|with|exclusively|only|solely|which|that|during|manufactured|branded|as|and (?:to|the right|may|is|are|any)|worldwide|online|offline|of the|you|we",
    "and",
)
_FR = _stop(
    r"de (?:la|sa|notre|leur|nos|l['’]|marque|marques)|revêtu\w*|marqué\w*|de l['’]enseigne|de l['’]\w+|portant|sous|sur|(?-i:en(?=\s[A-Z]))|en (?:ligne|boutique|magasin|exclusivité|vertu|tant|son|notre)|au|aux|dans|par|pour (?:la|le|les)|(?-i:pour(?=\s[A-Z]))|à (?:la vente|destination|titre|compter|travers)|(?-i:à(?=\s[A-Z]))|fabriquée?s?|jusqu\w*|dont|qui|via|signée?s?|et (?:ce|à|d['’])",
    "et",
)
_ES = _stop(
    r"de (?:la|nuestra|su) (?:marca|firma)|de marca|bajo|marca|(?-i:en(?=\s[A-Z]))|en (?:todo|toda|el|la|los|las|l[ií]nea|su|exclusiva|tiendas?|nuestro)|con (?:la|su|el)|por|a trav[ée]s|mediante|hasta|desde|para (?:el|la|los|su|todo)|(?-i:para(?=\s[A-Z]))|que|dentro|y (?:a|está|puede)",
    "y|e",
)
_IT = _stop(
    r"a marchio|di marca|con (?:il|la|i) ?\w*|(?-i:in(?=\s[A-Z]))|in (?:tutt\w+|negozio|esclusiva|via)|sul|sulla|sui|su(?=\s\w)|tramite|attraverso|per (?:il|la|l['’]|i|gli)|(?-i:per(?=\s[A-Z]))|nel|nella|nelle|nei|presso|fino|dal|della marca|del marchio|recanti|limitatamente|e (?:può|potrà|a)",
    "e|ed",
)
_NL = _stop(
    r"van (?:het|ons|hun|de|onze)|onder|te|aan|bij|binnen|tot|met|voor (?:de|het)|(?-i:voor(?=\s[A-Z]))|via|op|(?-i:in(?=\s[A-Z]))|in (?:de|het|heel|fysieke)|door|mag",
    "en",
)
_NP = r"(?P<np>[^.;:()（）。]{2,110}?)"
_WESTERN = (
    # English
    re.compile(
        rf"\b(?:(?:re-?)?sell|distribute|market|offer(?: for sale)?|import|retail|list and sell|promote|supply)\b(?: and \w+)*\s+{_NP}{_EN}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:re-?seller|retailer|dealer|distributor|stockist|agent|sale|distribution|resale)s?\s+(?:of|for)\s+{_NP}{_EN}",
        re.IGNORECASE,
    ),
    # German: the mark or the place follows
    re.compile(
        r"(?:,\s*|\b(?:darf|dürfen|für|Vertrieb(?: von| der)?|Verkauf(?: von| der)?|Recht ein,|hiermit|berechtigt ist,|die Produkte|Handel mit|von)\s+)(?P<np>(?!Inhaber|Eigentümer|Rechteinhaber)[A-ZÄÖÜ][\wäöüß-]*(?:(?:,\s|\s(?:und|sowie)\s)[A-ZÄÖÜ][\wäöüß-]*)*)\s+(?:unserer|der|unter der|dieser|ihrer|seiner|unseres|von)\s+(?:\w+\s)?(?:Marken?\b|Hauses)"
    ),
    re.compile(
        r"(?<!\w)(?!Inhaber|Eigentümer|Rechte|Lizenz|Produkte|Waren|Vertrieb|Verkauf|Nutzung|Verwendung|Eintragung|Bezeichnung|Unter)(?P<np>[A-ZÄÖÜ][\wäöüß-]+(?:(?:,\s|\s(?:und|sowie)\s)[A-ZÄÖÜ][\wäöüß-]+)*)\s+(?:unserer|der|dieser|ihrer|seiner)\s+(?:(?:eingetragenen|bekannten)\s)?Marken?\b"
    ),
    re.compile(
        r"^[\s,]*(?:(?:die|den|das|der|alle|unsere|ihre|original)\s+)*(?P<np>[A-ZÄÖÜ][\wäöüß-]+(?:(?:,\s|\s(?:und|sowie)\s)[A-ZÄÖÜ][\wäöüß-]+)*)(?=\s+(?:über|auf|in|im|bei|via|online|an|nach|zu)\b.{0,140}(?:verkaufen|vertreiben|anzubieten|anbieten|verkauft|vermarkten))"
    ),
    re.compile(
        r"(?:Fachhändler|Händler|Vertriebspartner|Konzessionär|Vertragshändler|Handelspartner)(?:in)?\s+(?:\([^)]*\)\s+)?(?:für|von)\s+(?P<np>[A-ZÄÖÜ][\wäöüß-]*(?:(?:,\s|\s(?:und|sowie)\s)[A-ZÄÖÜ][\wäöüß-]*)*)"
    ),
    # French
    re.compile(
        rf"\b(?:vendre|commercialiser|distribuer|proposer(?: à la vente)?|revendre|importer et (?:à |de )?vendre|importer)(?:,[^,]{{3,60}},)?\s+(?:les |des |ses |nos |leurs |l['’])?{_NP}{_FR}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:vente|revente|distribution|commercialisation|(?:revendeur|distributeur|détaillant|concessionnaire|dépositaire)e? (?:[\wéèê]+ ){{0,3}}?(?:officiel|agréé|autorisé|exclusif|niveau|rang)e?)\s+(?:des |de nos |de ses |de |d['’])(?:les )?{_NP}{_FR}",
        re.IGNORECASE,
    ),
    # Spanish
    re.compile(
        rf"\b(?:vender|comercializar|distribuir|revender|importar)\s+(?:los |las |el |la |sus |nuestros |nuestras )?{_NP}{_ES}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:venta|distribución|comercialización|reventa)\s+(?:de |del )(?:los |las |la |sus |nuestros |nuestras )?{_NP}{_ES}|\bdistribuidor(?:a)? (?:autorizad[oa]|oficial)(?: en \w+)?\s+(?:de |del |para )(?:los |las |el |la )?(?P<np2>[^.;,:(]{{2,80}}?){_ES}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:los|las|sus|nuestros|nuestras)\s+(?:productos|artículos)\s+{_NP}(?=\s+(?:de (?:la|dicha|nuestra|su) (?:citada |referida |mencionada )?marca|marca\b|bajo)|[.,;])|\bdistribuidor(?:a)? (?:[\wáéíóú]+ ){{1,4}}(?:nivel|categoría) (?:de |para )(?:los |las |el |la )?(?P<np2>(?!marca)[^.;,:(]{{2,80}}?){_ES}",
        re.IGNORECASE,
    ),
    # Italian
    re.compile(
        rf"\b(?:vendere|distribuire|commercializzare|rivendere|importare)\s+(?:i |le |gli |la |il |l['’]|i propri |i nostri )?{_NP}{_IT}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:vendita|distribuzione|commercializzazione|(?:rivenditore|distributore|concessionario) (?:[\wàèéìòù]+ ){{0,3}}?(?:autorizzato|ufficiale|esclusivo|livello|grado))\s+(?:di |dei |delle |del |della |degli )(?:nostri |nostre )?{_NP}{_IT}",
        re.IGNORECASE,
    ),
    # Dutch
    re.compile(
        rf"\b(?:om|(?:dealer|wederverkoper|distributeur|verkooppunt)(?: is| zijn)? (?:van|voor)|verkoop van|recht om|verkopen van)\s+(?:de |het |onze )?{_NP}{_NL}",
        re.IGNORECASE,
    ),
)
_EASTERN = (
    re.compile(
        r"(?:品牌|牌|[”」』](?:（[^）]*）|\([^)]*\))?(?:品牌|牌|商标|商標)?)(?:之|的|下)?(?P<np>(?!二级|二級|一级|一級|独家|商标|商標|经销|經銷|专卖|及商|的?合法|（|\(|为|為|授|系列?$)[\u3400-\u9fffA-Za-z、与與及和·]{2,40}?)(?:系列)?(?:产品|產品|商品)?(?=[。，,；;]|在|于|於|之網|之网|的?网络|$)"
    ),
    re.compile(
        r"(?:销售|銷售|经销|經銷|販售|贩售|代理)(?:[A-Za-z][A-Za-z0-9&' \-]*|“[^”]*”|「[^」]*」)(?:品牌)?(?:的|之)?(?P<np>[\u3400-\u9fff、与與及和]{2,40}?)(?:系列)?(?:产品|產品|商品)?(?=[。，,；;]|$)"
    ),
    re.compile(r"[“「](?P<np>[^”」]{2,30})[”」](?:等)?(?:商品|产品|產品)(?:上|类|$)"),
    re.compile(
        r"为(?P<b>[A-Za-z][A-Za-z0-9&' \-]*)(?P<np>[\u3400-\u9fff、与與及和]{2,20}?)之?(?:网络|網路|線上)?(?:销售|銷售)?(?:经销商|經銷商|代理)"
    ),
    re.compile(
        r"為(?P<b>[A-Za-z][A-Za-z0-9&' \-]*)(?P<np>[\u3400-\u9fff、與及和]{2,20}?)之(?:網路|線上)?(?:銷售)?(?:經銷商|代理)"
    ),
    re.compile(
        r"(?:を付した|を付する|社?製(?:の)?|ブランドの|ブランド製品の|[」』](?:（[^）]*）|\([^)]*\))?の)(?P<np>[^\s。、「」（）をがは]{1,12}(?:[、・](?:[^\s。、「」（）をがは]{1,12}))*?)(?=を|の(?:二次|一次|正規|販売|特約|輸入)|に(?:つき|関)|、|。|$)"
    ),
    re.compile(
        r"(?:销售|銷售|经销|經銷|販售|贩售|販賣|贩卖|发售|發售|售卖)(?:我司|我公司|本公司|其|该品牌|該品牌|上述品牌|正品)?(?P<np>(?!渠道|区域|區域|地区|地區|范围|範圍|地域|平台|许可|授权|权|權|的|之|限|活动|活動|商|资格|資格|店)[\u3400-\u9fff]{1,12}(?:[、及与與和](?!其)[\u3400-\u9fff]{1,12})*?)(?:等|系列)?(?:产品|產品|商品)?(?=[。，,；;]|$)"
    ),
    re.compile(
        r"[」”](?:牌|品牌)?(?P<np>[\u3400-\u9fff]{1,10}(?:、[\u3400-\u9fff]{1,10}?)*?)(?=(?:在|于|於)?(?:台灣|臺灣|台湾|中国|中國|日本|香港|澳門|澳门|全国|全國|大陆|大陸|[一二三12]级|第?[一二三][级級])|之(?:经|經|代|授))"
    ),
    re.compile(
        r"(?:^|[、。]|認定し、?)(?P<np>(?!認定|貴|当|弊|上記|下記|本|第)[^\s。、「」（）をはが]{1,20}?(?:(?:、|・|および|及び|並びに|と)[^\s。、「」（）をはが]{1,12}?)*)(?<![者店社方人])(?=を[^。]{0,60}?(?:販売|取り?扱|通販))"
    ),
)
_ALL = re.compile(
    r"^(?:(?:its|our|their|the|genuine|original|official|said|these|those|such|all|any|les|des|ses|nos|sus|los|las|nuestros|i|le|gli|nostri|onze|alle|unsere|sämtliche)\s+)*(?:products?|goods|items?|merchandise|articles?|range|them|it|waren|produkte|originalware|erzeugnisse|artikel|produits|articles|productos|artículos|prodotti|articoli|producten|artikelen|产品|商品|產品|全系列(?:产品|產品|商品)?|系列(?:产品|產品)?|製品|全商品|全製品|该等|li|le|los|las|les)$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:the|its|our|their|his|your|any|all|genuine|original|authentic|new|said|certain|a|an|les|des|de|du|d['’]|l['’]|ses|nos|leurs|la|le|los|las|el|sus|nuestros|nuestras|i|gli|il|lo|del|della|dei|delle|degli|di|i nostri|le nostre|het|de|onze|hun|die|den|das|der|unsere|original|originale|und|and|et|y|e|en|我司|本公司|该|其)\s+|l['’]|d['’])+",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*[,;、，；/・]\s*|\s+(?:and|und|sowie|et|y|e|ed|en|&)\s+|(?<=[\u3400-\u9fff\u30a0-\u30ff])(?:及び|および|並びに|ならびに|以及|及|和|与|與|と)(?=[\u3400-\u9fffA-Za-z\u30a0-\u30ff])"
)
_A_PLACE = re.compile(
    r"^(?:on|in|at|via|through|sur|dans|en|chez|in|su|sul|presso|op|auf|bei|über|im|a través|mediante|par|tramite)\s|^(?:品|物|権|权|權)$",
    re.IGNORECASE,
)
_BRAND_WORDS = re.compile(r"\s*\b(?:brand(?:ed)?|trade ?mark(?:ed)?|®|™)\b\s*|[®™]", re.IGNORECASE)


def goods_in(clauses: tuple[Clause, ...], *, brand: str) -> list[tuple[str, list[Cell]]]:
    """The goods that the first clause to name some names; none where it names all."""
    for clause in clauses:
        if clause.weak:
            continue
        # What is let stands behind whom it is let to; only where nothing does, the whole sentence is looked at.
        for begin in dict.fromkeys((clause.start, 0)):
            for phrase, start, end in _phrases(clause.sentence.text[begin:]):
                items = split_goods(phrase, brand=brand)
                if items:
                    return [(item, clause.sentence.cells(begin + start, begin + end)) for item in items]
    return []


def split_goods(text: str, *, brand: str) -> list[str]:
    """The single goods of a list; the brand's name, articles and words for all goods are left out."""
    found: list[str] = []
    if brand and _SPLIT.search(brand):
        text = re.sub(re.escape(brand), " ", text, flags=re.IGNORECASE)  # "Lumen & Co" is one name
    for part in _SPLIT.split(text):
        item = re.sub(re.escape(brand), " ", part, flags=re.IGNORECASE) if brand else part
        for word in brand.split() if len(brand.split()) > 1 else ():
            item = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", item) if len(word) > 2 else item
        item = _BRAND_WORDS.sub(" ", item)
        item = _LEAD.sub("", re.sub(r"\s+", " ", item).strip(" .:：\"“”„«»「」'’")).strip()
        item = re.sub(r"(?:系列)?(?:产品|產品|商品)$", "", item) if item[:1] > "\u2e80" and len(item) > 4 else item
        item = re.sub(
            r"(?<!leather)(?<!sporting)(?<!household)(?<!consumer)(?<!white)(?<!paper)\s+(?:products?|goods|items)$",
            "",
            item,
            flags=re.IGNORECASE,
        )
        if item and not _ALL.match(item) and not _A_PLACE.match(item) and len(item) <= 70 and not item.isdigit():
            found.append(item)
    return found


def _phrases(text: str) -> Iterator[tuple[str, int, int]]:
    for pattern in _WESTERN if not re.search(r"[\u3040-\u9fff]{4}", text) else _EASTERN:
        for match in pattern.finditer(text):
            name = next((n for n in ("np", "np2") if n in match.groupdict() and match[n]), "")
            if name and re.search(r"\w", match[name]):
                yield match[name], match.start(name), match.end(name)
