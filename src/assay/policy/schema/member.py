"""What must `member.toml` say? The coalition's charter: categories, votes, dues, suspension, conflicts of interest."""

from __future__ import annotations

from dataclasses import dataclass

from assay.errors import PolicyError


@dataclass(frozen=True, kw_only=True)
class Category:
    """What members of a category may do: vote, see shared case data, have a notice lane. `dues` a year, in the currency of the dues."""

    name: str
    votes: bool
    shared_data: bool
    lane: bool
    dues: int
    because: str


@dataclass(frozen=True, kw_only=True)
class AdmissionPolicy:
    """Shares between 0 and 1; more than `quorum` takes part, more than `majority` says yes."""

    voting_days: int
    quorum: float
    majority: float
    because: str


@dataclass(frozen=True, kw_only=True)
class DuesPolicy:
    """`first_days`: from admission until the first dues are due; None, where the file does not say: they are due once somebody records them."""

    currency: str
    grace_days: int
    because: str
    first_days: int | None = None


@dataclass(frozen=True, kw_only=True)
class SuspensionPolicy:
    """The board: more than `board_majority` (a share) says yes; its votes are open for `board_voting_days`."""

    board_majority: float
    review_days: int
    because: str
    board_voting_days: int = 1


@dataclass(frozen=True, kw_only=True)
class ConflictPolicy:
    declare_within_days: int
    because: str


@dataclass(frozen=True, kw_only=True)
class MemberPolicy:
    categories: tuple[Category, ...]
    admission: AdmissionPolicy
    dues: DuesPolicy
    suspension: SuspensionPolicy
    conflicts: ConflictPolicy

    def __post_init__(self) -> None:
        """No category stands twice."""
        names = [c.name for c in self.categories]
        if len(set(names)) != len(names):
            raise PolicyError("a category stands twice.", where="member.toml: categories", mend="Name each once.")
