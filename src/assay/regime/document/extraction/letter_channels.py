"""Through which channels does a letter let somebody sell: online, in shops, on which platforms?

A platform is known by its names in several scripts and given by one of them, so that 天猫 in one letter and Tmall in the next are the same channel.
"""

from __future__ import annotations

import re

from assay.regime.document.extraction.letter_scope import Clause
from assay.regime.document.extraction.page import Cell

ONLINE, OFFLINE = "online", "offline"
_PLATFORMS = {
    "Tmall Global": r"tmall global|天猫国际|天貓國際",
    "Tmall": r"tmall|天猫|天貓",
    "Taobao": r"taobao|淘宝网?|淘寶網?",
    "JD.com": r"jd\.com|jingdong|京东(?:商城)?|京東(?:商城)?|\bJD\b",
    "Pinduoduo": r"pinduoduo|拼多多",
    "Douyin": r"douyin|抖音(?:商城|电商|小店)?",
    "Kuaishou": r"kuaishou|快手(?:小店)?",
    "Xiaohongshu": r"xiaohongshu|小红书|小紅書|rednote",
    "Vipshop": r"vip\.com|vipshop|唯品会|唯品會",
    "Suning": r"suning|苏宁(?:易购)?|蘇寧",
    "1688": r"\b1688(?:\.com)?\b|阿里巴巴(?=平台|1688|网|網)",
    "WeChat": r"wechat|微信(?:小程序|商城|小商店)?|weixin",
    "Dewu": r"dewu|得物",
    "AliExpress": r"ali ?express|速卖通|速賣通",
    "Alibaba": r"alibaba(?:\.com)?",
    "Lazada": r"lazada|来赞达",
    "Shopee": r"shopee|蝦皮(?:購物|商城)?|虾皮",
    "momo": r"(?<![A-Za-z])momo(?:購物網?|购物网?)?|富邦momo",
    "PChome": r"pchome",
    "Yahoo": r"yahoo!?(?:奇摩|ショッピング|購物中心|拍賣| ?shopping)?|ヤフー(?:ショッピング)?|雅虎",
    "Rakuten": r"rakuten|楽天(?:市場)?|樂天(?:市場)?",
    "ZOZOTOWN": r"zozotown|ゾゾタウン",
    "Mercari": r"mercari|メルカリ",
    "Qoo10": r"qoo10",
    "Coupang": r"coupang|쿠팡|酷澎",
    "Amazon": r"amazon(?:\.[a-z.]{2,6})?|亚马逊|亞馬遜|アマゾン",
    "eBay": r"ebay(?:\.[a-z.]{2,6})?|イーベイ",
    "Walmart": r"walmart(?:\.com)?|沃尔玛",
    "Etsy": r"etsy(?:\.com)?",
    "Wayfair": r"wayfair",
    "Target": r"target\.com|target plus",
    "Temu": r"\btemu\b",
    "Shein": r"\bshein\b",
    "TikTok Shop": r"tik ?tok(?: shop)?",
    "Instagram": r"instagram",
    "Facebook": r"facebook(?: marketplace)?",
    "Zalando": r"zalando",
    "Otto": r"\botto(?:\.de|(?= market| versand|,| und|-))|\bOTTO\b|(?<=Plattformen\s)Otto\b|^Otto$",
    "Kaufland": r"kaufland(?:\.de)?",
    "About You": r"about you",
    "idealo": r"idealo",
    "bol.com": r"bol\.com|\bbol\b",
    "Cdiscount": r"cdiscount",
    "Fnac": r"\bfnac(?:\.com)?",
    "Darty": r"\bdarty(?:\.com)?",
    "La Redoute": r"la redoute",
    "ManoMano": r"manomano",
    "Rakuten France": r"rakuten france|priceminister",
    "Veepee": r"veepee",
    "Vinted": r"vinted",
    "Leboncoin": r"leboncoin",
    "Allegro": r"\ballegro(?:\.pl)?\b",
    "eMAG": r"\bemag\b",
    "Marktplaats": r"marktplaats",
    "Miravia": r"miravia",
    "El Corte Inglés": r"el corte ingl[ée]s",
    "PcComponentes": r"pccomponentes",
    "Wallapop": r"wallapop",
    "ePrice": r"\beprice\b",
    "Privalia": r"privalia",
    "Mercado Libre": r"mercado ?libre|mercado ?livre",
    "Linio": r"\blinio\b",
    "Ozon": r"\bozon\b",
    "Wildberries": r"wildberries",
    "Flipkart": r"flipkart",
    "Noon": r"\bnoon(?:\.com)?\b(?= |,|$)",
    "Farfetch": r"farfetch",
    "StockX": r"stockx",
    "Shopify": r"shopify",
}
_PLATFORM = re.compile("|".join(f"(?P<p{n}>{pattern})" for n, pattern in enumerate(_PLATFORMS.values())), re.IGNORECASE)
_NAMES = tuple(_PLATFORMS)
_A_MARKETPLACE = re.compile(
    r"(?:on-?line|internet)[ -]*(?:markt?pl[aä]tz\w*|market ?places?|plattform\w*|platforms?|marktplaatsen)",
    re.IGNORECASE,
)
_ONLINE = re.compile(
    r"on[- ]?line(?:[- ]?\w+)?|web ?shops?|web ?stores?|web ?sites?|\be-?commerce\b|e-?shops?|\binternet\w*|\w*webshop\w*|site (?:web|marchand|internet)|boutique en ligne|vente en ligne|vente à distance|en ligne|en l[ií]nea|por internet|web propia|p[áa]gina web|tienda (?:online|virtual)|comercio electr[óo]nico"
    r"|\bsito\b|negozio online|vendita online|webwinkels?|versandhandel|fernabsatz|distance selling|mail order|own site"
    r"|网络|網路|网上|網上|线上|線上|电商|電商|网店|網店|互联网|網際網路|官网|官網|オンライン|インターネット|ネット(?:販売|通販|ショップ|上)|通信販売|通販|ウェブサイト|ＥＣ|\bEC(?=サイト)",
    re.IGNORECASE,
)
_OFFLINE = re.compile(
    r"off-?line(?:handel)?|brick[- ]and[- ]mortar(?: \w+)?|physical (?:stores?|shops?|retail)|retail stores?|(?:its|your|their|the|our) (?:own )?(?:\w+ )?(?:shop|store|boutique)s?\b(?! on| name)|in[- ]stores?|\bstores?\b(?= at)"
    r"|station[äa]r\w*|ladengesch[äa]ft\w*|ladenlokal\w*|gesch[äa]ftsr[äa]um\w*|filiale?n?|verkaufsstelle\w*|magasins?(?: physiques?)?|points? de vente|boutiques? physiques?|tiendas? f[íi]sicas?|establecimientos?(?: f[íi]sicos?)?|puntos? de venta|\btienda\b(?! (?:en|online|virtual))"
    r"|negoz[io]\w*(?: fisic[io])?(?! online)|punt[oi] vendita(?: fisic[io])?|fysieke? \w+|\bwinkels?\b|verkooppunt\w*|实体店?面?|實體(?:店面?|門市|通路)|门店|門市|线下|線下|专柜|專櫃|実店舗|店頭|店舗(?:販売)?|百货|百貨(?=專櫃)",
    re.IGNORECASE,
)


