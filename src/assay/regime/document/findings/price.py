"""Is the price one at which such goods are bought?

A forger who knows only the paper does not know what the brand's goods cost a dealer. The reference is the one that the brand enrolled;
in another currency it is converted at the policy's dated rates. Prices are never shown to the brand that is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assay.policy.schema.document import DocumentPolicy
from assay.policy.schema.fx import FxPolicy
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.matching import Match, line_text
from assay.regime.document.reading import Reading
from assay.regime.document.values import amount_of, money, text_of


def price(
    reading: Reading, *, matches: Sequence[Match], paper: str, policy: DocumentPolicy, fx: FxPolicy
) -> tuple[Finding, ...]:
    """Findings about lines whose product has a reference price."""
    currency = text_of(reading.currency)
    findings = []
    for match in matches:
        product = match.product
        unit = _unit_price(match)
        if product is None or product.reference_price is None or not currency:
            continue
        if unit is None:
            findings += _for_nothing(match, paper=paper, policy=policy)
            continue
        reference = _convert(product.reference_price, product.currency or currency, currency, fx=fx)
        if reference is None or reference <= 0:
            continue
        share = float(unit / reference)
        if policy.price.far_below_share <= share <= policy.price.far_above_share:
            continue
        below = share < policy.price.far_below_share
        low, high = (
            reference * Decimal(str(policy.price.far_below_share)),
            reference * Decimal(str(policy.price.far_above_share)),
        )
        findings.append(
            found(
                Reason.PRICE_FAR_BELOW_REFERENCE if below else Reason.PRICE_FAR_ABOVE_REFERENCE,
                policy=policy,
                paper=paper,
                seen=f"{line_text(match.line)}: {money(unit.quantize(Decimal('0.01')), currency)} a piece",
                allowed=f"{low:.2f} to {high:.2f} {currency} (reference {reference:.2f})",
                mend="Explain the price, for example with the contract of a sale of remaining stock.",
                rests_on=(match.line.price, match.line.amount),
            )
        )
    return tuple(findings)


def _for_nothing(match: Match, *, paper: str, policy: DocumentPolicy) -> list[Finding]:
    """Pieces for a price of nothing: a gift or a sample, or a line that somebody squeezed in."""
    quantity = amount_of(match.line.quantity)
    figures = [f for f in map(amount_of, (match.line.price, match.line.amount)) if f is not None]
    if not quantity or quantity < policy.price.least_free_pieces or not figures or any(figures):
        return []
    return [
        found(
            Reason.PRICE_FAR_BELOW_REFERENCE,
            policy=policy,
            paper=paper,
            seen=f"{line_text(match.line)}: {quantity} pieces for nothing",
            allowed="goods that were bought",
            mend="Hand in an invoice on which these goods have a price.",
            rests_on=(match.line.price, match.line.amount),
        )
    ]


def _unit_price(match: Match) -> Decimal | None:
    """The printed price, else amount by quantity; a price of nothing is none (samples, gifts)."""
    unit = amount_of(match.line.price)
    if unit is None:
        amount, quantity = amount_of(match.line.amount), amount_of(match.line.quantity)
        unit = amount / quantity if amount is not None and quantity else None
    return unit if unit is not None and unit > 0 else None


def _convert(amount: Decimal, source: str, target: str, *, fx: FxPolicy) -> Decimal | None:
    if source == target:
        return amount
    rates = fx.per_base
    if source not in rates or target not in rates:
        return None
    return amount / Decimal(str(rates[source])) * Decimal(str(rates[target]))
