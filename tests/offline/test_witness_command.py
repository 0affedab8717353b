"""`assay witness` as a process: it cosigns, refuses forks, keeps what it saw through kill -9, and answers nonsense with a status."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from tests.tlog.made import head, market, signer
from tests.tlog.test_witness import prove

from assay.cli import main
from assay.errors import BadInput
from assay.offline.witness import Witness as Office
from assay.offline.witness import read_logs, witness_key
from assay.outside.witnesses import NoAnswer, Witness, WitnessClient, configured, demo_witnesses
from assay.tlog.checkpoint import open_checkpoint
from assay.tlog.keys import KeyKind, Signer, Verifier
from assay.tlog.witness import NotTheLatest, encode_request, monitor_path

ENTRIES = market(600)
CLIENT = WitnessClient()


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    path = tmp_path / "logs"
    path.write_text(f"# ours\n{signer().vkey}\n{signer('other.example', seed=4).vkey} other origin\n", encoding="utf-8")
    return path


@contextmanager
def running(logs: Path, state: Path) -> Iterator[tuple[Witness, subprocess.Popen[str]]]:
    words = ["witness", "--logs", str(logs), "--state", str(state), "--name", "witness.example", "--port", "0"]
    process = subprocess.Popen(
        [sys.executable, "-m", "assay.cli", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    vkey, _, url = process.stdout.readline().strip().partition(" ")
    try:
        yield Witness(Verifier.from_text(vkey), url), process
    finally:
        process.terminate()
        process.communicate()


def test_a_witness_cosigns_refuses_forks_and_remembers_through_kill_9(logs: Path, tmp_path: Path) -> None:
    with running(logs, tmp_path / "state") as (witness, process):
        signature = CLIENT.add_checkpoint(witness, old=0, proof=[], note=head(ENTRIES[:300]))
        assert signature.name == "witness.example"
        process.send_signal(signal.SIGKILL)
        process.wait()
    with running(logs, tmp_path / "state") as (again, process):
        assert again.key == witness.key
        with pytest.raises(NotTheLatest) as told:
            CLIENT.add_checkpoint(again, old=0, proof=[], note=head(ENTRIES))
        assert told.value.size == 300
        forked = head([*ENTRIES[:299], ENTRIES[0]])
        with pytest.raises(NotTheLatest):
            CLIENT.add_checkpoint(again, old=300, proof=[], note=forked)
        CLIENT.add_checkpoint(again, old=300, proof=prove(300, 600), note=head(ENTRIES))
        latest = CLIENT.latest(again, signer().name)
        assert latest is not None
        opened = open_checkpoint(latest, signer().verifier, witnesses=[again.key])
        assert (opened.checkpoint.size, [c.witness for c in opened.cosignatures]) == (600, ["witness.example"])
        assert CLIENT.latest(again, "unknown.example") is None
        process.terminate()
        assert process.wait() == 0
        assert process.stderr is not None
        assert process.stderr.read().startswith("fork refused: ")


def test_each_refusal_has_its_status_and_nonsense_has_one_too(logs: Path, tmp_path: Path) -> None:
    with running(logs, tmp_path / "state") as (witness, _):

        def status(body: bytes, path: str = "/add-checkpoint") -> int:
            return httpx.post(witness.url + path, content=body).status_code

        good = encode_request(old=0, proof=[], checkpoint=head(ENTRIES))
        strange = encode_request(old=0, proof=[], checkpoint=head(ENTRIES, key=signer("strange.example")))
        assert status(b"nonsense") == 400
        assert status(strange) == 404
        assert status(encode_request(old=0, proof=[], checkpoint=head(ENTRIES, key=signer(seed=2)))) == 403
        assert status(encode_request(old=5, proof=[], checkpoint=head(ENTRIES))) == 409
        assert status(encode_request(old=0, proof=[b"\x00" * 32], checkpoint=head(ENTRIES))) == 422
        assert status(good, "/other") == 404
        assert status(good) == 200
        conflict = httpx.post(witness.url + "/add-checkpoint", content=good)
        assert (conflict.status_code, conflict.text) == (409, "600\n")
        assert conflict.headers["content-type"] == "text/x.tlog.size"
        place = urlsplit(witness.url)
        for length, answer in (("99999999999", 413), ("-1", 411)):
            raw = http.client.HTTPConnection(place.hostname or "", place.port)
            raw.putrequest("POST", "/add-checkpoint")
            raw.putheader("Content-Length", length)
            raw.endheaders()
            assert raw.getresponse().status == answer
            raw.close()
        assert httpx.get(witness.url + "/").text.startswith("witness.example+")
        assert httpx.get(witness.url + "/../keys").status_code == 404


def test_a_second_witness_on_one_folder_does_not_start(logs: Path, tmp_path: Path) -> None:
    first = Office(tmp_path / "state", name="w.example", logs=read_logs(logs))
    with pytest.raises(BadInput):
        Office(tmp_path / "state", name="w.example", logs=read_logs(logs))
    assert first.seen(signer().name) is None


def test_what_a_witness_saw_and_cannot_read_stops_it(logs: Path, tmp_path: Path) -> None:
    office = Office(tmp_path / "state", name="w.example", logs=read_logs(logs))
    path = tmp_path / "state" / monitor_path(signer().name)
    path.mkdir(parents=True)
    with pytest.raises(BadInput):
        office.add_checkpoint(encode_request(old=0, proof=[], checkpoint=head(ENTRIES)), at=1)


def test_a_list_of_logs_that_cannot_be_read_is_refused_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "logs"
    for text, where in (("", ""), ("nonsense\n", "line 1"), (witness_key(tmp_path, name="w").vkey, "line 1")):
        path.write_text(text, encoding="utf-8")
        assert main(["witness", "--logs", str(path), "--state", str(tmp_path / "state")]) == 2
        assert where in capsys.readouterr().err
    path.write_text(f"{signer().vkey} an origin of its own\n", encoding="utf-8")
    assert list(read_logs(path)) == ["an origin of its own"]


def test_a_demonstration_asks_two_witnesses_with_keys_and_folders_of_their_own(tmp_path: Path) -> None:
    commands = demo_witnesses(tmp_path, log_vkey=signer().vkey, first_port=18001)
    again = demo_witnesses(tmp_path, log_vkey=signer().vkey, first_port=18001)
    asked = configured(tmp_path / "keys")
    assert commands == again
    assert [w.url for w in asked] == ["http://127.0.0.1:18001", "http://127.0.0.1:18002"]
    assert len({w.key.public for w in asked}) == 2
    for witness, command in zip(asked, commands, strict=True):
        state = Path(command[command.index("--state") + 1])
        assert Signer.from_text((state / "witness.key").read_text()).verifier == witness.key
        assert os.stat(state / "witness.key").st_mode & 0o777 == 0o600  # noqa: PTH116
        assert read_logs(Path(command[command.index("--logs") + 1])) == {signer().name: [signer().verifier]}


def test_witnesses_that_cannot_be_read_or_reached_are_named(tmp_path: Path) -> None:
    assert configured(tmp_path) == ()
    for line in ("nonsense http://w.example", signer().vkey + " http://w.example", ""):
        (tmp_path / "witnesses").write_text(line + "\n", encoding="utf-8")
        if line:
            with pytest.raises(BadInput):
                configured(tmp_path)
        else:
            assert configured(tmp_path) == ()
    key = signer("w.example", seed=5, kind=KeyKind.COSIGNATURE)
    answers = {
        "/add-checkpoint": httpx.Response(200, text="\u2014 w.example AAAAAAAA\n"),
        "/busy/add-checkpoint": httpx.Response(503, text="later"),
        "/long/add-checkpoint": httpx.Response(200, content=b"x" * (2 << 20)),
        "/odd/add-checkpoint": httpx.Response(409, text="many"),
    }
    client = WitnessClient(httpx.Client(transport=httpx.MockTransport(lambda request: answers[request.url.path])))
    for place in ("", "/busy", "/long", "/odd"):
        with pytest.raises(NoAnswer):
            client.add_checkpoint(
                Witness(key.verifier, "http://w.example" + place), old=0, proof=[], note=head(ENTRIES)
            )
    with pytest.raises(NoAnswer):
        CLIENT.add_checkpoint(Witness(key.verifier, "http://127.0.0.1:9"), old=0, proof=[], note=head(ENTRIES))
