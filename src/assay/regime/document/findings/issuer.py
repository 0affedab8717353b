"""Who issued it: somebody whom the register knows, or the buyer himself?

An unknown issuer is no wrong; but nobody can be asked who the seller did not name, so silence never accepts such a paper. A known name with
another bank account or tax number is the mark of a paper that was made in somebody's name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assay.policy.schema.document import DocumentPolicy
from assay.regime.addresses import same_address
from assay.regime.brand.register import Brand
from assay.regime.brand.standing import Known, Named, known_as, known_on_page, nearest
from assay.regime.document.facts import StoreIdentity
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Field, Party, Reading
from assay.regime.document.values import is_exact, text_of
from assay.regime.identifiers import Validity, same_number, squeezed, vat_validity
from assay.regime.names import Same, letters_of, name_score, name_stands_in, same_name, taken_apart

LEAST_NAME = 8  # letters of a name that is looked for on the whole page
STRAY_SCORE = 0.5  # names that have less than half in common are no two spellings of one


def named(party: Party) -> Named:
    """The party as the register compares it."""
    return Named(
        name=text_of(party.name),
        address=text_of(party.address),
        vat_id=text_of(party.vat_id),
        registration=text_of(party.registration),
        iban=text_of(party.iban),
    )


def known_issuer(reading: Reading, *, store: StoreIdentity, brand: Brand, policy: DocumentPolicy) -> Known | None:
    """Whom the register knows the issuer as. Where the reader found no company there, the page is searched for one whom the register knows."""
    known = known_as(named(_own_number(reading, store).issuer), brand=brand, same=policy.identity.same_name_score)
    if known is not None or _is_company(reading, store=store, policy=policy):
        return known
    return known_on_page(reading.text, brand=brand, besides=Named(name=store.legal_name, vat_id=store.vat_id))


def _own_number(reading: Reading, store: StoreIdentity) -> Reading:
    """Without a tax number that is the store's, where the name beside it is a company's of its own: the reader took it from the buyer's block."""
    party = reading.issuer
    stray = party.vat_id is not None and party.name is not None and same_number(text_of(party.vat_id), store.vat_id)
    if not stray or is_exact(party.vat_id) or name_score(text_of(party.name), store.legal_name) >= STRAY_SCORE:
        return reading
    return replace(reading, issuer=replace(party, vat_id=None, country=None))


def _is_company(reading: Reading, *, store: StoreIdentity, policy: DocumentPolicy) -> bool:
    """Did the reader find an issuer that is a company of its own: named with its legal form or its tax number, and not the store?"""
    name, vat = text_of(reading.issuer.name), text_of(reading.issuer.vat_id)
    if not name or is_exact(reading.issuer.name):
        return bool(name)
    scores = policy.identity
    if same_name(name, store.legal_name, same=scores.same_name_score, doubtful=scores.doubtful_name_score) is Same.SAME:
        return False
    return bool(taken_apart(name).form) or bool(vat and not same_number(vat, store.vat_id))


def issuer(
    reading: Reading, *, paper: str, store: StoreIdentity, brand: Brand, policy: DocumentPolicy
) -> tuple[Finding, ...]:
    """Findings about the issuer."""
    reading = _own_number(reading, store)
    party = reading.issuer
    if not text_of(party.name) and not text_of(party.vat_id):
        return (
            found(
                Reason.ISSUER_MISSING,
                policy=policy,
                paper=paper,
                seen="no issuer was found",
                allowed="an issuer with name and address",
                mend="Hand in an invoice that shows who issued it.",
            ),
        )
    findings = [*_self_issued(reading, paper=paper, store=store, brand=brand, policy=policy)]
    known = known_issuer(reading, store=store, brand=brand, policy=policy)
    if known is None:
        near = nearest(named(party), brand=brand, doubtful=policy.identity.doubtful_name_score)
        findings.append(
            found(
                Reason.ISSUER_UNKNOWN,
                policy=policy,
                paper=paper,
                seen=text_of(party.name) + (f" (the register knows {near})" if near else ""),
                allowed=f"a dealer whom {brand.name} has named, or the brand's word",
                mend="Nothing is asked of you: the brand is asked. A letter of authorization for your supplier helps.",
                rests_on=(party.name,),
            )
        )
    elif differs := [row for row in known.differs if not _read_elsewhere(reading, *row)]:
        # Whoever moved keeps his numbers.
        moved = [what for what, _, _ in differs] == ["address"] and (
            same_number(text_of(party.vat_id), known.dealer.vat_id)
            or (text_of(party.iban) and squeezed(text_of(party.iban)) == squeezed(known.dealer.iban))
        )
        findings.append(
            found(
                Reason.ISSUER_MOVED if moved else Reason.ISSUER_DIFFERS_FROM_REGISTER,
                policy=policy,
                paper=paper,
                seen="; ".join(f"{what} {ours}" for what, ours, _ in differs),
                allowed="; ".join(f"{what} {theirs}" for what, _, theirs in differs),
                mend="Nothing is asked of you: the issuer is asked at the address that the register holds.",
                rests_on=tuple(_field(party, what) for what, _, _ in differs),
            )
        )
    return tuple(findings)


