"""What does an authority or a dispute body get? One ZIP file: decisions with facts and reasons, papers, and what proves both against the log.

For a store that is referred to authorities, and for an appeal that goes to an outside dispute body (DSA Art. 21). `manifest.json` names the
SHA-256 of every other member; `log/` holds a receipt for each decision that `assay log verify` checks without us, and the opening of its
committed values. Who decided is named by role alone. Each hand-over is a row with the digest of what left.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import uuid
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from assay.actions.log import vkey
from assay.actions.receipt import opening_for, receipt_for
from assay.errors import BadInput, NotFound, TooLarge
from assay.outside import files
from assay.outside.summary import Section, Summary, summary_pdf
from assay.records.models import (
    Appeal,
    Decision,
    Document,
    Exhibit,
    HandOver,
    Message,
    NoticeItem,
    Person,
    Restriction,
    Store,
)

MOST_DECISIONS = 2_000
MAX_BYTES = 500_000_000
DATE = (1980, 1, 1, 0, 0, 0)
"""The same case gives the same bytes: no member carries the time of packing."""


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """The ZIP file: its name and its bytes."""

    name: str
    data: bytes


def of_store(*, store: str, recipient: str, by: Person, at: datetime) -> CaseFile:
    """Everything on record about a store. NotFound: no such store. BadInput: nobody is named who gets it."""
    row = Store.objects.filter(pk=store).first()
    if row is None:
        raise NotFound("there is no such store.", mend="Open it from the list of stores.")
    decisions = Decision.objects.filter(store=row)
    papers = Document.objects.filter(application__store=row)
    about = {"kind": "store", "store": _trader(row)}
    return _pack(
        title=f"Case file: {row.trading_name}",
        name=f"case-store-{row.pk}.zip",
        about=about,
        decisions=decisions,
        papers=papers,
        messages=Message.objects.filter(store=row),
        exhibits=Exhibit.objects.filter(
            Q(store=row) | Q(store=None, notice__items__store=row) | Q(appeal__store=row)
        ).distinct(),
        hand_over=HandOver(store=row, recipient=_recipient(recipient), made_by=by, made_at=at),
    )


def of_appeal(*, appeal: uuid.UUID, recipient: str, by: Person, at: datetime) -> CaseFile:
    """What a dispute body needs on one appeal: the decision, all that led to it or followed from it, and every appeal against it."""
    row = Appeal.objects.select_related("store", "notifier", "decision").filter(pk=appeal).first()
    if row is None:
        raise NotFound("there is no such appeal.", mend="Open it from the queue.")
    against = row.decision
    appeals = list(Appeal.objects.filter(decision=against).order_by("opened_at"))
    same = Q(subject_kind=against.subject_kind, subject_id=against.subject_id, store=against.store)
    own = Q(subject_kind="appeal", subject_id__in=[str(a.pk) for a in appeals])
    decisions = Decision.objects.filter(Q(pk=against.pk) | Q(pk=against.led_by_id) | Q(led_by=against) | same | own)
    application = uuid.UUID(against.subject_id) if against.subject_kind == "application" else None
    about = {
        "kind": "appeal",
        "store": _trader(row.store) if row.store else _notifier(row),
        "against": str(against.pk),
        "appeals": [
            {
                "appeal": str(a.pk),
                "level": a.level,
                "opened_at": a.opened_at,
                "text": a.text,
                "state": a.state,
                "reason": a.reason,
            }
            for a in appeals
        ],
    }
    return _pack(
        title=f"Appeal of {row.store.trading_name if row.store else row.notifier}",
        name=f"case-appeal-{row.pk}.zip",
        about=about,
        decisions=decisions,
        papers=Document.objects.filter(application=application) if application else Document.objects.none(),
        messages=Message.objects.filter(caused_by__in=decisions, **({"store": row.store} if row.store else {})),
        exhibits=Exhibit.objects.filter(Q(appeal__in=appeals) | _behind(against)).distinct(),
        hand_over=HandOver(appeal=row, recipient=_recipient(recipient), made_by=by, made_at=at),
    )


def _behind(against: Decision) -> Q:
    """What both sides handed in to the notice on whose listing this was decided."""
    item = NoticeItem.objects.filter(decided=against).first()
    return Q(notice=item.notice_id) & (Q(store=None) | Q(store=item.store_id)) if item else Q(pk__in=())


def _pack(
    *,
    title: str,
    name: str,
    about: dict[str, Any],
    decisions: Any,
    papers: Any,
    messages: Any,
    exhibits: Any,
    hand_over: HandOver,
) -> CaseFile:
    chosen = list(decisions.select_related("by", "brand", "policy").order_by("-at", "-pk")[:MOST_DECISIONS])[::-1]
    documents = list(papers.order_by("handed_in_at", "pk"))
    handed_in = list(exhibits.order_by("at", "pk"))
    size = sum(d.size for d in documents) + sum(x.size for x in handed_in)
    if size > MAX_BYTES:
        raise TooLarge(f"the papers have {size} bytes.", where=name, mend="Hand over the appeals one by one.")
    imposed = _restrictions(chosen)
    members: dict[str, bytes] = {}
    for row in chosen:
        members[f"decisions/{row.pk}.json"] = _json(_decision(row, imposed.get(row.pk, ())))
        members |= _proof(row)
        for file, text in row.policy.texts.items() if isinstance(row.policy.texts, dict) else row.policy.texts:
            members[f"policies/{row.policy_id}/{_plain(file)}.toml"] = text.encode()
    for paper in documents:
        members[f"papers/{paper.sha256[:16]}-{_plain(paper.filename)}"] = files.get(paper.sha256)
    for one in handed_in:
        if one.sha256:
            members[f"exhibits/{one.sha256[:16]}-{_plain(one.filename)}"] = files.get(one.sha256)
    members["exhibits.json"] = _json([_exhibit(x) for x in handed_in])
    members["messages.json"] = _json([_message(m) for m in messages.order_by("pk")])
    members["log/vkey"] = vkey().encode() + b"\n"
    about |= {
        "made_at": hand_over.made_at,
        "recipient": hand_over.recipient,
        "decisions": len(chosen),
        "decisions_left_out": decisions.count() - len(chosen),
        "without_receipt": [str(r.pk) for r in chosen if f"log/{r.pk}.tlog-proof" not in members],
    }
    members["case.json"] = _json(about)
    members["summary.pdf"] = summary_pdf(_summary(title, about, chosen, imposed, documents), at=hand_over.made_at)
    data = _zip(members)
    hand_over.sha256, hand_over.size = hashlib.sha256(data).hexdigest(), len(data)
    with transaction.atomic():
        hand_over.save()
    return CaseFile(name=name, data=data)


def _zip(members: dict[str, bytes]) -> bytes:
    listed = [
        {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for path, data in sorted(members.items())
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        everything = {"manifest.json": _json({"schema": 1, "members": listed}), **dict(sorted(members.items()))}
        for path, data in everything.items():
            info = zipfile.ZipInfo(path, date_time=DATE)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, data)
    return out.getvalue()


def _restrictions(decisions: Sequence[Decision]) -> dict[uuid.UUID, tuple[Restriction, ...]]:
    found: dict[uuid.UUID, tuple[Restriction, ...]] = {}
    rows = Restriction.objects.filter(caused_by__in=decisions).select_related("listing")
    for row in rows.order_by("begins", "pk"):
        found[row.caused_by_id] = (*found.get(row.caused_by_id, ()), row)
    return found


def _decision(row: Decision, restrictions: Iterable[Restriction]) -> dict[str, Any]:
    return {
        "decision": row.pk,
        "kind": row.kind,
        "at": row.at,
        "subject": [row.subject_kind, row.subject_id],
        "brand": row.brand.name if row.brand else None,
        "ground": row.ground,
        "automated": row.automated,
        "by": row.by.role if row.by else None,
        "policy": row.policy_id,
        "led_by": row.led_by_id,
        "facts": row.facts,
        "outcome": row.outcome,
        "restrictions": [
            {
                "restriction": r.pk,
                "kind": r.kind,
                "ground": r.ground,
                "listing": r.listing.attributes if r.listing else None,
                "begins": r.begins,
                "until": r.until,
                "amount": r.amount,
                "currency": r.currency,
                "lifted_at": r.lifted_at,
                "statement": r.statement,
            }
            for r in restrictions
        ],
    }


def _proof(row: Decision) -> dict[str, bytes]:
    """The receipt and the opening, as far as they can still be given; case.json names the decisions without."""
    found = {}
    try:
        found[f"log/{row.pk}.tlog-proof"] = receipt_for(row).encode()
        found[f"log/{row.pk}.opening.json"] = _json(opening_for(row))
    except NotFound:
        pass
    return found


def _message(row: Message) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "parameters": row.parameters,
        "decision": row.caused_by_id,
        "delivered_at": row.delivered_at,
        "read_at": row.read_at,
    }


def _notifier(row: Appeal) -> dict[str, Any]:
    """Who appeals where no store is concerned, under the names by which the summary knows a trader."""
    return {"notifier": row.notifier_id, "legal_name": str(row.notifier), "address": "", "country": ""}


def _exhibit(row: Exhibit) -> dict[str, Any]:
    return {
        "case": ["notice", row.notice_id] if row.notice_id else ["appeal", row.appeal_id],
        "side": row.side,
        "at": row.at,
        "text": row.text,
        "file": row.filename,
        "sha256": row.sha256,
    }


def _trader(row: Store) -> dict[str, Any]:
    return {
        "store": row.pk,
        "trading_name": row.trading_name,
        "legal_name": row.legal_name,
        "address": row.address,
        "country": row.country,
        "vat_id": row.vat_id,
        "registration": row.registration,
        "opened_on": row.opened_on,
    }


def _summary(
    title: str,
    about: dict[str, Any],
    decisions: Sequence[Decision],
    imposed: dict[uuid.UUID, tuple[Restriction, ...]],
    papers: Sequence[Document],
) -> Summary:
    trader = about["store"]
    restrictions = [r for row in decisions for r in imposed.get(row.pk, ())]
    appeals = about.get("appeals", [])
    said = Section(
        title="Appeals",
        head=("Level", "Opened", "State", "What the store says", "The answer"),
        widths=(1, 2, 2, 5, 5),
        rows=tuple((str(a["level"]), _when(a["opened_at"]), a["state"], a["text"], a["reason"]) for a in appeals),
    )
    return Summary(
        title=title,
        lead=(
            f"{trader['legal_name']}, {trader['address']}, {trader['country']}",
            f"Made {_when(about['made_at'])} for {about['recipient']}",
            "manifest.json names the SHA-256 of every file; log/ holds a receipt for each decision:",
            "assay log verify log/DECISION.tlog-proof --key log/vkey --opening log/DECISION.opening.json",
        ),
        sections=(
            *((said,) if appeals else ()),
            Section(
                title="Decisions",
                head=("When", "What", "Ground", "By", "Number"),
                widths=(3, 3, 3, 2, 5),
                rows=tuple(
                    (
                        _when(r.at),
                        r.kind.replace("_", " "),
                        r.ground.replace("_", " "),
                        r.by.role if r.by else "a rule",
                        str(r.pk),
                    )
                    for r in decisions
                ),
            ),
            Section(
                title="Restrictions",
                head=("Since", "What", "Ground", "What was seen", "Lifted"),
                widths=(3, 2, 3, 7, 3),
                rows=tuple(
                    (
                        _when(r.begins),
                        r.kind.replace("_", " "),
                        r.ground.replace("_", " "),
                        str(r.statement.get("seen", "")),
                        _when(r.lifted_at) if r.lifted_at else "in force",
                    )
                    for r in restrictions
                ),
            ),
            Section(
                title="Papers",
                head=("File", "Handed in", "SHA-256"),
                widths=(3, 2, 6),
                rows=tuple((p.filename, _when(p.handed_in_at), p.sha256) for p in papers),
            ),
        ),
    )


def _recipient(text: str) -> str:
    said = " ".join(text.split())
    if not said or len(said) > 200:
        raise BadInput(
            "nobody is named who gets the file.",
            where="recipient",
            mend="Name the authority or dispute body, in at most 200 characters.",
        )
    return said


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at.utcoffset() is not None else f"{at:%Y-%m-%d}"


def _plain(name: str) -> str:
    """A member's name that leads nowhere, whatever a party called its file."""
    return re.sub(r"[^A-Za-z0-9._-]", "_", name).lstrip(".")[-80:] or "paper"


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False, default=_text) + "\n").encode()


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
