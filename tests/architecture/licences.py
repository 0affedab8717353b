"""May we ship what we stand on? Reads the licence of every installed runtime dependency, with theirs.

GPL, AGPL, SSPL and whatever cannot be told are refused; LGPL and MPL are allowed when NOTICE names the package. Run as a script it prints
what is wrong and ends with 1.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]

# Metadata from which it cannot be told; each was read in the package's own licence file.
LOOKED_UP: Mapping[str, str] = {"qrcode": "BSD-3-Clause"}

PERMISSIVE_OK, NOTICE_NEEDED, UNKNOWN, REFUSED = range(4)

PERMISSIVE = re.compile(
    r"\b(MIT|MIT-0|BSD|Apache|ISC|PSF|Python-2\.0|Python Software Foundation|Zlib|Unlicense|0BSD|HPND|CC0|OFL|BSL-1\.0|Boost|"
    r"PostgreSQL|BlueOak|MIT-CMU|public domain)\b",
    re.IGNORECASE,
)
WEAK = re.compile(r"\b(LGPL|Lesser General Public|MPL|Mozilla Public)", re.IGNORECASE)
STRONG = re.compile(
    r"\b(A?GPL|SSPL|Affero|(?<!Lesser )General Public|Server Side Public|BUSL|Business Source|Elastic-|Commons Clause)",
    re.IGNORECASE,
)


def licence_of(name: str) -> str:
    """The licence of a distribution as an SPDX expression: its own, else its classifiers (all of them hold), else its short text; "" for nothing."""
    if name in LOOKED_UP:
        return LOOKED_UP[name]
    data = distribution(name).metadata
    if data.get("License-Expression"):
        return str(data["License-Expression"])
    classifiers = [c.split(" :: ")[-1] for c in data.get_all("Classifier") or [] if c.startswith("License ::")]
    said = [re.sub(r"[()]", "", c) for c in classifiers if c != "OSI Approved"]
    if said:
        return " AND ".join(said)
    text = str(data.get("License") or "").strip()
    return re.sub(r"[()]", "", text.splitlines()[0])[:80] if text else ""


def rank(licence: str) -> int:
    """How free an expression leaves us: AND is as strict as its strictest part, OR as free as its freest."""
    words = [w for w in re.split(r"(\(|\)|\bAND\b|\bOR\b)", licence) if w.strip()]

    def either() -> int:
        freest = both()
        while words and words[0] == "OR":
            words.pop(0)
            freest = min(freest, both())
        return freest

    def both() -> int:
        strictest = one()
        while words and words[0] == "AND":
            words.pop(0)
            strictest = max(strictest, one())
        return strictest

    def one() -> int:
        word = words.pop(0) if words else ""
        if word != "(":
            return _rank_of_name(word)
        inside = either()
        if words and words[0] == ")":
            words.pop(0)
        return inside

    answer = either()
    return UNKNOWN if words else answer


def _rank_of_name(name: str) -> int:
    if STRONG.search(name):
        return REFUSED
    if WEAK.search(name):
        return NOTICE_NEEDED
    return PERMISSIVE_OK if PERMISSIVE.search(name) else UNKNOWN


def judge(licence: str, *, in_notice: bool) -> str:
    """What is wrong with shipping on top of this licence; "" for nothing."""
    match rank(licence):
        case 0:
            return ""
        case 1:
            return "" if in_notice else "stands under the LGPL or MPL and is not named in NOTICE"
        case 2:
            return "has a licence that we do not know"
    return "is not to be used"


OFFERED = frozenset({"spark"})
"""Extras that we tell users to install; what they bring is judged like the rest, where it is installed."""


def runtime(root: str = "assay", *, extras: frozenset[str] = frozenset()) -> set[str]:
    """The names of all distributions that `root` needs at run time on this machine, with theirs; without `root` itself."""
    seen: set[str] = set()
    waiting: list[tuple[str, frozenset[str]]] = [(root, extras)]
    done: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, asked = item = waiting.pop()
        if item in done:
            continue
        done.add(item)
        try:
            needs = distribution(name).requires or []
        except PackageNotFoundError:
            continue  # of another platform
        seen.add(name)
        for line in needs:
            need = Requirement(line)
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in asked | {""}):
                waiting.append((canonicalize_name(need.name), frozenset(need.extras)))
    return seen - {root}


def complaints(names: Iterable[str], notice: str) -> list[str]:
    """One line for each package that may not be shipped as things are."""
    named = {canonicalize_name(word.strip(".,;:()")) for word in notice.split()}
    found = []
    for name in sorted(names):
        licence = licence_of(name)
        wrong = judge(licence, in_notice=name in named)
        if wrong:
            found.append(f"{name} ({licence or 'no licence named'}) {wrong}")
    return found


def main() -> int:
    names = runtime(extras=OFFERED)
    found = complaints(names, (ROOT / "NOTICE").read_text(encoding="utf-8"))
    for line in found:
        print(f"licences: {line}", file=sys.stderr)
    print(f"licences: {len(names)} packages, {len(found)} complaints")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
