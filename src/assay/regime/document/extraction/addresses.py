"""Does this text look like a name, an address or a way to reach somebody?

By the forms of companies, postcodes, streets and the words before telephone, bank and tax numbers.
"""

from __future__ import annotations

import re

from assay.regime.document.extraction.classification import titles_in
from assay.regime.document.extraction.dates import dates_in
from assay.regime.document.extraction.labels import is_label
from assay.regime.document.extraction.words import tokens

FORMS = re.compile(
    r"""(?<![\w])(?:gmbh(?:\s*&\s*co\.?\s*(?:kg|ohg)a?)?|mbh|ag|kg|kgaa|ug|ohg|gbr|e\.\s?k\.?|e\.\s?v\.?|a\.\s?g\.|\w*verein|\w*verband|\w*genossenschaft|stadtwerke|ltd\.?|limited|llc|l\.l\.c\.|llp|inc\.?|incorporated|corp\.?|corporation|(?-i:(?<!,\s)(?:Co|CO)\b\.?|co\.)|company|plc|p\.l\.c\.|
    s\.?\s?a\.?|sas|s\.a\.s\.?|sasu|sarl|s\.a\.r\.l\.?|eurl|sci|snc|s\.?n\.?c\.?|s\.?r\.?l\.?s?|s\.?p\.?a\.?|s\.?\s?l\.?\s?u?\.?|s\.\s?a\.\s?u\.?|s\.?c\.?|sccl|b\.?\s?v\.?(?:ba)?|n\.?\s?v\.?|v\.?o\.?f\.?|c\.?v\.?|c\.\s?b\.|e\.\s?u\.|(?-i:OG)|se|oy|ab|aps|a/s|(?-i:AS|ASA)|k\.?k\.?|pty|pte|sp\.\s?z\s?o\.\s?o\.?|s\.\s?r\.\s?o\.?|d\.\s?o\.\s?o\.?|kft\.?|zrt\.?|oü|lda\.?|ltda\.?|sdn\.?\s?bhd\.?|bhd\.?|s/b|gesellschaft|
    sociedad|società|société|maatschappij|holding|group|gruppe|groupe|stiftung|s\.?à\.?\s?r\.?l\.?)(?![\w])
    |有限公司|股份公司|集团|集團|株式会社|合同会社|有限会社|（株）|\(株\)|㈱|商行|商店|商社|公司|合資会社|企业|工厂|经营部|门店|企業社|企業行|商號|製作所|專賣店|专卖店""",
    re.IGNORECASE | re.VERBOSE,
)
POSTCODE = re.compile(
    r"""(?<![\w.,/-])(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{3,4})?[^\S\n]+[^\W\d_]{2,}
    |(?<![\w.,/-])\d{5}[^\W\d_]{3,}            # 80333 München, 1010 Wien, 12345-678 São Paulo
    |(?<!\w)[A-Z]{2}\s\d{4,5}\s[^\W\d_]{2,}                                          # DE 80333 München
    |(?<!\w)\d{4}\s?[A-Z]{2}(?!\w)                                                   # 1012 AB
    |(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?!\w)                                  # SW1A 1AA
    |[^\W\d_]{2,},?\s+[A-Z]{2}\s+\d{5}(?:-\d{4})?(?!\d)                              # New York, NY 10001
    |(?m:^(?!.*(?:19|20)\d\d[ ]*$)[^\W\d_]{3,}(?:[ '-][^\W\d_]+)?[ ]\d{4}[ ]*$)                     # WELLINGTON 6011
    |(?m:^[^\W\d_]{3,}(?:[ '-][^\W\d_]+)*,[ ]?\d{5}[ ]*$)                                       # Bremerhaven, 27572
    |[^\W\d_]{2,},?\s+(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT)\s+\d{4}
    |(?<!\w)[A-Z]\d[\dW]\s[A-Z0-9]{4}(?!\w)                                            # D02 AF30
    |(?<!\w)[A-Z]\d[A-Z]\s?\d[A-Z]\d(?!\w)                                           # K1A 0B1
    |(?<![\w-])\d{2}-\d{3}[ ][^\W\d_]{2,}                                              # 31-001 Kraków
    |〒?\d{3}-\d{4}|(?<!\d)\d{6}(?!\d)\s*$|(?<!\d)\d{3,6}\s[\u4e00-\u9fff]{2,}[市縣县區区府都道]|^\s*\d{6}\s|Singapore\s\d{6}|^\s*\d{3,6}\s*[\u4e00-\u9fff]""",
    re.VERBOSE,
)
STREET = re.compile(
    r"""(?:stra(?:ss|ß)e|str\.|strasse|weg|allee|platz|gasse|ring|ufer|damm|chaussee|promenade|hof)\b|\b(?:ctra|carrer|rúa|rua|pza|plaça|loc\.|localit[aà]|lungo\w+|contrada|lieu-dit|faubourg|montée|esplanade|parc|rue|avenue|av\.|boulevard|bd|place|chemin|impasse|quai|allée|route|cours|zi|za|
    calle|c/|avenida|avda|plaza|paseo|carretera|camino|pol\.?\s?ind|polígono|via|viale|piazza|corso|largo|strada|vicolo|street|st\.?|road|rd\.?|lane|drive|dr\.|court|square|row|walk|close|gardens|terrace|quay|mews|crescent|suite|floor|unit|way|parkway|blvd|house|
    plein|gracht|kade|singel|laan|straat|dreef|steeg)\b|(?:straat|laan|weg|plein|gracht|kade|singel|dijk|dreef)\s?\d|[路街道巷弄号號村镇鎮區区市縣县省丁目番地]\s?\d|\d+\s?[号號楼樓室层層丁番弄巷]|[市區区縣県府都道]""",
    re.IGNORECASE | re.VERBOSE,
)
CONTACT = re.compile(
    r"@|www\.|https?:|(?<!\w)(?:tel|telefon|telefoon|phone|fon|fax|téléphone|tél|teléfono|telefono|mobile|mobil|e-?mail|web|iban|bic|swift|ust|vat|tva|iva|btw|nif|cif|siret|siren|kvk|hrb|hra|steuer|geschäftsführ|amtsgericht|handelsreg)|电话|電話|传真|税号|統編|登録番号",
    re.IGNORECASE,
)
TAX_WORDS = frozenset({"ust", "vat", "tva", "iva", "btw", "nif", "cif", "税号", "統編", "登録番号", "steuer"})
FORM_ALONE = re.compile(
    r"(?i)ltd|limited|inc|llc|l\.l\.c|corp|co|s\.?\s?l|s\.?\s?a|s\.?l\.?u|s\.?\s?r\.?\s?l|s\.?p\.?a|gmbh|plc|kg|ag|ohg|co\.? kg|b\.?v|n\.?v|co\.,? ltd|s\.?a\.?s|c\.\s?b|e\.\s?u|og|s\.?\s?r\.?l\.?s|s\.?n\.?c|pte\.? ltd|pty\.? ltd|s\.?a\.? de c\.?v|s\. de r\.?\s?l\.?(?: de c\.?v)?"
)
GREETING = re.compile(
    r"^\W*(?:sehr geehrte|guten tag|liebe[rs]?\b|dear\b|hello\b|to whom it may|cher\b|chère\b|madame, monsieur|messieurs"
    r"|estimad[oa]|muy señor|egregi|gentil|geachte|beste\b|拝啓|尊敬的|您好)",
    re.IGNORECASE,
)
FOR_PERSON = re.compile(
    r"^\W*(?:z\.?\s?hd\.?|zu händen|attn?\b\.?|attention\b|à l.attention|a l.attention|t\.?\s?a\.?\s?v\.?\b|a la atención|alla c\.?\s?a\.?"
    r"|à l.attn|alla cortese|c/o\b|inh\.|abt\.|abteilung\b|einkauf\b|buchhaltung\b|accounts payable\b)",
    re.IGNORECASE,
)
# A form of address before a person's name, on a line of its own or not.
BEFORE_NAME = re.compile(
    r"^(?:egr(?:egi[oa])?\.?\s?sig(?:nor)?\.?(?:\s?ra\.?)?|gent\.?\s?(?:ma|mo)?\.?\s?sig\.?(?:\s?ra)?\.?|sig\.?(?:\s?ra)?\.|spett(?:\.?\s?le|abile)?\.?(?:\s?ditta)?"
    r"|messrs\.?|m/s\.?|herrn?|frau|firma|fa\.|an die|an den|mr\.?|mrs\.?|ms\.?|mme\.?|mlle\.?|monsieur|madame|sr\.|sra\.|sres\.|señores|dhr\.|mevr\.|de heer)(?=\s|$)",
    re.IGNORECASE,
)
# What shops and makers call themselves, where no form of company is printed.
TRADE = re.compile(
    r"(?i)\b(?:outfitters?|boutiques?|stores?|shops?|gallery|galerie|galería|galleria|ranch|supply|supplies|trading|imports?|importers?|exports?|studios?|atelier|hotel|hôtel"
    r"|restaurant|retail|wholesale|market|markt|house|haus|maison|casa|design|designs|jewell?ery|jewell?ers|jewelers?|saddlery|saddlers|leather|leathers|watches|clocks|goods|fashions?"
    r"|mode|moden|kaufhaus|warenhaus|warenhuis|museum|musée|school|university|institute|hospital|clinic|foundation|association|brothers|bros|sons?|söhne|fils|hijos|figli|zonen"
    r"|partners|services|solutions|industries|enterprises?|international|collective|collection|works|werke?|werkstatt|manufaktur|juwelier|optik|parfümerie|pharmacy|apotheke|bakery"
    r"|café|coffee|wines?|vins|cave|cellars?|farm|gardens?|gifts?|toys|books?|librería|librairie|libreria|papelería|zapatería|calzaturificio|sartoria|pelletteria|bijouterie|joyería"
    r"|gioielleria|horlogerie|maroquinerie|chapellerie|épicerie|enoteca|goldschmiede|kontor|handel|handels|groothandel|clothing|apparel|textiles?|knits?|mills?|crafts?|optical|sports?|outdoor)\b"
)
HONOUR = re.compile(r"\s*(?:御中|様|殿|先生|女士|宛|台照|钧鉴)\s*$")


