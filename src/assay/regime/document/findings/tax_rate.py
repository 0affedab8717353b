"""Did the issuer's country have such a rate of tax at that time?

A forger takes the rate that he knows from home, or an old template. Which rates a country has had since when stands in the policy, special and
regional ones included. It is told only where the country is certain: tax number and register agree, the paper prints the rate, and no other country
could tax the sale (the buyer's may: its rates count as well). A rate follows the day of the supply, so that a change has its days of grace.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from assay.policy.schema.document import DocumentPolicy, TaxPolicy
from assay.regime.document.facts import StoreIdentity
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Field, Reading
from assay.regime.document.values import amount_of, date_of, is_sure, text_of
from assay.regime.identifiers import vat_country


def tax_rate(
    reading: Reading, *, paper: str, store: StoreIdentity, registered: str, policy: DocumentPolicy
) -> tuple[Finding, ...]:
    """One finding for each rate that no country which may tax this sale had. `registered`: the issuer's country by the register, or empty."""
    issued = date_of(reading.issued_on)
    issuers = _countries(text_of(reading.issuer.vat_id), text_of(reading.issuer.country), registered)
    if issued is None or not issuers:
        return ()
    buyers = _countries(text_of(reading.recipient.vat_id), text_of(reading.recipient.country), store.country)
    buyers |= _countries(store.vat_id, "", "")
    countries = issuers | buyers
    if not all(c in policy.tax.rates for c in countries):
        return ()
    allowed = set().union(*(rates_of(c, on=issued, policy=policy.tax) for c in countries))
    text = (reading.visible or reading).text
    findings = []
    for rate, field in _printed(reading, text):
        if rate in allowed or not is_sure(field, policy=policy):
            continue
        findings.append(
            found(
                Reason.TAX_RATE_UNKNOWN,
                policy=policy,
                paper=paper,
                seen=f"{rate.normalize():f} % on {issued.isoformat()}",
                allowed="; ".join(
                    f"{c}: {', '.join(f'{r.normalize():f}' for r in sorted(rates_of(c, on=issued, policy=policy.tax))) or 'no such tax'}"
                    for c in sorted(countries)
                ),
                mend="Nothing is asked of you: the issuer is asked.",
                rests_on=(field,),
            )
        )
    return tuple(findings)


def rates_of(country: str, *, on: date, policy: TaxPolicy) -> set[Decimal]:
    """The rates that the country had about that day, in percent; nothing where it has no such tax, and no rate before its first row."""
    rows = [
        (date.fromisoformat(row.split()[0]), {Decimal(r) for r in row.split()[1:]})
        for row in policy.rates.get(country, ())
    ]
    grace = timedelta(days=policy.grace_days)
    allowed: set[Decimal] = set()
    for i, (since, rates_then) in enumerate(rows):
        until = rows[i + 1][0] if i + 1 < len(rows) else date.max
        if since - grace <= on and (until == date.max or on < until + grace):
            allowed |= rates_then
    return allowed


def _countries(number: str, *said: str) -> set[str]:
    """Two-letter countries that a tax number and what stands beside it name."""
    return {c.upper() for c in (vat_country(number), *said) if len(c) == 2 and c.isalpha()}


def _printed(reading: Reading, text: str) -> list[tuple[Decimal, Field]]:
    """Rates above nothing, of tax rows with an amount; on a page only those that stand beside a percent sign."""
    shown = {Decimal(m.replace(",", ".")) for m in re.findall(r"(\d{1,2}(?:[.,]\d{1,3})?)\s?[%％]", text)}
    shown |= {Decimal(m.replace(",", ".")) for m in re.findall(r"[%％]\s?(\d{1,2}(?:[.,]\d{1,3})?)(?!\d)", text)}
    rows: dict[Decimal, Field] = {}
    for row in reading.taxes:
        rate, amount = amount_of(row.rate), amount_of(row.amount)
        if rate and rate > 0 and amount and row.rate is not None and rate in shown:
            rows.setdefault(rate, row.rate)
    return list(rows.items())
