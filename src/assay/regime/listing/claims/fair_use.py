"""Is a name used to say whose goods these are, or fairly: for what they fit, what they are not, as an ordinary word?

"Case for iPhone" offers a case, not an iPhone; "not Chanel" offers no Chanel. The words right before and behind a name tell; they are looked at in
the folded text, in the languages that feeds are written in. A cue that anybody can write in front of a fake ("for", alone) makes the use doubtful, not
fair: then a person looks.
"""

from __future__ import annotations

from enum import IntEnum

import polars as pl

from assay.regime.listing.claims.fold import fold, is_joined


class Use(IntEnum):
    """What a name is used for; the order is the order in which a listing's words are reported."""

    TRADE = 0
    DOUBTFUL = 1
    COMPATIBLE = 2
    NEGATED = 3
    SECOND_HAND = 4
    PART = 5
    ABOUT = 6
    WISH = 7
    SERVICE = 8
    WORD = 9


USE_NAMES: tuple[str, ...] = tuple(u.name.lower() for u in Use)

STRONG_FIT = (
    "compatible with", "compatible for", "compatible to", "compatible", "compatibles", "compatibili", "kompatible", "compatíveis", "compatível", "compatibele", "replacement for", "replaces", "replace", "fits", "that fit", "to fit", "fit", "fit for", "fits for", "to suit", "suits", "suitable for",
    "suitable with", "designed for", "made for", "works with", "work with", "works on", "for use with", "use with", "usable with", "intended for", "supports", "kompatibel mit", "kompatibel zu", "kompatibel für",
    "kompatibel", "passend für", "passend zu", "passt zu", "passt auf", "geeignet für", "ersatz für", "compatible avec", "compatibles avec", "adapté à", "adaptée à", "adapté pour", "adaptée pour", "convient à", "convient pour",
    "compatible con", "compatibles con", "apto para", "compatibile con", "compatibili con", "compatibile", "adatto per", "adatto a", "compatível com", "compatíveis com", "geschikt voor", "compatibel met", "past op",
    "kompatibel dengan", "cocok untuk", "cocok", "kompatybilny z", "pasuje do", "passar till", "passer til", "uyumlu", "tương thích với", "dùng cho", "thay thế cho", "适用于", "适用", "适合", "适配", "兼容", "通用", "配",
    "適用", "適用於", "相容", "対応", "互換", "호환", "совместим с", "совместимый с", "совместимая с", "совместимые с", "подходит для", "для", "متوافق مع", "متوافقة مع", "مناسب ل", "مناسبة ل", "يناسب", "سازگار با",
    "สำหรับ", "ใช้กับ", "ใช้ได้กับ", "รองรับ", "เข้ากันได้กับ",
)  # fmt: skip
WEAK_FIT = (
    "for",
    "für",
    "pour",
    "para",
    "per",
    "voor",
    "untuk",
    "utk",
    "dla",
    "do",
    "till",
    "til",
    "cho",
    "için",
    "na",
)
FIT_BEHIND = (
    "compatible",
    "compatibles",
    "kompatibel",
    "kompatible",
    "kompatibler",
    "compatibile",
    "compatibili",
    "compatibel",
    "compatível",
    "uyumlu",
    "için",
    "के लिए",
)
FIT_BEHIND_JOINED = (
    "用",
    "专用",
    "專用",
    "対応",
    "適用",
    "适用",
    "兼容",
    "相容",
    "互換",
    "호환",
    "전용",
    "용 ",
    "通用",
)
FIT_LATER_JOINED = ("通用", "适用", "適用", "兼容", "相容", "互換", "対応", "호환", "용 ")
GENUINE = r"正品|原装|原裝|正宗|官方|旗舰|旗艦|专柜|專櫃|純正|정품|\b(?:genuine|original|official|authentic)\b"
THIRD_PARTY = (
    "third party", "3rd party", "aftermarket", "non oem", "non original", "remanufactured", "nachbau", "drittanbieter", "wiederaufbereitet", "générique", "no original", "genérico", "non originale", "huismerk",
    "第三方", "非原装", "非原裝", "副厂", "サードパーティ", "社外品", "非純正", "비정품",
)  # fmt: skip
NEGATIONS = (
    "not", "not a", "not an", "not by", "not from", "not made by", "not affiliated with", "unaffiliated with", "no", "non", "isn t", "isn t a", "is not", "is not a", "is not by", "isnt", "without", "never", "nor",
    "kein", "keine", "keinen", "keine echte", "nicht", "nicht von", "ohne", "pas", "pas de", "pas du", "pas un", "pas une", "n est pas", "n est pas un", "n est pas une", "non è", "non è un", "non è una", "non sono", "non di", "ne sont pas", "ne sont pas des", "no son", "nada de", "não são", "sind keine", "ist keine", "ist kein", "definitely not", "certainly not", "zijn geen", "is geen", "no es", "no es un",
    "no es una", "senza", "sin", "sans", "geen", "niet", "niet van", "bukan", "não é", "não", "nie", "nie jest", "inte", "ikke", "không phải", "không phải là", "不是", "非", "并非", "並非", "無", "无", "не", "это не", "не является", "ليست", "ليس", "غير", "ไม่ใช่",
)  # fmt: skip
NEGATED_BEHIND = (
    "ではありません", "ではない", "じゃない", "じゃありません", "でない", "아님", "아닙니다", "아닌", "이 아닙니다", "가 아닙니다", "이 아닌", "가 아닌", "değil", "değildir",
)  # fmt: skip
COMPARED = (
    "alternative to", "alternative for", "alternatives to", "alternative", "better than", "cheaper than", "as good as", "rivals", "instead of", "rather than", "compared to", "compared with", "versus", "vs",
    "alternative zu", "alternative für", "besser als", "günstiger als", "statt", "anstatt", "anstelle von", "alternative à", "alternative au", "au lieu de", "mieux que", "alternativa a", "alternativa al", "en lugar de", "mejor que",
    "meglio di", "invece di", "alternatief voor", "beter dan", "替代", "代替", "取代", "好过", "胜过", "媲美", "より", "대신", "вместо", "лучше чем", "альтернатива", "بديل", "أفضل من", "แทน", "ดีกว่า",
)  # fmt: skip
ACCESSORIES = (
    "case", "cases", "cover", "covers", "strap", "straps", "band", "bands", "charger", "chargers", "cable", "cables", "adapter", "adaptor", "screen protector", "protector", "tempered glass",
    "filter", "filters", "battery", "batteries", "ink", "toner", "cartridge", "cartridges", "holder", "mount", "stand", "dock", "sleeve", "pouch", "skin", "sticker", "decal", "decals", "remote", "remote control",
    "replacement", "spare", "spare part", "parts", "part", "kit", "bracket", "brush", "brushes", "blade", "blades", "nozzle", "hose", "bag for", "belt clip", "lens cap", "lens hood", "earpads", "ear pads",
    "ear tips", "cushion", "cushions", "insert", "shaper", "base shaper", "chain strap", "organizer", "organiser", "liner", "laces", "shoelaces", "insoles", "lid", "refill", "pods", "capsule", "capsules", "keyboard cover", "film", "lcd", "digitizer", "flex", "housing",
    "memory", "ram", "hinge", "fan", "bulb", "lamp for", "mat", "mats", "floor mats", "wiper", "wipers", "brake pads", "bumper", "grille", "key fob", "key cover", "seat cover", "headlight", "mirror cover", "hülle", "tasche für",
    "ladegerät", "kabel", "akku", "ersatz", "ersatzteil", "armband", "schutzfolie", "panzerglas", "filtertüten", "coque", "étui", "housse", "chargeur", "câble", "batterie", "filtre", "bracelet", "protection", "funda", "carcasa", "cargador", "correa", "protector de pantalla", "filtro", "custodia", "cover", "cinturino",
    "caricatore", "hoesje", "oplader", "bandje", "casing", "kabel data", "charger", "baterai", "baterei", "engsel", "roda", "adaptor",
    "手机壳", "保护壳", "保护套", "壳", "套", "钢化膜", "贴膜", "膜", "充电器", "数据线", "表带", "滤芯", "电池", "墨盒", "硒鼓", "支架", "配件", "收纳", "内胆", "鞋带", "鞋垫", "保護殼", "保護貼", "錶帶", "ケース", "カバー", "フィルム", "充電器", "ケーブル", "バッテリー", "バンド", "フィルター", "케이스", "필름", "강화유리", "충전기", "배터리", "스트랩", "필터", "거치대", "케이블", "커버", "чехол", "чехлы", "стекло", "пленка", "кабель", "ремешок", "фильтр", "мешки", "мешок", "зарядное", "зарядка", "аккумулятор",
    "картридж", "запчасть", "запчасти", "держатель", "щетка", "غطاء", "جراب", "حافظة", "سوار", "شاحن", "واقي", "فلتر", "كابل", "بطارية", "حبر", "เคส", "ฟิล์ม", "สายนาฬิกา", "สายชาร์จ", "ที่ชาร์จ", "ไส้กรอง", "แบตเตอรี่", "กระจก",
    "滤网", "滤芯", "耗材", "充電線", "保护膜", "手机套", "数据线", "支架", "表链", "转接头", "適配器", "适配器", "笔尖", "触控笔", "遥控器", "刷头", "刀网", "保護フィルム", "ガラス", "スタンド", "ホルダー", "アダプター", "インク", "トナー", "替刃", "収納ケース",
    "valve caps", "tyre valve", "dust bag for", "wristband", "wristbands", "screen film", "vacuum bag", "vacuum bags", "dust bags", "staubbeutel", "staubsaugerbeutel", "ladekabel", "displayschutz", "handyhülle", "ersatzfilter", "ersatzakku", "bremsbeläge",
    "bremsscheibe", "tintenpatrone", "tintenpatronen", "druckerpatrone", "toner", "fußmatten", "sacs aspirateur", "verre trempé", "cartouche", "cartouche d'encre", "cartouches", "tapis de sol", "plaquettes de frein", "sacchetti", "pellicola", "tappetini", "cartuccia", "cartucce", "batteria",
    "bolsas de aspiradora", "batería", "pastillas de freno", "cartucho", "cartuchos", "tinta", "alfombrillas", "stofzuigerzakken", "inktcartridge", "inktcartridges", "capa", "capinha", "película", "carregador", "bateria", "pulseira", "etui", "pasek", "ładowarka",
    "kılıf", "kordon", "şarj aleti", "ốp lưng", "ốp", "dây đeo", "dây sạc", "tali jam", "tempered", "usb cable", "data cable", "charging cable", "charge cord", "stylus", "keycaps", "earpad", "ear tip", "seat covers", "valve", "hose adapter", "remote control replaces", "grip", "grips", "base plate", "handlebar", "microphone cable", "visor", "antenna", "antennas", "antenas", "rejillas", "pegatina", "pegatinas", "calcomanía",
)  # fmt: skip


