"""Where do the public files of the log lie, here or at another's address?

A log is a checkpoint and tiles, plain files that any static server can hand out; a mirror serves as well as the server itself. Nothing that is
read here is believed: lengths are limited, and whoever reads checks it against a signed root.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import httpx

from assay.errors import BadInput, NotFound, TooLarge
from assay.outside import files
from assay.tlog.note import MAX_NOTE_BYTES
from assay.tlog.tiles import CHECKPOINT, MAX_BUNDLE_BYTES, Tile
from assay.tlog.tree import HASH_BYTES, TILE_WIDTH

TIMEOUT_SECONDS = 20.0


class LogSource(Protocol):
    """A log that can be read: its checkpoint and its tiles."""

    def checkpoint(self) -> bytes:
        """The newest checkpoint as published; NotFound where there is none."""

    def tile(self, tile: Tile) -> bytes:
        """A tile's bytes, cut to its width; NotFound where there is none."""


class LogFolder:
    """A log as files below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __str__(self) -> str:
        return str(self.folder)

    def checkpoint(self) -> bytes:
        """The newest checkpoint as published; NotFound where there is none."""
        return _read(self.folder / CHECKPOINT, limit=MAX_NOTE_BYTES, where=CHECKPOINT)

    def tile(self, tile: Tile) -> bytes:
        """A tile's bytes. A partial one that has been tidied away is cut out of the full one that it became."""
        try:
            return _read(self.folder / tile.path, limit=_limit(tile), where=tile.path)
        except NotFound:
            if tile.width == TILE_WIDTH or not (self.folder / tile.full.path).exists():
                raise
        return cut(_read(self.folder / tile.full.path, limit=_limit(tile.full), where=tile.full.path), tile)

    def write(self, tiles: Iterable[tuple[Tile, bytes]]) -> None:
        """Write tiles; all of them survive a power cut once it has returned."""
        files.write_all((self.folder / tile.path, data) for tile, data in tiles)

    def publish(self, note: str) -> None:
        """Put a checkpoint in the place of the last one. Its tiles must have been written."""
        files.write(self.folder / CHECKPOINT, note.encode())

    def size_of(self, tile: Tile) -> int | None:
        """How many bytes the file of a tile has; None where there is none."""
        try:
            return (self.folder / tile.path).stat().st_size
        except OSError:
            return None

    def remove_outgrown(self, tile: Tile) -> None:
        """Tidy away the partial files of a tile that is full by now and covered by the published checkpoint."""
        with contextlib.suppress(OSError):
            shutil.rmtree(self.folder / (tile.path + ".p"))


class LogAddress:
    """A log behind an address (http or https). Redirects are not followed, and no answer is read past its limit."""

    def __init__(self, url: str, *, client: httpx.Client | None = None) -> None:
        self.url = url.rstrip("/")
        self._client = client or httpx.Client(timeout=TIMEOUT_SECONDS, follow_redirects=False)

    def __str__(self) -> str:
        return self.url

    def checkpoint(self) -> bytes:
        """The newest checkpoint as published; NotFound where there is none."""
        return self._get(CHECKPOINT, limit=MAX_NOTE_BYTES)

    def tile(self, tile: Tile) -> bytes:
        """A tile's bytes. Where a partial one is gone, it is cut out of the full one that it became."""
        try:
            return self._get(tile.path, limit=_limit(tile))
        except NotFound:
            if tile.width == TILE_WIDTH:
                raise
        return cut(self._get(tile.full.path, limit=_limit(tile.full)), tile)

    def _get(self, path: str, *, limit: int) -> bytes:
        try:
            with self._client.stream("GET", f"{self.url}/{path}") as answer:
                if answer.status_code == 404:
                    raise NotFound("the log has no such file.", where=f"{self.url}/{path}")
                if answer.status_code != 200:
                    raise BadInput(
                        f"the log answers {answer.status_code}.", where=f"{self.url}/{path}", mend="Try again later."
                    )
                data = bytearray()
                for part in answer.iter_bytes(1 << 16):
                    data += part
                    if len(data) > limit:
                        raise TooLarge(f"the answer is longer than {limit} bytes.", where=f"{self.url}/{path}")
                return bytes(data)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise BadInput(
                f"the log cannot be reached: {type(error).__name__}.", where=self.url, mend="Check the address."
            ) from None


def log_source(place: str) -> LogSource:
    """The log at an address or in a folder; BadInput where there is neither."""
    if place.startswith(("http://", "https://")):
        return LogAddress(place)
    folder = Path(place)
    if not folder.is_dir():
        raise BadInput("there is no such folder.", where=place, mend="Give the log's address or folder.")
    return LogFolder(folder)


def cut(data: bytes, tile: Tile) -> bytes:
    """The first `width` hashes or entries of a full tile's bytes."""
    if tile.level >= 0:
        return data[: tile.width * HASH_BYTES]
    at = 0
    for _ in range(tile.width):
        at += 2 + int.from_bytes(data[at : at + 2], "big")
    return data[:at]


def _limit(tile: Tile) -> int:
    return MAX_BUNDLE_BYTES if tile.level < 0 else TILE_WIDTH * HASH_BYTES


def _read(path: Path, *, limit: int, where: str) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError:
        raise NotFound("the log has no such file.", where=where) from None
    if len(data) > limit:
        raise TooLarge(f"the file is longer than {limit} bytes.", where=where)
    return data
