"""A credential is the brand's word until its status list says otherwise; a list that does not hold says nothing."""

from __future__ import annotations

import base64
import contextlib
import gzip
import json
import threading
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from django.conf import settings as django_settings

from assay.actions import application, brand, contradiction_close, reading, settlement, status_fetch
from assay.actions.replay import check_replay
from assay.errors import NotPermitted
from assay.records.models import (
    Application,
    Brand,
    Contradiction,
    Decision,
    Person,
    Restriction,
    Right,
    StatusList,
    Store,
)
from assay.records.queries.states import state_of_right
from assay.regime.brand import register
from assay.regime.restriction import RightState
from assay.regime.terms import Lane, Role

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
INDEX = 7


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def jwk_of(key: ec.EllipticCurvePrivateKey) -> str:
    numbers = key.public_key().public_numbers()
    x, y = (b64(n.to_bytes(32, "big")) for n in (numbers.x, numbers.y))
    return json.dumps({"kty": "EC", "crv": "P-256", "x": x, "y": y})


def jws(header: dict[str, Any], claims: dict[str, Any], key: ec.EllipticCurvePrivateKey) -> str:
    signed = ".".join(b64(json.dumps(part).encode()) for part in (header, claims))
    r, s = utils.decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    return f"{signed}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


KEY = ec.derive_private_key(0xA5A5A5, ec.SECP256R1())
OTHER_KEY = ec.derive_private_key(0x5A5A5A, ec.SECP256R1())