def channels_of(text: str) -> list[tuple[str, int, int]]:
    """Every channel that a text names, each once: its name, from, to."""
    found: list[tuple[str, int, int]] = []
    left = text
    for match in _PLATFORM.finditer(text):
        if (
            re.match(r"[a-z]", text[match.end() : match.end() + 1])
            and match[0][-1:].isascii()
            and match[0][-1:].isalpha()
        ):
            continue
        if re.search(r"[a-zA-Z]$", text[: match.start()]) and match[0][:1].isascii():
            continue
        found.append((_NAMES[int((match.lastgroup or "p0")[1:])], match.start(), match.end()))
        left = left[: match.start()] + " " * (match.end() - match.start()) + left[match.end() :]
    if found:
        # "the online marketplace Tmall" names one channel, not two.
        left = _A_MARKETPLACE.sub(lambda m: " " * len(m[0]), left)
    for name, pattern in ((ONLINE, _ONLINE), (OFFLINE, _OFFLINE)):
        match_ = pattern.search(left)
        if match_ is not None:
            found.append((name, match_.start(), match_.end()))
    once: dict[str, tuple[str, int, int]] = {}
    for one in sorted(found, key=lambda f: f[1]):
        once.setdefault(one[0], one)
    return list(once.values())


def channels_in(clauses: tuple[Clause, ...]) -> list[tuple[str, list[Cell]]]:
    """The channels that the clauses name."""
    found: dict[str, list[Cell]] = {}
    for clause in clauses:
        if not clause.weak:
            for name, start, end in channels_of(clause.text):
                found.setdefault(name, clause.cells(start, end))
    return list(found.items())
