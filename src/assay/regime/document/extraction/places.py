"""Which country does an address name?

By its name in the nine languages, by a code in front of the postcode (D-80333), or alone on its line. A city is no evidence: there is a Paris in
Texas.
"""

from __future__ import annotations

import re
from functools import cache

from assay.regime.document.extraction.words import compact, tokens

_COUNTRIES = {
    "AT": "austria | österreich | autriche | oostenrijk | 奥地利 | 奧地利 | オーストリア",
    "AU": "australia | australien | australie | 澳大利亚 | 澳洲 | オーストラリア",
    "BE": "belgium | belgien | belgique | bélgica | belgio | belgië | 比利时 | 比利時 | ベルギー",
    "BG": "bulgaria | bulgarien | bulgarie | bulgarije",
    "BR": "brazil | brasilien | brésil | brasil | brasile | brazilië | 巴西",
    "CA": "canada | kanada | canadá | 加拿大 | カナダ",
    "CH": "switzerland | schweiz | suisse | suiza | svizzera | zwitserland | 瑞士 | スイス",
    "CN": "china | chine | cina | people's republic of china | p r china | pr china | prc | 中国 | 中國 | 中华人民共和国 | 中國大陸",
    "CZ": "czech republic | czechia | tschechien | tschechische republik | république tchèque | 捷克",
    "DE": "germany | deutschland | allemagne | alemania | germania | duitsland | 德国 | 德國 | ドイツ",
    "DK": "denmark | dänemark | danemark | dinamarca | danimarca | denemarken | 丹麦 | 丹麥 | デンマーク",
    "EE": "estonia | estland | estonie",
    "ES": "spain | spanien | espagne | españa | spagna | spanje | 西班牙 | スペイン",
    "FI": "finland | finnland | finlande | finlandia | 芬兰 | フィンランド",
    "FR": "france | frankreich | francia | frankrijk | 法国 | 法國 | フランス",
    "GB": "united kingdom | great britain | england | scotland | wales | uk | "
    "vereinigtes königreich | großbritannien | royaume uni | reino unido | regno unito | verenigd koninkrijk | 英国 | 英國 | イギリス | 英国",
    "GR": "greece | griechenland | grèce | grecia | griekenland | 希腊",
    "HK": "hong kong | hongkong | hong kong sar | 香港",
    "HR": "croatia | kroatien | croatie | croacia | croazia",
    "HU": "hungary | ungarn | hongrie | hungría | ungheria | hongarije",
    "IE": "ireland | irland | irlande | irlanda | ierland | 爱尔兰",
    "IN": "india | indien | inde | 印度 | インド",
    "IT": "italy | italien | italie | italia | italië | 意大利 | 義大利 | イタリア",
    "JP": "japan | japon | japón | giappone | 日本 | 日本国",
    "KR": "south korea | republic of korea | korea | südkorea | corée du sud | corea del sur | 韩国 | 韓國 | 韓国",
    "LT": "lithuania | litauen | lituanie",
    "LU": "luxembourg | luxemburg | luxemburgo | lussemburgo | 卢森堡",
    "LV": "latvia | lettland | lettonie",
    "MT": "malta",
    "MX": "mexico | mexiko | mexique | méxico | messico | 墨西哥",
    "MY": "malaysia | malaisie | 马来西亚",
    "NL": "netherlands | the netherlands | niederlande | pays bas | países bajos | paesi bassi | nederland | holland | 荷兰 | 荷蘭 | オランダ",
    "NO": "norway | norwegen | norvège | noruega | norvegia | noorwegen",
    "NZ": "new zealand | neuseeland | nouvelle zélande",
    "PL": "poland | polen | pologne | polonia | 波兰",
    "PT": "portugal | portogallo | 葡萄牙",
    "RO": "romania | rumänien | roumanie | rumanía | roemenië",
    "SE": "sweden | schweden | suède | suecia | svezia | zweden | 瑞典 | スウェーデン",
    "SG": "singapore | singapur | singapour | 新加坡 | シンガポール",
    "SI": "slovenia | slowenien | slovénie",
    "SK": "slovakia | slowakei | slovaquie",
    "TH": "thailand | 泰国",
    "TR": "turkey | türkei | turquie | turquía | turchia | türkiye | 土耳其",
    "TW": "taiwan | taiwan r o c | 台湾 | 台灣 | 臺灣 | 中華民國",
    "US": "usa | united states | united states of america | u s a | "
    "vereinigte staaten | états unis | estados unidos | stati uniti | verenigde staten | 美国 | 美國 | アメリカ | 米国",
    "VN": "vietnam | viet nam",
    "AE": "united arab emirates | uae | vereinigte arabische emirate | émirats arabes unis",
    "CY": "cyprus | zypern | chypre",
    "IL": "israel",
    "ZA": "south africa | südafrika",
    "ID": "indonesia",
    "PH": "philippines",
}
_CAR_CODES = {"D": "DE", "A": "AT", "F": "FR", "I": "IT", "E": "ES", "B": "BE", "L": "LU", "S": "SE", "N": "NO"}


_ALPHA_3 = """
    ESP=ES DEU=DE FRA=FR ITA=IT NLD=NL GBR=GB USA=US BEL=BE AUT=AT CHE=CH PRT=PT CHN=CN
    JPN=JP IRL=IE LUX=LU POL=PL SWE=SE DNK=DK NOR=NO FIN=FI CZE=CZ GRC=GR TWN=TW HKG=HK"""
_THREE = dict(pair.split("=") for pair in _ALPHA_3.split())


@cache
def _names() -> dict[str, str]:
    return {compact(name): code for code, names in _COUNTRIES.items() for name in names.split("|")}


def country_in(text: str, *, alone: bool = False) -> str:
    """The ISO 3166-1 alpha-2 code of the country that a text names; with `alone`, only where the text is nothing but that country."""
    key = compact(text)
    if alone:
        if text.strip().upper() in _THREE:
            return _THREE[text.strip().upper()]
        if re.fullmatch(r"\s*[A-Z]{2}\s*", text) and text.strip() in _COUNTRIES:
            return text.strip()
        if key in _names():
            return _names()[key]
        halves = [compact(h) for h in re.split(r"[/,()]", text) if compact(h)]
        codes = {_names().get(h, "") for h in halves}
        return codes.pop() if len(codes) == 1 else ""
    car = re.search(r"(?<![A-Za-z])([ADFIEBLSN]|[A-Z]{2})-\d{4,5}(?!\d)", text)
    if car:
        code = _CAR_CODES.get(car[1], car[1])
        if code in _COUNTRIES:
            return code
    words = tokens(text)
    for i in range(len(words) - 1, -1, -1):
        joined = ""
        for n in range(i, min(i + 5, len(words))):
            joined += words[n].folded
            if joined in _names() and len(joined) > (1 if not joined.isascii() else 2):
                return _names()[joined]
    return ""