class Issuer:
    """The brand's server of status lists: it says of every credential what `status` says, in the way that `how` names."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.uri = f"http://{host}/list"
        self.status = 0
        self.how = "well"
        self.issued_at = AT
        self.more: dict[str, Any] = {"ttl": 3600}
        self.asked = 0

    def token(self, *, key: ec.EllipticCurvePrivateKey = KEY, uri: str = "") -> str:
        entries = bytearray(4)
        entries[INDEX * 2 // 8] |= self.status << (INDEX * 2 % 8)
        claims = {
            "sub": uri or self.uri,
            "iat": int(self.issued_at.timestamp()),
            "status_list": {"bits": 2, "lst": b64(zlib.compress(bytes(entries)))},
            **self.more,
        }
        return jws({"alg": "ES256", "typ": "statuslist+jwt"}, claims, key)


class Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        issuer: Issuer = self.server.issuer  # type: ignore[attr-defined]
        issuer.asked += 1
        if issuer.how == "redirect":
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest/meta-data/")
            self.end_headers()
            return
        self.send_response(404 if issuer.how == "gone" else 200)
        kind = "text/html" if issuer.how == "page" else "application/statuslist+jwt"
        self.send_header("Content-Type", kind)
        if issuer.how == "bomb":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with contextlib.suppress(OSError):
            if issuer.how == "endless":
                while True:
                    self.wfile.write(b"e" * 65_536)
            if issuer.how == "bomb":
                self.wfile.write(gzip.compress(b"e" * 100_000_000, compresslevel=1))
            elif issuer.how == "wrong key":
                self.wfile.write(issuer.token(key=OTHER_KEY).encode())
            elif issuer.how == "of another address":
                self.wfile.write(issuer.token(uri="https://elsewhere.example/list").encode())
            elif issuer.how == "no token":
                self.wfile.write("ein Stück".encode())
            else:
                self.wfile.write(issuer.token().encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def issuer(settings: Any) -> Iterator[Issuer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.daemon_threads = True
    host = f"127.0.0.1:{server.server_port}"
    server.issuer = Issuer(host)  # type: ignore[attr-defined]
    settings.ASSAY_OWN_HOSTS = (*django_settings.ASSAY_OWN_HOSTS, host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.issuer  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


def credential(issuer: Issuer, *, key: ec.EllipticCurvePrivateKey = KEY) -> bytes:
    claims = {
        "vct": "urn:example:loa:1",
        "iss": "https://aurelle.example",
        "iat": int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()),
        "exp": int(datetime(2028, 1, 1, tzinfo=UTC).timestamp()),
        "brand": "Aurelle",
        "authorised": {"legal_name": "Novara Moda S.r.l.", "vat_id": "IT00743110157"},
        "territories": ["IT", "FR"],
        "channels": ["online"],
        "may_pass_on": False,
        "status": {"status_list": {"uri": issuer.uri, "idx": INDEX}},
    }
    return (jws({"alg": "ES256", "typ": "dc+sd-jwt"}, claims, key) + "~").encode()


def enrolled() -> Brand:
    return brand.enrol(
        brand_id="aurelle",
        name="Aurelle",
        marks=[register.Mark(office="EUIPO", number="018000001")],
        signers=[register.Signer(name="Aurelle", jwk=jwk_of(KEY))],
        by=None,
        at=AT,
    )


def handed_in(issuer: Issuer, *, key: ec.EllipticCurvePrivateKey = KEY) -> Application:
    """A store has handed in a credential, and it was read."""
    store = Store.objects.create(
        store_id="novara",
        legal_name="Novara Moda S.r.l.",
        trading_name="Novara",
        vat_id="IT00743110157",
        country="IT",
        opened_on=date(2020, 1, 1),
    )
    row = application.apply(
        store=store,
        brand=enrolled(),
        lane=Lane.PROOF,
        goods=[{"name": "Handbag Petite"}],
        papers=[("letter.txt", credential(issuer, key=key))],
        by=None,
        at=AT,
    )
    assert reading.read_waiting(at=AT) == 1
    row.refresh_from_db()
    return row


def reasons(row: Application) -> set[str]:
    row.refresh_from_db()
    assert row.proposal is not None
    return {f["reason"] for f in row.proposal["findings"]}


def granted(issuer: Issuer) -> Right:
    row = handed_in(issuer)
    assert status_fetch.fetch_due(at=AT) == 1
    vera = Person.objects.create(username="vera", role=Role.VERIFIER)
    inquiry = row.inquiries.filter(asked="brand").first()
    if inquiry is not None:
        row.inquiries.update(state="silent")
    settlement.settle(application=row.pk, by=vera, accept=True, reason="The brand's own word.", at=AT)
    return Right.objects.get(application=row)


def test_a_paper_waits_for_its_list_and_is_judged_again_when_it_comes(issuer: Issuer) -> None:
    row = handed_in(issuer)
    assert "CREDENTIAL_STATUS_UNKNOWN" in reasons(row)
    assert status_fetch.fetch_due(at=AT) == 1
    assert "CREDENTIAL_STATUS_UNKNOWN" not in reasons(row)
    assert "SIGNED_BY_AN_ENROLLED_SIGNER" in reasons(row)
    listed = StatusList.objects.get()
    assert (listed.uri, listed.problem, listed.fresh_until) == (issuer.uri, "", AT + timedelta(hours=1))
    # Its own time to live is shorter than the policy's half day, and is honoured.
    assert listed.next_at == AT + timedelta(hours=1)
    assert (status_fetch.fetch_due(at=AT), issuer.asked) == (0, 1)


def test_what_was_settled_on_a_list_can_be_replayed(issuer: Issuer) -> None:
    granted(issuer)
    assert check_replay(Decision.objects.get(kind="settle")) is True


def test_the_policy_says_how_often_a_list_without_a_time_of_its_own_is_asked_for(issuer: Issuer) -> None:
    issuer.more = {}
    handed_in(issuer)
    status_fetch.fetch_due(at=AT)
    assert StatusList.objects.get().next_at == AT + timedelta(minutes=720)
    issuer.more = {"ttl": 1}
    status_fetch.fetch_due(at=AT + timedelta(minutes=720))
    row = StatusList.objects.get()
    assert row.problem != ""  # issued half a day ago, for a second
    issuer.issued_at = AT + timedelta(days=1)
    status_fetch.fetch_due(at=AT + timedelta(days=1))
    assert StatusList.objects.get().next_at == AT + timedelta(days=1, minutes=5)


@pytest.mark.parametrize(
    ("status", "kind", "says"),
    [(1, "credential_withdrawn", "withdrawn"), (2, "credential_suspended", "suspended")],
)
def test_a_credential_that_its_issuer_takes_back_makes_the_right_wait_once(
    issuer: Issuer, status: int, kind: str, says: str
) -> None:
    right = granted(issuer)
    assert state_of_right(right, at=AT) is RightState.IN_FORCE
    later = AT + timedelta(hours=2)
    issuer.status, issuer.issued_at = status, later
    status_fetch.fetch_due(at=later)
    row = Contradiction.objects.get()
    assert (row.kind, row.right, row.shown["seen"]) == (kind, right, f"The issuer's status list says: {says}.")
    assert state_of_right(right, at=later) is RightState.SUSPENDED
    even_later = later + timedelta(hours=2)
    issuer.issued_at = even_later
    assert status_fetch.fetch_due(at=even_later) == 1
    assert (Contradiction.objects.count(), Restriction.objects.filter(right=right).count()) == (1, 1)


def test_what_was_suspended_for_a_time_goes_on_when_the_list_says_so_and_the_alarm_stays(issuer: Issuer) -> None:
    right = granted(issuer)
    for hours, status, state, alarms in (
        (2, 2, RightState.SUSPENDED, 1),
        (4, 0, RightState.IN_FORCE, 1),
        (6, 2, RightState.SUSPENDED, 2),
    ):
        at = AT + timedelta(hours=hours)
        issuer.status, issuer.issued_at = status, at
        status_fetch.fetch_due(at=at)
        right = Right.objects.get(pk=right.pk)
        assert (state_of_right(right, at=at), Contradiction.objects.count()) == (state, alarms)
    assert Contradiction.objects.filter(closed_at__isnull=True).count() == 2
    ada = Person.objects.create(username="ada", role=Role.ADJUDICATOR)
    last = Contradiction.objects.order_by("-raised_at").first()
    assert last is not None
    with pytest.raises(NotPermitted):
        vera = Person.objects.get(username="vera")
        contradiction_close.close(contradiction=last.pk, by=vera, conclusion="stands", reason="Mine.", at=at)
    contradiction_close.close(
        contradiction=last.pk, by=ada, conclusion="right_falls", reason="The brand says so.", at=at
    )
    assert state_of_right(Right.objects.get(pk=right.pk), at=at) is RightState.REVOKED


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("redirect", "the address sends us on to another host."),
        ("endless", "the answer has more than 5000000 bytes."),
        ("bomb", "the answer has more than 5000000 bytes."),
        ("gone", "it answered 404."),
        ("page", "the address answers with text/html."),
        ("wrong key", "the status list's signature is not by a key that is known"),
        ("of another address", "the status list is for another address"),
        ("no token", "the status list is no token."),
    ],
)
def test_a_list_that_does_not_hold_says_nothing_and_what_was_granted_stands(
    issuer: Issuer, how: str, says: str
) -> None:
    right = granted(issuer)
    later = AT + timedelta(hours=2)
    issuer.how, issuer.status, issuer.issued_at = how, 1, later
    assert status_fetch.fetch_due(at=later) == 1
    row = StatusList.objects.get()
    assert says in row.problem
    assert (row.failures, row.next_at) == (1, later + timedelta(minutes=5))
    assert not Contradiction.objects.exists()
    assert state_of_right(right, at=later) is RightState.IN_FORCE


def test_a_list_that_is_past_its_time_leaves_new_papers_unclear(issuer: Issuer) -> None:
    issuer.more = {"exp": int((AT - timedelta(hours=1)).timestamp())}
    row = handed_in(issuer)
    status_fetch.fetch_due(at=AT)
    assert "has expired" in StatusList.objects.get().problem
    assert "CREDENTIAL_STATUS_UNKNOWN" in reasons(row)
    assert "CREDENTIAL_INVALID" not in reasons(row)


def test_a_list_that_nothing_rests_on_any_more_is_not_asked_for(issuer: Issuer) -> None:
    right = granted(issuer)
    ended = datetime(2027, 12, 1, tzinfo=UTC)
    assert right.valid_to < ended.date()
    asked = issuer.asked
    assert status_fetch.fetch_due(at=ended) == 0
    assert (StatusList.objects.count(), issuer.asked) == (0, asked)


def test_nobody_is_asked_for_a_credential_that_no_enrolled_signer_has_signed(issuer: Issuer) -> None:
    handed_in(issuer, key=OTHER_KEY)
    assert not StatusList.objects.exists()
    assert (status_fetch.fetch_due(at=AT), issuer.asked) == (0, 0)
