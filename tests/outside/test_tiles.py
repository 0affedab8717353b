"""A log read from an address is the log read from its folder; nothing that is answered is taken past its limit."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from tests.tlog.made import AS_OF, market, signer, write_log

from assay.errors import BadInput, NotFound, TooLarge
from assay.outside.signer import log_signers
from assay.outside.tiles import LogAddress, LogFolder, log_source
from assay.tlog.tiles import Tile
from assay.tlog.verify import audit

ENTRIES = market(600)


def at(folder: Path) -> LogAddress:
    def answer(request: httpx.Request) -> httpx.Response:
        path = folder / request.url.path.removeprefix("/log/")
        return httpx.Response(200, content=path.read_bytes()) if path.is_file() else httpx.Response(404)

    return LogAddress("http://market.example/log/", client=httpx.Client(transport=httpx.MockTransport(answer)))


def test_a_log_holds_at_its_address_as_in_its_folder(tmp_path: Path) -> None:
    folder = write_log(tmp_path, ENTRIES)
    keys = [signer().verifier]
    there, here = (audit(source, keys, as_of=AS_OF) for source in (at(folder), LogFolder(folder)))
    assert there.to_json() == here.to_json()
    assert there.holds


def test_a_partial_tile_that_was_tidied_away_is_cut_out_of_the_full_one(tmp_path: Path) -> None:
    folder = write_log(tmp_path, ENTRIES)
    short = write_log(tmp_path / "short", ENTRIES[:300])
    for source in (LogFolder(folder), at(folder)):
        for tile in (Tile(0, 1, 44), Tile(-1, 1, 44)):
            assert source.tile(tile) == (short / tile.path).read_bytes()
        with pytest.raises(NotFound):
            source.tile(Tile(0, 7))
        with pytest.raises(NotFound):
            source.tile(Tile(0, 7, 3))


def test_answers_beyond_their_limit_and_odd_ones_are_refused() -> None:
    answers = {
        "/checkpoint": httpx.Response(200, content=b"x" * (2 << 20)),
        "/tile/0/000": httpx.Response(302, headers={"location": "http://elsewhere.example/"}),
    }
    client = httpx.Client(transport=httpx.MockTransport(lambda request: answers[request.url.path]))
    source = LogAddress("http://market.example", client=client)
    with pytest.raises(TooLarge):
        source.checkpoint()
    with pytest.raises(BadInput):
        source.tile(Tile(0, 0))


def test_a_file_that_is_longer_than_a_tile_can_be_is_refused(tmp_path: Path) -> None:
    folder = write_log(tmp_path, ENTRIES)
    (folder / "tile/0/000").write_bytes(b"x" * 9000)
    with pytest.raises(TooLarge):
        LogFolder(folder).tile(Tile(0, 0))


def test_an_address_a_folder_and_nothing_are_told_apart(tmp_path: Path) -> None:
    assert str(log_source("https://market.example/log/")) == "https://market.example/log"
    assert str(log_source(str(tmp_path))) == str(tmp_path)
    with pytest.raises(BadInput):
        log_source(str(tmp_path / "nowhere"))


def test_of_two_processes_that_make_the_first_key_one_wins(tmp_path: Path) -> None:
    first = log_signers(tmp_path, origin="market.example/log")
    assert [s.vkey for s in log_signers(tmp_path, origin="market.example/log")] == [s.vkey for s in first]
    assert [p.name for p in tmp_path.iterdir()] == ["log.key"]
    assert (tmp_path / "log.key").stat().st_mode & 0o777 == 0o600
