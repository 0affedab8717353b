"""What comes to light on the sample marketplace only after a decision?

A photo that comes back under other words is stopped; one invoice that was refused and then accepted raises the alarm; a credential that its issuer
takes back makes the right wait. All three wait for the visitor where a person has the next word.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from assay.actions import application, brand, inquiry, listing, notice, settlement, status_fetch
from assay.demo.applications import SampleApplication, Standing
from assay.demo.cast import Act, On
from assay.demo.papers.credential import IssuerKey
from assay.demo.scenes import Scenes
from assay.demo.stores import Behaviour
from assay.errors import NotFound
from assay.outside import web
from assay.records.models import Application, NoticeItem
from assay.regime.brand.register import Signer
from assay.regime.moves import InquiryState, NoticeState
from assay.regime.notice.completeness import Draft
from assay.regime.terms import Lane

PHOTO = "a5c3f00f96d21e4b7788c0ffee5a1d2c3b4e6f8091a2b3c4d5e6f70819a2b3c4"
PHOTO_AGAIN = "a5c3f00f96d21e4b7788c0ffee5a1d2c3b4e6f8091a2b3c4d5e6f70819a2b3fb"
"""The same photograph, cropped: six of 256 bits differ."""
FIRST = {"id": "0-evening-bag", "title": "Evening bag in black leather with chain", "price": "79.00 EUR"}
AGAIN = {"id": "0-party-clutch", "title": "Party clutch for ladies, new season, gift box", "price": "64.00 EUR"}
COPIED = "The photograph shows our quilted bag, with our clasp; it was never made in this colour."
DOUBT = "The stamp in the corner looks odd to me."
SURE = "The brand has confirmed the invoice; the stamp is the dealer's own."
OURS = "We have signed this licence ourselves."
OWN_WORD = "The brand has signed it itself, and its status list says that it holds."
HOLDER_BRAND = "maison-orvelle"
SIGNED_BRAND = "aurelisse"
STATUS_LIST = "https://credentials.aurelisse.example/status/1"
PLACE = 11


@dataclass
class Afterwards:
    """Makes the acts; `scenes` are those of the whole story."""

    scenes: Scenes
    key: IssuerKey

    # A photo that comes back ------------------------------------------------------------------------------------------------

    def is_offered(self, store_id: str, row: Mapping[str, str], photo: str) -> Act:
        """The store puts something on offer; the marketplace sends the digest of its photograph with it."""
        sent = {**row, "quantity": 1, "image_pdq": photo, "image_pdq_quality": 96}
        return lambda at: listing.take(store=self.scenes.cast.stores[store_id], rows=[sent], at=at)

    def photo_is_reported(self, store_id: str) -> Act:
        """A brand recognises its own goods on the photograph; the title names nobody."""

        def act(at: datetime) -> None:
            by = self.scenes.cast.people.of_brand[HOLDER_BRAND]
            mark = self.scenes.cast.brands[HOLDER_BRAND].marks.order_by("pk")[0]
            notice.file(
                draft=Draft(
                    listings=(f"{store_id}/{FIRST['id']}",),
                    ground="counterfeit",
                    mark_office=mark.office,
                    mark_number=mark.number,
                    evidence=COPIED,
                    good_faith=True,
                ),
                by=by,
                at=at,
            )

        return act

    def notice_is_upheld(self, store_id: str) -> Act:
        """A verifier takes it off, unless the seller's silence has."""

        def act(at: datetime) -> None:
            rows = NoticeItem.objects.filter(listing__store=store_id, listing__listing_id=FIRST["id"])
            for item in rows.filter(state=NoticeState.TO_DECIDE):
                by = self.scenes.cast.people["vera"]
                notice.decide(item=item.pk, by=by, upheld=True, reason="The photograph shows the brand's bag.", at=at)

        return act

    # One paper, two answers -------------------------------------------------------------------------------------------------

    def is_judged(self, sample: SampleApplication, who: str, *, accept: bool) -> Act:
        """A verifier settles an application with a genuine paper; one of the two is mistaken."""

        def act(at: datetime) -> None:
            row = Application.objects.get(pk=self.scenes.opened[sample.name].pk)
            against = {f["reason"] for f in (row.proposal or {}).get("findings", []) if f["weight"] != "note"}
            settlement.settle(
                application=row.pk,
                by=self.scenes.cast.people[who],
                accept=accept,
                reason=SURE if accept else DOUBT,
                overrule=sorted(against) if accept else (),
                at=at,
            )

        return act

    # A credential that is taken back ----------------------------------------------------------------------------------------

    def signer_is_enrolled(self) -> Act:
        """The brand tells the office with which key it signs."""
        signer = Signer(name="Aurelisse, licences", jwk=json.dumps(self.key.jwk))
        return lambda at: brand.update(
            brand=self.scenes.cast.brands[SIGNED_BRAND],
            signers=[signer],
            by=self.scenes.cast.people.of_brand[SIGNED_BRAND],
            at=at,
        )

    def hands_in_a_credential(self, store_id: str) -> Act:
        """The store hands in what the brand has signed for it."""

        def act(at: datetime) -> None:
            shop = self.scenes.cast.stores[store_id]
            claims: dict[str, Any] = {
                "vct": "urn:example:loa:1",
                "iss": "https://credentials.aurelisse.example",
                "iat": int((at - timedelta(days=10)).timestamp()),
                "exp": int((at + timedelta(days=355)).timestamp()),
                "brand": self.scenes.cast.brands[SIGNED_BRAND].name,
                "authorised": {"legal_name": shop.legal_name, "vat_id": shop.vat_id},
                "territories": [shop.country],
                "channels": ["online"],
                "may_pass_on": False,
                "status": {"status_list": {"uri": STATUS_LIST, "idx": PLACE}},
            }
            application.apply(
                store=shop,
                brand=self.scenes.cast.brands[SIGNED_BRAND],
                lane=Lane.PROOF,
                goods=[{"name": self.scenes.cast.brands[SIGNED_BRAND].name}],
                papers=[("licence.txt", self.key.credential(claims))],
                by=self.scenes.cast.people.of_store[store_id],
                at=at,
            )

        return act

    def credential_is_accepted(self, store_id: str) -> Act:
        """The status list says that it holds, and a verifier accepts it."""

        def act(at: datetime) -> None:
            self._list_says(0, at)
            row = self._handed_in(store_id)
            against = {f["reason"] for f in (row.proposal or {}).get("findings", []) if f["weight"] != "note"}
            by, overrule = self.scenes.cast.people["victor"], sorted(against)
            settlement.settle(application=row.pk, by=by, accept=True, reason=OWN_WORD, overrule=overrule, at=at)

        return act

    def brand_confirms(self, store_id: str) -> Act:
        """The brand confirms its own signature."""

        def act(at: datetime) -> None:
            by = self.scenes.cast.people.of_brand[SIGNED_BRAND]
            for row in self._handed_in(store_id).inquiries.filter(state=InquiryState.OPEN).order_by("pk"):
                inquiry.answer(inquiry=row.pk, by=by, confirmed=True, ground="", evidence=OURS, at=at)

        return act

    def _handed_in(self, store_id: str) -> Application:
        row = Application.objects.filter(store=store_id, brand=SIGNED_BRAND).order_by("-handed_in_at").first()
        if row is None:
            raise NotFound(f"{store_id} has handed in nothing.")
        return row

    def credential_is_withdrawn(self) -> Act:
        """The brand has taken it back; the office reads that in its list."""
        return lambda at: self._list_says(1, at)

    def _list_says(self, status: int, at: datetime) -> None:
        token = self.key.status_list(STATUS_LIST, {PLACE: status}, at=at)
        status_fetch.fetch_due(at=at, get=lambda _: web.Answer(status=200, body=token))


