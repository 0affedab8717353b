"""In which ways does a third opponent hide a name? One who never saw how names are found, and takes every way that a marketplace or a Unicode chart shows.

An attack takes a name and a source of chance and gives the name in disguise, or None where it cannot be had of this name.
"""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Mapping, Sequence

from benchmarks.screening_quality import third_letters as letters

Attack = Callable[[str, random.Random], str | None]


def _word(name: str) -> str:
    return "".join(c for c in name if c.isalnum())


def _spots(name: str, allowed: Mapping[str, object]) -> list[int]:
    return [i for i, c in enumerate(name) if c.lower() in allowed]


def _put(name: str, new: Mapping[int, str]) -> str:
    return "".join(new.get(i, c) for i, c in enumerate(name))


def every(table: Mapping[str, str | Sequence[str]]) -> Attack:
    """All letters that the table has, where it has most of the name's."""

    def attack(name: str, chance: random.Random) -> str | None:
        spots = _spots(name, table)
        if len(spots) * 2 < len(_word(name)):
            return None
        return _put(name, {i: chance.choice(table[name[i].lower()]) for i in spots})

    return attack


def one(table: Mapping[str, str | Sequence[str]], *, most: int = 1) -> Attack:
    """One letter (or up to so many) in a name that is otherwise plain."""

    def attack(name: str, chance: random.Random) -> str | None:
        spots = _spots(name, table)
        if not spots:
            return None
        chosen = chance.sample(spots, min(len(spots), chance.randint(1, most)))
        return _put(name, {i: _pick(table[name[i].lower()], chance) for i in chosen})

    return attack


def _pick(what: str | Sequence[str], chance: random.Random) -> str:
    return what if isinstance(what, str) else chance.choice(list(what))


def listed(count: str) -> Attack:
    """Characters of the list of confusables."""

    def attack(name: str, chance: random.Random) -> str | None:
        table = letters.confusable()
        return (one(table, most=2) if count == "one" else every(table))(name, chance)

    return attack


def shifted(first: int, *, join: str = "") -> Attack:
    def attack(name: str, chance: random.Random) -> str | None:
        return join.join(chr(first + ord(c) - 97) if "a" <= c <= "z" else c for c in name.lower())

    return attack


def styled(name: str, chance: random.Random) -> str | None:
    """A mathematical alphabet: one for the name, or one for each letter."""
    bases = list(letters.STYLES.values())
    base = chance.choice(bases)
    each = chance.random() < 0.4
    out = ""
    for c in name:
        first = chance.choice(bases) if each else base
        if "A" <= c <= "Z":
            code = first + ord(c) - 65
        elif "a" <= c <= "z":
            code = first + 26 + ord(c) - 97
        else:
            out += c
            continue
        if first == 0x1D538 and "A" <= c <= "Z":  # holes in the chart
            code = {"C": 0x2102, "H": 0x210D, "N": 0x2115, "P": 0x2119, "Q": 0x211A, "R": 0x211D, "Z": 0x2124}.get(
                c, code
            )
        out += chr(code)
    return out


def wide(name: str, chance: random.Random) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and chance.random() < 0.8 else c for c in name)


def mixed_alphabets(name: str, chance: random.Random) -> str:
    """Each letter of another script or style."""
    tables = (letters.CYRILLIC, letters.GREEK_CAPITALS, letters.CHEROKEE, letters.LISU, letters.SMALL_CAPITALS, letters.SUPERSCRIPT, letters.HOOKED, letters.CANADIAN)  # fmt: skip
    return "".join(chance.choice([c, *(t[c.lower()] for t in tables if c.lower() in t)]) for c in name)


def between(*marks: str, some: bool = False) -> Attack:
    """A mark in each gap between letters, the same everywhere; or in some gaps only."""

    def attack(name: str, chance: random.Random) -> str | None:
        word, mark = _word(name), chance.choice(marks)
        if not some:
            return mark.join(word)
        gaps = set(chance.sample(range(1, len(word)), min(len(word) - 1, chance.choice((1, 2)))))
        return "".join((mark if i in gaps else "") + c for i, c in enumerate(word))

    return attack


def within(*marks: str) -> Attack:
    """Marks that nobody sees, at chance between letters; the words of a name stay apart."""

    def attack(name: str, chance: random.Random) -> str | None:
        out = "".join(c + (chance.choice(marks) if chance.random() < 0.7 else "") for c in name[:-1])
        return out + name[-1] if len(out) > len(name) - 1 else name[0] + marks[0] + name[1:]

    return attack


