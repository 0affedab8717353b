"""Every message that an action sends has a text, and comes with all that its text needs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import assay.actions
from assay.web.messages import templates, words_of

ACTIONS = Path(assay.actions.__file__).parent
NOT_PARAMETERS = {"to", "kind", "at", "caused_by"}

# A kind that is put together when it is sent, and all that can come of it.
PUT_TOGETHER = {
    "store_{step.step}": ["store_warn", "store_restrict", "store_hide", "store_hold_funds", "store_refer"],
    "appeal_{state}": ["appeal_upheld", "appeal_rejected"],
    "notice_{NoticeState(row.state).value}": ["notice_upheld", "notice_rejected", "notice_withdrawn", "notice_dropped"],
}

# Told through a function of their own, which adds what all of them say; or of a kind that the state of the case names.
_MONEY = {"listing", "title", "amount"}
THROUGH = [
    ("deposit.py", "deposit_offered", frozenset(_MONEY | {"due"})),
    ("deposit.py", "deposit_received", frozenset(_MONEY)),
    ("deposit.py", "deposit_lapsed", frozenset(_MONEY)),
    ("deposit.py", "deposit_released", frozenset(_MONEY)),
    ("deposit.py", "deposit_forfeited", frozenset(_MONEY | {"payable_from"})),
    ("dues.py", "dues_due", frozenset({"member", "until", "grace"})),
    ("dues.py", "dues_overdue", frozenset({"member", "until", "grace"})),
]


def sent() -> list[tuple[str, str, frozenset[str]]]:
    """Every tell() of the actions: where, kind, names of its parameters."""
    found = list(THROUGH)
    for path in sorted(ACTIONS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("tell", "message")
                and found_kind(node)
            ):
                given = {k.arg: k.value for k in node.keywords if k.arg}
                names = frozenset(given) - NOT_PARAMETERS
                found += [(f"{path.name}:{node.lineno}", kind, names) for kind in kinds_of(given["kind"])]
    return found


def found_kind(call: ast.Call) -> set[str]:
    """The kind where the call itself says it; `tell` hands on to `message` what it was given."""
    return {k.arg for k in call.keywords if k.arg == "kind" and not isinstance(k.value, ast.Name)}


def kinds_of(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.IfExp):
        return kinds_of(node.body) + kinds_of(node.orelse)
    if isinstance(node, ast.JoinedStr):
        pattern = ast.unparse(node)[2:-1]
        return PUT_TOGETHER[pattern]
    raise AssertionError(f"a kind that this test cannot follow: {ast.unparse(node)}")


@pytest.mark.parametrize(("where", "kind", "names"), sent(), ids=lambda v: v if isinstance(v, str) else "")
def test_every_message_that_is_sent_has_a_text_and_all_its_parameters(
    where: str, kind: str, names: frozenset[str]
) -> None:
    assert kind in templates(), f"{where} sends {kind}; messages.toml has no text for it"
    assert names == frozenset(templates()[kind].parameters), f"{where} sends {kind} with other parameters"


def test_no_text_is_written_for_a_message_that_nobody_sends() -> None:
    assert set(templates()) == {kind for _, kind, _ in sent()}


@pytest.mark.parametrize("kind", sorted(templates()))
def test_a_text_uses_only_the_parameters_that_it_declares(kind: str) -> None:
    template = templates()[kind]
    assert template.placeholders() <= set(template.parameters)
    assert set(template.dates) <= set(template.parameters)
    assert bool(template.page) == bool(template.button)


def test_dates_are_written_as_days_and_words_of_a_stranger_stay_words() -> None:
    words = words_of("campaign_told", {"brand": "{kind} <b>", "due_on": "2016-05-20", "listings": 3})
    assert words.subject == "Proof for {kind} <b> is due by 20 May 2016"
    assert words.page == "store_apply"


def test_a_message_of_an_unknown_kind_is_still_shown() -> None:
    assert words_of("something_new", {"listings": 3}).text == "listings: 3"


def test_a_parameter_that_was_not_sent_does_not_cost_the_message() -> None:
    assert words_of("store_close", {}).text.startswith("After a warning and a notice, with – points")