def _read_elsewhere(reading: Reading, what: str, ours: str, theirs: str) -> bool:
    """Is the difference the reader's? Where the page prints the registered number as well, it took another block's; and what has not the form of a
    tax number (a total beside a currency) is none.
    """
    party = reading.issuer
    if what == "tax number":
        if is_exact(party.vat_id):
            return False
        country = theirs[:2] if theirs[:2].isalpha() else ""
        shapeless = vat_validity(ours, country=country) in {Validity.MALFORMED, Validity.UNKNOWN_SCHEME}
        return squeezed(theirs) in squeezed(reading.text) or (shapeless and squeezed(ours)[-3:].isalpha())
    if what == "name":
        # A street or a part of the name was taken for it, and the whole registered name stands on the page.
        whole = letters_of(theirs)
        stray = not taken_apart(ours).form or letters_of(ours) in whole
        return not is_exact(party.name) and stray and len(whole) >= LEAST_NAME and whole in letters_of(reading.text)
    if what == "bank account":
        return not is_exact(party.iban) and squeezed(theirs) in squeezed(reading.text)
    return False


def _names_a_house(address: str) -> bool:
    """A postcode with its town is not yet an address: two companies of one town share it."""
    return len(re.findall(r"\d+", address)) >= 2


def _field(party: Party, what: str) -> Field | None:
    return {"name": party.name, "tax number": party.vat_id, "bank account": party.iban, "address": party.address}[what]


def _self_issued(
    reading: Reading, *, paper: str, store: StoreIdentity, brand: Brand, policy: DocumentPolicy
) -> list[Finding]:
    """Is the issuer the store itself, or one with the buyer?"""
    party, buyer = reading.issuer, reading.recipient
    name = text_of(party.name)
    scores = policy.identity

    def one(other: str) -> bool:
        return (
            bool(name and other)
            and same_name(name, other, same=scores.same_name_score, doubtful=scores.doubtful_name_score) is Same.SAME
        )

    registered = known_as(named(party), brand=brand, same=scores.same_name_score)
    if (
        registered is not None
        and same_number(text_of(party.vat_id), registered.dealer.vat_id)
        and not same_number(text_of(party.vat_id), store.vat_id)
        and not same_number(text_of(party.vat_id), text_of(buyer.vat_id))
    ):
        return []  # a namesake: its tax number is the registered dealer's, and not the buyer's
    by_name = one(store.legal_name) or one(text_of(buyer.name))
    by_number = same_number(text_of(party.vat_id), store.vat_id) or same_number(
        text_of(party.vat_id), text_of(buyer.vat_id)
    )
    if by_name or by_number:
        # Unless both blocks name the same company, the reader may have taken one block for the other; and a tax number alone may be the buyer's,
        # printed in the issuer's block.
        swapped = known_as(named(buyer), brand=brand, same=scores.same_name_score) is not None or not (
            one(text_of(buyer.name)) or is_exact(party.name)
        )
        return [
            found(
                Reason.ISSUER_IS_THE_BUYER,
                policy=policy,
                paper=paper,
                seen=name or text_of(party.vat_id),
                allowed="an issuer other than the buyer",
                mend="Hand in the invoice that your supplier issued to you.",
                rests_on=(party.name, party.vat_id),
                unsure=swapped
                or not by_name
                or (not one(store.legal_name) and name_stands_in(reading.text, store.legal_name)),
            )
        ]
    address = text_of(party.address)
    if address and store.address and _names_a_house(address) and same_address(address, store.address) is Same.SAME:
        return [
            found(
                Reason.ISSUER_AT_THE_BUYERS_ADDRESS,
                policy=policy,
                paper=paper,
                seen=address,
                allowed="an issuer at another place than the buyer",
                mend="Explain how you and your supplier are related.",
                rests_on=(party.address,),
            )
        ]
    return []
