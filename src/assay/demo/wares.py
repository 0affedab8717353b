"""In which words are the sample's listings written? Goods without a brand, accessories that name one, and what fakes say of themselves."""

from __future__ import annotations

from collections.abc import Mapping

SIZES = ("", "", "size M", "gift box", "2026 season", "new in box", "with receipt")
WORDS_ZH = ("正品", "专柜", "新款", "现货")
UNBRANDED: tuple[tuple[str, str, str], ...] = (
    ("leather tote bag, no logo", "Handbags", "39.00"),
    ("hand-knitted wool scarf", "Scarves", "28.00"),
    ("stainless steel water bottle 750 ml", "Bottles", "16.00"),
    ("cotton crew-neck t-shirt", "T-shirts", "12.00"),
    ("wireless earbuds with charging case", "Headphones", "24.00"),
    ("quartz wrist watch, mesh strap", "Watches", "32.00"),
    ("oak picture frame 30 x 40", "Frames", "19.00"),
    ("棉麻连衣裙 女 夏季", "Dresses", "22.00"),
    ("Ledergürtel handgenäht", "Belts", "29.00"),
    ("bougie parfumée figue", "Candles", "18.00"),
)
ACCESSORIES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "zephra": (("clear case for {name} One", "9.90"), ("screen protector compatible with {name} Fold", "7.50"),
               ("Hülle passend für {name} One", "8.90")),
    "haverlock": (("filter set compatible with {name} V9", "14.90"), ("replacement brush for {name} V12, third-party", "12.50"),
                  ("filtre compatible {name} V9", "13.90")),
    "veltrano": (("leather strap for {name} Meridian 40, not original", "24.00"), ("watch roll, fits {name} and others", "35.00")),
    "maison-orvelle": (("felt organiser insert for {name} Sérénade 24", "21.00"), ("rain cover suitable for {name} totes", "11.00")),
    "lumaquill": (("silicone tips for {name} Quill Buds 2", "6.90"), ("case cover for {name} Quill Buds 2 Pro", "8.50")),
    "kestrix": (("laces for {name} Volt 3", "4.50"), ("insoles that fit {name} Court Nine", "12.00")),
    "tavoro": (("hard case for {name} sunglasses", "10.00"), ("replacement lenses for {name} Riva", "29.00")),
}  # fmt: skip
WORDS: tuple[tuple[str, str], ...] = (
    ("garden lantern made of quarry stone", "34.00"),
    ("book: The Old Quarry, a walking guide", "14.00"),
    ("quarry tile sample box", "9.00"),
)
NEGATED = ("plain leather bag, not {name}, our own design", "dress watch without a brand, no {name}")
ADMITTED = (
    "{name} {noun} 1:1 mirror quality",
    "replica {name} {noun} AAA grade",
    "{native} {noun_zh} 高仿 一比一",
    "{native} {noun_zh} 原单 尾货",
    "{name} inspired {noun}, super copy",
)