def _alternatives(words: tuple[str, ...]) -> str:
    folded = sorted({fold(w) for w in words if fold(w)}, key=len, reverse=True)
    return "|".join(folded)


def _before(words: tuple[str, ...], *, gap: str = "") -> str:
    return rf"(?:^| |[^ -~])(?:{_alternatives(words)}) ?{gap}$"


def _behind(words: tuple[str, ...]) -> str:
    return rf"^ ?(?:{_alternatives(words)})(?: |$|[^ -~])"


DEVICES = (
    "car", "cars", "phone", "phones", "camera", "cameras", "printer", "printers", "laptop", "vacuum", "vacuums", "vacuum cleaner", "motorcycle", "bike", "toothbrush", "shaver", "drill", "drills", "console", "watch", "tablet", "mower",
    "moto", "auto", "motorrad", "handy", "drucker", "kamera", "staubsauger", "akkuschrauber", "rasierer", "zahnbürste", "voiture", "aspirateur", "imprimante", "appareil photo", "téléphone", "rasoir", "coche", "coches", "móvil", "impresora",
    "aspiradora", "cámara", "aspirapolvere", "stampante", "stampanti", "telefono", "cellulare", "fotocamera", "auto's", "stofzuiger", "printer", "telefoon", "impressora", "aspirador", "celular", "carro", "mobil", "motor", "hp", "telefon",
    "пылесоса", "зубной щётки", "зубной щетки", "телефона", "смартфона", "фотоаппарата", "принтера", "ноутбука", "автомобиля", "машины", "дрели", "бритвы", "часов", "odkurzacza", "drukarki", "telefonu", "aparatu", "samochodu",
)  # fmt: skip
GAP = rf"(?:(?:the|a|an|your|all|most|new|old|original|genuine|apple|samsung|[0-9]{{1,4}}|fur|de|la|le|el|{_alternatives(DEVICES)}) ){{0,3}}"
FIT_STRONG_BEFORE = _before(STRONG_FIT, gap=GAP)
FIT_WEAK_BEFORE = _before(WEAK_FIT, gap=GAP) + "|(?:^| )ل[^ ]{2,} $"  # in Arabic "for" is the first letter of the word
NEGATED_BEFORE = _before(NEGATIONS)
NEGATED_BEHIND_RE = _behind(NEGATED_BEHIND)
COMPARED_BEFORE = _before(COMPARED, gap=GAP)
FIT_BEHIND_RE = rf"^ ?(?:{_alternatives(FIT_BEHIND)})(?: |$)"
FIT_BEHIND_JOINED_RE = (
    rf"^ ?(?:[a-z0-9]+ ){{0,3}}(?:{_alternatives(tuple(w for w in FIT_BEHIND_JOINED if w != '通用'))})(?: |$|[^ -~])"
)
UNIVERSAL = r"^ ?(?:[a-z0-9]+ ){0,3}通用"
FIT_FAR_BEFORE = rf"(?:^| |[^ -~])(?:{_alternatives((*WEAK_FIT, *STRONG_FIT))}) (?:[a-z0-9\u0400-\u04ff]+ ){{0,9}}$"
FIT_LATER = rf"^ (?:[a-z0-9]+ ){{0,4}}(?:{_alternatives(FIT_BEHIND)}|{_alternatives(THIRD_PARTY)})(?: |$)"
WITH = "with|for|to|mit|zu|fur|avec|con|com|met|dengan|z"
FIT_LATER_WITH = rf"(?:{_alternatives(FIT_BEHIND)}) (?:{WITH}|all|most|every|any) "
FIT_LATER_JOINED_RE = rf"^ ?(?:[a-z0-9]+ ){{0,3}}[^ -~]{{0,7}} ?(?:{_alternatives(FIT_LATER_JOINED)})"
ACCESSORY_BEHIND = rf"^ (?:[a-z0-9]+ ){{0,2}}(?:{_alternatives(tuple(w for w in ACCESSORIES if w.isascii()))})(?: |$)"
_JOINED_ACCESSORIES = tuple(w for w in ACCESSORIES if is_joined(fold(w)) and len(w) > 1)
LINE_ACCESSORY_BEHIND = rf"^ ?(?:[a-z0-9]+ ){{0,2}}[^ -~]{{0,4}} ?(?:{_alternatives(_JOINED_ACCESSORIES)})"


