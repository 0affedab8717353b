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
    WORD = 5


USE_NAMES: tuple[str, ...] = ("trade", "doubtful", "compatible", "negated", "second_hand", "word")

STRONG_FIT = (
    "compatible with", "compatible for", "compatible", "replacement for", "replaces", "fits", "that fit", "to fit", "fit", "fit for", "fits for", "suitable for", "designed for", "made for",
    "works with", "work with", "for use with", "intended for", "kompatibel mit", "kompatibel", "passend für", "passend zu", "geeignet für", "ersatz für",
    "compatible avec", "adapté à", "adapté pour", "convient à", "compatible con", "compatibile con", "compatibile", "geschikt voor", "kompatibel dengan",
    "cocok untuk", "cocok", "适用于", "适用", "适合", "适配", "兼容", "通用", "配", "適用", "適用於", "相容", "対応", "互換", "호환", "совместим с", "совместимый с", "для",
)  # fmt: skip
WEAK_FIT = ("for", "für", "pour", "para", "per", "voor", "untuk", "dla", "till", "til", "til")
FIT_BEHIND = ("compatible", "kompatibel", "compatibile")
FIT_BEHIND_JOINED = ("用", "专用", "專用", "対応", "適用", "适用", "互換", "호환", "전용", "通用")
NEGATIONS = (
    "not", "not a", "not an", "no", "non", "isn t", "is not", "is not a", "isnt", "without", "never", "nor", "kein", "keine", "nicht", "nicht von", "ohne", "pas", "pas de", "pas un",
    "non è", "no es", "senza", "sin", "sans", "geen", "niet", "bukan", "不是", "非", "并非", "無", "无", "ではありません", "не",
)  # fmt: skip
AUDIENCE = (
    "men", "women", "man", "woman", "kids", "kid", "boys", "girls", "boy", "girl", "baby", "babies", "unisex", "mens", "womens", "ladies", "her", "him", "children", "adults",
    "herren", "damen", "kinder", "homme", "femme", "enfant", "hombre", "mujer", "uomo", "donna", "pria", "wanita", "anak",
)  # fmt: skip
ACCESSORIES = (
    "case", "cases", "cover", "covers", "strap", "straps", "band", "bands", "charger", "chargers", "cable", "cables", "adapter", "adaptor", "screen protector", "protector", "tempered glass",
    "filter", "filters", "battery", "batteries", "ink", "toner", "cartridge", "cartridges", "holder", "mount", "stand", "dock", "sleeve", "pouch", "skin", "sticker", "decal", "decals", "remote", "remote control",
    "replacement", "spare", "spare part", "parts", "part", "kit", "bracket", "brush", "brushes", "blade", "blades", "nozzle", "hose", "bag for", "belt clip", "lens cap", "lens hood", "earpads", "ear pads",
    "ear tips", "cushion", "cushions", "insert", "shaper", "base shaper", "chain strap", "organizer", "organiser", "liner", "laces", "shoelaces", "insoles", "lid", "refill", "pods", "capsule", "capsules", "keyboard cover", "film", "lcd", "digitizer", "flex", "housing",
    "memory", "ram", "hinge", "fan", "bulb", "lamp for", "mat", "mats", "floor mats", "wiper", "wipers", "brake pads", "bumper", "grille", "key fob", "key cover", "seat cover", "headlight", "mirror cover", "hülle", "tasche für",
    "ladegerät", "kabel", "akku", "ersatz", "ersatzteil", "armband", "schutzfolie", "panzerglas", "filtertüten", "coque", "étui", "housse", "chargeur", "câble", "batterie", "filtre", "bracelet", "protection", "funda", "carcasa", "cargador", "correa", "protector de pantalla", "filtro", "custodia", "cover", "cinturino",
    "caricatore", "hoesje", "oplader", "bandje", "casing", "kabel data", "charger", "baterai", "baterei", "engsel", "roda", "adaptor",
    "手机壳", "保护壳", "保护套", "壳", "套", "钢化膜", "贴膜", "膜", "充电器", "数据线", "表带", "滤芯", "电池", "墨盒", "硒鼓", "支架", "配件", "收纳", "内胆", "鞋带", "鞋垫", "保護殼", "保護貼", "錶帶", "ケース", "カバー", "フィルム", "充電器", "ケーブル", "バッテリー", "バンド", "フィルター", "케이스", "필름", "충전기", "배터리", "чехол", "стекло", "кабель", "ремешок",
)  # fmt: skip