def unlike(name: str, chance: random.Random) -> str:
    """Another mark in each gap."""
    word = _word(name)
    return "".join((chance.choice(".-_/|*~·•:+ ") if i else "") + c for i, c in enumerate(word))


def doubled_marks(name: str, chance: random.Random) -> str:
    return chance.choice(("..", "--", " . ", " - ", "__", " / ", "//", " | ", "**", "~~")).join(_word(name))


def unevenly(name: str, chance: random.Random) -> str:
    word = _word(name)
    return "".join((" " * chance.choice((1, 1, 2)) if i else "") + c for i, c in enumerate(word))


def in_pieces(name: str, chance: random.Random) -> str | None:
    """Two to four pieces, some of one letter."""
    word = _word(name)
    if len(word) < 5:
        return None
    cuts = sorted(chance.sample(range(1, len(word)), chance.choice((1, 2, 2, 3))))
    mark = chance.choice((" ", " ", "-", ".", "_", "\n", "\u00a0"))
    return mark.join(word[a:b] for a, b in zip([0, *cuts], [*cuts, len(word)], strict=True))


def bracketed(name: str, chance: random.Random) -> str:
    """Every letter in brackets, or one."""
    left, right = chance.choice(("()", "[]", "{}", "【】", "〔〕", "<>", "«»", "⟨⟩"))
    if chance.random() < 0.5:
        return "".join(left + c + right for c in _word(name))
    i = chance.choice([i for i, c in enumerate(name) if c.isalnum()])
    return name[:i] + left + name[i] + right + name[i + 1 :]


def ornate(name: str, chance: random.Random) -> str:
    """As fancy-text pages write it."""
    begin, mark, end = chance.choice(
        (
            ("꧁", "", "꧂"),
            ("★彡", "", "彡★"),
            ("", "♥", "♥"),
            ("", "༒", ""),
            ("『", "』『", "』"),
            ("⫷", "⫸⫷", "⫸"),
            ("•", "•", "•"),
            ("", "͎", "͎"),
            ("(っ◔◡◔)っ ♥ ", "", " ♥"),
            ("░", "░", "░"),
            ("", "⃝", "⃝"),
            ("", "⃣", "⃣"),
            ("", "̲", "̲"),
            ("", "̶", "̶"),
            ("", "҉", "҉"),
        )
    )
    return begin + mark.join(_word(name)) + end


def zalgo(name: str, chance: random.Random) -> str:
    marks = "".join(chr(c) for c in range(0x300, 0x370))
    return "".join(c + "".join(chance.choices(marks, k=chance.randint(1, 6))) for c in name)


def tagged(name: str, chance: random.Random) -> str:
    """Tag characters, which nobody sees, behind each letter."""
    return "".join(c + chr(0xE0000 + ord(chance.choice("aeiouxyz"))) for c in name)


def embedded(name: str, chance: random.Random) -> str:
    """Marks of the direction of writing about letters or the whole."""
    opened, closed = chance.choice(
        (
            ("\u202a", "\u202c"),
            ("\u2066", "\u2069"),
            ("\u2068", "\u2069"),
            ("\u200e", "\u200e"),
            ("\u200f", ""),
            ("\u202d", "\u202c"),
        )
    )
    return (
        opened + name + closed
        if chance.random() < 0.4
        else "".join(opened + c + closed if c != " " else c for c in name)
    )


def many_figures(name: str, chance: random.Random) -> str | None:
    spots = _spots(name, letters.FIGURES)
    if len(spots) < 2 or len(_word(name)) - len(spots) < 2:
        return None
    return _put(name, {i: letters.FIGURES[name[i].lower()][0] for i in spots})


def shouted_figures(name: str, chance: random.Random) -> str | None:
    """In capitals, with money and figures in them."""
    table = letters.MONEY | {k: v for k, v in letters.FIGURES.items() if k in "aeio"}
    return one(table, most=3)(name.upper(), chance)


def same_shape(name: str, chance: random.Random) -> str | None:
    """rn for m, vv for w, cl for d, capital I for l."""
    return one({k: v for k, v in letters.SAME_SHAPE.items() if k in "mwdilo"})(name, chance)


def any_case(name: str, chance: random.Random) -> str:
    return "".join(c.upper() if chance.random() < 0.5 else c.lower() for c in name)


def said_twice(name: str, chance: random.Random) -> str:
    i = chance.choice([i for i, c in enumerate(name) if c.isalpha()])
    return name[:i] + name[i] * chance.choice((2, 3, 5)) + name[i + 1 :]


def left_out(name: str, chance: random.Random) -> str | None:
    spots = [i for i, c in enumerate(name) if c.isalpha()]
    i = chance.choice(spots[1:])
    return (
        name[:i] + name[i + 1 :]
        if len(_word(name)) >= 5 and name[i] not in (name[i - 1], name[i + 1 : i + 2])
        else None
    )


