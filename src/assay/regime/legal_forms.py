"""How is the kind of a company written, and which words of a name say little?

`FORMS` maps each spelling (lower case, Latin letters, no punctuation) to one kind; two kinds that the same law calls by two names share one. The
list follows ISO 20275 (entity legal forms) for the countries that trade most; a form that is missing only makes a name doubtful, never wrong.
"""

from __future__ import annotations

from collections.abc import Mapping

_SPELLINGS: Mapping[str, str] = {
    # German law
    "gmbh": "gmbh|g m b h|gesellschaft mit beschraenkter haftung|gesellschaft mit beschrankter haftung|gesmbh|ges mbh|mbh",
    "ag": "ag|akg|aktiengesellschaft|aktiengeselschaft",
    "kg": "kg|kommanditgesellschaft",
    "gmbh-kg": "gmbh and co kg|gmbh co kg|gmbh und co kg|gmbh and cokg|gmbh and co|gmbh and compagnie kg|gmbh and cie kg",
    "ag-kg": "ag and co kg|se and co kg|ag and co kgaa|se and co kgaa|kgaa",
    "ohg": "ohg|offene handelsgesellschaft",
    "gbr": "gbr|gesellschaft buergerlichen rechts|gesellschaft burgerlichen rechts",
    "ug": "ug|ug haftungsbeschraenkt|ug haftungsbeschrankt|unternehmergesellschaft|unternehmergesellschaft haftungsbeschrankt",
    "ek": "ek|e k|e kfm|ekfm|eingetragener kaufmann|eingetragene kauffrau|inh",
    "eg": "eg|e g",
    "ev": "ev|e v|eingetragener verein",
    # Romance laws
    "sarl": "sarl|s a r l|societe a responsabilite limitee|s a rl",
    "eurl": "eurl",
    "sas": "sas|sasu|societe par actions simplifiee",
    "sa": "sa|s a|societe anonyme|sociedad anonima|sociedade anonima|sa de cv|s a de c v|spolka akcyjna|naamloze vennootschap|nv|n v",
    "sca": "sca|societe en commandite par actions",
    "snc": "snc|societe en nom collectif|societa in nome collettivo",
    "sci": "sci",
    "spa": "spa|s p a|societa per azioni",
    "srl": "srl|s r l|srls|societa a responsabilita limitata|societatea cu raspundere limitata|sociedad de responsabilidad limitada|s de rl de cv",
    "sl": "sl|s l|slu|s l u|sociedad limitada|sociedad limitada unipersonal",
    "lda": "lda|limitada|ltda",
    # Dutch, Nordic, Baltic
    "bv": "bv|b v|besloten vennootschap|bvba|srl bv",
    "vof": "vof|v o f",
    "cv": "cv",
    "ab": "ab|aktiebolag|aktiebolaget",
    "as": "as|a s|aksjeselskap|aktieselskab|asa|anonim sirketi|sanayi ve ticaret anonim sirketi|sanayi ve ticaret as",
    "aps": "aps|anpartsselskab",
    "oy": "oy|osakeyhtio|oy ab",
    "oyj": "oyj|abp",
    "ou": "ou|osauhing",
    "uab": "uab",
    "sia": "sia",
    # English and American law
    "ltd": "ltd|limited|pvt ltd|private limited|pte ltd|pte limited|pty ltd|pty limited|pte|pty|"
    "proprietary limited|co ltd|co limited|company limited|"
    "co ltd by shares|coltd|company ltd|corp ltd|corporation limited|limited company|sdn bhd|bhd|"
    "ltd liability co|ltd co|international co ltd by shares",
    "plc": "plc|p l c|public limited company",
    "llc": "llc|l l c|limited liability company|limited liability co|ltd liability company|lc|ooo|obshchestvo s ogranichennoy otvetstvennostyu|"
    "obschestvo s ogranichennoy otvetstvennostyu|tov|obshestvo s ogranichennoi otvetstvennostiu|fz llc|fzco|fze|wll",
    "llp": "llp|limited liability partnership",
    "lp": "lp|l p|limited partnership",
    "inc": "inc|incorporated|corp|corporation|incorporation|co inc|company inc",
    "co": "co|company|societe|cie|compagnie|and co|and company|and cie",
    # Russian joint-stock companies
    "ao": "ao|pao|oao|zao|jsc|ojsc|cjsc|pjsc|joint stock company|open joint stock company|closed joint stock company|public joint stock company|"
    "aktsionernoye obshchestvo|aktsionernoe obschestvo|publichnoye aktsionernoye obshchestvo|otkrytoye aktsionernoye obshchestvo",
    # Central Europe
    "zoo": "sp z o o|sp z oo|spolka z ograniczona odpowiedzialnoscia|spzoo|sp zoo",
    "sro": "sro|s r o|spol s r o|spolecnost s rucenim omezenym",
    "cz-as": "akciova spolecnost",
    "kft": "kft|korlatolt felelossegu tarsasag",
    "zrt": "zrt|nyrt|rt|reszvenytarsasag|zartkoruen mukodo reszvenytarsasag",
    "doo": "doo|d o o|drustvo s ogranicenom odgovornoscu|drustvo sa ogranicenom odgovornoscu|druzba z omejeno odgovornostjo|dooel",
    "dd": "dd|d d",
    "ead": "ead|eood|ood",
    # East Asia; the Han, Kana and Hangul spellings are translated first
    "kk": "kk|k k|kabushiki kaisha|kabushiki gaisha|kabushikikaisha",
    "gk": "gk|godo kaisha",
    "yk": "yk|yugen kaisha|yugen gaisha",
    "se": "se|societas europaea",
    "ltd-tr": "limited sirketi|ltd sti|sanayi ve ticaret limited sirketi|sanayi ve ticaret ltd sti",
    "ltd-vn": "cong ty tnhh|cong ty trach nhiem huu han",
    "pt": "pt|tbk|pt tbk",
}

