"""Through which channels may be sold, and does one hold another?

A channel is `online`, `offline`, or a platform by its one name: 天猫 in one letter and Tmall in the next are the same. Who may sell online may do so
on any platform; who may sell on one platform may not on another. Of words that nobody here knows ("trade fairs") nobody can say what holds them.
"""

from __future__ import annotations

from assay.regime.names import letters_of

ONLINE, OFFLINE = "online", "offline"
# The name of each platform, and how it is written in several scripts (a regular expression).
PLATFORMS = {
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
_KNOWN = frozenset({ONLINE, OFFLINE, *map(str.casefold, PLATFORMS)})


def knows_channel(word: str) -> bool:
    """Is it one of the channels above?"""
    return word.strip().casefold() in _KNOWN


def covers_channel(wider: str, narrower: str) -> bool:
    """Does `wider` hold all of `narrower`?"""
    one, other = wider.strip().casefold(), narrower.strip().casefold()
    if one == other or letters_of(one) == letters_of(other):
        return True
    if one == ONLINE:
        return other in _KNOWN and other != OFFLINE
    # A word of the letter's own may hold another: "our own shop" in "our own shop in Leeds".
    return one not in _KNOWN and other not in _KNOWN and letters_of(other) in letters_of(one)
