"""What does a paper leave behind, so that it is known when it comes again?

    file      SHA-256 of the bytes
    number    issuer and number: once under its tax number, once under its name, since a paper may show only one of them
    lines     what was bought: all lines with quantities and amounts, whoever issued or bought it
    line      one line, under issuer and number: what backs a right, and never backs two
    text      a sketch of the words (MinHash, Broder 1997): nearly the same text is found through equal bands of it
    layout    where the main fields stand on the page, whatever they say
    account   the bank account, with the issuer that printed it
    status    the status list that a credential names, with its place in it
    series    an issuer's numbers of one pattern, with their dates
    credit    an invoice's issuer and number; a credit note leaves the one that it takes back, and says so
    style     what an issuer's papers look like: its labels, columns and places, to be compared with its own

A trace is looked up by kind and key and compared by value; no trace shows what the paper says.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from assay.regime.document.facts import Paper, Trace
from assay.regime.document.reading import Field, Kind, Line, Origin, Reading
from assay.regime.document.values import amount_of, text_of
from assay.regime.identifiers import squeezed
from assay.regime.names import name_key

FILE, NUMBER, LINES, LINE, TEXT, LAYOUT, ACCOUNT, SERIES, STATUS, CREDIT, STYLE = (
    "file",
    "number",
    "lines",
    "line",
    "text",
    "layout",
    "account",
    "series",
    "status",
    "credit",
    "style",
)
CREDITED = "credited"

SKETCH = 32  # one byte each: the value of a text trace is 64 hex digits
BANDS = 8
SHINGLE = 4  # words in a row
LEAST_DIGITS = 4  # of the number of another paper
MOST_NUMBERS = 24
_NUMBER = re.compile(r"(?<![\w.,])(?=[\w/.-]*\d)[A-Za-z0-9]+(?:[/._-][A-Za-z0-9]+)*(?![\w,])")
MOST_WORDS = 20_000  # of a paper; a template shows in its first pages


def traces_of(paper: Paper) -> tuple[Trace, ...]:
    """Every trace of the paper; only its bytes where it could not be read."""
    traces = [Trace(kind=FILE, key=paper.sha256)]
    reading = paper.reading
    if reading is None:
        return tuple(traces)
    content = content_of(reading)
    for issuer in issuer_keys(reading):
        if text_of(reading.number):
            traces.append(Trace(kind=NUMBER, key=digest("number", issuer, number_of(reading)), value=content))
            if reading.kind.value != Kind.CREDIT_NOTE:
                traces.append(Trace(kind=CREDIT, key=digest("number", issuer, number_of(reading))))
            pattern, counter = series_of(text_of(reading.number))
            if counter is not None and reading.kind.value == Kind.INVOICE:
                value = f"{counter}|{text_of(reading.issued_on)}"
                traces.append(Trace(kind=SERIES, key=digest("series", issuer, pattern), value=value[:64]))
        if reading.kind.value == Kind.CREDIT_NOTE:
            value = f"{CREDITED}|{lines_key(reading)}"[:64]
            traces += [Trace(kind=CREDIT, key=digest("number", issuer, n), value=value) for n in _taken_back(reading)]
        style = style_of(reading.visible or reading)
        if style:
            traces.append(Trace(kind=STYLE, key=digest("style", issuer), value=style))
    if reading.lines and any(amount_of(line.amount) is not None for line in reading.lines):
        value = f"{len(reading.lines)}|{text_of(reading.issued_on)}|{number_of(reading)}"[:64]
        traces.append(Trace(kind=LINES, key=lines_key(reading), value=value))
    if text_of(reading.issuer.iban):
        traces.append(
            Trace(
                kind=ACCOUNT,
                key=digest("account", squeezed(text_of(reading.issuer.iban))),
                value=name_key(text_of(reading.issuer.name))[:64],
            )
        )
    if reading.credential is not None and reading.credential.status_uri:
        traces.append(
            Trace(
                kind=STATUS, key=status_key(reading.credential.status_uri), value=reading.credential.status_index[:64]
            )
        )
    sketch = sketch_of((reading.visible or reading).text)
    if sketch:
        step = len(sketch) // BANDS
        for i in range(BANDS):
            traces.append(Trace(kind=TEXT, key=digest("text", str(i), sketch[i * step : (i + 1) * step]), value=sketch))
    layout = layout_of(reading.visible or reading)
    if layout:
        traces.append(Trace(kind=LAYOUT, key=layout, value=name_key(text_of(reading.issuer.name))[:64]))
    return tuple(dict.fromkeys(traces))


def issuer_keys(reading: Reading) -> tuple[str, ...]:
    """Under which keys the issuer is known: tax number, name."""
    vat, name = squeezed(text_of(reading.issuer.vat_id)), name_key(text_of(reading.issuer.name))
    return (*((f"vat:{vat}",) if vat else ()), *((f"name:{name}",) if name else ()))


def number_of(reading: Reading) -> str:
    """The number without blanks and punctuation, upper case, so that RE-2026/7 and RE 2026 7 are one."""
    return plain_number(text_of(reading.number))


def plain_number(number: str) -> str:
    """A number without blanks and punctuation, upper case."""
    return re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", number).upper())


def _taken_back(reading: Reading) -> tuple[str, ...]:
    """The numbers of the invoices that a credit note may take back: the one that it names as such, else what has a number's shape in its text."""
    if text_of(reading.preceding):
        return (plain_number(text_of(reading.preceding)),)
    own = {number_of(reading), *(squeezed(text_of(f)) for f in (reading.issuer.vat_id, reading.recipient.vat_id))}
    text = (reading.visible or reading).text
    named = (plain_number(n.rstrip("./-")) for n in _NUMBER.findall(text))
    return tuple(dict.fromkeys(n for n in named if n not in own and sum(c.isdigit() for c in n) >= LEAST_DIGITS))[
        :MOST_NUMBERS
    ]