# A form that is written in both worlds, or that only says "company", contradicts no other.
_SAYS_LITTLE = {"co"}

FORMS: Mapping[str, str] = {
    spelling: ("" if form in _SAYS_LITTLE else form)
    for form, spellings in _SPELLINGS.items()
    for spelling in spellings.split("|")
}

TRANSLATED: tuple[tuple[str, str], ...] = tuple(
    sorted(
        {
            "有限责任公司": "co ltd",
            "有限責任公司": "co ltd",
            "股份有限公司": "co ltd",
            "集团有限公司": "group co ltd",
            "集團有限公司": "group co ltd",
            "有限公司": "co ltd",
            "公司": "company",
            "株式会社": "kabushiki kaisha",
            "株式會社": "kabushiki kaisha",
            "(株)": "kabushiki kaisha",
            "㈱": "kabushiki kaisha",
            "有限会社": "yugen kaisha",
            "合同会社": "godo kaisha",
            "주식회사": "co ltd",
            "(주)": "co ltd",
            "유한회사": "limited company",
            "общество с ограниченной ответственностью": "ooo",
            "акционерное общество": "ao",
            "открытое": "",
            "публичное": "",
            "集团": "group",
            "集團": "group",
            "进出口": "import and export",
            "進出口": "import and export",
            "国际": "international",
            "國際": "international",
            "贸易": "trading",
            "貿易": "trading",
            "商贸": "trading",
            "商貿": "trading",
            "商事": "trading",
            "科技": "technology",
            "服饰": "apparel",
            "服飾": "apparel",
            "服装": "apparel",
            "服裝": "apparel",
            "时装": "fashion",
            "時裝": "fashion",
            "电子": "electronics",
            "電子": "electronics",
            "商店": "shop",
            "百货": "department store",
            "百貨": "department store",
            "实业": "industry",
            "實業": "industry",
            "皮具": "leather goods",
            "皮件": "leather goods",
            "皮革": "leather",
            "箱包": "bags",
            "手袋": "handbags",
            "鞋业": "shoes",
            "鞋業": "shoes",
            "珠宝": "jewelry",
            "珠寶": "jewelry",
            "钟表": "watches",
            "鐘錶": "watches",
            "化妆品": "cosmetics",
            "化妝品": "cosmetics",
            "电子商务": "ecommerce",
            "電子商務": "ecommerce",
            "供应链": "supply chain",
            "供應鏈": "supply chain",
            "무역": "trading",
            "상사": "trading",
            "유통": "distribution",
            "패션": "fashion",
            "코리아": "korea",
            "شركة": "company",
            "ذ.م.م": "llc",
            "للتجارة": "trading",
            "التجارية": "trading",
            "المحدودة": "ltd",
            "united states of america": "usa",
            "united states": "us",
            "ホールディングス": "holdings",
            "トレーディング": "trading",
            "上海市": "shanghai ",
            "北京市": "beijing ",
            "广州市": "guangzhou ",
            "廣州市": "guangzhou ",
            "深圳市": "shenzhen ",
            "杭州市": "hangzhou ",
            "上海": "shanghai ",
            "北京": "beijing ",
            "广州": "guangzhou ",
            "廣州": "guangzhou ",
            "深圳": "shenzhen ",
            "杭州": "hangzhou ",
            "香港": "hong kong ",
            "東京": "tokyo ",
            "大阪": "osaka ",
        }.items(),
        key=lambda pair: -len(pair[0]),
    )
)

SHORT_FORMS: Mapping[str, str] = {
    "intl": "international",
    "intnl": "international",
    "int": "international",
    "bros": "brothers",
    "gebr": "brothers",
    "gebrueder": "brothers",
    "gebruder": "brothers",
    "freres": "brothers",
    "fratelli": "brothers",
    "flli": "brothers",
    "mfg": "manufacturing",
    "mgmt": "management",
    "dept": "department",
    "dist": "distribution",
    "distr": "distribution",
    "svcs": "services",
    "svc": "service",
    "tech": "technology",
    "technologies": "technology",
    "hldg": "holding",
    "hldgs": "holding",
    "holdings": "holding",
    "imp": "import",
    "exp": "export",
    "assoc": "associates",
    "natl": "national",
    "grp": "group",
    "gruppe": "group",
    "groupe": "group",
    "gruppo": "group",
    "grupo": "group",
    "und": "and",
    "et": "and",
    "y": "and",
    "e": "and",
    "en": "and",
    "og": "and",
    "i": "and",
    "st": "saint",
    "ste": "saint",
    "sankt": "saint",
    "trdg": "trading",
    "ind": "industry",
    "inds": "industry",
    "industries": "industry",
    "eur": "europe",
    "deutschl": "deutschland",
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
}

_SAYING_LITTLE = """
    and of de la le du des der die das den di da del the for fur fuer
    international group holding trading trade trades commerce handel handels handelshaus vertrieb vertriebs company import export
    services service store stores shop shops boutique retail retailer wholesale grosshandel distribution distributor
    europe global worldwide national industry manufacturing management solutions technology products enterprise enterprises
    associates partners brothers
"""

GENERIC: frozenset[str] = frozenset(_SAYING_LITTLE.split())

_FILLERS = "and of de la le du des der die das den di da del the for fur fuer van"
FILLERS: frozenset[str] = frozenset(_FILLERS.split())
