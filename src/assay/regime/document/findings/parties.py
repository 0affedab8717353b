"""Could the reader tell who issued the paper from who bought?

A page shows two blocks, and some layouts leave it open which is whose. Where the store stands on the page, and so does somebody whom the
register knows, but the reader took the store for the issuer or found no company in a block, nothing is held against anybody: the one whom the
register knows is asked.
"""

from __future__ import annotations

from assay.policy.schema.document import DocumentPolicy
from assay.regime.brand.standing import Known
from assay.regime.document.facts import StoreIdentity
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Reading
from assay.regime.document.values import is_exact, text_of, without_branch
from assay.regime.names import Same, name_stands_in, same_name, taken_apart


def parties(
    reading: Reading, *, paper: str, store: StoreIdentity, known: Known | None, policy: DocumentPolicy
) -> tuple[Finding, ...]:
    """A finding where the blocks cannot be told apart; then nothing else is said about issuer and buyer. `known`: whom the register knows on it."""
    issuer = text_of(reading.issuer.name)
    buyer = without_branch(text_of(reading.recipient.name), store.legal_name)
    if (
        known is None
        or is_exact(reading.issuer.name, reading.recipient.name)
        or not name_stands_in(reading.text, store.legal_name)
    ):
        return ()
    scores = policy.identity

    def one(name: str, other: str) -> bool:
        return (
            bool(name)
            and same_name(name, other, same=scores.same_name_score, doubtful=scores.doubtful_name_score) is Same.SAME
        )

    dealer = known.dealer.legal_name
    if one(issuer, store.legal_name) and one(buyer, store.legal_name):
        return ()  # both blocks name the store: that is no confusion
    swapped = one(issuer, store.legal_name) or one(buyer, dealer)
    lost = known.by_page and not one(issuer, dealer)
    # Words without a legal form in the buyer's place are mostly a label or a street.
    lost = lost or (
        not one(buyer, store.legal_name) and not one(buyer, store.trading_name) and not taken_apart(buyer).form
    )
    if not swapped and not lost:
        return ()
    return (
        found(
            Reason.PARTIES_UNCLEAR,
            policy=policy,
            paper=paper,
            seen=f"issuer {issuer or 'not found'}, buyer {buyer or 'not found'}",
            allowed=f"issuer {dealer}, buyer {store.legal_name}",
            mend="Nothing is asked of you: the issuer is asked. A sharper copy helps.",
            rests_on=(reading.issuer.name, reading.recipient.name),
        ),
    )
