"""What has this office promised and done? The public log for people, and its files for programs.

The pages are a convenience: whoever doubts them reads the same entries as files (checkpoint and tiles, C2SP tlog-tiles) and checks them with
`assay log audit`, or with a program of his own.
"""

from __future__ import annotations

import base64
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from assay.actions import log
from assay.actions.clock import now
from assay.actions.receipt import proof_of_entry
from assay.errors import AssayError, NotFound
from assay.outside import files
from assay.outside.witnesses import configured
from assay.records.queries import log as query
from assay.tlog.entry import KINDS
from assay.tlog.tiles import CHECKPOINT, parse_path
from assay.web.permissions import Action, may

YEAR_SECONDS = 365 * 24 * 3600
PROGRAMS = Path(__file__).parents[1] / "static" / "log"
PROGRAM_TYPES = {
    "verify_receipt.html": "text/html; charset=utf-8",
    "verify_our_log.py": "text/x-python; charset=utf-8",
}


@may(Action.SEE_PUBLIC)
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """The entries, the newest first; a number leads to its entry, a pseudonym to its case."""
    words = request.GET.get("q", "").strip().removeprefix("#")
    if words.isdigit() and len(words) < 16:
        return redirect("log_entry", index=int(words))
    if words:
        return redirect("log_case", pseudonym=words[:200]) if words.isalnum() else redirect("log")
    kind = request.GET.get("kind", "")
    page = query.entries(before=_number(request.GET.get("before", "")), kind=kind if kind in KINDS else "")
    context = {
        "page": page,
        "kind": kind,
        "stopped": query.stopped(),
        "kinds": sorted(KINDS),
        "programs": [(name, sha256((PROGRAMS / name).read_bytes()).hexdigest()) for name in PROGRAM_TYPES],
        "checkpoint": next(iter(query.checkpoints(most=1)), None),
        "overdue": query.overdue_promises(at=now()),
        "vkey": log.vkey(),
        "origin": settings.ASSAY_ORIGIN,
    }
    return render(request, "public/log.html", context)


@may(Action.SEE_PUBLIC)
@require_safe
def entry(request: HttpRequest, index: int) -> HttpResponse:
    """One entry, with the proof that it is in the log."""
    found = query.entry(index)
    if found is None:
        raise NotFound("the log has no entry of this number.", where=str(index), mend="See the newest entries.")
    note, proof, waits = "", [], ""
    try:
        note, hashes = log.proof_for(index)
        proof = [base64.b64encode(h).decode() for h in hashes]
    except NotFound as not_yet:
        waits = str(not_yet)
    context = {"entry": found, "note": note, "proof": proof, "waits": waits, "vkey": log.vkey()}
    return render(request, "public/log_entry.html", context)


@may(Action.SEE_PUBLIC)
@require_safe
def proof(request: HttpRequest, index: int) -> HttpResponse:
    """The tlog-proof of an entry, with the entry inside, to take home and check offline."""
    answer = HttpResponse(proof_of_entry(index), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="entry-{index}.tlog-proof"'
    return answer


@may(Action.SEE_PUBLIC)
@require_safe
def case(request: HttpRequest, pseudonym: str) -> HttpResponse:
    """The public trail of one case, under its pseudonym."""
    rows = query.of_case(pseudonym)
    if not rows:
        raise NotFound("the log has no case of this pseudonym.", mend="Check what you typed.")
    return render(request, "public/log_case.html", {"pseudonym": pseudonym, "rows": rows, "at": now()})


@may(Action.SEE_PUBLIC)
@require_safe
def checkpoints(request: HttpRequest) -> HttpResponse:
    """Every head that this log has signed, and who confirmed it."""
    page = query.head_lines(before=_number(request.GET.get("before", "")))
    context = {"page": page, "witnesses": configured(files.root() / "keys"), "vkey": log.vkey()}
    return render(request, "log/checkpoints.html", context)


@may(Action.SEE_PUBLIC)
@require_safe
def program(request: HttpRequest, name: str) -> HttpResponse:
    """What checks this log without our code: a page to save and open from disk, a program in one file; byte for byte as published."""
    answer = HttpResponse((PROGRAMS / name).read_bytes(), content_type=PROGRAM_TYPES[name])
    # The page brings its script inside, so that it is one file; it may load and send nothing, here or from disk.
    answer["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    )
    return answer


@may(Action.SEE_PUBLIC)
@require_safe
def file(request: HttpRequest, path: str) -> HttpResponseBase:
    """The log's files as they lie on the disk. Only names that a log has; full tiles never change and may be kept for ever."""
    if path == "vkey":
        return HttpResponse(log.vkey() + "\n", content_type="text/plain; charset=utf-8")
    if path == CHECKPOINT:
        lasting, kind = 0, "text/plain; charset=utf-8"
    else:
        try:
            parse_path(path)
        except AssayError:
            raise NotFound("the log has no such file.", where=path[:200]) from None
        lasting, kind = YEAR_SECONDS, "application/octet-stream"
    place = log.folder() / path
    if not place.is_file():
        raise NotFound("the log has no such file.", where=path)
    answer = FileResponse(place.open("rb"), content_type=kind)
    answer["Cache-Control"] = f"public, max-age={lasting}, immutable" if lasting else "no-cache"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