def plan(scenes: Scenes, *, on: On) -> None:
    """Plan the scenes: `on` takes how many days ago a scene happens, and its act."""
    stores = scenes.market.stores
    crooked = [s.store_id for s in stores if s.behaviour is Behaviour.COUNTERFEITING]
    if len(crooked) < 4:
        return  # a market that is too small has no such past
    mine = Afterwards(scenes=scenes, key=IssuerKey.of(f"{scenes.market.seed}:{SIGNED_BRAND}"))
    on(37, mine.is_offered(crooked[2], FIRST, PHOTO))
    on(36.2, mine.photo_is_reported(crooked[2]))
    on(27.9, mine.notice_is_upheld(crooked[2]))
    on(8.4, mine.is_offered(crooked[2], AGAIN, PHOTO_AGAIN))
    on(45, mine.signer_is_enrolled())
    holder = next(s.store_id for s in stores if s.behaviour is Behaviour.HONEST and SIGNED_BRAND not in s.brands)
    on(24, mine.hands_in_a_credential(holder))
    on(23.1, mine.brand_confirms(holder))
    on(22.4, mine.credential_is_accepted(holder))
    on(1.6, mine.credential_is_withdrawn())


def twice(scenes: Scenes, sample: SampleApplication, *, on: On) -> None:
    """One genuine paper is refused by one verifier, and accepted by another when it comes again: lately, so that the alarm still has time."""
    days_ago = 7.0
    mine = Afterwards(scenes=scenes, key=IssuerKey.of("none"))
    for who, accept, later in (("vera", False, 0.0), ("victor", True, 3.5)):
        on(days_ago - later, scenes.applies(sample))
        on(days_ago - later - 1.1, scenes.brand_answers(sample))
        on(days_ago - later - 1.9, mine.is_judged(sample, who, accept=accept))


def decided_twice_of(samples: list[SampleApplication]) -> SampleApplication | None:
    """Which application is answered twice: the newest genuine one of an honest store whose issuer the register knows."""
    fit = (
        a for a in samples if a.standing is Standing.CLEAN and a.store.behaviour is Behaviour.HONEST and a.issuer_known
    )
    return max(fit, key=lambda a: a.handed_in_on, default=None)
