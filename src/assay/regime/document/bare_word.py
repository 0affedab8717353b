"""May a paper rest on a yes that says nothing else?

A brand that confirms without looking knows its dealers and its goods. What the paper itself shows clearly may rest on its bare word: the
question asks for it, and nothing speaks against it. What the paper leaves open (a number that cannot be read, a rate of tax that nobody knows, a
buyer of whom only the name agrees) is nothing that he who did not look can have settled: whoever states it from his own copy settles it, or the
issuer, or a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assay.policy.schema.document import DocumentPolicy
from assay.regime.addresses import same_address
from assay.regime.document.facts import Paper, StoreIdentity
from assay.regime.document.finding import Finding
from assay.regime.document.reading import Kind, Reading
from assay.regime.document.values import text_of
from assay.regime.identifiers import same_number, squeezed
from assay.regime.names import Same

LEAST_NUMBER = 8  # signs of a tax number that is looked for on the whole page


def carries(paper: Paper, *, findings: Sequence[Finding], store: StoreIdentity, policy: DocumentPolicy) -> bool:
    """May the facts of this paper rest on the bare word of one who was asked?"""
    open_ = set(policy.inquiry.bare_leaves_open)
    if any(f.paper == paper.name and f.reason.value in open_ for f in findings):
        return False
    reading = paper.reading
    if reading is None or reading.kind.value in {Kind.LETTER_OF_AUTHORIZATION, Kind.TRADEMARK_CERTIFICATE}:
        return True
    return shows_store(reading, store)


def shows_store(reading: Reading, store: StoreIdentity) -> bool:
    """Does anything but the name say that the buyer is this store: its address, its tax or register number? True where none of them is known."""
    party = reading.recipient
    text = (reading.visible or reading).text
    numbers = [n for n in (store.vat_id, store.registration) if n]
    if any(same_number(text_of(f), n) for f in (party.vat_id, party.registration, party.tax_number) for n in numbers):
        return True
    if any(len(squeezed(n)) >= LEAST_NUMBER and squeezed(n) in squeezed(text) for n in numbers):
        return True
    if not store.address:
        return not numbers
    address = text_of(party.address)
    same = re.search(r"\d", address) is not None and same_address(address, store.address) is Same.SAME
    return same or _stands_in(store.address, text)


def _stands_in(address: str, text: str) -> bool:
    """Do all numbers of the address (house, postcode) stand on the page, two at least?"""
    wanted = {n.upper() for n in re.findall(r"\w*\d\w*", address)}
    return len(wanted) >= 2 and wanted <= {n.upper() for n in re.findall(r"\w*\d\w*", text)}
