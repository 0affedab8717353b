"""The log of an office: entries get their index once, tiles and checkpoint follow, and every entry can be proved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from assay.actions import log, policy, policy_change
from assay.actions.decision import record
from assay.actions.entry import SHAPES
from assay.actions.receipt import opening_for, proof_of_entry, receipt_for
from assay.errors import NotFound
from assay.records.models import CasePseudonym, Decision, LogLeaf, Outbox, Person, Store
from assay.regime.terms import DecisionKind
from assay.tlog.checkpoint import open_checkpoint
from assay.tlog.commitment import pseudonym, verify_commitment
from assay.tlog.entry import KINDS, parse_entry
from assay.tlog.keys import Verifier
from assay.tlog.proof import verify_consistency, verify_inclusion
from assay.tlog.receipt import verify_receipt
from assay.tlog.tree import leaf_hash, leaf_hashes, root_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]

AT = datetime(2016, 5, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def store() -> Store:
    return Store.objects.create(
        store_id="lucky-bags", legal_name="Lucky Bags Ltd", trading_name="Lucky Bags", tier="open", opened_on=AT.date()
    )


@pytest.fixture
def verifier(store: Store) -> Person:
    return Person.objects.create(username="vera", role="verifier")


def decide(store: Store, by: Person | None = None, **changed: object) -> Decision:
    """One decision on record, with its entry in the outbox."""
    arguments = {
        "kind": "hand_in",
        "subject": store,
        "store": store,
        "facts": {"papers": ["aa"]},
        "outcome": {"state": "handed_in"},
        "by": by,
        "at": AT,
        "case": ("application", "a1"),
        "deadline": AT + timedelta(days=5),
        "lane": "proof",
        "counts": {"papers": 1},
    }
    with transaction.atomic():
        return record(**{**arguments, **changed})


def fill(store: Store, count: int) -> None:
    decision = decide(store)
    entry = bytes(Outbox.objects.get().entry)
    Outbox.objects.all().delete()
    Outbox.objects.bulk_create(
        Outbox(entry=entry.replace(b'"papers":1', b'"papers":%d' % (n + 1)), created_at=AT) for n in range(count)
    )
    assert decision.pk


def test_an_entry_says_what_happened_and_not_to_whom(store: Store, verifier: Person) -> None:
    decide(store, verifier)
    data = bytes(Outbox.objects.get().entry)
    entry = parse_entry(data)
    assert (entry.kind, entry.event, entry.role, entry.tier, entry.lane) == (
        "application",
        "filed",
        "verifier",
        "open",
        "proof",
    )
    assert (entry.time, entry.deadline, entry.automated) == (AT, AT + timedelta(days=5), False)
    assert dict(entry.counts) == {"papers": 1}
    assert b"lucky" not in data.lower()


def test_entries_of_one_case_share_a_pseudonym_and_no_other_case_has_it(store: Store) -> None:
    decide(store)
    decide(store, kind="settle", outcome={"state": "granted"}, deadline=None)
    decide(store, case=("application", "a2"))
    first, second, third = (parse_entry(bytes(row.entry)) for row in Outbox.objects.order_by("pk"))
    assert first.case == second.case != third.case
    assert (second.event, second.outcome) == ("decided", "granted")


def test_a_decision_that_refers_to_a_person_answers_nothing(store: Store) -> None:
    decide(store, kind="settle", outcome={"verdict": "refer"}, deadline=None)
    assert parse_entry(bytes(Outbox.objects.get().entry)).outcome is None


def test_what_is_due_on_a_declared_purchase_is_no_promise_of_the_platform(store: Store) -> None:
    decide(store, lane="purchase", counts={"papers": 0})
    entry = parse_entry(bytes(Outbox.objects.get().entry))
    assert (entry.event, entry.deadline) == ("declared", None)


def test_what_is_due_from_others_is_no_promise_of_the_platform(store: Store) -> None:
    decide(store, kind="counter_notice", case=("notice_item", "1"), lane="")
    entry = parse_entry(bytes(Outbox.objects.get().entry))
    assert (entry.kind, entry.event, entry.deadline) == ("notice", "countered", None)


def test_every_entry_stands_once_at_its_index_and_is_proved_under_the_signed_root(store: Store) -> None:
    fill(store, 700)
    assert [log.sequence(at=AT, limit=300) for _ in range(4)] == [300, 300, 100, 0]
    assert log.publish(at=AT) == 700
    assert Outbox.objects.count() == 0
    entries = [bytes(e) for e in LogLeaf.objects.order_by("index").values_list("entry", flat=True)]
    assert len(set(entries)) == 700
    note, _ = log.proof_for(0)
    head = open_checkpoint(note, Verifier.from_text(log.vkey())).checkpoint
    assert (head.size, head.root) == (700, root_of(leaf_hashes(entries)))
    for index in (0, 255, 256, 511, 512, 699):
        _, proof = log.proof_for(index)
        verify_inclusion(leaf=leaf_hash(entries[index]), index=index, size=700, proof=proof, root=head.root)
    with pytest.raises(NotFound):
        log.proof_for(700)


def test_the_files_are_those_of_a_log_of_its_size_and_outgrown_ones_go(store: Store) -> None:
    fill(store, 300)
    for _ in range(3):
        log.sequence(at=AT, limit=100)
        log.publish(at=AT)
    found = sorted(str(p.relative_to(log.folder())) for p in log.folder().rglob("*") if p.is_file())
    assert found == [
        "checkpoint",
        "tile/0/000",
        "tile/0/001.p/44",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/entries/001.p/44",
    ]


def test_a_smaller_published_log_is_the_beginning_of_the_larger(store: Store) -> None:
    fill(store, 600)
    log.sequence(at=AT, limit=257)
    log.publish(at=AT)
    old = open_checkpoint(log.proof_for(0)[0], Verifier.from_text(log.vkey())).checkpoint
    log.sequence(at=AT)
    log.publish(at=AT)
    new = open_checkpoint(log.proof_for(0)[0], Verifier.from_text(log.vkey())).checkpoint
    assert (old.size, new.size) == (257, 600)
    verify_consistency(old=257, new=600, proof=log.consistency(257, 600), old_root=old.root, new_root=new.root)


def test_publishing_again_changes_nothing(store: Store) -> None:
    fill(store, 3)
    log.sequence(at=AT)
    log.publish(at=AT)
    before = {p: p.stat().st_mtime_ns for p in log.folder().rglob("*") if p.is_file()}
    assert log.publish(at=AT) == 3
    assert {p: p.stat().st_mtime_ns for p in log.folder().rglob("*") if p.is_file()} == before


def test_an_empty_log_is_published_as_one(db: None) -> None:
    assert log.publish(at=AT) == 0
    head = open_checkpoint((log.folder() / "checkpoint").read_bytes(), Verifier.from_text(log.vkey())).checkpoint
    assert head.size == 0


def test_whatever_may_be_promised_an_outcome_has_a_decision_of_its_kind_that_gives_one() -> None:
    promised = {kind for kind, shape in SHAPES.items() if shape.promises}
    answering = {shape.kind for shape in SHAPES.values() if shape.answers}
    assert promised == {"hand_in", "notice", "report", "appeal", "contradiction"}
    assert {SHAPES[kind].kind for kind in promised} <= answering
    assert set(SHAPES) == set(DecisionKind)
    assert {shape.kind for shape in SHAPES.values()} <= KINDS


def test_a_receipt_is_a_promise_at_once_and_a_proof_once_published(store: Store) -> None:
    decision = decide(store)
    keys = [Verifier.from_text(log.vkey())]
    promise = verify_receipt(receipt_for(decision), keys)
    assert (promise.index, promise.data) == (None, bytes(Outbox.objects.get().entry))
    log.sequence(at=AT)
    assert verify_receipt(receipt_for(decision), keys).index is None
    log.publish(at=AT)
    proved = verify_receipt(receipt_for(decision), keys)
    assert (proved.index, proved.promise) == (0, promise.promise)
    assert verify_receipt(proof_of_entry(0), keys).data == promise.data


def test_an_opening_opens_its_own_entry_until_the_secret_of_the_case_is_erased(store: Store) -> None:
    first, second = decide(store), decide(store, kind="settle", outcome={"state": "granted"}, deadline=None)
    entries = [parse_entry(bytes(row.entry)) for row in Outbox.objects.order_by("pk")]
    openings = [opening_for(first), opening_for(second)]
    for entry, opening in zip(entries, openings, strict=True):
        assert pseudonym(*opening["case"], salt=bytes.fromhex(opening["case_salt"])) == entry.case
        verify_commitment(entry.commitment or "", value=opening["value"], salt=bytes.fromhex(opening["salt"]))
    assert openings[0]["salt"] != openings[1]["salt"]
    CasePseudonym.objects.all().delete()
    with pytest.raises(NotFound):
        opening_for(first)


def test_a_decision_without_an_entry_has_no_receipt(store: Store) -> None:
    decision = decide(store)
    Outbox.objects.all().delete()
    with pytest.raises(NotFound):
        receipt_for(decision)


def test_a_change_of_policy_is_an_entry_and_so_is_going_back(db: None, settings: Any, tmp_path: Path) -> None:
    shipped = Path(policy.__file__).parents[1] / "policy"
    for name in shipped.glob("*.toml"):
        (tmp_path / name.name).write_bytes(name.read_bytes())
    changed = tmp_path / "appeal.toml"
    changed.write_text(changed.read_text(encoding="utf-8") + "\n# another spelling\n", encoding="utf-8")
    versions = []
    for n, folder in enumerate(("", str(tmp_path), "")):
        settings.ASSAY_POLICY_DIR = folder
        versions.append(policy.in_force().version)
        assert [policy_change.enter_into_force(at=AT + timedelta(days=n)) for _ in range(2)] == [1, 0]
    assert versions[0] == versions[2] != versions[1]
    entries = [parse_entry(bytes(row.entry)) for row in Outbox.objects.order_by("pk")]
    assert [(e.kind, e.event, e.digest) for e in entries] == [("policy", "in_force", v) for v in versions]
