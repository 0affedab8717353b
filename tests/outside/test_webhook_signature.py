"""A message is signed as every Standard Webhooks library expects."""

from __future__ import annotations

import base64

from assay.outside.webhook_signature import headers, new_secret, signature

REFERENCE = {
    "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "message": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "timestamp": 1614265330,
    "body": b'{"test": 2432232314}',
}


def test_the_published_vector_is_met() -> None:
    assert signature(**REFERENCE) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="  # type: ignore[arg-type]


def test_the_headers_are_the_three_of_the_standard_and_any_change_changes_the_signature() -> None:
    sent = headers(**REFERENCE)  # type: ignore[arg-type]
    assert (sent["webhook-id"], sent["webhook-timestamp"]) == (REFERENCE["message"], "1614265330")
    changes = ({"body": b'{"test": 2432232315}'}, {"timestamp": 1614265331}, {"message": "msg_2"})
    others = {signature(**(REFERENCE | change)) for change in changes}  # type: ignore[arg-type]
    assert len(others) == 3
    assert sent["webhook-signature"] not in others


def test_a_secret_has_256_bits_and_is_new_each_time() -> None:
    one, two = new_secret(), new_secret()
    assert one != two
    assert len(base64.b64decode(one.removeprefix("whsec_"), validate=True)) == 32
