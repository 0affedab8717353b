"""Is the buyer named on it this store?

A borrowed invoice is genuine in everything but the buyer. Name, address and tax number are held against what the platform knows of the store;
a name may be written in another form, script or abbreviation (`regime.names`), so there is a middle: doubtful goes to a person. A reader may take the
wrong block for the buyer; so a store whose name stands elsewhere on the page is never refused for it.
"""

from __future__ import annotations

from assay.policy.schema.document import DocumentPolicy
from assay.regime.addresses import same_address
from assay.regime.document.facts import StoreIdentity
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Reading
from assay.regime.document.values import text_of, without_branch
from assay.regime.identifiers import same_number, squeezed
from assay.regime.names import Same, name_stands_in, same_name, taken_apart


def identity(
    reading: Reading, *, paper: str, store: StoreIdentity, policy: DocumentPolicy, buyer_is_known_dealer: bool = False
) -> tuple[Finding, ...]:
    """Findings about the buyer. `buyer_is_known_dealer`: the register knows the buyer as a dealer; then the reader may have swapped the two."""
    party = reading.recipient
    name, address, vat = text_of(party.name), text_of(party.address), text_of(party.vat_id)
    text = reading.visible.text if reading.visible else reading.text
    ours = " / ".join(n for n in (store.legal_name, store.trading_name) if n)
    if not name:
        by_number = bool(vat and store.vat_id and same_number(vat, store.vat_id))
        if by_number or _stands_on_page(store, text):
            return (
                _doubtful(
                    reading,
                    seen="the store's name stands on the page, but not clearly as the buyer's",
                    ours=ours,
                    paper=paper,
                    policy=policy,
                ),
            )
        return (
            found(
                Reason.BUYER_MISSING,
                policy=policy,
                paper=paper,
                seen="no buyer was found",
                allowed=ours,
                mend="Hand in an invoice that names your store as the buyer; a till receipt alone does not.",
            ),
        )
    verdict = _same_buyer(name, store=store, policy=policy)
    numbers_agree = _numbers_agree(reading, store)
    place = same_address(address, store.address) if address and store.address else None
    if verdict is Same.ANOTHER and numbers_agree is not True:
        unsure = _stands_on_page(store, text) or buyer_is_known_dealer
        if unsure or place is Same.SAME:
            return (
                _doubtful(
                    reading,
                    seen=f"{name}; the store's name or address stands there too",
                    ours=ours,
                    paper=paper,
                    policy=policy,
                ),
            )
        return (
            found(
                Reason.BUYER_IS_ANOTHER,
                policy=policy,
                paper=paper,
                seen=", ".join(p for p in (name, address) if p),
                allowed=ours,
                mend="Hand in an invoice that was issued to your store.",
                rests_on=(party.name,),
                # Words with a number and without a legal form are a street or a customer's number that was taken for a name.
                unsure=any(c.isdigit() for c in name) and not taken_apart(name).form,
            ),
        )
    findings: list[Finding] = []
    if (verdict is Same.DOUBTFUL and not (numbers_agree or place is Same.SAME)) or verdict is Same.ANOTHER:
        findings.append(_doubtful(reading, seen=name, ours=ours, paper=paper, policy=policy))
    if numbers_agree is False:
        findings.append(
            found(
                Reason.BUYER_TAX_NUMBER_DIFFERS,
                policy=policy,
                paper=paper,
                seen=vat or text_of(party.registration),
                allowed=store.vat_id or store.registration,
                mend="Ask the issuer for an invoice with your tax number.",
                rests_on=(party.vat_id or party.registration,),
            )
        )
    if place is Same.ANOTHER:
        findings.append(
            found(
                Reason.BUYER_ADDRESS_DIFFERS,
                policy=policy,
                paper=paper,
                seen=address,
                allowed=store.address,
                mend="Add this address to your store, or ask the issuer for an invoice with your address.",
                rests_on=(party.address,),
            )
        )
    return tuple(findings)


def _same_buyer(name: str, *, store: StoreIdentity, policy: DocumentPolicy) -> Same:
    """The best that legal name or trading name reach."""
    order = (Same.SAME, Same.DOUBTFUL, Same.ANOTHER)
    scores = policy.identity
    name = without_branch(name, store.legal_name)
    answers = [
        same_name(name, ours, same=scores.same_name_score, doubtful=scores.doubtful_name_score)
        for ours in (store.legal_name, store.trading_name)
        if ours
    ]
    return min(answers, key=order.index, default=Same.DOUBTFUL)


def _numbers_agree(reading: Reading, store: StoreIdentity) -> bool | None:
    """Do tax or register numbers say the same? None where one side has none; a register number is written in too many ways to contradict."""
    party = reading.recipient
    vat = text_of(party.vat_id)
    if same_number(text_of(party.registration), store.registration) or same_number(
        text_of(party.tax_number), store.vat_id
    ):
        return True
    if not squeezed(vat) or not squeezed(store.vat_id):
        return None
    return same_number(vat, store.vat_id)


def _stands_on_page(store: StoreIdentity, text: str) -> bool:
    return any(name_stands_in(text, name) for name in (store.legal_name, store.trading_name) if name) or bool(
        store.vat_id and squeezed(store.vat_id) in squeezed(text)
    )


def _doubtful(reading: Reading, *, seen: str, ours: str, paper: str, policy: DocumentPolicy) -> Finding:
    return found(
        Reason.BUYER_DOUBTFUL,
        policy=policy,
        paper=paper,
        seen=seen,
        allowed=ours,
        mend="Show how the two names belong together (trade register), or hand in an invoice in your legal name.",
        rests_on=(reading.recipient.name,),
    )