def series_of(number: str) -> tuple[str, int | None]:
    """`RE-2026-0173` -> (`RE-2026-#`, 173): the pattern with its last run of digits, and that run as a count."""
    runs = list(re.finditer(r"\d+", number))
    if not runs or len(runs[-1].group()) > 12:
        return number, None
    last = runs[-1]
    return number[: last.start()].upper() + "#" + number[last.end() :].upper(), int(last.group())


def content_of(reading: Reading) -> str:
    """What the paper is about: date, buyer, total, lines. Two papers of one number with another content are not both genuine."""
    parts = [
        text_of(reading.issued_on),
        name_key(text_of(reading.recipient.name)),
        _amount(reading.totals.gross or reading.totals.payable),
        *sorted(_line_words(line) for line in reading.lines),
    ]
    return digest("content", *parts)


def lines_key(reading: Reading) -> str:
    """What was bought, in which numbers and for how much; order does not matter."""
    return digest("lines", text_of(reading.currency), *sorted(_line_words(line) for line in reading.lines))


def line_key(reading: Reading, index: int) -> str:
    """The ledger's name for one line: issuer, number, goods, and how many equal lines stand before it.

    The same line of another copy of the paper has the same name.
    """
    return line_names(reading, index)[0]


def line_names(reading: Reading, index: int) -> tuple[str, ...]:
    """Every name under which the ledger may know the line: another print of the invoice may show the issuer's tax number, or its name alone."""
    line = reading.lines[index]
    words = _goods_words(line)
    before = str(sum(1 for other in reading.lines[:index] if _goods_words(other) == words))
    number = number_of(reading) or lines_key(reading)
    return tuple(digest("line", key, number, words, before) for key in issuer_keys(reading) or ("",))


def line_keys(paper: Paper) -> tuple[str, ...]:
    """The ledger's names for all lines of the paper."""
    reading = paper.reading
    return () if reading is None else tuple(k for i in range(len(reading.lines)) for k in line_names(reading, i))


def status_key(uri: str) -> str:
    """Under which key the credentials are found that name this status list."""
    return digest("status", uri)


