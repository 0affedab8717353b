"""Would the EU transparency database take this statement? `assay dsa check FILE`, on a file alone.

The file holds one statement, or `{"statements": [...]}` for a batch. `--json` prints `{"status", "errors"}` as the official service would answer.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assay.errors import BadInput, TooLarge
from assay.regime.dsa.check import CREATED, Answer, advice, check, check_batch

MAX_BYTES = 5_000_000


def run(args: argparse.Namespace) -> int:
    """Exit code 0: it would be stored; 1: it would be refused; 2 (raised): the file cannot be used."""
    payload = read(args.file)
    answer = check_batch(payload["statements"]) if "statements" in payload else check(payload)
    if args.json:
        print(json.dumps(answer.to_json(), ensure_ascii=False))
    else:
        print(_for_people(answer, payload))
    return 0 if answer.status == CREATED else 1


def read(path: Path) -> dict[str, Any]:
    """The JSON object in the file. BadInput: not there, not JSON, not an object; TooLarge."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise TooLarge(
                f"{size} bytes; {MAX_BYTES} are read.", where=str(path), mend="Send at most 100 statements a file."
            )
        data = json.loads(path.read_bytes())
    except OSError:
        raise BadInput("this file cannot be read.", where=str(path), mend="Name a JSON file.") from None
    except (ValueError, RecursionError):
        raise BadInput("this is not JSON.", where=str(path), mend="Write one statement as a JSON object.") from None
    if not isinstance(data, dict):
        raise BadInput(
            "a JSON object is wanted.", where=str(path), mend='Write one statement, or {"statements": [...]}.'
        )
    return data


def _for_people(answer: Answer, payload: Mapping[str, Any]) -> str:
    lines = ["201: the service would store it." if answer.status == CREATED else "422: the service would refuse it."]
    for where, messages in answer.errors.items():
        if isinstance(messages, Mapping):
            lines += [f"  {where}: {field}: {text}" for field, texts in messages.items() for text in texts]
        else:
            lines += [f"  {where}: {text}" for text in messages]
    if "statements" not in payload:
        lines += [f"  not checked there, but: {text}" for text in advice(payload)]
    return "\n".join(lines)
