"""`assay decisions FILE`: past cases with their stored facts, one JSON object a line, for `assay policy try --decisions`.

Settled applications hold what sellers handed in; notices, points, appeals and promises only times, counts and words. The file is made
with mode 0600 and belongs to whoever may read the papers.
"""

from __future__ import annotations

import argparse
import json
import os

from assay.errors import BadInput
from assay.server.postgres import database


def run(args: argparse.Namespace) -> int:
    """0 when the file is written. BadInput: no office, or a file in the way."""
    data = args.data.absolute()
    if not (data / "keys").is_dir() and not os.environ.get("DATABASE_URL"):
        raise BadInput("there is no office in this folder.", where=str(data), mend="Name its data folder with --data.")
    try:
        handle = os.open(args.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BadInput("this file is there already.", where=str(args.file), mend="Name a new one.") from None
    except OSError as bad:
        raise BadInput(
            f"cannot write here ({bad.strerror}).", where=str(args.file), mend="Name another place."
        ) from None
    with os.fdopen(handle, "w", encoding="utf-8") as file, database(data) as url:
        os.environ["DATABASE_URL"] = url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assay.web.settings")
        import django

        django.setup()
        from assay.actions.clock import now
        from assay.actions.past_cases import everything

        count = 0
        for row in everything(at=now()):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    print(f"{args.file}: {count} decisions")
    return 0
