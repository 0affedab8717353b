"""What does the page about entries say? `python -m assay.tlog.reference > docs/reference/log-entries.md`"""

from __future__ import annotations

import sys

from assay.tlog.entry import FIELDS, KINDS, MAX_COUNTS, REQUIRED, SCHEMA

_HEAD = f"""# Entries of the public log: `{SCHEMA}`

Written from `assay.tlog.entry.FIELDS`; do not edit.

An entry is one flat JSON object in canonical form (RFC 8785), UTF-8, at most 65,535 bytes. Words are lower-case names of
the regime (`[a-z][a-z0-9_]*`, at most 40 characters), never free text. Times are UTC, whole seconds. A field that does
not apply is left out. A published figure is made of the fields beside which it stands, and of nothing else.

| field | says | figures made of it |
|---|---|---|
"""

_RULES = f"""
Required: {", ".join(f"`{name}`" for name in REQUIRED)}. A `deadline` needs a `case`, and is not before `time`. `counts`
holds 1 to {MAX_COUNTS} whole numbers from 0 to 2^53-1.

An outcome answers every open deadline of entries before it that have the same `case` and `kind`.

## Figures

| figure | made of |
|---|---|
| filed | entries with `event` filed |
| answered in time, answered late | each `deadline`, and the `time` of the first later entry of that `case` and `kind` with an `outcome` |
| overdue, waiting | each `deadline` without such an entry, before and after the time of the audit |
| restrictions imposed | entries with `kind` restriction, `event` imposed; by `ground`, `tier`, `automated` |
| appeals filed, upheld | entries with `kind` appeal, `event` filed; `event` decided with `outcome` upheld |
| automated | entries with `automated` true |
| every other count | entries by `kind` and `event`; sums of `counts` |

## Kinds

"""


def reference() -> str:
    """The whole page, in Markdown."""
    rows = [f"| `{name}` | {field.says} | {field.figures or '-'} |\n" for name, field in FIELDS.items()]
    return _HEAD + "".join(rows) + _RULES + ", ".join(f"`{kind}`" for kind in sorted(KINDS)) + "\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
