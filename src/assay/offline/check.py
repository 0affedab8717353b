"""What is wrong with these applications' papers, and what would they earn?

Reads each application and the papers that it names (paths are relative to the application's file), in the order given, which is the order of
arrival: a later one knows the papers of the earlier ones. One JSON line each on standard output; an application that cannot be used is one line on
standard error, the others are judged all the same, and the exit code is 2.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from assay.errors import AssayError, BadInput, ReadingFailed
from assay.offline.register import load_json, load_register
from assay.outside.reader import read_paper
from assay.policy.load import load
from assay.policy.schema import Policy
from assay.regime.brand.register import Register, address_of
from assay.regime.document import traces
from assay.regime.document.arrival import check_arrival, display_name
from assay.regime.document.confirmation import EVERYTHING
from assay.regime.document.facts import (
    Answer,
    ApplicationFacts,
    EarlierTrace,
    Goods,
    Paper,
    Stated,
    StatusList,
    StoreIdentity,
    Trace,
)
from assay.regime.document.verdict import Judgement, finding_to_json, judge, question_to_json
from assay.regime.right.term import term_of
from assay.regime.terms import Outcome, StoreKind, Tier

CONFIRMS = {
    "confirm",
    "confirmed",
    "confirms",
    "yes",
    "true",
    "genuine",
    "accept",
    "accepted",
    "ok",
    "authentic",
    "valid",
}
OBJECTS = {"object", "objected", "objects", "no", "false", "deny", "denied", "denies", "refuse", "refused", "reject"}
OBJECTS |= {
    "rejected",
    "forged",
    "fake",
    "counterfeit",
    "not genuine",
    "not_genuine",
    "not issued",
    "not_issued",
    "objection",
}


def run(args: argparse.Namespace) -> int:
    """Judge each application in order; 0 when all could be judged, 2 when one could not."""
    policy = load(args.policy)
    register = load_register(args.register)
    fixed = None if args.as_of is None else _date(args.as_of, where="--as-of")
    today = datetime.now(UTC).date()
    known: list[EarlierTrace] = []
    unusable = 0
    for path in args.applications:
        try:
            facts, on = facts_of(path, register=register, policy=policy, as_of=fixed, today=today, earlier=known)
        except AssayError as refusal:
            print(f"assay check: {refusal}", file=sys.stderr, flush=True)
            unusable += 1
            continue
        judgement = judge(facts, policy=policy, on=on)
        print(json.dumps(line_of(facts, judgement, policy=policy, on=on), ensure_ascii=False), flush=True)
        known += left_behind(facts, judgement)
    return 2 if unusable else 0


def line_of(facts: ApplicationFacts, judgement: Judgement, *, policy: Policy, on: date) -> dict[str, Any]:
    """One line of output, as DESIGN section 5 says it, with the sentence that gives the outcome beside."""
    right = judgement.right
    term = (
        None if right is None else term_of(granted_on=on, authorized_until=right.authorized_until, policy=policy.right)
    )
    return {
        "application": facts.application,
        "as_of": on.isoformat(),
        "policy": policy.version,
        "findings": [finding_to_json(f) for f in judgement.findings],
        "questions": [question_to_json(q) for q in judgement.questions],
        "verdict": judgement.outcome.value,
        "because": judgement.because,
        "right": None
        if right is None or term is None
        else {
            "store_id": facts.store.store_id,
            "brand_id": facts.brand.brand_id,
            "goods": list(right.goods),
            "units": dict(right.units) or None,
            "territories": list(right.territories),
            "channels": list(right.channels),
            "valid_from": term.valid_from.isoformat(),
            "valid_to": term.valid_to.isoformat(),
        },
    }


def left_behind(facts: ApplicationFacts, judgement: Judgement) -> list[EarlierTrace]:
    """What later applications know of this one: the traces of its papers, and the lines that back its right."""
    names = {p.sha256: p.name for p in facts.papers}
    lines = [(line.sha256, Trace(kind=traces.LINE, key=line.key)) for line in judgement.lines]
    return [
        EarlierTrace(
            kind=trace.kind,
            key=trace.key,
            value=trace.value,
            store_id=facts.store.store_id,
            application=facts.application,
            paper=names[sha256],
            brand_id=facts.brand.brand_id,
            outcome=judgement.outcome.value if judgement.outcome is not Outcome.REFER else "",
        )
        for sha256, trace in (*judgement.traces, *lines)
    ]


def facts_of(
    path: Path,
    *,
    register: Register,
    policy: Policy,
    as_of: date | None,
    today: date,
    earlier: Sequence[EarlierTrace],
) -> tuple[ApplicationFacts, date]:
    """The facts of one application's file, its papers read, and the day on which it is judged. BadInput names the place."""
    data = load_json(path, what="application")
    where = str(path)
    if not isinstance(data, Mapping):
        raise BadInput("an application is an object.", where=where, mend="See docs/papers.md.")
    own = data.get("as_of")
    handed_in = _date(own, where=f"{where}: as_of") if own else as_of or today
    on = as_of or handed_in
    brand_id = str(data.get("brand_id") or "")
    brand = register.brand(brand_id)
    if brand is None:
        raise BadInput(
            f"the register has no brand {brand_id!r}.",
            where=f"{where}: brand_id",
            mend="Use a brand_id of the register.",
        )
    papers = tuple(
        _paper(path.parent, name, policy=policy)
        for name in _names(
            data.get("papers"), where=f"{where}: papers", most=policy.document.limits.papers_per_application
        )
    )
    store = _store(data.get("store"), where=f"{where}: store")
    keys = {(t.kind, t.key) for paper in papers for t in traces.traces_of(paper)}
    lines = {(traces.LINE, key) for paper in papers for key in traces.line_keys(paper)}
    facts = ApplicationFacts(
        application=str(data.get("application") or path.name),
        store=store,
        brand=brand,
        goods=_goods(data.get("goods"), where=f"{where}: goods"),
        papers=papers,
        handed_in_on=min(handed_in, on),
        tier=_word(Tier, data.get("tier"), default=Tier.OPEN, where=f"{where}: tier"),
        earlier=tuple(t for t in earlier if (t.kind, t.key) in keys or (t.kind, t.key) in lines),
        answers=_answers(data.get("answers"), where=f"{where}: answers"),
        statuses=_statuses(data.get("status_lists"), where=f"{where}: status_lists"),
    )
    return facts, on


