"""Do the letters lead from the owner of the mark to this store?

`regime.brand.chain` follows them; here its breaks become findings. A letter may also stand for the store's supplier: then it speaks for the issuer of
the invoice. A certificate of registration shows who owns a mark, and proves a right only where that is the store itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assay.policy.schema.document import DocumentPolicy
from assay.regime.brand.chain import Break, Chain, Link, follow
from assay.regime.brand.register import Brand
from assay.regime.brand.standing import Named
from assay.regime.document.extraction.dates import dates_in
from assay.regime.document.facts import Goods, Paper, StoreIdentity
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.matching import brand_words, names_brand
from assay.regime.document.reading import Field, Kind, Letter, Party, Reading
from assay.regime.document.values import date_of, is_exact, text_of
from assay.regime.names import name_score, name_stands_in, taken_apart

REASONS = {
    Break.NOT_FROM_THE_OWNER: Reason.NOT_FROM_THE_OWNER,
    Break.STORE_NOT_AUTHORIZED: Reason.STORE_NOT_AUTHORIZED,
    Break.ENDED: Reason.AUTHORIZATION_ENDED,
    Break.NOT_BEGUN: Reason.AUTHORIZATION_NOT_BEGUN,
    Break.TOO_SHORT: Reason.AUTHORIZATION_TOO_SHORT,
    Break.SCOPE_WIDENED: Reason.SCOPE_WIDENED,
    Break.MAY_NOT_PASS_ON: Reason.MAY_NOT_PASS_ON,
    Break.TOO_LONG: Reason.CHAIN_TOO_LONG,
    Break.LOOPS: Reason.CHAIN_LOOPS,
    Break.SELF_AUTHORIZED: Reason.SELF_AUTHORIZED,
    Break.UNCLEAR: Reason.LETTER_UNCLEAR,
}

MENDS = {
    Reason.NOT_FROM_THE_OWNER: "Hand in the letters that lead from the owner of the mark to the author of this one.",
    Reason.AUTHORIZATION_ENDED: "Hand in a letter that is valid today.",
    Reason.AUTHORIZATION_NOT_BEGUN: "Apply again once the letter is valid.",
    Reason.STORE_NOT_AUTHORIZED: "Hand in a letter that names your store.",
    Reason.LETTER_UNCLEAR: "Ask the author for a letter that says it.",
}


def chain_of(
    papers: Sequence[Paper],
    *,
    store: StoreIdentity,
    invoices: Sequence[Reading],
    signed: frozenset[str],
    brand: Brand,
    policy: DocumentPolicy,
    on: date,
    max_level: int | None,
    min_days: int | None,
) -> Chain | None:
    """The chain of the letters among the papers, down to the store, else to an issuer of its `invoices`; None where there is no letter.

    A certificate of registration lets nobody sell, and so is no link.

    An issuer whom the reader did not find may still stand on the page: so one who is authorized and named there, not as the buyer, is an issuer too.
    `signed` names the papers that an enrolled signer of the brand signed.
    """
    links = [
        _link(p.name, p.reading.letter, signed=p.name in signed)
        for p in papers
        if p.reading and p.reading.letter and p.reading.kind.value != Kind.TRADEMARK_CERTIFICATE
    ]
    if not links:
        return None
    texts = {p.name: p.reading for p in papers if p.reading}
    wanted = [n for n in (store.legal_name, store.trading_name, *(text_of(r.issuer.name) for r in invoices)) if n]
    dealers = [d.legal_name for d in brand.dealers]
    wanted += [n for n in dealers if n not in wanted and any(name_stands_in(r.text, n) for r in invoices)]
    links = [
        _named_on_its_page(link, texts[link.paper], wanted, same=policy.identity.same_name_score) for link in links
    ]
    holder = Named(name=store.legal_name, address=store.address, vat_id=store.vat_id, registration=store.registration)
    same = policy.identity.same_name_score
    issuers = [_named(r.issuer) for r in invoices]
    issuers += [
        link.authorised
        for link in links
        if any(_stands_beside_the_buyer(link.authorised, r, same=same) for r in invoices)
    ]
    chains = [
        follow(
            links,
            holder=h,
            brand=brand,
            same=same,
            doubtful=policy.identity.doubtful_name_score,
            on=on,
            max_level=max_level,
            min_days=min_days,
        )
        for h in (holder, Named(name=store.trading_name), Named(name=store.store_id), *issuers)
        if h.name
    ]
    return next((c for c in chains if c.links), chains[0])


def _named_on_its_page(link: Link, reading: Reading, wanted: Sequence[str], *, same: float) -> Link:
    """Where the author, or words that are no company, were read as the one who is authorized, and one who could be stands on the page: that one.

    The link says that it is so, and a person or the brand sees to it.
    """
    said = link.authorised
    party = reading.letter.authorised if reading.letter else Party()
    author = link.authoriser.name
    no_name = not taken_apart(said.name).form or bool(author and name_score(said.name, author) >= same)
    if not said.name or is_exact(party.name) or not no_name or any(name_score(said.name, n) >= same for n in wanted):
        return link
    on_page = [
        n
        for n in wanted
        if taken_apart(n).form and name_stands_in(reading.text, n) and not (author and name_score(n, author) >= same)
    ]
    return replace(link, authorised=Named(name=on_page[0]), unsure=True) if on_page else link


def _stands_beside_the_buyer(party: Named, invoice: Reading, *, same: float) -> bool:
    buyer = text_of(invoice.recipient.name)
    return name_stands_in(invoice.text, party.name) and not (buyer and name_score(party.name, buyer) >= same)


def chain(
    papers: Sequence[Paper],
    found_chain: Chain,
    *,
    store: StoreIdentity,
    brand: Brand,
    goods: Sequence[Goods],
    policy: DocumentPolicy,
    on: date,
) -> tuple[Finding, ...]:
    """Findings about the letters."""
    by_name = {p.name: p.reading for p in papers if p.reading is not None}
    findings = [
        found(
            REASONS[broken.at],
            policy=policy,
            paper=broken.paper,
            seen=broken.seen,
            allowed=broken.allowed,
            mend=MENDS.get(REASONS[broken.at], "Ask the author for a letter that stays within what he was given."),
            rests_on=_fields(by_name[broken.paper], broken.at),
            unsure=broken.unclear or _says_more(by_name[broken.paper], broken.at, store=store, on=on),
        )
        for broken in found_chain.breaks
    ]
    for name, reading in by_name.items():
        if reading.letter is not None:
            findings += _marks(reading.letter, paper=name, brand=brand, policy=policy)
            findings += _brand_named(reading, reading.letter, paper=name, brand=brand, policy=policy)
    findings += _goods_covered(found_chain, goods, brand=brand, policy=policy)
    return tuple(findings)


def _says_more(reading: Reading, at: Break, *, store: StoreIdentity, on: date) -> bool:
    """Does the letter's page name the store after all, or a later day? Then a sentence may have been read wrongly, and nothing is refused for it."""
    if is_exact(*_fields(reading, at)):
        return False
    if at is Break.STORE_NOT_AUTHORIZED:
        said = text_of(reading.letter.authorised.name) if reading.letter else ""
        if said[:1].islower() and not taken_apart(said).form:
            return True  # a word of the sentence was taken for a name
        return any(name_stands_in(reading.text, name) for name in (store.legal_name, store.trading_name) if name)
    if at is Break.ENDED:
        return any(day.value >= on for day in dates_in(reading.text))
    return False


