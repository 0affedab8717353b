"""What does the reference say? Writes docs/reference/*.md out of the code, and the README's figures out of the result files of the benchmarks.

    .venv/bin/python docs/generate.py            write
    .venv/bin/python docs/generate.py --check    end with 1 and the names of the files that are stale

tests/architecture/test_reference.py runs the second.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from docs.figures import set_in

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "assay"
REFERENCE = ROOT / "docs" / "reference"
README = ROOT / "README.md"
GENERATED = "<!-- Written by docs/generate.py. Change the code, then run `make docs`. -->\n"

SETTINGS: Mapping[str, str] = {
    "DATABASE_URL": "The PostgreSQL server (15 to 18) that holds the records: `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`. "
    "Empty: `assay up` starts the one from the wheel.",
    "ASSAY_DATA_DIR": "The data folder: papers, keys, the public log's files. `assay up --data` sets it for its parts.",
    "ASSAY_DEMO": "`1` opens the demo accounts and lets the clock be moved ahead. "
    "`assay up --demo` sets it; never set it where others can reach the office.",
    "ASSAY_ORIGIN": "The name of the public log, part of its key and of each checkpoint: a host and path without scheme. "
    "Choose it before the first start; it cannot be changed later.",
    "ASSAY_POLICY_DIR": "A folder of policy files in the place of those that ship. A file that is not in it is taken from those.",
    "ASSAY_SECRET_KEY_FILE": "The file of the key that signs sessions. `assay up` makes one in the data folder.",
    "ASSAY_HOSTS": "The host names under which the office answers, joined by commas.",
    "ASSAY_TRUSTED_ORIGINS": "Origins (`https://...`) from which forms may come, joined by commas; for a proxy that ends TLS.",
    "ASSAY_PROXIES": "How many proxies of your own stand in front, each of which appends to X-Forwarded-For. "
    "0: the address of the connection counts.",
    "ASSAY_OWN_HOSTS": "Hosts of your own network that may be told what is to be carried out, as `host:port` joined by commas. "
    "All others must have public addresses and answer by https.",
    "ASSAY_READER_TRACE": "Set to anything: the processes that read papers write what they say to stderr. For finding a mistake; off otherwise.",
    "ASSAY_CACHE_DIR": "Where screening keeps compiled registers. Not set: `assay` in the user's cache; set to nothing: none are kept.",
    "DSA_URL": "The address of the EU transparency database (or of a stand-in) to which `assay dsa export` sends statements of reasons.",
    "DSA_TOKEN": "The key with which it takes them.",
    "OMP_THREAD_LIMIT": "How many threads the text recognition may use for a page. `assay up` sets 1: pages are read beside one another instead.",
    "XDG_CACHE_HOME": "The user's cache, where ASSAY_CACHE_DIR names no folder. Set by the system.",
    "XDG_RUNTIME_DIR": "Where the database's socket goes when its path in the data folder would be too long. Set by the system.",
}
NAME = re.compile(r"(ASSAY|DSA|DJANGO|OMP|OPENBLAS|PYTHON|XDG|DATABASE)_?[A-Z_]*[A-Z]")
OF_OTHERS = {"DJANGO_SETTINGS_MODULE", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PYTHONSAFEPATH", "PYTHONHASHSEED"}


def main() -> int:
    args = argparse.ArgumentParser()
    args.add_argument("--check", action="store_true")
    checking = args.parse_args().check
    stale = stale_pages()
    if checking:
        for name in stale:
            print(f"{name} is stale; run `make docs`", file=sys.stderr)
        return 1 if stale else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
    README.write_text(set_in(README.read_text(encoding="utf-8")), encoding="utf-8")
    for path in REFERENCE.glob("*.md"):
        if path.name not in pages():
            path.unlink()
    return 0


def stale_pages() -> list[str]:
    """The names of the pages that do not say what the code says."""
    wanted = pages()
    found = {path.name: path.read_text(encoding="utf-8") for path in REFERENCE.glob("*.md")}
    stale = {f"docs/reference/{name}" for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)}
    text = README.read_text(encoding="utf-8")
    return sorted(stale | ({"README.md"} if set_in(text) != text else set()))


def pages() -> dict[str, str]:
    """File name -> text of every page of the reference."""
    start_django()
    makers: dict[str, Callable[[], Iterator[str]]] = {
        "README.md": index,
        "commands.md": commands,
        "settings.md": settings,
        "policy.md": policy,
        "reasons.md": reasons,
        "moves.md": moves,
        "pages.md": web_pages,
        "api.md": api,
        "permissions.md": permissions,
        "modules.md": modules,
    }
    written = {name: GENERATED + "\n".join(make()).rstrip() + "\n" for name, make in makers.items()}
    from assay.regime.listing.columns import reference as signals
    from assay.tlog.reference import reference

    return {**written, "log-entries.md": reference(), "signals.md": GENERATED + signals()}


def start_django() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "assay.web.settings"
    import django

    django.setup()


def index() -> Iterator[str]:
    yield from (
        "# Reference",
        "",
        "- [commands.md](commands.md): every command and its options",
        "- [settings.md](settings.md): every setting",
        "- [policy.md](policy.md): every rule and number, with its reason",
        "- [reasons.md](reasons.md): every reason that a decision can give",
        "- [signals.md](signals.md): every column of a listing that a screening rule can ask for, and what `assay screen` writes",
        "- [moves.md](moves.md): the states of each kind of case, and what moves it on",
        "- [pages.md](pages.md): every page and who may see it",
        "- [api.md](api.md): every call of the API",
        "- [log-entries.md](log-entries.md): every field of an entry of the public log",
        "- [permissions.md](permissions.md): who may do what",
        "- [modules.md](modules.md): every module and the question that it answers",
    )


def commands() -> Iterator[str]:
    from assay.cli import LATER, parser

    yield "# Commands"
    yield ""
    yield "Exit codes: 0 done; 1 the answer is no (a failed verification); 2 unusable input, with one line on stderr: what, where, how to mend."
    yield from _commands(parser(), skip=set(LATER))
    yield ""
    yield "## Not built yet"
    yield ""
    yield "These end with 2 and say so."
    yield ""
    for name, does in sorted(LATER.items()):
        yield f"- `assay {name}`: {does}"


def _commands(parser: argparse.ArgumentParser, *, skip: set[str]) -> Iterator[str]:
    groups = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    options = [a for a in parser._actions if not isinstance(a, argparse._SubParsersAction | argparse._HelpAction)]
    if not groups or options:
        yield ""
        yield f"## `{parser.prog}`"
        yield ""
        yield f"{(parser.description or '').rstrip('.')}."
        if options:
            yield ""
            yield "| | |"
            yield "|---|---|"
        for action in options:
            yield f"| `{_usage(action)}` | {_cell(_help(action))} |"
    for group in groups:
        for name, sub in group.choices.items():
            if name not in skip:
                yield from _commands(sub, skip=skip)


def _usage(action: argparse.Action) -> str:
    name = str(action.metavar or (action.dest.upper() if not action.choices else "|".join(map(str, action.choices))))
    if action.nargs in ("+", "*"):
        name += "..."
    if not action.option_strings:
        return name
    return action.option_strings[-1] + ("" if action.nargs == 0 else f" {name}")


def _help(action: argparse.Action) -> str:
    said = (action.help or "") % {"default": action.default} if action.help else ""
    extra = []
    if action.required and action.option_strings:
        extra.append("required")
    shown = action.default not in (None, False, [], argparse.SUPPRESS) and "default" not in said
    if shown:
        extra.append(f"default {action.default}")
    return said + (f" ({', '.join(extra)})" if extra and said else ", ".join(extra))


def settings() -> Iterator[str]:
    """Raises ValueError where the code reads a variable that SETTINGS does not describe, or the other way round."""
    read = settings_read()
    unknown = sorted(read - SETTINGS.keys() - OF_OTHERS)
    gone = sorted(SETTINGS.keys() - read)
    if unknown or gone:
        raise ValueError(f"SETTINGS in docs/generate.py: describe {unknown}, take away {gone}")
    yield "# Settings"
    yield ""
    yield "Every setting comes from the environment. `assay up` sets most of them for its parts."
    yield ""
    yield "| variable | meaning |"
    yield "|---|---|"
    for name in sorted(SETTINGS, key=lambda n: (not n.startswith("ASSAY"), n)):
        yield f"| `{name}` | {_cell(SETTINGS[name])} |"


def settings_read() -> set[str]:
    """The environment variables that the code reads or hands on to its children, by their names in the source."""
    names: set[str] = set()
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "environ" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value):
                names.add(node.value)
    return names


def policy() -> Iterator[str]:
    from assay.policy.load import SHIPPED, shipped
    from assay.policy.schema import SECTIONS

    yield "# Policy"
    yield ""
    yield "The rules as data, one file a noun, as they ship. `ASSAY_POLICY_DIR` or `--policy` names a folder with others; an unknown key is an error."
    yield f"The version of the policy that ships (SHA-256 of its files) is `{shipped().version}`."
    for name in SECTIONS:
        path = SHIPPED / f"{name}.toml"
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
        head = re.match(r"#\s*(.*)", text)
        yield ""
        yield f"## {name}.toml"
        yield ""
        if head:
            yield head.group(1)
            yield ""
        yield from _table(data, "")


def _table(data: Mapping[str, Any], prefix: str) -> Iterator[str]:
    plain = {k: v for k, v in data.items() if not _is_table(v) and k != "because"}
    if plain or "because" in data:
        if prefix:
            yield f"### `{prefix}`"
            yield ""
        if "because" in data:
            yield str(data["because"])
            yield ""
        if plain:
            yield "| key | value |"
            yield "|---|---|"
            for key, value in plain.items():
                yield f"| `{key}` | {_cell(_value(value))} |"
            yield ""
    for key, value in data.items():
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(value, Mapping):
            yield from _table(value, name)
        elif _is_table(value):
            for number, one in enumerate(value):
                label = one.get("name") or one.get("strength") or one.get("code") or number + 1
                yield from _table(one, f"{name} {label}")


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, list) and bool(value) and all(isinstance(v, Mapping) for v in value)
    )


LONGEST = 1_000  # characters of a value that are written out


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_value(v) for v in value) or "(none)"
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{len(value.split())} words, see the file"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def reasons() -> Iterator[str]:
    from assay.policy.load import shipped
    from assay.regime.document.finding import TITLES
    from assay.regime.reasons import GROUNDS, MENDS
    from assay.regime.terms import Ground

    yield "# Reasons"
    yield ""
    yield "## Grounds of a restriction"
    yield ""
    yield "What a statement of reasons says (`regime/reasons.py`)."
    yield ""
    yield "| ground | what was seen | rule | how to mend |"
    yield "|---|---|---|---|"
    for ground in Ground:
        facts, rule = GROUNDS[ground]
        yield f"| `{ground.value}` | {_cell(facts)} | {_cell(rule)} | {_cell(MENDS.get(ground, ''))} |"
    yield ""
    yield "## Findings about papers"
    yield ""
    yield "The weight is that of the policy that ships: `refuse` speaks against the paper, `refer` asks a person, `note` is shown."
    yield ""
    yield "| reason | in words | weight |"
    yield "|---|---|---|"
    weights = shipped().document.weights
    for reason, title in TITLES.items():
        yield f"| `{reason.value}` | {_cell(title)} | `{weights.get(reason.value, '')}` |"
    yield ""
    yield "## Rules about listings"
    yield ""
    yield "Each is data in `policy/listing.toml`: the heaviest action that fires decides, and every rule that fires is named."
    yield ""
    yield "| reason | rule | fires when | action | mode |"
    yield "|---|---|---|---|---|"
    for rule in shipped().listing.rules:
        yield f"| `{rule.reason}` | {rule.name} | `{_cell(rule.when)}` | {rule.action} | {rule.mode} |"


def moves() -> Iterator[str]:
    from assay.regime import moves as module

    yield "# Moves"
    yield ""
    yield "A case leaves a state only by an event that its table names (`regime/moves.py`); everything else is an IllegalMove."
    tables = {
        name: value for name, value in vars(module).items() if name.endswith("_MOVES") and isinstance(value, Mapping)
    }
    for name, table in tables.items():
        yield ""
        yield f"## {name.removesuffix('_MOVES').replace('_', ' ').lower()}"
        yield ""
        yield "| from | by | to |"
        yield "|---|---|---|"
        for (state, event), to in table.items():
            yield f"| `{state.value}` | `{event.value}` | `{to.value}` |"


def web_pages() -> Iterator[str]:
    from django.urls import get_resolver

    from assay.web.permissions import TABLE

    yield "# Pages"
    yield ""
    yield "Every address of the web, its name for `reverse()`, and who may open it (from `web/permissions.py`; the login pages are django-allauth's)."
    yield ""
    yield "| address | name | what | who |"
    yield "|---|---|---|---|"
    for address, name, view in walk(get_resolver().url_patterns, "/", ""):
        module = getattr(view, "__module__", "")
        if address.startswith("/api/"):
            continue
        ours = module.startswith("assay.")
        said = (getattr(view, "__doc__", None) or "").strip().split("\n")[0] if ours else "(django-allauth)"
        action = getattr(view, "action", None)
        who = _who(TABLE[action]) if action is not None else "everybody" if ours else ""
        yield f"| `{_cell(address)}` | `{name}` | {_cell(said)} | {who} |"


def walk(patterns: Any, prefix: str, space: str) -> Iterator[tuple[str, str, Any]]:
    """Every address with its name and its view."""
    for pattern in patterns:
        route = str(pattern.pattern)
        address = prefix + re.sub(r"<(?:\w+:)?(\w+)>", lambda m: m.group(1).upper(), route.lstrip("^").rstrip("$"))
        if hasattr(pattern, "url_patterns"):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern.url_patterns, address, inner)
        else:
            yield address, f"{space}{pattern.name or ''}", pattern.callback


def _who(roles: Any) -> str:
    from assay.regime.terms import Role

    if None in roles:
        return "everybody"
    return ", ".join(role.value for role in Role if role in roles)


def permissions() -> Iterator[str]:
    from assay.web.permissions import TABLE

    yield "# Permissions"
    yield ""
    yield "One table of role by action. An object of another party is not found (404), whatever the role."
    yield ""
    yield "| action | who |"
    yield "|---|---|"
    for action, roles in TABLE.items():
        yield f"| `{action.value}` | {_who(roles)} |"


def api() -> Iterator[str]:
    from assay.web.api import api as ninja

    schema = ninja.get_openapi_schema()
    yield "# API"
    yield ""
    yield "Every call. The whole description, with all fields, is served at `/api/openapi.json` and, for people, at `/api/docs`."
    yield ""
    yield "| call | what | for |"
    yield "|---|---|---|"
    for path, calls in schema["paths"].items():
        for method, call in calls.items():
            said = (call.get("description") or call.get("summary") or "").strip().split("\n")[0]
            yield f"| `{method.upper()} {path}` | {_cell(said)} | {', '.join(call.get('tags', []))} |"


def modules() -> Iterator[str]:
    yield "# Modules"
    yield ""
    yield "Each module is named for the question that it answers."
    folder = None
    for path in sorted(
        SOURCE.rglob("*.py"), key=lambda p: (p.parent.relative_to(SOURCE).parts, p.name != "__init__.py", p.name)
    ):
        if "migrations" in path.parts:
            continue
        question = first_line(path)
        if path.parent != folder:
            folder = path.parent
            yield ""
            yield f"## {folder.relative_to(ROOT / 'src').as_posix()}"
            yield ""
        if path.name == "__init__.py":
            if question:
                yield question
                yield ""
            continue
        yield f"- `{path.name}`: {question}"


def first_line(path: Path) -> str:
    """The first paragraph of a module's docstring, cut at the end of its first line."""
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return said.split("\n")[0]


def reason_codes() -> set[str]:
    """Every code that a decision, a finding or a screening rule can give as its reason."""
    from assay.policy.load import shipped
    from assay.regime.document.finding import Reason
    from assay.regime.terms import Ground

    enums: tuple[type[StrEnum], ...] = (Ground, Reason)
    return {item.value for kind in enums for item in kind} | {rule.reason for rule in shipped().listing.rules}


def _cell(text: str) -> str:
    return " ".join(str(text).replace("|", "\\|").split())


if __name__ == "__main__":
    sys.exit(main())