def accessory_pattern() -> str:
    """A regular expression over text in small letters: does it name an accessory or a part?"""
    words = {fold(w) for w in ACCESSORIES if fold(w)} | {w.lower() for w in ACCESSORIES}
    parted = "|".join(sorted((w for w in words if not is_joined(w)), key=len, reverse=True))
    other = "|".join(sorted((w for w in words if is_joined(w)), key=len, reverse=True))
    return rf"\b(?:{parted})\b|(?:{other})"


def third_party_pattern() -> str:
    """A regular expression over text in small letters: does it say that the goods are not the maker's own?"""
    words = {fold(w) for w in THIRD_PARTY} | {w.lower() for w in THIRD_PARTY}
    parted = "|".join(sorted((w.replace(" ", "[ -]") for w in words if not is_joined(w)), key=len, reverse=True))
    other = "|".join(sorted((w for w in words if is_joined(w)), key=len, reverse=True))
    return rf"\b(?:{parted})\b|(?:{other})"


ABOUT = r"(?:^| )(?:book of|story of|history of|biography|life of|about|documentary|museum of|inspired by the life of|(?:road |travel |city |hiking |walking )?(?:map|atlas|guide|guidebook) (?:of|to|for)|(?:village|town|city|university|river|lake|coast|palace|province|valley) of|visit|welcome to)(?: [a-z]+){0,3} $"
NAMED_SO = r"^ (?:s )?(?:university|college|river|county|valley|rainforest|island|islands|mountains?|national park|parrots?|virus|listing|name (?:necklace|bracelet|sign|tag|print|mug)|girl victorian|across|almonds?)(?: |$)"
"""Places, people and animals of that name; not asked where the brand's goods follow."""


