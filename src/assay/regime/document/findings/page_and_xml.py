"""Do the page and the embedded data say the same?

A hybrid invoice carries its content twice. Software makes both from one record, so a difference means that one was changed: by a forger who edited
what people see, or by one who edited what programs read.
"""

from __future__ import annotations

from decimal import Decimal

from assay.policy.schema.document import DocumentPolicy
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Field, Reading
from assay.regime.document.values import amount_of, cent, is_sure, shows_amount, text_of
from assay.regime.names import letters_of, name_score, name_stands_in

LEAST_WORD = 4  # letters of a word that tells goods


def page_and_xml(reading: Reading, *, paper: str, policy: DocumentPolicy) -> tuple[Finding, ...]:
    """One finding for each field in which the two differ. What the page says somewhere is no difference, wherever the reader looked for it."""
    page = reading.visible
    if page is None:
        return ()
    currency = text_of(reading.currency)
    differences: list[tuple[str, Field | None, Field | None, bool]] = []

    def words(what: str, data: Field | None, shown: Field | None) -> None:
        if data is None or shown is None or letters_of(text_of(data)) == letters_of(text_of(shown)):
            return
        if not name_stands_in(page.text, text_of(data)) and not _word_by_word(text_of(data), page.text):
            # A name that was folded into several rows is read in part.
            part = letters_of(text_of(shown)) in letters_of(text_of(data))
            differences.append((what, data, shown, part))

    def amounts(what: str, data: Field | None, shown: Field | None) -> None:
        ours, theirs = amount_of(data), amount_of(shown)
        if ours is None or theirs is None or abs(ours - theirs) < cent(currency):
            return
        if not shows_amount(page.text, ours):
            differences.append((what, data, shown, False))

    if _differ(reading.number, page.number) and letters_of(text_of(reading.number)) not in letters_of(page.text):
        # A page may print less of a number than the data holds, or more.
        ours, theirs = letters_of(text_of(reading.number)), letters_of(text_of(page.number))
        differences.append(("number", reading.number, page.number, ours in theirs or theirs in ours))
    if _differ(reading.issued_on, page.issued_on) and text_of(reading.issued_on) not in _dates(page):
        differences.append(("date of issue", reading.issued_on, page.issued_on, False))
    if _differ(reading.currency, page.currency) and currency not in page.text:
        differences.append(("currency", reading.currency, page.currency, False))
    amounts("gross total", reading.totals.gross, page.totals.gross)
    amounts("net total", reading.totals.net, page.totals.net)
    for what, data, shown in (
        ("issuer", reading.issuer.name, page.issuer.name),
        ("buyer", reading.recipient.name, page.recipient.name),
    ):
        if data is None or shown is None:
            continue
        # What has fewer letters than other signs is an identifier that the reader took for a name.
        is_name = sum(c.isalpha() for c in text_of(shown)) * 2 > len(text_of(shown))
        if is_name and name_score(text_of(data), text_of(shown)) < policy.identity.doubtful_name_score:
            words(what, data, shown)
    differences += _lines(reading, page)
    return tuple(
        found(
            Reason.PAGE_AND_XML_DIFFER,
            policy=policy,
            paper=paper,
            seen=f"{what} on the page: {text_of(shown) or 'not there'}",
            allowed=f"{what} in the embedded data: {text_of(data)}",
            mend="Ask the issuer for the invoice as its software made it.",
            rests_on=(shown, data),
            unsure=unclear or not is_sure(shown, policy=policy),
        )
        for what, data, shown, unclear in differences
    )


def _word_by_word(said: str, text: str) -> bool:
    """Does each word of it stand on the page, wherever?"""
    have, together = {letters_of(w) for w in text.split()}, letters_of(text)
    wanted = [w for w in map(letters_of, said.split()) if w]
    return len(wanted) >= 2 and all(w in have or (len(w) >= LEAST_WORD and w in together) for w in wanted)


def _differ(data: Field | None, shown: Field | None) -> bool:
    return data is not None and shown is not None and letters_of(text_of(data)) != letters_of(text_of(shown))


def _dates(page: Reading) -> set[str]:
    return {text_of(f) for f in (page.issued_on, page.due, page.delivered_on) if f is not None}


def _lines(reading: Reading, page: Reading) -> list[tuple[str, Field | None, Field | None, bool]]:
    """Quantities and amounts of the data that the page prints nowhere; told only where the page's lines were read."""
    if not page.lines:
        return []
    missing: list[tuple[str, Field | None, Field | None, bool]] = []
    named = (text_of(f) for x in page.lines for f in (x.description, x.details, x.id, x.gtin))
    letters = letters_of(page.text) + letters_of(" ".join(named))
    for i, line in enumerate(reading.lines):
        # A page may name goods more shortly than the data; it names something of them: a word, a model, an article number.
        words = [
            letters_of(w) for f in (line.description, line.details, line.id, line.gtin) for w in text_of(f).split()
        ]
        telling = [w for w in words if len(w) >= LEAST_WORD]
        if telling and not any(w in letters for w in telling):
            shown = page.lines[i].description if i < len(page.lines) else None
            missing.append((f"goods of line {i + 1}", line.description or line.gtin, shown, shown is None))
        amount = amount_of(line.amount)
        if amount is None or amount == Decimal(0) or shows_amount(page.text, amount):
            continue
        shown = page.lines[i].amount if i < len(page.lines) and len(page.lines) == len(reading.lines) else None
        if amount_of(shown) == amount:
            continue  # beside a rate of 0 the text runs together: "0 2 394,00"
        missing.append((f"amount of line {i + 1}", line.amount, shown, shown is None))
    return missing
