"""Does the paper bear the tax number of a company that is neither issuer nor buyer?

Whoever types his own name into the address block of another's invoice often leaves the customer's number in a note, a footer, a delivery address. An
agent, a factor or a fiscal representative prints his number too: so it is only noted, and keeps the paper from resting on a bare yes.
"""

from __future__ import annotations

import re
import unicodedata

from assay.policy.schema.document import DocumentPolicy
from assay.regime.brand.register import Brand
from assay.regime.document.facts import StoreIdentity
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Reading
from assay.regime.document.values import text_of
from assay.regime.identifiers import EU, Validity, same_number, squeezed, vat_validity

_NUMBER = re.compile(r"(?<![A-Z0-9])(?:[A-Z]{2}|CHE)[ -]?[A-Z0-9][A-Z0-9 .\-]{6,14}[A-Z0-9](?![A-Z0-9])")
_PREFIXES = EU | {"GB", "CH"}


def third_company(
    reading: Reading, *, paper: str, store: StoreIdentity, brand: Brand, policy: DocumentPolicy
) -> tuple[Finding, ...]:
    """A note that names such numbers."""
    text = unicodedata.normalize("NFKC", (reading.visible or reading).text).upper()
    own = [
        text_of(f)
        for party in (reading.issuer, reading.recipient)
        for f in (party.vat_id, party.tax_number, party.registration, party.iban)
    ]
    registered = [d.vat_id for d in (*([brand.owner] if brand.owner else []), *brand.dealers)]
    known = [n for n in (*own, store.vat_id, store.registration, *registered) if n]
    strange = []
    for match in _NUMBER.finditer(text):
        for number in (squeezed(match[0]), squeezed(match[0].split()[0])):
            if number[:2] not in _PREFIXES or vat_validity(number) is not Validity.OK:
                continue
            if not any(same_number(number, n) or squeezed(n) in number or number in squeezed(n) for n in known):
                strange.append(number)
            break
    if not strange:
        return ()
    return (
        found(
            Reason.THIRD_COMPANY_NAMED,
            policy=policy,
            paper=paper,
            seen=", ".join(dict.fromkeys(strange)),
            allowed="the tax numbers of issuer and buyer",
            mend="Say what this company has to do with the purchase, if you are asked.",
        ),
    )