def _alternatives(words: tuple[str, ...]) -> str:
    folded = sorted({fold(w) for w in words if fold(w)}, key=len, reverse=True)
    return "|".join(folded)


def _before(words: tuple[str, ...], *, gap: str = "") -> str:
    return rf"(?:^| |[^ -~])(?:{_alternatives(words)}) ?{gap}$"


GAP = r"(?:(?:the|a|an|your|all|most|new|old|original|genuine|apple|samsung|[0-9]{1,4}|fur|de|la|le|el) ){0,3}"
FIT_STRONG_BEFORE = _before(STRONG_FIT, gap=GAP)
FIT_WEAK_BEFORE = _before(WEAK_FIT, gap=GAP)
AUDIENCE_BEFORE = rf"(?:^| )(?:for|fur|pour|para|per|voor|untuk) (?:{_alternatives(AUDIENCE)}) "
NEGATED_BEFORE = _before(NEGATIONS)
FIT_BEHIND_RE = rf"^ ?(?:{_alternatives(FIT_BEHIND)})(?: |$)"
FIT_BEHIND_JOINED_RE = rf"^ ?(?:[a-z0-9]+ ){{0,3}}(?:{_alternatives(FIT_BEHIND_JOINED)})(?: |$|[^ -~])"
FIT_FAR_BEFORE = rf"(?:^| )(?:{_alternatives(WEAK_FIT)}) (?:[a-z0-9]+ ){{0,6}}$"
ACCESSORY_BEHIND = rf"^ (?:[a-z0-9]+ ){{0,2}}(?:{_alternatives(tuple(w for w in ACCESSORIES if w.isascii()))})(?: |$)"


def accessory_pattern() -> str:
    """A regular expression over folded text: does it name an accessory or a part?"""
    words = {fold(w) for w in ACCESSORIES if fold(w)} | {w.lower() for w in ACCESSORIES}
    latin = "|".join(sorted((w for w in words if not is_joined(w)), key=len, reverse=True))
    other = "|".join(sorted((w for w in words if is_joined(w)), key=len, reverse=True))
    return rf"(?:^| )(?:{latin})(?: |$)|(?:{other})"


ABOUT = r"(?:^| )(?:book of|story of|history of|biography|life of|about|documentary|museum of|inspired by the life of)(?: [a-z]+){0,3} $"


def use_of(
    *, before: pl.Expr, behind: pl.Expr, accessory: pl.Expr, luxury: pl.Expr, first: pl.Expr, line: pl.Expr
) -> pl.Expr:
    """The use (Use, as Int8) of a name.

    From the folded text before and behind it, whether the title names an accessory, whether the brand sells what is copied, whether the name stands first,
    and whether it is a product line.
    """
    strong = before.str.contains(FIT_STRONG_BEFORE) | behind.str.contains(FIT_BEHIND_JOINED_RE)
    strong = strong | (behind.str.contains(FIT_BEHIND_RE) & ~first)
    weak = before.str.contains(FIT_WEAK_BEFORE)
    far = (
        accessory
        & ~luxury
        & (before.str.contains(FIT_FAR_BEFORE) | ((line | ~first) & behind.str.contains(ACCESSORY_BEHIND)))
    )
    return (
        pl.when(before.str.contains(NEGATED_BEFORE))
        .then(Use.NEGATED.value)
        .when(strong | (weak & (accessory | ~luxury)) | far)
        .then(Use.COMPATIBLE.value)
        .when(before.str.contains(ABOUT))
        .then(Use.WORD.value)
        .when(weak)
        .then(Use.DOUBTFUL.value)
        .otherwise(Use.TRADE.value)
        .cast(pl.Int8)
    )
