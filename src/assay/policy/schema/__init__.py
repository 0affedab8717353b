"""What must a policy say? One frozen type per policy file; `load.py` builds them and refuses what does not fit."""

from __future__ import annotations

from dataclasses import dataclass

from assay.policy.schema.access import AccessPolicy
from assay.policy.schema.appeal import AppealPolicy
from assay.policy.schema.calendar import CalendarPolicy
from assay.policy.schema.document import DocumentPolicy
from assay.policy.schema.fx import FxPolicy
from assay.policy.schema.listing import ListingPolicy
from assay.policy.schema.member import MemberPolicy
from assay.policy.schema.name import NamePolicy
from assay.policy.schema.notice import NoticePolicy
from assay.policy.schema.ordinary import OrdinaryPolicy
from assay.policy.schema.right import RightPolicy
from assay.policy.schema.store import StorePolicy

SECTIONS: dict[str, type] = {
    "access": AccessPolicy,
    "appeal": AppealPolicy,
    "calendar": CalendarPolicy,
    "document": DocumentPolicy,
    "fx": FxPolicy,
    "listing": ListingPolicy,
    "member": MemberPolicy,
    "name": NamePolicy,
    "notice": NoticePolicy,
    "ordinary": OrdinaryPolicy,
    "right": RightPolicy,
    "store": StorePolicy,
}


@dataclass(frozen=True, kw_only=True)
class Policy:
    """The whole policy: its parts, the texts that they were read from, and the SHA-256 of those texts."""

    access: AccessPolicy
    appeal: AppealPolicy
    calendar: CalendarPolicy
    document: DocumentPolicy
    fx: FxPolicy
    listing: ListingPolicy
    member: MemberPolicy
    name: NamePolicy
    notice: NoticePolicy
    ordinary: OrdinaryPolicy
    right: RightPolicy
    store: StorePolicy
    texts: tuple[tuple[str, str], ...]
    version: str

    def __hash__(self) -> int:
        """By version: what is compiled from a policy can be kept under it."""
        return hash(self.version)