def fits_from_afar(
    *, before: pl.Expr, behind: pl.Expr, third_party: pl.Expr, first: pl.Expr, line: pl.Expr, lone: pl.Expr
) -> pl.Expr:
    """In a title that names an accessory: is it made to fit the brand's goods, though no word right beside the name says so?

    Of a brand that sells what is copied it is not asked. `first`: the name stands first; `line`: it is a product line; `lone`: the title names no other brand and
    does not say that the goods are the maker's own.
    """
    later = (behind.str.contains(FIT_LATER) & ~behind.str.contains(FIT_LATER_WITH)) | behind.str.contains(
        FIT_LATER_JOINED_RE
    )
    return (
        before.str.contains(FIT_FAR_BEFORE)
        | ((line | ~first) & behind.str.contains(ACCESSORY_BEHIND))
        | (line & behind.str.contains(LINE_ACCESSORY_BEHIND))
        | (lone & (later | third_party))
    )


def use_of(
    *, before: pl.Expr, behind: pl.Expr, accessory: pl.Expr, luxury: pl.Expr, first: pl.Expr, far: pl.Expr
) -> pl.Expr:
    """The use (Use, as Int8) of a name.

    From the folded text before and behind it, whether the title names an accessory, whether the brand sells what is copied, whether the name stands first, and
    whether it fits the brand's goods by what stands farther off.
    """
    strong = before.str.contains(FIT_STRONG_BEFORE) | behind.str.contains(FIT_BEHIND_JOINED_RE)
    strong = strong | (behind.str.contains(FIT_BEHIND_RE) & ~first) | (accessory & behind.str.contains(UNIVERSAL))
    weak = before.str.contains(FIT_WEAK_BEFORE)
    return (
        pl.when(before.str.contains(NEGATED_BEFORE) | behind.str.contains(NEGATED_BEHIND_RE))
        .then(Use.NEGATED.value)
        .when(before.str.contains(COMPARED_BEFORE))
        .then(Use.DOUBTFUL.value)
        .when(strong | (weak & (accessory | ~luxury)) | far)
        .then(Use.COMPATIBLE.value)
        .when(before.str.contains(ABOUT) | behind.str.contains(NAMED_SO))
        .then(Use.WORD.value)
        .when(weak)
        .then(Use.DOUBTFUL.value)
        .otherwise(Use.TRADE.value)
        .cast(pl.Int8)
    )
