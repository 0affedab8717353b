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


# Scripts that hardly a shop writes in, letter by letter: what they are borrowed for is to look like Latin ones.
_BORROWED: tuple[tuple[str, str], ...] = (
    ("abcdeghijklmprstvwyz", "ᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᎩᏃ"),  # Cherokee
    ("abcdefgilmnorstuvwyz", "ᗅᏰᏣᏧᎬᎨᏳᎥᏓᎷᏁᎾᏛᏕᏖᏌᏉᏊᎽᏃ"),
    ("abdgihkpqrstuwygceo", "ᎯᏏᎴᏩᏆᏲᏥᎵᏭᎱᎦᎿᏬᎳᎽᏻᏨᏋᎤ"),
    ("abcdefghijklmnoprstuvwxyz", "ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ"),  # Lisu
    ("abrdeszhoiklmnxonpctyfxw", "ⲁⲃⲅⲇⲉⲋⲍⲏⲑⲓⲕⲗⲙⲛⲝⲟⲡⲣⲥⲧⲩⲫⲭⲱ"),  # Coptic
    ("ysthyj", "ⲯϨϮⳘⳗϳ"),
    ("abcdhjlprsuvxzegintokmwyf", "ᗩᗷᑕᗪᕼᒍᒪᑭᖇᔕᑌᐯ᙭ᘔᗴᏀᎥᑎᏆᗝᛕᗰᗯᎩᖴ"),  # Canadian syllabics
    ("abcdefghjklmnpqrstuvwxyz", "ᐃᗺᑢᗞᕮᖵᘜᕹᒎᖽᒺᘻᘉᕵᕴᖆᘐᐪᘮᐺᐓᕽᖻᙆ"),
    ("abdehjlmnprsuvw", "ᗋᕊᕍᕮᕻᒙᒐᙏᑏᑶᖋᔖᑘᐻᐜ"),
    ("abcdefghijklmnopqrstuvwxyz", "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵"),  # Braille
    ("acghijlnopqsuwmdbzft", "ացցհիյլոօթզտսաՊժԵշֆե"),  # Armenian
    ("ocbhdsyutxjgewnp", "ΟԸԵԽδՏՎՄԷՃՅԳԾԽՌԹ"),
    ("ohgyvbdsezjmn", "ოჩცყvხძვეჳჯოი"),  # Georgian
    ("abcefhikmopstuxyz", "𐊠𐊡𐊢𐊤𐊥𐋏𐊦𐊧𐊰𐊫𐊵𐊖𐊗𐊘𐊴𐊲𐋵"),  # Lycian, Carian
    ("abcefikmnostx", "𐌀𐌁𐌂𐌄𐌅𐌉𐌊𐌌𐌍𐌏𐌔𐌕𐌗"),  # Old Italic
    ("abefghijklmnoprstuvxyz", "𐌰𐌱𐌴𐍆𐌲𐌷𐌹𐌾𐌺𐌻𐌼𐌽𐍉𐍀𐍂𐍃𐍄𐌿𐌽𐍇𐍅𐌶"),  # Gothic
    ("abcdefhiklmnoprstuxyz", "ᚨᛒᚲᛞᛖᚠᚺᛁᚴᛚᛗᚾᛟᛈᚱᛋᛏᚢᚷᚣᛉ"),  # Runic
    ("acdeglnopqsuvwy", "𐐰𐐽𐐼𐐩𐐘𐑊𐑌𐐬𐐹𐑉𐑅𐐾𐐷𐐶𐑎"),  # Deseret
    ("bcdehiklmnorstuvxz", "ⴱⵛⴷⴹⵀⵉⴽⵍⵎⵏⵔⵕⵙⵜⵓⵠⵅⵣ"),  # Tifinagh
    (
        "mrrlllnnsttvdbccdfghkkpprrjjyyzzeqbatwaeoluxg",
        "ɱɽɼɫɭⱡɲɳʂʈƭʋɖƀƈȼɗꞙɡɧƙꝁƥᵽɿɍɟɉƴɏȥʐɇʠꞗⱥⱦⱳᶏᶒɵꝇᵾꭙǥ",
    ),  # Latin beyond the accents
    ("acehijklmnoprstuvwxyz", "ꬰꞓꬲꜧꟷʝꞣꬷꬺꬻꬽꝓꭇꜱꞇꞟꝟꟃꭗꭚꙁ"),
    # What is left of the letters that UTS #39 calls confusable, in scripts that no shop writes in.
    ("abbbbcccddeeefffffgikllllllllllmm", "𖽀ᑲᖯꞴ𐊂𑣲𑣩𐔜ᑯꓒ𑢦𑢮𐊆ẝ𑣂𑢢𐊇𐔥ƍ𑣃𐔘𐌠ǀ𖼨𐊊Ⳑ𖼖𑢣𑢲𐐛𐔦ᛖ𐌑"),
    ("nooooooooooopqrrrsssssttt", "𐔓ᴑ𐓪𑣈𑣗𑓐𑣠𐓂𑢵𐊒𐔖𐊕ⵕꭈ𐒴𖼵ƽ𑣁𐑈𖼺𐐠𖼊𑢼𐊱ȶ"),
    ("uuuuuuuuvvvvvvwwwxxxxxxxyyyyyzzz", "ꭎꭒʋ𐓶𑣘𐓎𖽂𑢸𑣀ⴸꛟ𖼈𑢠𐔝𑣯𑣦Ꮤᕁ𐌢𑣬Ꭓⵝ𐊐𐔧ɣᶌ𑣜𖽃𑢤𑣄𑣥𑢩"),
)

_SIGNS = {"⍺": "a", "⍳": "i", "⍴": "p", "℮": "e", "⍵": "w", "⍹": "w", "⍷": "e"}
"""Signs that are hardly used for anything else."""


def _borrowed() -> dict[str, str]:
    found: dict[str, str] = {}
    for latin, letters in _BORROWED:
        for plain, letter in zip(latin, letters, strict=True):
            if not letter.isascii():
                found.setdefault(letter, plain)
                found.setdefault(letter.lower(), plain)
                found.setdefault(letter.casefold(), plain)
    return found


def _small_capitals() -> dict[str, str]:
    pairs = zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True)
    turned = zip("ɐqɔpǝɟƃɥᴉɾʞןɯuodbɹsʇnʌʍxʎz", "abcdefghijklmnopqrstuvwxyz", strict=True)
    return dict(pairs) | {k: v for k, v in turned if not k.isascii()}


LOOKALIKES: dict[str, str] = (
    _SIGNS
    | _borrowed()
    | _small_capitals()
    | {letter: latin for latin, letters in _BY_LATIN.items() for letter in letters if letter.isalpha()}
)
"""A letter that looks like a Latin one -> that one. Symbols that stand for letters are leet, and are tried on suspicion only."""
