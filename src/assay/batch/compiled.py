"""What does a register compile to, and was it compiled before?

Compiling twenty thousand brands takes seconds, and the same register is screened against day after day. So what was compiled is kept in the user's
cache folder, under a digest of everything that it was made of: register, policy, the code itself and the libraries' versions. What is kept is
checked against its own digest; whatever is wrong with it, it is compiled anew. Nothing but time hangs on it.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import polars as pl

from assay.policy.schema import Policy
from assay.regime.listing.claims.disguise import judge_beforehand
from assay.regime.listing.claims.names import compile_names
from assay.regime.listing.examination import Compiled, compile_for

KEPT = 4  # registers; the oldest go
DIGEST = 32
_HELD: dict[Path, Compiled] = {}
MADE_BY = ("hyperscan", "ahocorasick_rs", "polars", "numpy")


def compile_register(brands: pl.DataFrame, *, products: pl.DataFrame, policy: Policy) -> Compiled:
    """Compile; seconds for tens of thousands of brands."""
    with without_collection():
        names = compile_names(brands, policy=policy.name, ordinary=policy.ordinary, products=products)
        return compile_for(names, policy=policy)


def stored(brands: pl.DataFrame, *, products: pl.DataFrame, policy: Policy, else_in: Path) -> Path:
    """The file of the compiled register, made now if it is not there. It lies in the cache folder, or in `else_in` where there is none."""
    folder = cache_folder()
    if folder is None:
        return _write(else_in / "register.compiled", _ready(brands, products=products, policy=policy))
    path = folder / f"{_key(brands, products, policy)}.compiled"
    if _holds(path):
        path.touch()
        return path
    compiled = _ready(brands, products=products, policy=policy)
    try:
        _write(path, compiled)
    except OSError:
        return _write(else_in / "register.compiled", compiled)
    for old in sorted(folder.glob("*.compiled"), key=lambda p: p.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)
    return path


def _ready(brands: pl.DataFrame, *, products: pl.DataFrame, policy: Policy) -> Compiled:
    """Compiled, and the words that feeds say most are judged: it takes a second more, once."""
    compiled = compile_register(brands, products=products, policy=policy)
    with without_collection():
        judge_beforehand(compiled.reader.disguises)
    return compiled


def load(path: Path) -> Compiled:
    """What `stored` has left; what is held is not read again."""
    if path in _HELD:
        return _HELD[path]
    with without_collection(), path.open("rb") as file:
        file.seek(DIGEST)
        found = pickle.load(file)  # noqa: S301  our own file, in a folder that is the user's alone
    assert isinstance(found, Compiled)  # noqa: S101  nothing else is written there
    return found


def hold(path: Path) -> None:
    """Load it for the processes that are forked off this one: they share it. Polars is asked for nothing."""
    _HELD[path] = load(path)
    gc.freeze()  # whoever walked it would make a copy of every page


def let_go() -> None:
    """Hold nothing any more."""
    if _HELD:
        _HELD.clear()
        gc.unfreeze()


def cache_folder() -> Path | None:
    """Where compiled registers are kept: ASSAY_CACHE_DIR, else the user's cache. None: it is set to nothing, or is not ours alone."""
    named = os.environ.get("ASSAY_CACHE_DIR")
    if named == "":
        return None
    folder = Path(named or Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "assay")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.stat()
    except (OSError, RuntimeError):
        return None
    # Whoever can write there could make us run what he likes.
    return folder if state.st_uid == os.geteuid() and not state.st_mode & 0o022 else None


@contextmanager
def without_collection() -> Iterator[None]:
    """Millions of small things are made here and all of them stay: the collector would walk them again and again for nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _write(path: Path, compiled: Compiled) -> Path:
    data = pickle.dumps(compiled, protocol=pickle.HIGHEST_PROTOCOL)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(hashlib.blake2b(data, digest_size=DIGEST).digest() + data)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _holds(path: Path) -> bool:
    """Is the file there, ours, and as it was written?"""
    try:
        if path.stat().st_uid != os.geteuid():
            return False
        with path.open("rb") as file:
            wanted = file.read(DIGEST)
            return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=DIGEST)).digest() == wanted
    except OSError:
        return False


def _key(brands: pl.DataFrame, products: pl.DataFrame, policy: Policy) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for frame in (brands, products):
        data = BytesIO()
        frame.write_ipc(data)
        digest.update(data.getbuffer())
    for name, text in sorted(policy.texts):
        digest.update(f"{name}\0{text}\0".encode())
    digest.update(_made_by().encode())
    return digest.hexdigest()


@cache
def _made_by() -> str:
    """The code and the libraries that compile: another version makes another file."""
    said = [platform.python_version(), platform.machine()]
    for package in MADE_BY:
        try:
            said.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            said.append(f"no {package}")
    code = hashlib.blake2b(digest_size=16)
    for folder in ("regime/listing", "policy/schema"):
        for path in sorted(Path(str(files("assay") / folder)).rglob("*.py")):
            code.update(path.read_bytes())
    return "\0".join([*said, code.hexdigest()])
