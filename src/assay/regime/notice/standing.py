"""Who may speak for this mark?

The owner, who has proved the mark when it enrolled; an agent with the owner's mandate, for the marks and the time that it names; a trusted
flagger (DSA Art. 22), whom an authority has named; a member of the coalition, as long as it is admitted. Nobody else, however good the
notice: a forged mandate is the cheapest way to hurt a competitor.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from assay.errors import NotPermitted
from assay.policy.schema.notice import StandingPolicy


class NotifierKind(StrEnum):
    """In what capacity somebody files."""

    HOLDER = "holder"
    AGENT = "agent"
    TRUSTED_FLAGGER = "trusted_flagger"
    MEMBER = "member"


@dataclass(frozen=True, kw_only=True)
class Mandate:
    """The owner lets an agent speak. `marks` as "OFFICE NUMBER", empty: all marks of the brand. `valid_to` is the last good day."""

    brand: str
    valid_from: date
    valid_to: date
    marks: tuple[str, ...] = ()
    withdrawn_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NotifierFacts:
    """What is known of whoever files: capacity, brand (holder), mandates (agent), good standing (flagger, member), suspended until when."""

    notifier: str
    kind: NotifierKind
    brand: str = ""
    mandates: tuple[Mandate, ...] = ()
    in_good_standing: bool = True
    suspended_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class RegisteredMark:
    """A mark that the register knows; `proved` once it was found in an office's extract."""

    brand: str
    office: str
    number: str
    proved: bool = True

    @property
    def name(self) -> str:
        """Office and number, as mandates and notices spell it."""
        return f"{self.office} {self.number}"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """That this notifier may speak for this brand. `warning` says what will soon end it."""

    brand: str
    kind: NotifierKind
    warning: str = ""


def check_standing(facts: NotifierFacts, *, mark: RegisteredMark | None, on: date, policy: StandingPolicy) -> Standing:
    """Raises NotPermitted with what is missing and how to mend it; else the standing."""
    if facts.suspended_until is not None and on < facts.suspended_until:
        raise NotPermitted(
            "notices of this account are suspended (DSA Art. 23).",
            mend=f"The suspension ends on {facts.suspended_until.isoformat()}; appeal it if it is wrong.",
        )
    if mark is None:
        raise NotPermitted(
            "the register does not know this mark.",
            where="mark",
            mend="Check office and number, or let the brand enrol the mark first.",
        )
    if not mark.proved:
        raise NotPermitted(
            "this mark was not found in its office's extract.",
            where="mark",
            mend="Hand in the registration, or check office and number.",
        )
    if facts.kind is NotifierKind.HOLDER:
        if facts.brand != mark.brand:
            raise NotPermitted("this mark is not yours.", where="mark", mend="File under a mark of your own brand.")
        return Standing(brand=mark.brand, kind=facts.kind)
    if facts.kind is NotifierKind.AGENT:
        return _by_mandate(facts, mark=mark, on=on, policy=policy)
    if not facts.in_good_standing:
        raise NotPermitted(
            "your standing as flagger or member does not hold now.",
            mend="Ask whoever admitted you, or file as an agent.",
        )
    return Standing(brand=mark.brand, kind=facts.kind)


def _by_mandate(facts: NotifierFacts, *, mark: RegisteredMark, on: date, policy: StandingPolicy) -> Standing:
    theirs = [m for m in facts.mandates if m.brand == mark.brand and (not m.marks or mark.name in m.marks)]
    good = [m for m in theirs if m.valid_from <= on <= m.valid_to and (m.withdrawn_on is None or on < m.withdrawn_on)]
    if good:
        last = max(m.valid_to for m in good)
        soon = last - on <= timedelta(days=policy.mandate_warning_days)
        warning = f"The mandate ends on {last.isoformat()}." if soon else ""
        return Standing(brand=mark.brand, kind=NotifierKind.AGENT, warning=warning)
    to_come = [m.valid_from for m in theirs if m.valid_from > on and m.withdrawn_on is None]
    if to_come:
        raise NotPermitted(
            f"the mandate begins on {min(to_come).isoformat()}.", where="mandate", mend="File it from that day on."
        )
    if any(m.withdrawn_on is not None and m.withdrawn_on <= on for m in theirs):
        raise NotPermitted(
            "the owner has withdrawn this mandate.", where="mandate", mend="Ask the owner for a new one."
        )
    ended = [m for m in theirs if m.valid_to < on]
    if ended:
        day = max(m.valid_to for m in ended).isoformat()
        raise NotPermitted(
            f"the mandate ended on {day}.", where="mandate", mend="Hand in a mandate that is still good."
        )
    raise NotPermitted(
        "there is no mandate for this mark.", where="mandate", mend="Hand in the owner's mandate that names the mark."
    )
