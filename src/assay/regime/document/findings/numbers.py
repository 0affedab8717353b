"""Can the numbers on the paper exist, and do they agree with each other?

A tax number or bank account that fails its own check digit was typed by somebody who made it up. And a company sits where its tax number says, or
near: an address in one country with a tax number of a second and a bank in a third wants an explanation.
"""

from __future__ import annotations

from dataclasses import replace

from assay.policy.schema.document import DocumentPolicy
from assay.regime.document.facts import StoreIdentity
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Field, Party, Reading
from assay.regime.document.values import is_exact, text_of
from assay.regime.identifiers import (
    Validity,
    iban_validity,
    lei_validity,
    same_number,
    squeezed,
    vat_country,
    vat_validity,
)

WRONG = frozenset({Validity.CHECKSUM, Validity.MALFORMED})


def numbers(
    reading: Reading, *, paper: str, policy: DocumentPolicy, store: StoreIdentity | None = None
) -> tuple[Finding, ...]:
    """Findings about tax numbers of issuer and buyer, the issuer's bank account, and the countries that they name.

    Where the reader took the `store`'s own tax number for the issuer's, it says nothing about the issuer's country.
    """
    findings = []
    for who, party in (("issuer", reading.issuer), ("buyer", reading.recipient)):
        for what, field, validity in _tax_numbers(party):
            if validity in WRONG:
                findings.append(
                    _invalid(Reason.TAX_NUMBER_INVALID, f"{what} of the {who}", field, paper=paper, policy=policy)
                )
    iban = text_of(reading.issuer.iban)
    if iban and iban_validity(iban) in WRONG:
        findings.append(
            _invalid(
                Reason.BANK_ACCOUNT_INVALID,
                "bank account of the issuer",
                reading.issuer.iban,
                paper=paper,
                policy=policy,
            )
        )
    issuer = reading.issuer
    if store is not None and not is_exact(issuer.vat_id) and same_number(text_of(issuer.vat_id), store.vat_id):
        issuer = replace(issuer, vat_id=None, country=None)
    countries = _countries(issuer)
    if len(set(countries.values())) > 1:
        findings.append(
            found(
                Reason.COUNTRIES_DISAGREE,
                policy=policy,
                paper=paper,
                seen="; ".join(f"{what}: {country}" for what, country in countries.items()),
                allowed="address, tax number and bank account of one country",
                mend="Nothing is asked of you: the issuer is asked.",
                rests_on=(reading.issuer.vat_id, reading.issuer.iban, reading.issuer.country),
            )
        )
    return tuple(findings)


def _tax_numbers(party: Party) -> list[tuple[str, Field | None, Validity]]:
    country = text_of(party.country).upper()
    rows: list[tuple[str, Field | None, Validity]] = []
    if text_of(party.vat_id):
        rows.append(("tax number", party.vat_id, vat_validity(text_of(party.vat_id), country=country)))
    registration = squeezed(text_of(party.registration))
    if len(registration) == 20 and registration[:4].isalnum() and registration[4:6] == "00":
        rows.append(("legal entity identifier", party.registration, lei_validity(registration)))
    elif len(registration) == 18 and registration[2:8].isdigit():
        rows.append(("credit code", party.registration, vat_validity(registration, country="CN")))
    return rows


def _countries(party: Party) -> dict[str, str]:
    """What address, tax number and (where it can exist) bank account say about the country."""
    said = {"address": text_of(party.country).upper(), "tax number": vat_country(text_of(party.vat_id))}
    iban = squeezed(text_of(party.iban))
    if iban_validity(iban) is Validity.OK and said["tax number"]:
        said["bank account"] = iban[:2]
    if said.get("bank account") == said["tax number"] and not is_exact(party.country):
        del said["address"]  # two numbers with check digits agree: the country was read from another block of the page
    return {what: country for what, country in said.items() if len(country) == 2}


def _invalid(reason: Reason, what: str, field: Field | None, *, paper: str, policy: DocumentPolicy) -> Finding:
    return found(
        reason,
        policy=policy,
        paper=paper,
        seen=f"{what}: {text_of(field)}",
        allowed="a number whose check digits fit",
        mend="Ask the issuer for an invoice with the right number.",
        rests_on=(field,),
    )