def sketch_of(text: str) -> str:
    """32 bytes as hex: byte i is the low byte of the least hash i over all runs of four words. Empty for a text of few words."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())[:MOST_WORDS]
    if len(words) < SHINGLE * 3:
        return ""
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    hashes = [int.from_bytes(hashlib.blake2b(s.encode(), digest_size=8).digest(), "big") for s in shingles]
    # One strong hash, 32 cheap permutations of it (multiply by an odd number modulo 2**64).
    least = (min((h * m + a) & _MASK for h in hashes) for m, a in _PERMUTATIONS)
    return "".join(f"{(v >> 32) & 0xFF:02x}" for v in least)


def same_text(one: str, other: str) -> float:
    """Estimated share of equal runs of words (Jaccard), from two sketches; chance agreement of one byte in 256 taken off."""
    if len(one) != len(other) or not one:
        return 0.0
    equal = sum(one[i : i + 2] == other[i : i + 2] for i in range(0, len(one), 2)) / (len(one) // 2)
    return max(0.0, (equal - 1 / 256) / (1 - 1 / 256))


def layout_of(reading: Reading) -> str:
    """Where number, date, total and the columns of the lines stand, in steps of 6 points; empty where fewer than four places are known."""
    line = reading.lines[0] if reading.lines else Line()
    fields = (
        reading.number,
        reading.issued_on,
        reading.issuer.name,
        reading.recipient.name,
        line.description,
        line.quantity,
        line.price,
        line.amount,
    )
    places = [_place(f) for f in fields]
    return digest("layout", *places) if sum(1 for p in places if p) >= 4 else ""


def style_of(reading: Reading) -> str:
    """What an issuer's program prints alike on every paper: 8 hex digits each for its labels, the main fields' places, the columns' edges, the
    order of the blocks; empty where fewer than six places are known, or the page was not read from text.
    """
    line = reading.lines[0] if reading.lines else Line()
    head = (reading.number, reading.issued_on, reading.issuer.name, reading.recipient.name)
    columns = (line.description, line.quantity, line.price, line.amount)
    if (
        reading.number is None
        or reading.number.origin is not Origin.TEXT
        or sum(1 for f in (*head, *columns) if _place(f)) < 6
    ):
        return ""
    labels = sorted(set(re.findall(r"[^\W\d_]{3,}(?=\s?[:：])", reading.text.casefold())))
    order = sorted(
        (f.box.page, round(f.box.y0 / 12), i) for i, f in enumerate(head) if f is not None and f.box is not None
    )
    parts = (
        " ".join(labels)[:400] or reading.sha256,  # no labels are no common ones
        " ".join(_place(f) for f in head),
        " ".join((_place(line.description), *(_place(f, right=True) for f in columns[1:]))),
        " ".join(str(i) for _, _, i in order),
    )
    return "".join(digest("style", part)[:8] for part in parts)


def digest(*parts: str) -> str:
    """SHA-256 over the parts, kept apart from each other; 64 hex digits."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


_MASK = (1 << 64) - 1
_PERMUTATIONS = tuple(
    (
        int.from_bytes(hashlib.blake2b(f"m{i}".encode(), digest_size=8).digest(), "big") | 1,
        int.from_bytes(hashlib.blake2b(f"a{i}".encode(), digest_size=8).digest(), "big"),
    )
    for i in range(SKETCH)
)


def _place(field: Field | None, *, right: bool = False) -> str:
    if field is None or field.box is None:
        return ""
    return f"{field.box.page}:{round((field.box.x1 if right else field.box.x0) / 6)}"


def _amount(field: Field | None) -> str:
    amount = amount_of(field)
    return "" if amount is None else f"{amount.normalize():f}"


def _goods_words(line: Line) -> str:
    words = text_of(line.gtin) or " ".join(re.findall(r"\w+", text_of(line.description).casefold()))
    return f"{words}|{_amount(line.quantity)}"


def _line_words(line: Line) -> str:
    return f"{_goods_words(line)}|{_amount(line.amount)}"
