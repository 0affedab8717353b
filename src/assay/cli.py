"""The `assay` command: parses the words, then hands over to the part that does the work.

A command's part is imported when that command runs: `assay read` must not pay for Django, `assay up` not for Hyperscan.
Exit codes: 0 done, 1 the answer is no (a failed verification), 2 unusable input. A refusal is one line on stderr that says
what, where and how to mend; never a traceback.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from assay import __version__
from assay.errors import AssayError, NotBuilt, NotVerified

DONE, NO, UNUSABLE = 0, 1, 2

# As in regime.terms.Role; written out so that `--help` needs no import, and held equal by a test.
ROLES = ("verifier", "enforcer", "adjudicator", "editor", "brand", "seller", "marketplace", "agent", "board")

LATER = {
    "match": "photos against known genuine, stolen and counterfeit photos",
    "link": "which stores are one trader",
    "report": "the figures, recomputed from the public log",
}


class Parser(argparse.ArgumentParser):
    """Argparse with one line where argparse prints its whole usage."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(UNUSABLE, f"{self.prog}: {message}. See `{self.prog} --help`.\n")


def parser() -> argparse.ArgumentParser:
    """Every command and option of Assay; docs/reference/commands.md is generated from it."""
    root = Parser(prog="assay", description="The anti-counterfeiting office of a marketplace.")
    root.add_argument("--version", action="version", version=f"assay {__version__}")
    commands = root.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)

    def command(name: str, part: str, does: str, under: argparse._SubParsersAction[Parser] = commands) -> Parser:
        sub: Parser = under.add_parser(name, help=does, description=does)
        sub.set_defaults(part=part)
        return sub

    up = command("up", "assay.server.up", "PostgreSQL, migrations, web server and worker; Ctrl-C stops them cleanly")
    up.add_argument("--port", type=int, default=8000, help="where the pages are served (default 8000)")
    up.add_argument("--host", default="127.0.0.1", help="the address to listen on (default 127.0.0.1)")
    up.add_argument(
        "--data", type=Path, default=Path("var"), help="the folder of database, files and keys (default var)"
    )
    up.add_argument(
        "--demo", action="store_true", help="load the sample marketplace first, with its demo accounts (loopback only)"
    )

    account = command(
        "account",
        "assay.server.accounts",
        "open an account for a person; the password is asked for, or read from standard input",
    )
    account.add_argument("name", metavar="NAME")
    account.add_argument("--role", required=True, choices=ROLES, help="what the person does")
    party = account.add_mutually_exclusive_group()
    party.add_argument("--brand", metavar="BRAND_ID", help="the brand for which a person of the role brand acts")
    party.add_argument("--store", metavar="STORE_ID", help="the store for which a person of the role seller acts")
    party.add_argument(
        "--notifier", metavar="NOTIFIER_ID", help="the notifier for which a person of the role agent acts"
    )
    account.add_argument("--data", type=Path, default=Path("var"))

    backup = command("backup", "assay.server.backup", "everything into one file")
    backup.add_argument("file", type=Path)
    backup.add_argument("--data", type=Path, default=Path("var"))
    restore = command("restore", "assay.server.restore", "everything back from one file, into an empty data folder")
    restore.add_argument("file", type=Path)
    restore.add_argument("--data", type=Path, default=Path("var"))

    decisions = command("decisions", "assay.server.decisions", "export past cases for `assay policy try --decisions`")
    decisions.add_argument("file", type=Path)
    decisions.add_argument("--data", type=Path, default=Path("var"))

    demo = command("demo", "assay.server.sample", "generate the sample marketplace, as files or into the database")
    demo.add_argument("--stores", type=int, default=24)
    demo.add_argument("--listings", type=int, default=600)
    demo.add_argument("--seed", type=int, default=2016)
    demo.add_argument("--out", type=Path, help="write files here instead of loading the database")
    demo.add_argument("--as-of", dest="as_of", help="the last day of the sample, ISO 8601 (default: today)")
    demo.add_argument("--data", type=Path, default=Path("var"))

    screen = command("screen", "assay.offline.screen", "screen a feed of listings against a register and rights")
    screen.add_argument("feed", type=Path, help=".parquet .ndjson .csv .tsv .xml")
    screen.add_argument("--register", type=Path, required=True, help="JSON, CSV or Parquet")
    screen.add_argument("--rights", type=Path, required=True, help="CSV or Parquet")
    screen.add_argument("--stores", type=Path, help="table of stores (optional)")
    screen.add_argument("--policy", type=Path, help="a policy folder instead of the one that ships")
    screen.add_argument("--engine", choices=["local", "spark"], default="local")
    screen.add_argument(
        "--spark-master",
        metavar="URL",
        help="where Spark runs, such as spark://host:7077 (default: all cores of this machine)",
    )
    screen.add_argument(
        "--spark-conf", metavar="KEY=VALUE", action="append", default=[], help="a setting of Spark (repeatable)"
    )
    screen.add_argument("--as-of", dest="as_of", help="the date of the decision, ISO 8601 (default: today)")
    screen.add_argument("--out", type=Path, required=True)
    screen.add_argument("--json", action="store_true", help="print the summary as JSON")

    read = command("read", "assay.offline.read", "what do these papers say? one JSON object a line")
    read.add_argument("files", type=Path, nargs="+", metavar="FILE")

    check = command(
        "check", "assay.offline.check", "what is wrong with these applications' papers, and what would they earn?"
    )
    check.add_argument("applications", type=Path, nargs="+", metavar="APPLICATION.json")
    check.add_argument("--register", type=Path, required=True)
    check.add_argument("--policy", type=Path)
    check.add_argument(
        "--as-of", dest="as_of", help="the date of the decision, ISO 8601 (default: the application's, else today)"
    )

    policy = command("policy", "", "try a policy on past cases")
    tries = policy.add_subparsers(dest="policy_command", metavar="COMMAND", required=True, parser_class=Parser)
    attempt = command("try", "assay.offline.policy_try", "what would change under another policy, with examples", tries)
    attempt.add_argument("new", type=Path)
    attempt.add_argument("--against", type=Path, help="the policy to compare with (default: the one that ships)")
    attempt.add_argument("--feed", type=Path)
    attempt.add_argument("--register", type=Path)
    attempt.add_argument("--rights", type=Path)
    attempt.add_argument("--decisions", type=Path, nargs="?", const=Path("-"), help="stored decisions, as exported")
    attempt.add_argument("--as-of", dest="as_of")
    attempt.add_argument("--json", action="store_true")

    log = command("log", "", "check a receipt or a whole public log, or mend the office's own")
    logs = log.add_subparsers(dest="log_command", metavar="COMMAND", required=True, parser_class=Parser)
    verify = command("verify", "assay.offline.log", "does this receipt hold?", logs)
    verify.add_argument("receipt", type=Path)
    verify.add_argument("--key", required=True, help="the log's verifier key (vkey), or a file that holds it")
    verify.add_argument(
        "--witness", action="append", default=[], help="the verifier key of a witness, or a file of them (repeatable)"
    )
    verify.add_argument(
        "--opening", type=Path, help="what a party was given to open this entry: is it what was logged?"
    )
    verify.add_argument("--json", action="store_true")
    audit = command("audit", "assay.offline.log", "does this whole log hold, and were its promises kept?", logs)
    audit.add_argument("log", help="the log's URL or folder")
    audit.add_argument("--key", required=True, help="the log's verifier key (vkey), or a file that holds it")
    audit.add_argument(
        "--receipts",
        type=Path,
        nargs="*",
        default=[],
        help="receipts, or checkpoints that somebody kept, which the log must be true to; a folder stands for its files",
    )
    audit.add_argument(
        "--witness", action="append", default=[], help="the verifier key of a witness, or a file of them (repeatable)"
    )
    audit.add_argument("--as-of", dest="as_of", help="the time to judge deadlines at, ISO 8601 (default: now)")
    audit.add_argument("--json", action="store_true")

    for name, does in (
        ("mend", "write again what the office's own log has lost or altered, out of the database"),
        ("resume", "let a log that was stopped go on, after a person has looked"),
        ("rotate", "give the log a new key; the old one signs beside it"),
    ):
        own = command(name, "assay.server.log_mending", does, logs)
        own.add_argument("--data", type=Path, default=Path("var"))

    witness = command("witness", "assay.offline.witness", "cosign other logs' checkpoints and refuse forks")
    witness.add_argument(
        "--logs", type=Path, required=True, help="the verifier keys of the logs to witness, one a line"
    )
    witness.add_argument(
        "--state", type=Path, required=True, help="the folder of the witness's key and what it has seen"
    )
    witness.add_argument("--name", default="witness.localhost", help="the name in its key")
    witness.add_argument("--host", default="127.0.0.1")
    witness.add_argument("--port", type=int, default=8001)

    dsa = command("dsa", "", "statements of reasons in the EU transparency database's schema")
    dsas = dsa.add_subparsers(dest="dsa_command", metavar="COMMAND", required=True, parser_class=Parser)
    dsa_check = command("check", "assay.offline.dsa", "would the official service take this statement?", dsas)
    dsa_check.add_argument("file", type=Path)
    dsa_check.add_argument("--json", action="store_true")
    dsa_export = command("export", "assay.server.dsa_export", "send what has not been sent yet", dsas)
    dsa_export.add_argument("--url", help="the service's address (default: the setting DSA_URL)")
    dsa_export.add_argument("--data", type=Path, default=Path("var"))

    for name, does in LATER.items():
        later = command(name, "", f"not built yet: {does}")
        later.add_argument("words", nargs=argparse.REMAINDER)
    return root


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    args = parser().parse_args(argv)
    try:
        if args.command in LATER:
            raise NotBuilt(f"`assay {args.command}` is not built yet", mend="It will tell " + LATER[args.command] + ".")
        try:
            part = importlib.import_module(args.part)
        except ModuleNotFoundError as missing:
            if missing.name != args.part:
                raise
            raise NotBuilt(f"`assay {args.command}` is not built yet") from None
        code: int = part.run(args)
        sys.stdout.flush()
        return code
    except NotVerified as no:
        print(f"assay {args.command}: {no}", file=sys.stderr)
        return NO
    except AssayError as refusal:
        print(f"assay {args.command}: {refusal}", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        # The reader of our pipe has gone; that is its right. Nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
