"""Which other signs look like a letter, to someone who has the Unicode charts, a keyboard of emoji and the list of confusable characters at hand?"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from benchmarks.screening_quality import data

CYRILLIC = dict(zip("abcehikmnoprstuvwxy", "авсенікмпоргѕтцѵшху", strict=True)) | {
    "g": "ԍ",
    "d": "ԁ",
    "j": "ј",
    "l": "ӏ",
    "q": "ԛ",
    "z": "з",
}
GREEK = dict(zip("abeghikmnoprtuvwxyz", "αβεγηικμηορгτυνωχγζ", strict=True)) | {"s": "ς", "d": "δ", "l": "λ"}
GREEK_CAPITALS = dict(zip("abehikmnoptxyz", "ΑΒΕΗΙΚΜΝΟΡΤΧΥΖ", strict=True)) | {"s": "Σ", "l": "Λ"}
CHEROKEE = dict(zip("abcdeghijklmprstvwyz", "ᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᎩᏃ", strict=True))
LISU = dict(zip("abcdefghijklmnoprstuvwxyz", "ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ", strict=True))
COPTIC = dict(zip("abceghikmnoprtvxyz", "ⲀⲂⲤⲈⳒⲎⲒⲔⲘⲚⲞⲢⲄⲦⲨⲬⲨⲌ", strict=True))
ARMENIAN = dict(zip("dfghijlnopqsuwz", "ժքցհіյլոօքզѕսաշ", strict=True))
SMALL_CAPITALS = dict(zip("abcdefghijklmnoprstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀѕᴛᴜᴠᴡʏᴢ", strict=True))
SUPERSCRIPT = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
SUBSCRIPT = dict(zip("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
ACCENTED = {"a": "áàâäãåāăąǎ", "b": "ḃƀ", "c": "çćĉċč", "d": "ďđḋ", "e": "éèêëēĕėęě", "f": "ḟ", "g": "ĝğġģǵ", "h": "ĥħḧ", "i": "íìîïĩīĭį", "j": "ĵǰ", "k": "ķǩ", "l": "ĺļľłŀ", "m": "ṁḿ", "n": "ñńņňŋ", "o": "óòôöõøōŏő", "p": "ṕṗ", "r": "ŕŗř", "s": "śŝşš", "t": "ţťŧ", "u": "úùûüũūŭůűų", "v": "ṽṿ", "w": "ŵẁẃẅ", "x": "ẋẍ", "y": "ýÿŷ", "z": "źżž"}  # fmt: skip
HOOKED = dict(zip("abcdefghiklmnoprstuvwyz", "ɑɓƈɗɇƒɠɦɨƙɭɱɲøƥɍʂƭʉʋⱳƴȥ", strict=True))
CANADIAN = dict(zip("abcdhjlpruvx", "ᗩᗷᑕᗞᕼᒍᒪᑭᖇᑌᐯ᙭", strict=True))
RUNES = {"b": "ᛒ", "f": "ᚠ", "h": "ᚺ", "i": "ᛁ", "m": "ᛖ", "r": "ᚱ", "t": "ᛏ", "x": "ᚷ"}
STYLES = {
    "bold": 0x1D400, "italic": 0x1D468, "script": 0x1D4D0, "fraktur": 0x1D56C, "double-struck": 0x1D538, "sans": 0x1D5D4, "sans italic": 0x1D63C, "typewriter": 0x1D670,
}  # fmt: skip
SQUARED, NEGATIVE_SQUARED, NEGATIVE_CIRCLED, CIRCLED_CAPITALS, PARENTHESISED, PARENTHESISED_CAPITALS, REGIONAL = (
    0x1F130,
    0x1F170,
    0x1F150,
    0x24B6,
    0x249C,
    0x1F110,
    0x1F1E6,
)
FIGURES: dict[str, Sequence[str]] = {
    "a": "4",
    "b": "8",
    "e": "3",
    "g": ("9", "6"),
    "i": "1",
    "l": "1",
    "o": "0",
    "s": "5",
    "t": "7",
    "z": "2",
}
MONEY = {"a": "@", "c": "¢", "e": "€", "l": "£", "s": "$", "y": "¥", "t": "+", "i": "!", "o": "°"}
DRAWN = {
    "a": "/-\\", "b": "|3", "c": "(", "d": "|)", "h": "|-|", "i": "|", "k": "|<", "l": "|_", "m": "|V|", "n": "|\\|", "o": "()", "r": "|2", "u": "|_|", "v": "\\/", "w": "\\/\\/", "x": "><", "y": "`/",
}  # fmt: skip
SAME_SHAPE = {
    "m": "rn",
    "w": "vv",
    "d": "cl",
    "i": "l",
    "l": "I",
    "o": "0",
    "n": "ri",
    "u": "ii",
    "b": "lo",
    "k": "lc",
    "h": "li",
    "g": "q",
    "y": "v",
    "v": "u",
}
EMOJI_LETTERS = {
    "a": "🅰️", "b": "🅱️", "c": "©️", "d": "🇩", "e": "📧", "g": "🇬", "h": "♓", "i": "ℹ️", "l": "🇱", "m": "Ⓜ️", "n": "♑", "o": "⭕", "p": "🅿️", "r": "®️", "s": "💲", "t": "✝️", "u": "⛎", "v": "♈", "x": "❌", "y": "💴", "z": "💤", "k": "🇰",
}  # fmt: skip
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def neighbours(letter: str) -> str:
    """Letters beside and above or below it on a QWERTY keyboard."""
    for r, row in enumerate(KEYS):
        at = row.find(letter)
        if at >= 0:
            near = row[max(0, at - 1) : at] + row[at + 1 : at + 2]
            for other in (r - 1, r + 1):
                if 0 <= other < len(KEYS):
                    near += KEYS[other][max(0, at - 1) : at + 1]
            return near
    return ""


@cache
def confusable() -> dict[str, list[str]]:
    """Letter -> everything that UTS #39 calls confusable with it, but for plain letters and figures, and marks."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in (data.folder() / "text" / "confusables.txt").read_text(encoding="utf-8-sig").splitlines():
        parts = [p.strip() for p in line.split("#")[0].split(";")]
        if len(parts) < 3 or " " in parts[1]:
            continue
        source, target = chr(int(parts[0], 16)), chr(int(parts[1], 16))
        if target.isascii() and target.isalpha() and not source.isascii() and unicodedata.category(source)[0] != "M":
            found[target.lower()].append(source)
    return dict(found)
