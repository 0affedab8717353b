"""Which letters of other scripts look like which Latin letters?

Facts of the confusables of UTS #39, as a small table by hand: the letters that are used to write Latin names in disguise. The key is the
letter as written, so that case is looked at before it is folded: a Cyrillic capital looks like B where its small form does not.
"""

from __future__ import annotations

_BY_LATIN: dict[str, str] = {
    "a": "аɑαⲁаᎪΑАꓮᗅ⍺ạ∂ªΛ",
    "b": "ƄЬВΒᏴᗷꓐвᛒьъƀɓβ",
    "c": "сϲⅽᴄСϹᏟꓚⲤ¢ϾꞆсↄ",
    "d": "ԁⅾɗđðᎠꓓᗞᏧ",
    "e": "еҽєеЕΕᎬꓰℯℰεɛӗ€ҿ℮",
    "f": "ſꬵꞙϝƒꓝᖴϜ",
    "g": "ցɡԍᏀԌꓖᶃǥɠ",
    "h": "һհᏂНΗᎻꓧᕼнħ",
    "i": "іɩιıӏіⅰІΙᎥⵏı",
    "j": "јϳЈᎫꓙᒍɉ",
    "k": "кκКΚᏦꓗⲔҡқƙ",
    "l": "ⅼ∣ᏞꓡᒪӀȴłℓŀ",
    "m": "мⅿМΜᎷꓟᗰϺʍ",
    "n": "пոռΝꓠηɳŋԴńиИͷ",
    "o": "оοօσОΟՕⲞоഠ০୦๐໐၀ဝӧøØɵө∅Ѳ◯○●⚪⭕",
    "p": "рρⲣРΡᏢꓑᑭþƿ",
    "q": "ԛգզԚ",
    "r": "гᴦгᎡꓣᖇʀяЯɼ",
    "s": "ѕꜱЅՏᏚꓢ§ʂƨ",
    "t": "тτТΤᎢꓔ†ţŧт",
    "u": "υսᴜцՍꓴᑌ∪μԱʊµ",
    "v": "ѵνⅴᴠѴᏙꓦ∨√",
    "w": "ѡԝɯшաԜᎳꓪωщᴡ₩",
    "x": "хⅹ×ХΧꓫ᙭Ⅹχҳ",
    "y": "уүγỿУҮΥꓬყ¥ỵӯ",
    "z": "ᴢᏃꓜΖƶʐʑ",
}


def _small_capitals() -> dict[str, str]:
    pairs = zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True)
    turned = zip("ɐqɔpǝɟƃɥᴉɾʞןɯuodbɹsʇnʌʍxʎz", "abcdefghijklmnopqrstuvwxyz", strict=True)
    return dict(pairs) | {k: v for k, v in turned if not k.isascii()}


LOOKALIKES: dict[str, str] = _small_capitals() | {
    letter: latin for latin, letters in _BY_LATIN.items() for letter in letters if letter.isalpha()
}
"""A letter that looks like a Latin one -> that one. Symbols that stand for letters are leet, and are tried on suspicion only."""