def _paper(folder: Path, name: str, *, policy: Policy) -> Paper:
    """Read one paper. What is wrong with a paper is a finding about it, never the end of the application."""
    shown = display_name(name)
    limits = policy.document.limits
    path = folder / name
    try:
        data = (
            path.read_bytes() if path.stat().st_size <= limits.bytes_per_paper else b"\0" * (limits.bytes_per_paper + 1)
        )
    except (OSError, ValueError) as problem:
        refusal, mend = _why_not_opened(problem)
        return Paper(name=shown, sha256=traces.digest("absent", name), refusal=refusal, mend=mend)
    sha256 = traces.digest("unread", name)
    try:
        arrival = check_arrival(name=name, data=data, max_bytes=limits.bytes_per_paper)
        sha256 = arrival.sha256
        reading = read_paper(path, name=shown, limits=limits)
    except ReadingFailed as failed:
        return Paper(name=shown, sha256=sha256, refusal=failed.what, mend=failed.mend, waiting=True)
    except BadInput as refusal:
        return Paper(name=shown, sha256=sha256, refusal=refusal.what, mend=refusal.mend)
    return Paper(name=shown, sha256=sha256, reading=reading)


def _why_not_opened(problem: Exception) -> tuple[str, str]:
    """What is wrong with a path that names a paper, and how to mend it."""
    if isinstance(problem, IsADirectoryError):
        return "this is a folder.", "Name each paper in it."
    if isinstance(problem, PermissionError):
        return "this file may not be opened.", "Check the file's rights."
    return "there is no such file.", "Hand it in."


def _store(data: Any, *, where: str) -> StoreIdentity:
    if not isinstance(data, Mapping):
        raise BadInput("the store is missing.", where=where, mend="Give store_id and legal_name at least.")
    names = ("store_id", "legal_name", "trading_name", "country", "vat_id", "registration")
    texts = {k: str(data.get(k) or "").strip() for k in names}
    texts["address"] = address_of(data.get("address"), where=f"{where}.address")
    if not texts["legal_name"] and not texts["trading_name"]:
        raise BadInput("the store has no name.", where=f"{where}.legal_name", mend="Give its legal name.")
    texts["store_id"] = texts["store_id"] or texts["legal_name"]
    return StoreIdentity(
        **texts, kind=_word(StoreKind, data.get("kind"), default=StoreKind.ORDINARY, where=f"{where}.kind")
    )


def _goods(data: Any, *, where: str) -> tuple[Goods, ...]:
    if data is None:
        return ()
    if not isinstance(data, list):
        raise BadInput("a list is wanted here.", where=where, mend='Write [{"name": ..., "units": ...}].')
    rows = []
    for i, row in enumerate(data):
        if not isinstance(row, Mapping):
            raise BadInput("an object is wanted here.", where=f"{where}[{i}]", mend="Give name, model, gtin or units.")
        units = row.get("units") or 0
        if isinstance(units, str) and units.strip().isdecimal():
            units = int(units)
        if isinstance(units, bool) or not isinstance(units, int) or not 0 <= units <= 1_000_000:
            raise BadInput(f"{units!r} is no number of pieces.", where=f"{where}[{i}].units", mend="Give 0 to 1000000.")
        rows.append(
            Goods(
                name=str(row.get("name") or "").strip(),
                model=str(row.get("model") or "").strip(),
                gtin=str(row.get("gtin") or "").strip(),
                units=units,
            )
        )
    return tuple(rows)