def certificate(reading: Reading, *, paper: str, store: StoreIdentity, policy: DocumentPolicy) -> tuple[Finding, ...]:
    """A finding where the certificate does not show the store as the owner of the mark."""
    if reading.kind.value != Kind.TRADEMARK_CERTIFICATE or name_stands_in(reading.text, store.legal_name):
        return ()
    return (
        found(
            Reason.CERTIFICATE_OF_ANOTHER,
            policy=policy,
            paper=paper,
            seen=text_of(reading.issuer.name) or "the store is not named on it",
            allowed=f"a mark of {store.legal_name}, or letters from its owner",
            mend="Hand in letters of authorization that lead from the owner of the mark to your store.",
            rests_on=(reading.kind,),
        ),
    )


def _link(paper: str, letter: Letter, *, signed: bool) -> Link:
    level = text_of(letter.level)
    passes = text_of(letter.may_pass_on).casefold()
    return Link(
        paper=paper,
        authoriser=_named(letter.authoriser),
        authorised=_named(letter.authorised),
        goods=tuple(text_of(g) for g in letter.goods if text_of(g)),
        territories=tuple(text_of(t) for t in letter.territories if text_of(t)),
        channels=tuple(text_of(c) for c in letter.channels if text_of(c)),
        level=int(level) if level.isdigit() and len(level) < 4 else None,
        may_pass_on={"true": True, "false": False}.get(passes),
        valid_from=date_of(letter.valid_from),
        valid_to=date_of(letter.valid_to),
        from_brand=signed,
    )


