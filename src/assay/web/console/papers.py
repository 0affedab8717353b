"""Which files came with this form, which of them can be papers, and which were kept from the last try?

A browser forgets the files of a form that was refused. So that one wrong file never costs the seller the good ones, those are kept under their
digest, and the form carries a signed note of them; only the store that handed them in can use the note.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest

from assay.errors import AssayError, BadInput, TooLarge
from assay.outside import files
from assay.policy.schema.document import LimitsPolicy
from assay.regime.document.arrival import check_arrival, display_name

SALT = "papers-of-a-form"
KEPT_SECONDS = 6 * 3600


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A good file of an earlier try: its name and size, and the signed note that brings it back."""

    name: str
    size: int
    note: str


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What came with the form: good files as (name, bytes), what is wrong with the others, and the notes of the good ones."""

    papers: tuple[tuple[str, bytes], ...]
    problems: tuple[AssayError, ...]
    kept: tuple[Kept, ...]


def brought(request: HttpRequest, *, party: str, limits: LimitsPolicy, field: str = "papers") -> Brought:
    """Take the files of the form and those that its notes bring back; each wrong file gives one problem, and none stops the others."""
    papers: dict[str, tuple[str, bytes]] = {}
    problems: list[AssayError] = []
    for note in request.POST.getlist("kept"):
        try:
            name, digest = _open(note, party=party)
            papers[digest] = (name, files.get(digest))
        except AssayError as wrong:
            problems.append(wrong)
    for upload in request.FILES.getlist(field):
        name = upload.name or ""
        try:
            if (upload.size or 0) > limits.bytes_per_paper:
                raise TooLarge(
                    f"this file has {upload.size} bytes; {limits.bytes_per_paper} are allowed.",
                    where=display_name(name),
                    mend="Hand in the pages that prove, or save the PDF with smaller pictures.",
                )
            data = upload.read()
            arrival = check_arrival(name=name, data=data, max_bytes=limits.bytes_per_paper)
            papers.setdefault(arrival.sha256, (arrival.name, data))
        except AssayError as wrong:
            problems.append(wrong)
    return Brought(papers=tuple(papers.values()), problems=tuple(problems), kept=_keep(papers, party=party))


def _keep(papers: dict[str, tuple[str, bytes]], *, party: str) -> tuple[Kept, ...]:
    return tuple(
        Kept(name=name, size=len(data), note=signing.dumps([party, name, digest], salt=SALT))
        for digest, (name, data) in papers.items()
    )


def keep(brought: Brought) -> Sequence[Kept]:
    """Store the good files of a form that is shown again; the notes that the form carries."""
    for _, data in brought.papers:
        files.put(data)
    return brought.kept


def _open(note: str, *, party: str) -> tuple[str, str]:
    try:
        whose, name, digest = signing.loads(note, salt=SALT, max_age=KEPT_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        whose, name, digest = "", "", ""
    if whose != party:
        raise BadInput("a file of your last try is no longer kept.", where="papers", mend="Choose it again.")
    return str(name), str(digest)