def _answers(data: Any, *, where: str) -> tuple[Answer, ...]:
    if data is None:
        return ()
    if not isinstance(data, list):
        raise BadInput("a list is wanted here.", where=where, mend="Write one object an answer.")
    answers = []
    for i, row in enumerate(data):
        if not isinstance(row, Mapping):
            raise BadInput(
                "an object is wanted here.", where=f"{where}[{i}]", mend="Give question, by, answer, evidence, at."
            )
        question = row.get("question")
        if isinstance(question, Mapping):
            question = question.get("question")
        word = _answer_word(row.get("answer", ""))
        if not word or word in {"none", "silent", "silence", "no answer"}:
            continue  # nothing was said
        if word not in CONFIRMS | OBJECTS:
            raise BadInput(f"{word!r} is no answer.", where=f"{where}[{i}].answer", mend="Write confirm or object.")
        by = row.get("by")
        answers.append(
            Answer(
                question=str(question or ""),
                by=str((by.get("name") if isinstance(by, Mapping) else by) or ""),
                confirmed=word in CONFIRMS,
                ground=str(row.get("ground") or ""),
                evidence=_evidence(row.get("evidence")),
                at=str(row.get("at") or ""),
                states=_states(row.get("states"), where=f"{where}[{i}].states"),
                knows=_knows(row.get("knows"), where=f"{where}[{i}].knows"),
            )
        )
    return tuple(answers)


def _states(data: Any, *, where: str) -> tuple[Stated, ...]:
    """What the copy of him who answers says: one object, or one for each paper."""
    rows = [data] if isinstance(data, Mapping) else data or []
    names = [f.name for f in fields(Stated)]
    if not isinstance(rows, list) or not all(isinstance(r, Mapping) for r in rows):
        raise BadInput("an object for each paper is wanted here.", where=where, mend=f"Give {', '.join(names)}.")
    return tuple(Stated(**{n: str(r.get(n) or "").strip() for n in names}) for r in rows)


def _knows(data: Any, *, where: str) -> tuple[str, ...]:
    """The facts that a confirmation speaks of."""
    words = [data] if isinstance(data, str) and data else data or []
    if not isinstance(words, list) or not set(map(str, words)) <= EVERYTHING:
        raise BadInput("this is no list of facts.", where=where, mend=f"Use: {', '.join(sorted(EVERYTHING))}.")
    return tuple(map(str, words))


def _answer_word(answer: Any) -> str:
    """The word that decides: `Yes, we issued it.` -> `yes`. An answer that is known whole stays whole."""
    whole = str(answer).strip().casefold()
    if whole in CONFIRMS | OBJECTS:
        return whole
    first = re.match(r"(?:(?:i|we)\s+)?([a-z]+)(?![a-z])", whole)
    return first[1] if first and first[1] in CONFIRMS | OBJECTS else whole


def _statuses(data: Any, *, where: str) -> tuple[StatusList, ...]:
    """Status lists that somebody fetched for the credentials among the papers; nothing is fetched here."""
    if data is None:
        return ()
    if not isinstance(data, list) or not all(isinstance(r, Mapping) and r.get("uri") and r.get("token") for r in data):
        raise BadInput(
            "a list of uri and token is wanted here.", where=where, mend="Fetch the lists that the credentials name."
        )
    return tuple(StatusList(uri=str(r["uri"]), token=str(r["token"])) for r in data)


def _evidence(value: Any) -> str:
    if isinstance(value, list | Mapping):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return "" if value is None else str(value)


def _names(data: Any, *, where: str, most: int) -> list[str]:
    if not isinstance(data, list) or not all(isinstance(n, str) for n in data or []):
        raise BadInput("a list of file names is wanted here.", where=where, mend='Write ["invoice.pdf"].')
    if len(data) > most:
        raise BadInput(f"{len(data)} papers were handed in; {most} are allowed.", where=where, mend="Hand in fewer.")
    return data


def _word(kind: Any, value: Any, *, default: Any, where: str) -> Any:
    if value is None or value == "":
        return default
    try:
        return kind(str(value).strip().casefold())
    except ValueError:
        raise BadInput(f"{value!r} is not known here.", where=where, mend=f"Use one of: {', '.join(kind)}.") from None


def _date(value: Any, *, where: str) -> date:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise BadInput(f"{value!r} is no date.", where=where, mend="Write it as 2026-11-24.") from None
