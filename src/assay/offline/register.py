"""Which register do these files hold? The JSON form of DESIGN section 5, for the offline commands about papers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assay.errors import BadInput, TooLarge
from assay.regime.brand.register import Register, register_from_json

MOST_BYTES = 200_000_000


def load_register(path: Path) -> Register:
    """The register in the file. BadInput: no such file, no JSON, not of the form."""
    return register_from_json(load_json(path, what="register"), where=str(path))


def load_json(path: Path, *, what: str) -> Any:
    """The JSON in the file; BadInput says where it ends being JSON."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TooLarge(f"this {what} is larger than {MOST_BYTES} bytes.", where=str(path), mend="Split it.")
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadInput(f"there is no such {what}.", where=str(path), mend="Check the path.") from None
    except IsADirectoryError:
        raise BadInput(
            f"this is a folder; {'an' if what[0] in 'aeiou' else 'a'} {what} is wanted.",
            where=str(path),
            mend="Name the file in it.",
        ) from None
    except UnicodeDecodeError:
        raise BadInput(f"this {what} is not UTF-8 text.", where=str(path), mend="Save it as UTF-8.") from None
    except OSError as problem:
        raise BadInput(
            f"this {what} cannot be opened ({problem.strerror}).", where=str(path), mend="Check the file's rights."
        ) from None
    try:
        return json.loads(text)
    except json.JSONDecodeError as bad:
        raise BadInput(
            f"this is not JSON ({bad.msg}).", where=f"{path}:{bad.lineno}:{bad.colno}", mend="Mend that place."
        ) from None
    except RecursionError:
        raise BadInput("this JSON is nested too deeply.", where=str(path), mend="Write it flat.") from None