def changed_places(name: str, chance: random.Random) -> str | None:
    spots = [i for i in range(len(name) - 1) if name[i : i + 2].isalpha() and name[i].lower() != name[i + 1].lower()]
    if not spots or len(_word(name)) < 5:
        return None
    i = chance.choice(spots)
    return name[:i] + name[i + 1] + name[i] + name[i + 2 :]


def slipped(name: str, chance: random.Random) -> str | None:
    """A key beside the right one."""
    spots = [i for i, c in enumerate(name) if letters.neighbours(c.lower())][1:]
    if len(_word(name)) < 6 or not spots:
        return None
    i = chance.choice(spots)
    return name[:i] + chance.choice(letters.neighbours(name[i].lower())) + name[i + 1 :]


def put_in(name: str, chance: random.Random) -> str | None:
    spots = [i for i in range(1, len(name)) if name[i].isalpha() and letters.neighbours(name[i].lower())]
    if len(_word(name)) < 5 or not spots:
        return None
    i = chance.choice(spots)
    return name[:i] + chance.choice(letters.neighbours(name[i].lower())) + name[i:]


def starred(count: int, *, edge: bool = False) -> Attack:
    """A star (or another sign) for one letter or two, inside or also for the first or last."""

    def attack(name: str, chance: random.Random) -> str | None:
        spots = [i for i, c in enumerate(name) if c.isalpha()]
        if len(spots) < (4 if count == 1 else 6):
            return None
        sign = chance.choice("***#_-•●?×○")
        chosen = [chance.choice((spots[0], spots[-1]))] if edge else chance.sample(spots[1:-1], count)
        return _put(name, dict.fromkeys(chosen, sign))

    return attack


def only_ends(name: str, chance: random.Random) -> str | None:
    """First and last letters stay; each other one is a star, but no more than four."""
    word = _word(name)
    if not 6 <= len(word) <= 8 or " " in name:
        return None
    keep = (len(word) - 3) if len(word) < 8 else 4
    head = (keep + 1) // 2
    return word[:head] + "*" * (len(word) - keep) + word[len(word) - keep + head :]


def emoji_letters(name: str, chance: random.Random) -> str | None:
    table = {k: v for k, v in letters.EMOJI_LETTERS.items() if k in "abcimopsxr"}
    return one(table, most=2)(name, chance)


GOODS = (
    "bag", "bags", "handbag", "shoes", "shoe", "belt", "wallet", "watch", "watches", "shirt", "tshirt", "hoodie", "perfume", "glasses", "scarf", "jacket", "sneakers", "purse", "hat", "cap", "necklace", "slides", "tas", "sepatu", "jam",
)  # fmt: skip
TRADE = (
    "new", "real", "authentic", "original", "luxury", "cheap", "best", "the", "my", "buy", "top", "genuine", "fake", "super", "vip", "aaa", "hot", "sale", "mens", "womens", "shop", "store", "official", "outlet", "world", "deals", "style", "inspired", "dupe", "replica", "fashion", "2025", "24", "001",
)  # fmt: skip


def glued_behind(name: str, chance: random.Random) -> str:
    return _word(name).lower() + chance.choice((*GOODS, *TRADE))


def glued_before(name: str, chance: random.Random) -> str:
    return chance.choice((*TRADE, *GOODS)) + _word(name).lower()


def glued_both(name: str, chance: random.Random) -> str:
    return chance.choice(TRADE) + _word(name).lower() + chance.choice(GOODS)


def humps(name: str, chance: random.Random) -> str:
    words = [chance.choice(TRADE).title(), _word(name), chance.choice(GOODS).title()]
    return "".join(words[chance.choice((0, 1)) :])


def handle(name: str, chance: random.Random) -> str:
    word = _word(name).lower()
    return chance.choice(("#{}", "#{}bag", "@{}_store", "www.{}outlet.ru", "{}.com", "{}-shop.cn", "@{}hk", "#{}forsale", "#new{}", "ig:{}.vip")).format(word)  # fmt: skip


def backwards(name: str, chance: random.Random) -> str:
    return name[::-1] if chance.random() < 0.5 else _word(name)[::-1].lower()


def shown_backwards(name: str, chance: random.Random) -> str:
    return "\u202e" + name[::-1] + chance.choice(("\u202c", ""))


