"""A policy says everything or it is refused, with the place of what is wrong."""

from pathlib import Path

import pytest

from assay.errors import PolicyError
from assay.policy.load import SHIPPED, load, parse, shipped, version_of


def texts() -> dict[str, str]:
    return dict(shipped().texts)


def test_a_mistyped_limit_never_becomes_the_default() -> None:
    changed = {**texts(), "appeal": texts()["appeal"].replace("working_days", "workingdays")}
    with pytest.raises(PolicyError, match="unknown key 'workingdays'") as refused:
        parse(changed)
    assert refused.value.where == "appeal.toml: answer"


def test_a_missing_number_is_named_with_its_place() -> None:
    changed = {**texts(), "appeal": texts()["appeal"].replace("levels = 2\n", "")}
    with pytest.raises(PolicyError, match="the key 'levels' is missing"):
        parse(changed)


def test_a_number_of_the_wrong_type_is_refused() -> None:
    changed = {**texts(), "appeal": texts()["appeal"].replace("levels = 2", 'levels = "two"')}
    with pytest.raises(PolicyError, match="'two' is not a int"):
        parse(changed)


def test_the_version_of_a_policy_is_the_hash_of_its_texts() -> None:
    assert shipped().version == version_of(texts())
    assert parse(texts()).version == shipped().version
    changed = {**texts(), "appeal": texts()["appeal"] + "# a comment\n"}
    assert parse(changed).version != shipped().version


def test_a_folder_takes_what_it_does_not_say_from_the_policy_that_ships(tmp_path: Path) -> None:
    text = (SHIPPED / "appeal.toml").read_text().replace("days = 185", "days = 200")
    (tmp_path / "appeal.toml").write_text(text)
    policy = load(tmp_path)
    assert policy.appeal.window.days == 200
    assert policy.store == shipped().store


def test_a_file_that_no_policy_has_is_refused(tmp_path: Path) -> None:
    (tmp_path / "apeal.toml").write_text("")
    with pytest.raises(PolicyError, match="no policy file has this name"):
        load(tmp_path)


def test_a_policy_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="not a policy folder"):
        load(tmp_path / "nothing")


@pytest.mark.parametrize("bad", [b"\xff\xfe", b"[window\n"])
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, bad: bytes) -> None:
    (tmp_path / "appeal.toml").write_bytes(bad)
    with pytest.raises(PolicyError, match=r"appeal\.toml"):
        load(tmp_path)


def test_a_clock_that_nobody_named_cannot_be_in_force() -> None:
    changed = {**texts(), "notice": texts()["notice"].replace('in_force = "both_sides"', 'in_force = "mars"')}
    with pytest.raises(PolicyError, match="no clock is named 'mars'"):
        parse(changed)
