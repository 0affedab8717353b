"""What can go wrong, as one tree; each error carries data and says what to do about it.

    AssayError
    ├── BadInput            unusable input: what is wrong, where, how to mend it            exit 2
    │   ├── TooLarge        a limit was passed: which, how much was allowed
    │   ├── NotSupported    we know what it is and do not read it
    │   └── PolicyError     a policy file that does not say what a policy must
    ├── ReadingFailed       a reader crashed or ran out of time or memory on a paper: try again, then a person    exit 2
    ├── NotVerified         the answer is no: a signature, a proof, a log that does not hold    exit 1
    ├── IllegalMove         a case cannot go from its state by this event
    ├── NotPermitted        this person may not do this
    ├── NotFound            it is not there, or not yours to see (one answer for both)
    ├── Conflict            somebody else decided first
    ├── TooOften            a limit of times was passed: how long to wait
    ├── Replayed            a stored decision does not follow from its stored facts
    ├── Unreachable         somebody outside does not answer; it may later
    └── NotBuilt            a command that Assay will have and does not have yet              exit 2

HTTP belongs to `web.problems`, exit codes to `cli`. Nothing here knows either.
"""

from __future__ import annotations


class AssayError(Exception):
    """Root of the tree. `what` happened, `where`, and how to `mend` it; each in plain words."""

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        self.what = what
        self.where = where
        self.mend = mend
        super().__init__(what)

    def __str__(self) -> str:
        """One line: where, what, how to mend. Control characters of hostile input never reach a terminal."""
        place = f"{self.where}: " if self.where else ""
        stop = "" if not self.mend or self.what.endswith((".", "!", "?")) else "."
        advice = f"{stop} {self.mend}" if self.mend else ""
        line = f"{place}{self.what}{advice}"
        return "".join(c if c.isprintable() else " " for c in line)


class BadInput(AssayError):
    """The input cannot be used."""


class TooLarge(BadInput):
    """A limit was passed."""


class NotSupported(BadInput):
    """We know what this is and do not read it."""


class PolicyError(BadInput):
    """A policy file does not say what a policy must say."""


class ReadingFailed(AssayError):
    """The reader of a paper crashed, hung or ran out of memory; the paper may be at fault, or the reader. Try again, then ask a person."""


class NotVerified(AssayError):
    """A check that must not be ignored failed."""


class IllegalMove(AssayError):
    """A case cannot leave its state by this event."""


class NotPermitted(AssayError):
    """This person may not do this."""


class NotFound(AssayError):
    """It is not there, or not yours to see: one answer for both, so that nobody can probe."""


class Conflict(AssayError):
    """Somebody else decided first."""


class TooOften(AssayError):
    """Asked more often than is answered; in `wait_seconds` it may be asked again."""

    def __init__(self, what: str, *, wait_seconds: int, where: str = "", mend: str = "") -> None:
        super().__init__(what, where=where, mend=mend)
        self.wait_seconds = wait_seconds


class Replayed(AssayError):
    """A stored decision does not follow from its stored facts and policy."""


class Unreachable(AssayError):
    """Somebody outside does not answer; it may later."""


class NotBuilt(AssayError):
    """Assay will have this and does not have it yet."""