def entity(name: str, chance: random.Random) -> str:
    """Numbers of HTML, of an address, of a program: for one letter or all."""
    how: Callable[[str], str] = chance.choice(
        (
            lambda c: f"&#{ord(c)};",
            lambda c: f"&#x{ord(c):X};",
            lambda c: f"%{ord(c):02X}",
            lambda c: f"\\u{ord(c):04x}",
            lambda c: f"&amp;#{ord(c)};",
            lambda c: f"&#{ord(c):04d}",
        )
    )
    if chance.random() < 0.5:
        return "".join(how(c) if c.isalpha() else c for c in name)
    i = chance.choice([i for i, c in enumerate(name) if c.isalpha()])
    return name[:i] + how(name[i]) + name[i + 1 :]


def entity_within(name: str, chance: random.Random) -> str:
    mark = chance.choice(
        ("&shy;", "&zwnj;", "&#8203;", "&nbsp;", "<wbr>", "<i></i>", "&#x200B;", "<br>", "&ZeroWidthSpace;")
    )
    i = chance.randrange(1, len(name))
    return name[:i] + mark + name[i:]


def owned(name: str, chance: random.Random) -> str:
    return name + chance.choice(
        ("s", "'s", "’s", "®", "™", "-like", "esque", "ish", "-style", "_", "!!!", "…", "/", "+")
    )


def by_ear(name: str, chance: random.Random) -> str | None:
    """One sound spelt otherwise."""
    ways = (("ph", "f"), ("ch", "sh"), ("ck", "k"), ("c", "k"), ("k", "c"), ("x", "ks"), ("z", "s"), ("i", "y"), ("y", "i"), ("ee", "i"), ("ou", "oo"), ("ll", "l"), ("tt", "t"), ("cc", "c"), ("v", "w"), ("s", "z"), ("ai", "ay"), ("qu", "k"), ("e", "ee"))  # fmt: skip
    low = name.lower()
    fitting = [(a, b) for a, b in ways if a in low[1:]]
    if not fitting or len(_word(name)) < 5:
        return None
    a, b = chance.choice(fitting)
    return name[0] + low[1:].replace(a, b, 1)


def without_vowels(name: str, chance: random.Random) -> str | None:
    out = " ".join(w[0] + "".join(c for c in w[1:] if c.lower() not in "aeiou") for w in name.split())
    return (
        out if len(_word(out)) >= 4 and out != name and sum(c.isalpha() for c in out) * 2 > len(_word(name)) else None
    )


def chinese_about(name: str, chance: random.Random) -> str:
    return chance.choice(
        ("代购{}女包", "{}同款", "高仿{}手表", "原单{}鞋", "欧美{}大牌", "香港{}专柜", "新款{}男")
    ).format(name)


def first_letter_apart(name: str, chance: random.Random) -> str:
    word = _word(name)
    return word[0] + chance.choice((" ", "-", ".", "*", "'")) + word[1:]