def is_town(text: str) -> bool:
    """Whether a line is a town with its postcode."""
    return bool(POSTCODE.match(text.strip())) and len(text) < 40


def address_like(text: str) -> bool:
    """Whether a text holds a postcode or a street."""
    return bool(POSTCODE.search(text) or STREET.search(text))


def code_like(text: str) -> bool:
    """Whether a text is rather a number or a code than a name."""
    letters = sum(ch.isalpha() for ch in text)
    return letters < 2 or sum(ch.isdigit() for ch in text) >= letters


def is_noise(text: str) -> bool:
    """Whether a line says nothing by itself: a label, or no word."""
    return is_label(text) or not re.search(r"\w", text) or GREETING.search(text) is not None


def dates_in_any(text: str) -> bool:
    """Whether a text holds a date."""
    return next(dates_in(text), None) is not None


def is_title(text: str) -> bool:
    """Whether a line is a paper's title and no name."""
    named = titles_in(text)
    if not named or FORMS.search(text):
        return False
    whole = named[0][1] <= 1 and named[-1][2] >= len(text.rstrip(" :：."))
    return whole or len(tokens(text)) <= 3


# A word that leads to whom a paper goes: "an Katharina Lindemann, Am Rosengarten 40, 55131 Mainz".
# A name may begin with "Al" or "An".
LED = re.compile(
    r"(?:a|à|al|an|aan|to|für|per|pour|para|voor|for|À|Aan|To|Für|Per|Pour|Para|Voor|For|(?:[Ss]old|[Ii]ssued|[Bb]illed) to)\s+(?=[A-ZÀ-Ý])"
)
NUMBER_LAST = re.compile(r"[^\W\d_]{3,}\s\d{1,4}\s?[a-zA-Z]?$")  # "Gran Vía 61": no name ends so
_NUMBERED_STREET = re.compile(r"\d{1,4}[a-z]?\s[^\W\d_]{3,}.*")


def name_and_address(text: str) -> tuple[str, str]:
    """A name with its address on one line: "Acme Co., Ltd., 1 High Street, London SW1A 1AA"."""
    parts = parts_of(text)
    named = len(parts) >= 3 and any(m.end() >= len(parts[0].rstrip(" .")) for m in FORMS.finditer(parts[0]))
    if named or (len(parts) >= 3 and (POSTCODE.search(" ".join(parts[1:])) or _NUMBERED_STREET.match(parts[1]))):
        return parts[0], ", ".join(parts[1:])
    return text, ""


def parts_of(text: str) -> list[str]:
    """A line at its points, bars, dashes and commas; a comma before a company's form ("Co., Ltd.") parts nothing."""
    parts = [p.strip() for p in re.split(r"\s*[·•●|∙]\s*|\s+[-–—]\s+|,\s+|，", text) if p.strip()]
    joined: list[str] = []
    for part in parts:
        if joined and FORM_ALONE.fullmatch(part.strip(" .")):
            joined[-1] += ", " + part
        else:
            joined.append(part)
    return joined