def _named(party: Party) -> Named:
    return Named(
        name=text_of(party.name),
        address=text_of(party.address),
        vat_id=text_of(party.vat_id),
        registration=text_of(party.registration),
    )


def _fields(reading: Reading, at: Break) -> tuple[Field | None, ...]:
    letter = reading.letter or Letter()
    return {
        Break.NOT_FROM_THE_OWNER: (letter.authoriser.name,),
        Break.STORE_NOT_AUTHORIZED: (letter.authorised.name,),
        Break.ENDED: (letter.valid_to,),
        Break.NOT_BEGUN: (letter.valid_from,),
        Break.TOO_SHORT: (letter.valid_from, letter.valid_to),
        Break.SELF_AUTHORIZED: (letter.authoriser.name, letter.authorised.name),
        Break.MAY_NOT_PASS_ON: (letter.authoriser.name,),
        Break.TOO_LONG: (letter.level,),
    }.get(at, (letter.authoriser.name, letter.authorised.name))


def _brand_named(
    reading: Reading, letter: Letter, *, paper: str, brand: Brand, policy: DocumentPolicy
) -> list[Finding]:
    """Does the letter speak of this brand: by its name, or by the number of one of its marks?"""
    words = brand_words(brand)
    numbers = [m.number for m in brand.marks if m.number]
    said = " ".join((text_of(letter.brand), *(text_of(m) for m in letter.marks)))
    if names_brand(said, words) or any(n in said for n in numbers):
        return []
    stands = names_brand(reading.text, words) or any(n in reading.text for n in numbers)
    unclear = stands or not text_of(letter.brand)
    return [
        found(
            Reason.LETTER_UNCLEAR if unclear else Reason.LETTER_FOR_ANOTHER_BRAND,
            policy=policy,
            paper=paper,
            seen=said.strip() or "no brand was found",
            allowed=brand.name,
            mend=f"Hand in a letter for {brand.name}.",
            rests_on=(letter.brand,),
        )
    ]


def _marks(letter: Letter, *, paper: str, brand: Brand, policy: DocumentPolicy) -> list[Finding]:
    """Does one of the marks that the letter numbers stand in the register for this brand? Told only where both number their marks."""
    ours = {digits for m in brand.marks if len(digits := re.sub(r"\D", "", m.number).lstrip("0")) >= 4}
    theirs = {text_of(m): re.sub(r"\D", "", text_of(m)) for m in letter.marks}
    numbered = {said: digits for said, digits in theirs.items() if len(digits) >= 4}
    if not ours or not numbered or any(o in digits for digits in numbered.values() for o in ours):
        return []
    return [
        found(
            Reason.MARK_NOT_OF_THE_BRAND,
            policy=policy,
            paper=paper,
            seen=", ".join(numbered),
            allowed=", ".join(f"{m.office} {m.number}".strip() for m in brand.marks),
            mend=f"Hand in a letter for the marks of {brand.name}.",
            rests_on=letter.marks,
        )
    ]


def _goods_covered(
    found_chain: Chain, goods: Sequence[Goods], *, brand: Brand, policy: DocumentPolicy
) -> list[Finding]:
    """Where every letter of the chain names single models or article numbers, do they hold those that were applied for?"""
    listed = [link for link in found_chain.links if link.goods]
    if not listed or not goods:
        return []
    last = listed[-1]
    said = " ".join(last.goods)
    models = [p.model for p in brand.products if p.model] + [p.gtin for p in brand.products if p.gtin]
    if not any(names_brand(said, (m,)) for m in models):
        return []  # it names kinds of goods, not models
    absent = [g.product for g in goods if not names_brand(said, tuple(w for w in (g.gtin, g.model, g.name) if w))]
    if not absent:
        return []
    return [
        found(
            Reason.GOODS_NOT_AUTHORIZED,
            policy=policy,
            paper=last.paper,
            seen="; ".join(last.goods),
            allowed="; ".join(absent),
            mend="Hand in a letter that covers these goods, or take them out of the application.",
        )
    ]