KINDS: dict[str, Attack] = {
    "letters: one of the list of confusables": listed("one"),
    "letters: every one of the list of confusables": listed("every"),
    "letters: Cyrillic, one or two": one(letters.CYRILLIC, most=2),
    "letters: Cyrillic, all": every(letters.CYRILLIC),
    "letters: Greek, one or two": one(letters.GREEK | letters.GREEK_CAPITALS, most=2),
    "letters: Greek, all": every(letters.GREEK),
    "letters: Cherokee": every(letters.CHEROKEE),
    "letters: Lisu": every(letters.LISU),
    "letters: Coptic, one or two": one(letters.COPTIC, most=2),
    "letters: Armenian, one or two": one(letters.ARMENIAN, most=2),
    "letters: Canadian": one(letters.CANADIAN, most=3),
    "letters: runes": one(letters.RUNES),
    "letters: small capitals": every(letters.SMALL_CAPITALS),
    "letters: raised": every(letters.SUPERSCRIPT),
    "letters: lowered": one(letters.SUBSCRIPT, most=4),
    "letters: accents": every(letters.ACCENTED),
    "letters: hooks and bars": every(letters.HOOKED),
    "letters: mathematical styles": styled,
    "letters: wide": wide,
    "letters: circled": shifted(0x24D0),
    "letters: circled capitals": shifted(letters.CIRCLED_CAPITALS),
    "letters: black circles": shifted(letters.NEGATIVE_CIRCLED),
    "letters: squares": shifted(letters.SQUARED),
    "letters: black squares": shifted(letters.NEGATIVE_SQUARED),
    "letters: in brackets of their own": shifted(letters.PARENTHESISED),
    "letters: capitals in brackets of their own": shifted(letters.PARENTHESISED_CAPITALS),
    "letters: flags, joined": shifted(letters.REGIONAL),
    "letters: flags, apart": shifted(letters.REGIONAL, join=" "),
    "letters: flags, zero width": shifted(letters.REGIONAL, join="\u200b"),
    "letters: each of another script": mixed_alphabets,
    "letters: any case": any_case,
    "figures: one or two": one(letters.FIGURES, most=2),
    "figures: all": many_figures,
    "figures: money": one(letters.MONEY, most=2),
    "figures: in capitals": shouted_figures,
    "figures: letters drawn": one(letters.DRAWN),
    "figures: shapes alike": same_shape,
    "figures: emoji for letters": emoji_letters,
    "unseen: zero width": within("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"),
    "unseen: soft hyphen": within("\u00ad"),
    "unseen: variation selectors": within("\ufe0f", "\ufe0e", "\U000e0101"),
    "unseen: tags": tagged,
    "unseen: direction": embedded,
    "unseen: fillers": within("\u115f", "\u3164", "\u034f", "\u180e", "\u2061"),
    "unseen: marks heaped up": zalgo,
    "apart: dots, dashes, underscores": between(".", "-", "_", "·"),
    "apart: slashes, bars, bullets": between("/", "|", "\\", "•", "*", "~", "+", "=", ":", ";", ",", "'", "^", "!"),
    "apart: emoji": between("🔥", "💎", "👜", "❤️", "✅", "🎁", "🌟", "➡️"),
    "apart: Chinese marks": between("、", "。", "・", "丨", "｜", "，", "～", "／", "…", "「"),
    "apart: another mark in each gap": unlike,
    "apart: two marks": doubled_marks,
    "apart: spaces": between(" "),
    "apart: odd spaces": between("\u00a0", "\u2009", "\u200a", "\u3000", "\u202f", "\u2002", "\t", "\n"),
    "apart: uneven spaces": unevenly,
    "apart: one or two marks": between(".", "-", "_", "*", "'", "/", "|", "·", "~", "🔥", "+", "!", some=True),
    "apart: pieces": in_pieces,
    "apart: first letter": first_letter_apart,
    "apart: brackets": bracketed,
    "apart: ornaments": ornate,
    "typing: letters again": said_twice,
    "typing: a letter left out": left_out,
    "typing: places changed": changed_places,
    "typing: the next key": slipped,
    "typing: a letter put in": put_in,
    "typing: by ear": by_ear,
    "typing: no vowels": without_vowels,
    "typing: backwards": backwards,
    "typing: shown backwards": shown_backwards,
    "covered: one inside": starred(1),
    "covered: two inside": starred(2),
    "covered: first or last": starred(1, edge=True),
    "covered: all but the ends": only_ends,
    "joined: behind": glued_behind,
    "joined: before": glued_before,
    "joined: both sides": glued_both,
    "joined: humps": humps,
    "joined: handles, addresses": handle,
    "joined: Chinese": chinese_about,
    "joined: endings": owned,
    "coded: letters": entity,
    "coded: between letters": entity_within,
}  # fmt: skip
PAIRS = (
    ("figures: one or two", "apart: spaces"), ("letters: Cyrillic, one or two", "covered: one inside"), ("figures: one or two", "joined: behind"), ("letters: wide", "apart: dots, dashes, underscores"), ("typing: letters again", "joined: before"), ("unseen: zero width", "letters: Cyrillic, one or two"),
    ("letters: mathematical styles", "unseen: marks heaped up"), ("apart: emoji", "letters: Greek, one or two"), ("typing: a letter left out", "letters: one of the list of confusables"), ("figures: one or two", "joined: Chinese"), ("typing: backwards", "unseen: zero width"), ("figures: money", "typing: letters again"),
    ("covered: one inside", "joined: behind"), ("figures: one or two", "apart: one or two marks"), ("letters: accents", "apart: pieces"), ("letters: any case", "joined: both sides"), ("typing: places changed", "letters: small capitals"), ("figures: one or two", "letters: Cyrillic, one or two"),
)  # fmt: skip


def both(first: str, second: str) -> Attack:
    def attack(name: str, chance: random.Random) -> str | None:
        once = KINDS[first](name, chance)
        if once is None or (second == "apart: spaces" and not all(c.isalnum() or c == " " for c in once)):
            return None
        if second.startswith("joined: b"):
            # Glueing keeps the signs of the first disguise.
            once = once.replace(" ", "")
            return once + chance.choice(GOODS) if second == "joined: behind" else chance.choice(TRADE) + once
        return KINDS[second](once, chance)

    return attack


KINDS |= {f"two: {a} + {b}": both(a, b) for a, b in PAIRS}


def shown(text: str) -> str:
    """The text as a browser shows it (for looking at misses)."""
    return html.unescape(text)
