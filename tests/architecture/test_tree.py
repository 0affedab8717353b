"""The tree, the documents and the code say the same."""

from __future__ import annotations

import ast
import itertools
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from docs import generate

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "assay"
MAX_LINES = 420


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the project, as git knows it; without git (an unpacked archive) every file but those that are made."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        return tuple(path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file())
    made = {".venv", ".git", "__pycache__", ".mypy_cache", ".ruff_cache", ".import_linter_cache", "var", "htmlcov"}
    return tuple(p for p in ROOT.rglob("*") if p.is_file() and not made & set(p.relative_to(ROOT).parts))


def modules(*folders: str) -> list[Path]:
    """The modules below these folders of the source, without migrations and empty files."""
    found = (path for folder in folders for path in (SOURCE / folder).rglob("*.py"))
    return sorted(p for p in found if "migrations" not in p.parts and p.read_text(encoding="utf-8").strip())


def paths_in_tree(text: str) -> set[str]:
    """The paths that the fenced tree of a document names: `name/` or `name.py` by indentation, below `src/assay/`."""
    block = re.search(r"^```[a-z]*\nsrc/assay/.*?^```", text, re.MULTILINE | re.DOTALL)
    assert block is not None, "a fenced block that begins with src/assay/"
    stack: list[tuple[int, str]] = []
    found = set()
    for line in block.group(0).splitlines()[2:-1]:
        match = re.match(r"^( *)([\w.]+/?)(?: |$)", line)
        if match is None:
            continue
        depth, name = len(match.group(1)), match.group(2)
        while stack and stack[-1][0] >= depth:
            stack.pop()
        stack.append((depth, name.rstrip("/")))
        found.add("/".join(part for _, part in stack))
    return found


def test_the_tree_in_contributing_is_the_tree_of_the_source() -> None:
    named = paths_in_tree((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    packages = {
        path.parent.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if path.parent != SOURCE and "migrations" not in path.parts
    }
    top = {path.name for path in SOURCE.glob("*.py") if path.name != "__init__.py"}
    assert {name for name in named if not (SOURCE / name).exists()} == set()
    assert {p for p in packages if p.count("/") <= 1} | top == named


def test_the_tests_mirror_the_source() -> None:
    """Every folder of tests is a room of the source, or one of the few that cut across it."""
    across = {"api", "architecture", "browser", "examples", "paths", "specimens"}
    rooms = {p.relative_to(ROOT / "tests").parts[0] for p in (ROOT / "tests").glob("*/**/test_*.py")}
    assert {room for room in rooms - across if not (SOURCE / room).is_dir()} == set()


@pytest.mark.parametrize(
    "path", [p for p in modules("regime") if p.name != "__init__.py"], ids=lambda p: p.relative_to(SOURCE).as_posix()
)
def test_a_module_of_the_regime_begins_with_its_question(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert "?" in said.split("\n")[0], "the first line of the docstring is the question that the module answers"


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path.relative_to(SOURCE).as_posix()
        for path in modules("")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_no_file_of_the_source_has_grown_past_what_one_reads_at_once() -> None:
    long = {
        path.relative_to(SOURCE).as_posix(): lines
        for path in modules("")
        # What the log hands out is a link to a program of one file, which has to stand alone.
        if not path.is_symlink() and (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    }
    assert long == {}


def test_no_module_is_called_utils() -> None:
    dumps = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "lib", "shared", "base"}
    found = [p.relative_to(SOURCE).as_posix() for p in [*SOURCE.rglob("*.py"), *SOURCE.rglob("*/")] if p.stem in dumps]
    assert found == []


def test_no_work_is_left_as_a_note() -> None:
    marks = re.compile(r"\b(TODO|FIXME|HACK)\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        if path.suffix in {".py", ".html", ".toml", ".md", ".css", ".js"} and path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if marks.search(line)
    ]
    assert found == []


PRIVATE = re.compile(
    r"/(?:work|root|home/[a-z][\w-]*|Users/[A-Za-z]\w*)/[\w.]|/tmp/[a-z]\w*[/.]|https?://[\w.-]*(?:pypi|pythonhosted|artifactory|nexus|mirror)[\w.-]*|\.internal\b"
)


def test_no_file_names_a_path_or_a_host_of_some_machine() -> None:
    found = []
    for path in tracked():
        if path == Path(__file__):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [
            f"{path.relative_to(ROOT)}:{number}: {match.group(0)}"
            for number, line in enumerate(text.splitlines(), 1)
            if (match := PRIVATE.search(line))
        ]
    assert found == []


def test_there_is_one_head_of_migrations() -> None:
    folder = SOURCE / "records" / "migrations"
    names = sorted(p.stem for p in folder.glob("[0-9]*.py"))
    assert [name[:4] for name in names] == [f"{n:04}" for n in range(1, len(names) + 1)]
    for before, name in itertools.pairwise(names):
        assert re.search(
            rf"""['\"]records['\"],\s*['\"]{before}['\"]""", (folder / f"{name}.py").read_text(encoding="utf-8")
        ), name


def test_decision_records_are_numbered_once_and_have_three_parts() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [path.name[:4] for path in records]
    assert len(numbers) == len(set(numbers))
    for path in records:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. "), path.name
        assert all(part in text for part in ("**Context.**", "**Decision.**", "**Consequences.**")), path.name


@pytest.mark.parametrize(
    "path", sorted(p for p in ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.name
)
def test_a_link_inside_the_documents_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]
    assert [target for target in targets if target and not (path.parent / target).exists()] == []


def test_the_commands_of_make_that_the_documents_name_exist() -> None:
    targets = set(re.findall(r"^([a-z][\w-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        named = set(re.findall(r"`make ([a-z][\w-]*)`", path.read_text(encoding="utf-8")))
        assert named <= targets, path.name


def test_the_commands_of_assay_that_the_documents_name_exist() -> None:
    from assay.cli import LATER, parser

    known = set(LATER) | {
        name for action in parser()._actions if action.choices and action.dest == "command" for name in action.choices
    }
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        named = set(re.findall(r"`(?:\.venv/bin/)?assay ([a-z]+)", path.read_text(encoding="utf-8")))
        assert named <= known, path.name


def test_the_reference_says_what_the_code_says() -> None:
    assert generate.stale_pages() == [], "run `make docs`"


def test_every_reason_is_documented() -> None:
    text = (generate.REFERENCE / "reasons.md").read_text(encoding="utf-8")
    assert {code for code in generate.reason_codes() if f"`{code}`" not in text} == set()


def test_every_word_of_the_regime_stands_in_the_glossary_and_no_other() -> None:
    """docs/glossary.md has a section for each kind of word in regime/terms.py, with each of its words."""
    from enum import StrEnum

    from assay.regime import terms

    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    sections = {
        match.group(1): set(re.findall(r"^\| `([\w]+)` \|", match.group(2), re.MULTILINE))
        for match in re.finditer(r"^## [^\n]*\(`(\w+)`\)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    }
    kinds = {
        name: {item.value for item in kind}
        for name, kind in vars(terms).items()
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
    }
    assert sections == kinds
