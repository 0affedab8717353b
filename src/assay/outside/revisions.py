"""How did this PDF look before it was changed? Where each earlier revision ends in the file, and what it said.

A change is appended to a PDF (ISO 32000-1, 7.5.6): the file up to an earlier end of file is the paper as it was then. Only what can be opened,
shows text and says something else than the revision before counts.
"""

from __future__ import annotations

import re

MOST_REVISIONS = 20


def earlier_revisions(data: bytes) -> tuple[tuple[int, str], ...]:
    """(number of bytes, text) of each earlier revision, the oldest first; empty where there is none or it cannot be read."""
    import pypdfium2

    ends = [m.end() for m in re.finditer(rb"%%EOF[\r\n]*", data)]
    found: list[tuple[int, str]] = []
    before: str | None = None
    for end in ends[:-1][:MOST_REVISIONS]:
        try:
            document = pypdfium2.PdfDocument(data[:end])
            text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
        except pypdfium2.PdfiumError:
            continue
        if text.strip() and text != before:
            found.append((end, text))
        before = text
    return tuple(found)
