"""How well do names hide from `assay screen` when a third opponent hides them, in made-up titles and in real ones?

    ASSAY_DATA=... python -m benchmarks.screening_quality.third [--seed N] [--wrong N] [--only PART,...] [--kinds WORD] [--out FILE]

Parts: `copied` (brands that are copied much, in a register of 15,000), `words` (their names in other scripts, short forms and lines, disguised too), `titles`
(real titles with a brand column: the brand in them disguised, register of the column and 15,000), `made` (sixty made-up brands that nobody has heard of). Everything
goes through the command. A hit is the right brand; wrong is another brand named first; a place is right where the words that the verdict shows are those of the title
there and lie within what was disguised.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from benchmarks.interval import wilson
from benchmarks.screening_quality import data, redteam, third_words
from benchmarks.screening_quality.run import same
from benchmarks.screening_quality.third_attacks import KINDS

from assay.policy.load import shipped
from assay.regime.listing.claims.fold import fold

COPIED = (
    "Gucci", "Louis Vuitton", "Chanel", "Hermes", "Dior", "Prada", "Rolex", "Cartier", "Burberry", "Versace", "Fendi", "Givenchy", "Balenciaga", "Saint Laurent", "Bottega Veneta", "Moncler", "Bvlgari", "Tiffany", "Nike", "Adidas", "New Balance", "Samsung", "Dyson", "Swarovski", "Pandora",
    "Lululemon", "Timberland", "Valentino", "Longines", "Audemars Piguet", "Patek Philippe", "Michael Kors", "The North Face", "Ray-Ban", "Under Armour", "Tommy Hilfiger", "Calvin Klein", "Dolce & Gabbana", "Jimmy Choo", "Nintendo", "Lancome", "Estee Lauder", "Birkenstock", "Skechers",
)  # fmt: skip
OTHERS = (
    "Hublot", "Breitling", "Tissot", "Panerai", "Salvatore Ferragamo", "Christian Louboutin", "Alexander McQueen", "Miu Miu", "Tory Burch", "Kate Spade", "Marc Jacobs", "Ralph Lauren", "Lacoste", "Stussy", "Carhartt", "Columbia", "Patagonia", "Asics", "Reebok", "Fila", "Oakley", "Philips", "Sony",
    "Huawei", "Xiaomi", "Makita", "Bosch", "Lego", "Pokemon", "Barbie", "Clarins", "Clinique", "Shiseido", "Kiehls", "Levis", "Wrangler", "Crocs", "Casio", "Garmin", "Canon",
)  # fmt: skip
"""Not looked at while the first were mended."""
MADE = (
    "Castelmont", "Brindoro", "Orsay Fils", "Nordhavn", "Kalmera", "Tavirelle", "Vespiano", "Harrowgate", "Maison Delorne", "Quillon", "Ostrava Mills", "Zephyrine", "Lumenta", "Bergstrand", "Corvaldi", "Atelier Fauve", "Mirandel", "Trevanni", "Oakenfell", "Sorrentix",
    "Halvard", "Pellegrove", "Nakamori", "Velourne", "Dunmarrow", "Gaspari", "Wyndmere", "Elkhorn Ridge", "Fiorenza Bassi", "Kestrane",
)  # fmt: skip
MADE_OTHERS = (
    "Montcalvo", "Aurelian", "Strandvik", "Belcanto Roma", "Tornelli", "Vauclair", "Haldorsen", "Perrault Nord", "Ravenscar", "Lindqvist", "Camposanto", "Marchetta", "Oldenfjord", "Sabrienne", "Kurogane", "Delphinor", "Greyfen", "Tessandra", "Villanova Sport", "Brackwater",
)  # fmt: skip
FRAMES = (
    "{} crossbody bag for women",
    "brand new {} sneakers, box included",
    "Men's {} leather belt 110 cm black",
    "sale!! {} sunglasses uv400",
    "jual {} tas kulit wanita",
    "Damen {} Handtasche braun",
    "2024 winter {} jacket size L",
    "watch {} automatic steel",
    "perfume {} 100 ml",
    "vintage scarf by {}",
    "{}",
    "NEW {} WALLET WITH DUST BAG",
)


@dataclass(frozen=True, kw_only=True)
class Case:
    kind: str
    brand: str
    title: str
    start: int
    end: int


def framed(kind: str, brand: str, hidden: str, frame: str) -> Case:
    before, _, behind = frame.partition("{}")
    return Case(
        kind=kind, brand=brand, title=before + hidden + behind, start=len(before), end=len(before) + len(hidden)
    )


def disguised(brands: Sequence[str], *, seed: int, each: int, kinds: str) -> list[Case]:
    chance = random.Random(seed)
    found = []
    for kind, attack in KINDS.items():
        for name in brands:
            for frame in chance.sample(FRAMES, each):
                written = chance.choice((name, name, name.upper(), name.lower()))
                hidden = attack(written, chance)
                if hidden is not None and hidden != written and kinds in kind:
                    found.append(framed(kind, name, hidden, frame))
    return found


def in_titles(*, seed: int, each: int, kinds: str) -> list[Case]:
    """Real titles, the brand in them disguised: names of four letters and more that are no ordinary word."""
    chance = random.Random(seed)
    rows = data.named()
    known = {str(b[1]) for b in data.column_brands(rows)}
    ordinary = set(shipped().ordinary.words.split())
    fitting = sorted({(t, n) for t, n in rows if n in known and n in t.lower() and len(n) > 3 and n not in ordinary})
    by_name: dict[str, list[str]] = defaultdict(list)
    for title, name in fitting:
        by_name[name].append(title)
    names = sorted(by_name)
    found = []
    for kind, attack in KINDS.items():
        for name in chance.sample(names, min(each, len(names))):
            title = chance.choice(by_name[name])
            at = title.lower().index(name)
            hidden = attack(title[at : at + len(name)], chance)
            if (
                hidden is None
                or hidden == title[at : at + len(name)]
                or kinds not in kind
                or len(title.lower()) != len(title)
            ):
                continue
            rest = title[:at] + title[at + len(name) :]
            if f" {name} " in f" {fold(rest)} ":  # it stands there a second time, undisguised
                continue
            found.append(
                Case(
                    kind=kind,
                    brand=name,
                    title=title[:at] + hidden + title[at + len(name) :],
                    start=at,
                    end=at + len(hidden),
                )
            )
    return found


NATIVE_MARKS = (" ", "·", ".", "/", "丨", "|", "*", "-", "🔥", "\u200b", "\u00ad", "、", "\u3000", "_", "～")
FRAMES_OF = {
    "Chinese": ("{} 女包 真皮", "新款{}手表男", "专柜正品 {} 礼盒"),
    "katakana": ("{} 財布 レディース", "新品 {} バッグ"),
    "hangul": ("{} 가방 여성", "정품 {} 지갑"),
    "Cyrillic": ("сумка {} женская", "{} часы мужские"),
    "Arabic": ("حقيبة {} جديدة", "{} ساعة رجالية"),
    "Thai": ("กระเป๋า {} ของแท้", "รองเท้า {} ใหม่"),
}


def in_words(*, seed: int) -> list[Case]:
    """Names in other scripts, as they are and disguised; short forms and lines, disguised."""
    import unicodedata

    chance = random.Random(seed)
    found: list[Case] = []

    def add(kind: str, brand: str, hidden: str, script: str) -> None:
        found.append(framed(f"words: {kind}", brand, hidden, chance.choice(FRAMES_OF[script])))

    for brand, names in third_words.CHINESE.items():
        for name in dict.fromkeys(names):
            add("Chinese", brand, name, "Chinese")
            add("Chinese, apart", brand, chance.choice(NATIVE_MARKS).join(name), "Chinese")
            i = chance.randrange(1, len(name))
            add("Chinese, apart once", brand, name[:i] + chance.choice(NATIVE_MARKS) + name[i:], "Chinese")
            add("Chinese, in brackets", brand, "".join(f"【{c}】" for c in name), "Chinese")
    for brand, name in third_words.KATAKANA.items():
        add("katakana", brand, name, "katakana")
        add("katakana, decomposed", brand, unicodedata.normalize("NFD", name), "katakana")
        add("katakana, narrow", brand, _narrow(name), "katakana")
        add(
            "katakana as hiragana",
            brand,
            "".join(chr(ord(c) - 0x60) if 0x30A1 <= ord(c) <= 0x30F6 else c for c in name),
            "katakana",
        )
        add("katakana, apart", brand, chance.choice(("・", " ", "･", "\u200b", "*", ".", "-")).join(name), "katakana")
    for brand, name in third_words.HANGUL.items():
        add("hangul", brand, name, "hangul")
        add("hangul, decomposed", brand, unicodedata.normalize("NFD", name), "hangul")
        add("hangul, apart", brand, chance.choice(NATIVE_MARKS).join(name), "hangul")
    for brand, name in third_words.CYRILLIC.items():
        add("Cyrillic", brand, name, "Cyrillic")
        latin = dict(zip("аеорсухАЕОРСВНКМТ", "aeopcyxAEOPCBHKMT", strict=True))
        add("Cyrillic with Latin letters", brand, "".join(latin.get(c, c) for c in name), "Cyrillic")
        add("Cyrillic, apart", brand, chance.choice((".", "-", " ", "*", "·")).join(name.replace(" ", "")), "Cyrillic")
        add("Cyrillic, marks", brand, "".join(c + "\u0301" for c in name), "Cyrillic")
    for brand, name in third_words.ARABIC.items():
        add("Arabic", brand, name, "Arabic")
        add("Arabic, stretched", brand, "".join(c + ("ـ" if c not in " ادرو" else "") for c in name), "Arabic")
        add(
            "Arabic, vowel signs",
            brand,
            "".join(c + (chance.choice("\u064e\u0650\u064f\u0652") if c != " " else "") for c in name),
            "Arabic",
        )
    for brand, name in third_words.THAI.items():
        add("Thai", brand, name, "Thai")
        add("Thai, zero width", brand, "\u200b".join(name), "Thai")
    for brand, spellings in third_words.PINYIN.items():
        for spelling in spellings:
            add("pinyin", brand, spelling, "Chinese")
    for short, (brand, frame) in third_words.SHORT.items():
        for kind, hidden in (("as it is", short), ("dots", ".".join(short)), ("wide", "".join(chr(ord(c) + 0xFEE0) for c in short)), ("circled", "".join(chr(0x24B6 + ord(c) - 65) if c.isupper() else c for c in short)), ("joined", short + frame.split()[1])):  # fmt: skip
            found.append(framed(f"words: short form, {kind}", brand, hidden, frame))
    kinds = ("letters: Cyrillic, one or two", "figures: one or two", "apart: dots, dashes, underscores", "apart: spaces", "unseen: zero width", "letters: mathematical styles", "typing: places changed", "typing: a letter left out", "covered: one inside", "typing: letters again", "joined: before", "letters: wide")  # fmt: skip
    for line, (brand, frame) in third_words.LINES.items():
        found.append(framed("words: line as it is", brand, line, frame))
        for kind in kinds:
            hidden = KINDS[kind](line, chance)
            if hidden is not None and hidden != line:
                found.append(framed("words: line, disguised", brand, hidden, frame))
    return found


NARROW = dict(
    zip(
        "ァアィイゥウェエォオカキクケコサシスセソタチッツテトナニヌネノハヒフヘホマミムメモャヤュユョヨラリルレロワヲンー",
        "ｧｱｨｲｩｳｪｴｫｵｶｷｸｹｺｻｼｽｾｿﾀﾁｯﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓｬﾔｭﾕｮﾖﾗﾘﾙﾚﾛﾜｦﾝｰ",
        strict=True,
    )
)


def _narrow(text: str) -> str:
    import unicodedata

    out = ""
    for c in unicodedata.normalize("NFD", text):
        out += {"\u3099": "ﾞ", "\u309a": "ﾟ"}.get(c) or NARROW.get(c, c)
    return out


class Score:
    def __init__(self, show: int) -> None:
        self.show = show
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
        said = " ".join(f"{k} {v}" for k, v in more.items() if v)
        print(f"{name:84} {good:5}/{of:<5} {100 * good / max(of, 1):6.1f} %  {said}")

    def attack(self, part: str, cases: Sequence[Case], table: pl.DataFrame, names: Mapping[str, set[str]]) -> None:
        out = redteam.command([c.title for c in cases], table)
        tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
        shown: dict[str, list[object]] = defaultdict(list)
        for case, row in zip(cases, out.iter_rows(named=True), strict=True):
            want = fold(case.brand)
            hit = any(same(want, n) for b in row["brand_ids"] or () for n in names[b])
            wrong = row["brand_id"] is not None and not any(same(want, n) for n in names[row["brand_id"]])
            place = all(case.title[w["start"] : w["end"]] == w["text"] for w in row["words"] if w["field"] == "title")
            mine = [w for w in row["words"] if any(same(want, n) for n in names[w["brand_id"]])]
            place = place and (
                not hit or not mine or any(w["start"] < case.end and w["end"] > case.start for w in mine)
            )
            counts = tally[case.kind]
            counts[0] += hit
            counts[1] += 1
            counts[2] += hit and row["verdict"] in ("hold", "remove")
            counts[3] += wrong and not hit
            counts[4] += not place
            if not hit or not place:
                shown[case.kind].append(
                    (
                        case.brand,
                        case.title[:120],
                        row["brand_id"] and sorted(names[row["brand_id"]])[:1],
                        "" if place else row["words"],
                    )
                )
        total = [sum(t[i] for t in tally.values()) for i in range(5)]
        for kind, (n, of, held, wrong, place) in sorted(tally.items(), key=lambda t: t[1][0] / t[1][1]):
            self.line(f"{part}: {kind}", n, of, held=held, wrong_brand=wrong, wrong_place=place)
            for one in shown[kind][: self.show]:
                print("      ", one)
        self.line(f"{part}: ALL", total[0], total[1], held=total[2], wrong_brand=total[3], wrong_place=total[4])

    def plain(self, part: str, table: pl.DataFrame, names: Mapping[str, set[str]]) -> None:
        titles = data.unbranded()
        out = redteam.command(titles, table)
        claimed = [(t[:90], sorted(names[b])[:1]) for t, b in zip(titles, out["brand_id"].to_list(), strict=True) if b]
        self.line(f"{part}: false claims on texts labelled unbranded", len(claimed), len(titles))
        for one in claimed if self.show else ():
            print("      ", one)


def table_of(rows: Sequence[tuple[object, ...]]) -> tuple[pl.DataFrame, dict[str, set[str]]]:
    """Rows of a register as a table for the command, and the folded names by brand_id."""
    register = data.register(list(rows))
    names = {
        b: {fold(n), *(fold(x) for x in a or ())}
        for b, n, a in register.select("brand_id", "name", "aliases").iter_rows()
    }
    return register.select(
        "brand_id", "name", pl.col("aliases").list.join("|"), pl.col("categories").list.join("|")
    ), names


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--wrong", type=int, default=0, help="print so many misses of each kind")
    parser.add_argument("--only", default="copied,words,titles,made")
    parser.add_argument("--others", action="store_true", help="the brands that were kept aside")
    parser.add_argument("--kinds", default="", help="only kinds that have this in their name")
    parser.add_argument("--plain", action="store_true", help="count false claims too")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    score = Score(args.wrong)
    parts = args.only.split(",")
    if {"copied", "words"} & set(parts):
        brands = OTHERS if args.others else COPIED
        more = {b for b, _ in [*third_words.SHORT.values(), *third_words.LINES.values()]} | {*COPIED}
        table, names = table_of([*(data.brand(b) for b in dict.fromkeys([*brands, *sorted(more)])), *data.nsi()])
        if "copied" in parts:
            score.attack("copied", disguised(brands, seed=args.seed, each=2, kinds=args.kinds), table, names)
        if "words" in parts:
            score.attack("words", in_words(seed=args.seed), table, names)
        if args.plain:
            score.plain("copied", table, names)
    if "titles" in parts:
        table, names = table_of([*data.column_brands(data.named()), *data.nsi()])
        score.attack("titles", in_titles(seed=args.seed, each=60, kinds=args.kinds), table, names)
        if args.plain:
            score.plain("titles", table, names)
    if "made" in parts:
        table, names = table_of([data.brand(b) for b in (MADE_OTHERS if args.others else MADE)])
        score.attack(
            "made",
            disguised(MADE_OTHERS if args.others else MADE, seed=args.seed, each=2, kinds=args.kinds),
            table,
            names,
        )
        if args.plain:
            score.plain("made", table, names)
    if args.out:
        about = {"python": platform.python_version(), "polars": pl.__version__, "policy": shipped().version, "seed": args.seed, "others": args.others, "scores": score.rows}  # fmt: skip
        args.out.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
