"""How well do names hide from `assay screen` when somebody else thinks of the hiding? A second attack generator, with its own letters, ways and words.

    python -m benchmarks.screening_quality.redteam [--wrong N] [--only KIND,...] [--out FILE]

Everything goes through the command, files in and files out. The register holds plain names; what else a brand is called is the policy's. Three registers: the
copied brands among the 15,000 of brands_nsi.csv, five brands alone, and brands of brands_nsi.csv that nobody wrote anything down for.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import polars as pl
from benchmarks.interval import wilson
from benchmarks.screening_quality import data, redteam_words

from assay.policy.load import shipped

BRANDS = (
    "Gucci", "Louis Vuitton", "Chanel", "Hermes", "Dior", "Prada", "Rolex", "Cartier", "Burberry", "Versace", "Fendi", "Givenchy", "Balenciaga", "Saint Laurent", "Bottega Veneta", "Celine",
    "Loewe", "Moncler", "Canada Goose", "Tiffany", "Bvlgari", "Van Cleef & Arpels", "Patek Philippe", "Audemars Piguet", "Omega", "Coach", "Michael Kors", "Supreme", "Off-White", "Nike",
    "Adidas", "Jordan", "Yeezy", "Puma", "New Balance", "Converse", "Vans", "The North Face", "Ray-Ban", "Apple", "Dyson", "Samsung", "Swarovski", "Pandora",
)  # fmt: skip
DISTINCT = tuple(
    b
    for b in BRANDS
    if b not in ("Omega", "Coach", "Supreme", "Off-White", "Jordan", "Puma", "Converse", "Vans", "Apple")
)
"""Brands whose name is no ordinary word: an ordinary word in disguise is asked for too, but apart."""
FIVE = ("Gucci", "Louis Vuitton", "Chanel", "Rolex", "Nike")
FRAMES = (
    "{} shoulder bag, brown leather",
    "ready stock {} free gift box",
    "mens {} belt 105 cm",
    "tas {} wanita terbaru",
    "2025新款 {} 女包 真皮",
    "{} sneakers eu 41",
)
Attack = Callable[[str, random.Random], str | None]

# Letters -------------------------------------------------------------------------------------------------------------------------
ALPHABETS: dict[str, dict[str, str]] = {
    "cherokee": dict(zip("abcdeghijklmprstvwyz", "ᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᎩᏃ", strict=True)),
    "coptic": dict(zip("acehikmnoprtvxyz", "ⲁⲥⲉⲏⲓⲕⲙⲛⲟⲣⲅⲧⲩⲭⲯⲍ", strict=True)),
    "lisu": dict(zip("abcdefghijklmnoprstuvwxyz", "ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ", strict=True)),
    "armenian": dict(zip("acghijlnopsuqw", "ցсցհiյլոօթՏսզա", strict=True)) | {"a": "ա", "i": "ւ", "c": "ϲ"},
    "georgian_greek": dict(zip("abeikmnoprtuvxy", "αβεικμηορrτυνχγ", strict=True)),
    "syllabics": dict(zip("abcdhjlprsuvxz", "ᗩᗷᑕᗪᕼᒍᒪᑭᖇᔕᑌᐯ᙭ᘔ", strict=True)) | {"e": "ᗴ", "g": "Ꮐ", "i": "Ꭵ", "n": "ᑎ", "o": "ᗝ", "t": "Ꭲ", "k": "ᛕ", "m": "ᗰ", "w": "ᗯ", "y": "Ꭹ", "f": "ᖴ"},
    "small_capitals": dict(zip("abcdefghijklmnoprstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", strict=True)),
    "superscript": dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)),
    "latin_extended": dict(zip("abcdefghiklmnoprstuwyz", "ąƀçđęƒğħïķłɱñøþŕşŧūŵýž", strict=True)),
    "braille": dict(zip("abcdefghijklmnopqrstuvwxyz", "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵", strict=True)),
    "currency": {"a": "₳", "b": "฿", "c": "₵", "e": "€", "g": "₲", "k": "₭", "l": "£", "n": "₦", "p": "₱", "r": "Ɽ", "s": "$", "t": "₮", "w": "₩", "y": "¥", "o": "¤"},
}  # fmt: skip
RANGES = {
    "fraktur": 0x1D586, "double_struck": 0x1D552, "script": 0x1D4EA, "sans_italic": 0x1D608, "monospace": 0x1D68A, "regional": 0x1F1E6, "squared": 0x1F130, "negative_squared": 0x1F170,
    "negative_circled": 0x1F150, "parenthesised": 0x249C, "full_width_capitals": 0xFF21,
}  # fmt: skip


def alphabet(letters: dict[str, str]) -> Attack:
    """All letters that there are in another set."""

    def attack(name: str, chance: random.Random) -> str | None:
        out = "".join(letters.get(c, c) for c in name.lower())
        return out if out != name.lower() else None

    return attack


def some(letters: dict[str, str]) -> Attack:
    """One or two letters of another set amid Latin ones."""

    def attack(name: str, chance: random.Random) -> str | None:
        spots = [i for i, c in enumerate(name.lower()) if c in letters]
        if not spots:
            return None
        chosen = set(chance.sample(spots, min(len(spots), chance.choice((1, 2)))))
        return "".join(letters[c.lower()] if i in chosen else c for i, c in enumerate(name))

    return attack


def shifted(first: int) -> Attack:
    return alphabet({chr(97 + i): chr(first + i) for i in range(26)})


def one_of_each(name: str, chance: random.Random) -> str | None:
    """Every letter of a set of its own."""
    sets = [s for k, s in ALPHABETS.items() if k not in ("braille", "currency")]
    out = ""
    for c in name:
        choices = [s[c.lower()] for s in sets if c.lower() in s]
        out += chance.choice([c, *choices]) if choices else c
    return out if out != name else None


# Signs for letters ---------------------------------------------------------------------------------------------------------------
SIGNS = {"a": ("4", "@", "^"), "b": ("8", "ß"), "c": ("(", "¢", "<"), "e": ("3", "&"), "g": ("9", "6"), "i": ("1", "!", "|", "l"), "l": ("1", "|", "I"), "o": ("0", "*", "()"), "s": ("5", "$", "z"), "t": ("7", "+"), "u": ("v", "µ"), "v": ("\\/",), "w": ("vv",), "d": ("|)",), "h": ("#",), "n": ("|\\|",), "x": ("%", "><"), "k": ("|<",)}  # fmt: skip


def signs(name: str, chance: random.Random) -> str | None:
    """One or two letters as figures or signs, common ones and rare."""
    spots = [i for i, c in enumerate(name.lower()) if c in SIGNS]
    if not spots:
        return None
    chosen = set(chance.sample(spots, min(len(spots), chance.choice((1, 2)))))
    return "".join(chance.choice(SIGNS[c.lower()][:2]) if i in chosen else c for i, c in enumerate(name))


def figures(name: str, chance: random.Random) -> str | None:
    """Every letter that looks like a figure as that figure."""
    out = "".join(
        {"a": "4", "e": "3", "i": "1", "o": "0", "s": "5", "g": "6", "b": "8", "t": "7"}.get(c.lower(), c) for c in name
    )
    return out if out != name and sum(c.isalpha() for c in out) >= 2 else None


def drawn(name: str, chance: random.Random) -> str | None:
    """A letter drawn with several signs: \\/ersace, |-|ermes."""
    shapes = {
        "v": "\\/",
        "w": "\\/\\/",
        "d": "|)",
        "h": "|-|",
        "n": "|\\|",
        "k": "|<",
        "m": "|\\/|",
        "l": "|_",
        "c": "(",
        "u": "|_|",
        "o": "()",
        "x": "><",
    }
    spots = [i for i, c in enumerate(name.lower()) if c in shapes]
    if not spots:
        return None
    i = chance.choice(spots)
    return name[:i] + shapes[name[i].lower()] + name[i + 1 :]


# Between the letters -----------------------------------------------------------------------------------------------------------
def between(*marks: str) -> Attack:
    def attack(name: str, chance: random.Random) -> str:
        return chance.choice(marks).join(name.replace(" ", ""))

    return attack


def between_some(*marks: str) -> Attack:
    """One or two marks within the name."""

    def attack(name: str, chance: random.Random) -> str:
        word = name.replace(" ", "") if chance.random() < 0.5 else name
        spots = sorted(chance.sample(range(1, len(word)), min(len(word) - 1, chance.choice((1, 2)))), reverse=True)
        for i in spots:
            word = word[:i] + chance.choice(marks) + word[i:]
        return word

    return attack


def mixed_marks(name: str, chance: random.Random) -> str:
    out = ""
    for c in name.replace(" ", ""):
        out += c + chance.choice(".-_/|· ~*")
    return out[:-1]


def wrapped(name: str, chance: random.Random) -> str:
    left, right = chance.choice(("()", "[]", "【】", "{}", "<>", "「」"))
    return "".join(left + c + right for c in name.replace(" ", ""))


def entities(name: str, chance: random.Random) -> str:
    """Characters as HTML would write them."""
    chosen = set(chance.sample(range(len(name)), max(1, len(name) // 3)))
    return "".join(chance.choice((f"&#{ord(c)};", f"&#x{ord(c):x};")) if i in chosen else c for i, c in enumerate(name))


def entity_marks(name: str, chance: random.Random) -> str:
    return chance.choice(("&shy;", "&zwnj;", "&#8203;", "&middot;", "&nbsp;")).join(name.replace(" ", ""))


def tags(name: str, chance: random.Random) -> str:
    i = chance.randrange(1, len(name))
    return name[:i] + chance.choice(("<b></b>", "<i></i>", "<wbr>", "<!-- -->")) + name[i:]


# Order and number of letters ------------------------------------------------------------------------------------------------
def reversed_text(name: str, chance: random.Random) -> str | None:
    return name.replace(" ", "").lower()[::-1] if len(name) >= 5 else None


def overridden(name: str, chance: random.Random) -> str:
    return "\u202e" + name[::-1] + "\u202c"


def upside_down(name: str, chance: random.Random) -> str:
    turned = dict(zip("abcdefghijklmnopqrstuvwxyz", "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz", strict=True))
    return "".join(turned.get(c, c) for c in reversed(name.lower()))


def neighbour_key(name: str, chance: random.Random) -> str | None:
    rows = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    spots = [i for i, c in enumerate(name.lower()) if i > 0 and c.isalpha()]
    if len(name) < 6:
        return None
    i = chance.choice(spots)
    row = next(r for r in rows if name[i].lower() in r)
    at = row.index(name[i].lower())
    return name[:i] + chance.choice([row[k] for k in (at - 1, at + 1) if 0 <= k < len(row)]) + name[i + 1 :]


def doubled_twice(name: str, chance: random.Random) -> str:
    spots = sorted(chance.sample(range(len(name)), 2), reverse=True)
    for i in spots:
        name = name[:i] + name[i] * chance.choice((2, 3)) + name[i + 1 :]
    return name


def vowels_gone(name: str, chance: random.Random) -> str | None:
    out = name[0] + "".join(c for c in name[1:] if c.lower() not in "aeiou")
    return out if len(out.replace(" ", "")) >= 5 and out != name else None


def by_ear(name: str, chance: random.Random) -> str | None:
    """Written as it sounds."""
    sounds = {
        "Gucci": ("Guchi", "Gucchi", "Guci", "Guccy", "Gucii"), "Louis Vuitton": ("Loui Vuitton", "Louis Viton", "Lui Vitton", "Louise Vuitton", "Louis Vitton"), "Chanel": ("Shanel", "Channel bag Coco", "Chanell", "Chanal"),
        "Hermes": ("Hermess", "Ermes", "Hermez"), "Dior": ("Diorr", "Deor", "Diior"), "Prada": ("Pradda", "Pradaa", "Parada"), "Rolex": ("Rollex", "Rolexx", "Roleks"), "Cartier": ("Cartie", "Kartier", "Carteir"),
        "Burberry": ("Burbery", "Burburry", "Berberry"), "Versace": ("Versachi", "Versacce", "Versache"), "Fendi": ("Fendy", "Fenndi", "Fendii"), "Givenchy": ("Givenchi", "Jivenchy", "Givinchy"), "Balenciaga": ("Balenciage", "Balensiaga", "Balanciaga"),
        "Saint Laurent": ("Saint Lauren", "St Laurent", "Saint Laurant"), "Bottega Veneta": ("Botega Veneta", "Bottega Venetta", "Botega Venetta"), "Moncler": ("Monclair", "Monclar", "Monkler"), "Tiffany": ("Tifany", "Tiffani", "Tiffanny"),
        "Bvlgari": ("Bulgary", "Bvlgary", "Bulgarii"), "Patek Philippe": ("Patek Philip", "Patek Phillipe", "Patek Phillippe"), "Audemars Piguet": ("Audemar Piguet", "Audemars Pigeut", "Audemar Pigue"), "Adidas": ("Addidas", "Adiddas", "Adidass"),
        "Nike": ("Nikee", "Nikke", "Niike"), "Balenciaga ": (), "Samsung": ("Samsong", "Samsumg", "Sumsung"), "Dyson": ("Dysson", "Dison", "Dysen"), "Swarovski": ("Swarovsky", "Swaroski", "Swarowski"), "Pandora": ("Pandorra", "Pandoora", "Pandorah"),
        "Yeezy": ("Yezzy", "Yeesy", "Yeezi"), "New Balance": ("New Ballance", "New Balence", "NewBallance"), "Michael Kors": ("Micheal Kors", "Michael Kor", "Micheal Kor"), "The North Face": ("The Nort Face", "North Fase", "Nothface"),
        "Ray-Ban": ("Rayban", "Ray Bann", "Raiban"), "Celine": ("Celin", "Seline", "Cellin"), "Loewe": ("Loewee", "Lowee", "Loeve"), "Canada Goose": ("Canada Gose", "Canda Goose", "Canada Gouse"), "Van Cleef & Arpels": ("Van Cleff", "Van Clef Arpels", "Vancleef"),
    }.get(name)  # fmt: skip
    return chance.choice(sounds) if sounds else None


def masked(name: str, chance: random.Random) -> str | None:
    """One to three letters covered with signs of one kind."""
    sign = chance.choice("*x_●#○?⭐-•")
    spots = [i for i, c in enumerate(name) if i > 0 and c.isalpha()]
    count = 1 if len(name) < 7 else chance.choice((1, 2))
    chosen = set(chance.sample(spots, count)) if len(name) >= 5 else set()
    return "".join(sign if i in chosen else c for i, c in enumerate(name)) if chosen else None


# Stuck to something ------------------------------------------------------------------------------------------------------------
def stuck(name: str, chance: random.Random) -> str:
    word = name.replace(" ", "").replace("&", "").replace("-", "").lower()
    frames = (
        "{}handbag",
        "mens{}",
        "{}shop88",
        "new{}",
        "{}2025",
        "#{}",
        "@{}_official",
        "{}bags",
        "authentic{}",
        "{}1",
        "{}hk",
        "real{}",
        "{}wallet",
        "bag{}",
        "{}original",
        "my{}",
        "i{}love",
        "{}ori",
        "{}premium",
    )
    return chance.choice(frames).format(word)


def camel(name: str, chance: random.Random) -> str:
    word = name.replace(" ", "").replace("&", "").replace("-", "")
    return chance.choice(("{}LeatherBag", "New{}Collection", "{}MonogramTote", "Vintage{}Bag", "{}LuxuryStyle")).format(
        word
    )


def stuck_to_han(name: str, chance: random.Random) -> str:
    return chance.choice(("正品{}包包", "大牌{}同款", "专柜{}新款", "代购{}男士", "高端{}女士")).format(name)


def hyphenated(name: str, chance: random.Random) -> str:
    return chance.choice(
        (
            "{}-bag",
            "{}/bag",
            "bag/{}",
            "{}_bag",
            "{}+box",
            "{}&co",
            "{}.official",
            "no1-{}",
            "({})",
            "*{}*",
            "~{}~",
            "“{}”",
        )
    ).format(name)


def split_word(name: str, chance: random.Random) -> str | None:
    word = name.replace(" ", "")
    if len(word) < 5:
        return None
    i = chance.randrange(2, len(word) - 1)
    return word[:i] + chance.choice((" ", "  ", "\n", "\t", "\u00a0", "\u3000")) + word[i:]


KINDS: dict[str, Attack] = {
    **{f"letters: {k}": alphabet(v) for k, v in ALPHABETS.items() if k not in ("currency", "latin_extended")},
    **{f"letters: {k}": shifted(v) for k, v in RANGES.items()},
    **{f"some letters: {k}": some(ALPHABETS[k]) for k in ("cherokee", "lisu", "armenian", "coptic", "syllabics", "latin_extended", "currency", "superscript")},
    "letters: every one of another set": one_of_each,
    "signs for letters": signs,
    "figures for all letters": figures,
    "letters drawn with signs": drawn,
    "between: middle dot, bullet": between("·", "•", "‧", "・"),
    "between: tatweel, Thai, Devanagari marks": between("ـ", "ฯ", "।"),
    "between: soft hyphen, joiners, fillers": between("\u00ad", "\u200d", "\u2063", "\u115f", "\u180e"),
    "between: newline, tab, wide spaces": between("\n", "\t", "\u2003", "\u3000"),
    "between: slashes, bars": between("/", "|", "\\", "¦", "‖"),
    "between: emoji": between("🔥", "❤️", "👜", "✨", "🇮🇹"),
    "between: commas, colons, plus": between(",", ":", "+", ";", "=", "~"),
    "between: several kinds": mixed_marks,
    "marks at one or two places": between_some("-", ".", "_", "'", "·", "*", "|", "~", "^"),
    "every letter in brackets": wrapped,
    "entities for letters": entities,
    "entities between letters": entity_marks,
    "tags within": tags,
    "reversed": reversed_text,
    "reversed, shown right to left": overridden,
    "upside down": upside_down,
    "neighbouring key": neighbour_key,
    "letters doubled twice": doubled_twice,
    "vowels gone": vowels_gone,
    "as it sounds": by_ear,
    "masked with signs": masked,
    "stuck to words and figures": stuck,
    "stuck in capitals": camel,
    "stuck to Chinese": stuck_to_han,
    "stuck with marks": hyphenated,
    "split": split_word,
}  # fmt: skip
PAIRS = (("some letters: cherokee", "marks at one or two places"), ("signs for letters", "between: emoji"), ("neighbouring key", "some letters: lisu"), ("letters doubled twice", "letters: fraktur"), ("stuck to words and figures", "some letters: armenian"), ("masked with signs", "some letters: coptic"))  # fmt: skip


def both(first: str, second: str) -> Attack:
    def attack(name: str, chance: random.Random) -> str | None:
        once = KINDS[first](name, chance)
        return None if once is None else KINDS[second](once, chance)

    return attack


KINDS |= {f"both: {a} + {b}": both(a, b) for a, b in PAIRS}
WORDS = {
    "words: Chinese": redteam_words.NATIVE, "words: katakana": redteam_words.KANA, "words: hangul": redteam_words.HANGUL, "words: Cyrillic": redteam_words.CYRILLIC,
    "words: Arabic and Thai": redteam_words.ARABIC_THAI, "words: pinyin": redteam_words.PINYIN, "words: slang": redteam_words.SLANG, "words: lines and short forms": redteam_words.LINES,
}  # fmt: skip
NATIVE_MARKS = ("|", "·", "*", ".", " ", "/", "丨", "\u200b", "🔥", "_")


def native_split(title: str, chance: random.Random) -> str:
    """The first word, a name in Chinese, with marks in it."""
    name, _, rest = title.partition(" ")
    return chance.choice(NATIVE_MARKS).join(name) + " " + rest


Case = tuple[str, str, str]  # kind, brand, title


def cases(brands: Sequence[str], *, words: bool, seed: int) -> list[Case]:
    chance = random.Random(seed)
    found: list[Case] = []
    for kind, attack in KINDS.items():
        for name in brands:
            for frame in chance.sample(FRAMES, 2):
                hidden = attack(name, chance)
                if hidden is not None:
                    found.append((kind, name, frame.format(hidden)))
    for kind, titles in WORDS.items() if words else ():
        found += [(kind, brand, title) for title, brand in titles.items()]
    if words:
        found += [("words: Chinese, split", b, native_split(t, chance)) for t, b in redteam_words.NATIVE.items()]
    return found


def key(name: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in name.lower())


def register(brands: Iterable[str], *, nsi: bool) -> pl.DataFrame:
    """brand_id, name, aliases as a table for the command."""
    rows = [(key(b), b, "") for b in brands]
    taken = {b.lower() for b in brands}
    if nsi:
        rows += [(str(r[0]), str(r[1]), "|".join(r[2])) for r in data.nsi() if str(r[1]).lower() not in taken]  # type: ignore[arg-type]
    return pl.DataFrame(rows, schema=["brand_id", "name", "aliases"], orient="row").unique(
        "brand_id", maintain_order=True
    )


def command(titles: Sequence[str], table: pl.DataFrame) -> pl.DataFrame:
    """`assay screen` on these titles: one row each."""
    with tempfile.TemporaryDirectory() as folder:
        files = [str(Path(folder) / f) for f in ("feed.ndjson", "register.parquet", "rights.csv", "out.parquet")]
        with Path(files[0]).open("w", encoding="utf-8") as out:
            for i, title in enumerate(titles):
                out.write(json.dumps({"id": str(i), "store_id": "s", "title": title}) + "\n")
        table.write_parquet(files[1])
        Path(files[2]).write_text("store_id,brand_id\n", encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", "assay.cli", "screen", files[0], "--register", files[1], "--rights", files[2], "--as-of", "2026-11-24", "--out", files[3], "--json"],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        rows = pl.read_parquet(files[3])
    order = pl.DataFrame({"id": [str(i) for i in range(len(titles))]})
    return order.join(rows, on="id", how="left", maintain_order="left")


class Board:
    def __init__(self, show: int, only: str) -> None:
        self.show, self.only = show, only
        self.rows: dict[str, dict[str, object]] = {}

    def line(self, name: str, good: int, of: int, **more: object) -> None:
        low, high = wilson(good, of)
        self.rows[name] = {
            "good": good,
            "of": of,
            "share": round(good / max(of, 1), 4),
            "low": round(low, 4),
            "high": round(high, 4),
            **more,
        }
        print(f"{name:75} {good:5}/{of:<5} {100 * good / max(of, 1):6.1f} %  [{100 * low:.1f}, {100 * high:.1f}]")

    def attack(
        self, name: str, found: Sequence[Case], table: pl.DataFrame, *, same: dict[str, set[str]] | None = None
    ) -> None:
        out = command([c[2] for c in found], table)
        good: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        missed: dict[str, list[tuple[str, str, object]]] = defaultdict(list)
        for (kind, brand, title), row in zip(found, out.iter_rows(named=True), strict=True):
            want = (same or {}).get(brand) or {key(brand)}
            hit = bool(want & set(row["brand_ids"] or []))
            good[kind][0] += hit
            good[kind][1] += 1
            good[kind][2] += hit and row["verdict"] in ("hold", "remove")
            if not hit:
                missed[kind].append((brand, title, row["brand_id"]))
        for kind, (n, of, held) in sorted(good.items(), key=lambda g: g[1][0] / g[1][1]):
            self.line(f"{name}: {kind}", n, of, held=held)
            for one in missed[kind][: self.show]:
                print("      ", one)
        self.line(
            f"{name}: all",
            sum(g[0] for g in good.values()),
            sum(g[1] for g in good.values()),
            held=sum(g[2] for g in good.values()),
        )

    def plain(self, name: str, titles: Sequence[str], table: pl.DataFrame) -> None:
        out = command(titles, table)
        claimed = [(t[:90], b) for t, b in zip(titles, out["brand_id"].to_list(), strict=True) if b]
        self.line(f"{name}: false claims on texts labelled unbranded", len(claimed), len(titles))
        for one in claimed[: self.show]:
            print("      ", one)


def nobody_wrote_down(count: int) -> list[str]:
    """Brands of brands_nsi.csv in Latin letters without a line of policy, in two lots: five letters and more, and three or four."""
    by_hand = {n.lower() for b in shipped().name.brands for n in (b.name, *b.also)}
    ordinary = set(shipped().ordinary.words.split())
    names = sorted({str(r[1]) for r in data.nsi() if str(r[1]).isascii() and str(r[1]).lower() not in by_hand})
    plain = [
        n
        for n in names
        if 6 <= len(n) <= 14 and n.replace(" ", "").isalpha() and not all(w.lower() in ordinary for w in n.split())
    ]
    return random.Random(3).sample(plain, count)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--wrong", type=int, default=0, help="print so many misses of each kind")
    parser.add_argument("--only", default="", help="large, words, small, nsi")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    board = Board(args.wrong, args.only)
    parts = args.only.split(",") if args.only else ["large", "words", "small", "nsi"]
    plain = data.unbranded()
    large = register(BRANDS, nsi=True)
    if "large" in parts:
        board.attack("large register", cases(DISTINCT, words=True, seed=args.seed), large)
        board.plain("large register", plain, large)
    if "words" in parts:
        board.attack(
            "large register, ordinary words",
            cases([b for b in BRANDS if b not in DISTINCT], words=False, seed=args.seed),
            large,
        )
    if "small" in parts:
        small = register(FIVE, nsi=False)
        board.attack("five brands", cases(FIVE, words=False, seed=args.seed + 1), small)
        board.plain("five brands", plain, small)
        short = register(("H&M", "LG", "HP", "3M", "Nike", "Vans", "Zara", "Lego", "UGG", "BMW"), nsi=False)
        board.plain("ten short names", plain, short)
    if "nsi" in parts:
        names = nobody_wrote_down(60)
        ids: dict[str, set[str]] = defaultdict(set)
        for r in data.nsi():
            ids[str(r[1])].add(str(r[0]))
        table = register((), nsi=True)
        board.attack("brands that nobody wrote down", cases(names, words=False, seed=args.seed + 2), table, same=ids)
    if args.out:
        about = {
            "python": platform.python_version(),
            "polars": pl.__version__,
            "policy": shipped().version,
            "seed": args.seed,
            "scores": board.rows,
        }
        args.out.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
