"""What is everything really? The truth beside the sample, so that whoever judges it can be scored.

One row a store, application, paper and listing; the same rows in `truth.json` and, flat, in `truth.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assay.demo.applications import SampleApplication, SamplePaper, buyer_on
from assay.demo.listings import SampleListing
from assay.demo.papers.paper import Invoice
from assay.demo.stores import SampleStore

CSV_COLUMNS = ("subject", "id", "store_id", "brand_id", "is", "deserves", "how")


def store_truth(store: SampleStore) -> dict[str, Any]:
    """What the store is, whose next life it is, and by which key one could see it."""
    return {
        "store_id": store.store_id,
        "is": store.behaviour.value,
        "crooked": store.crooked,
        "brands": list(store.brands),
        "was": store.was,
        "shares": store.shares,
    }


def application_truth(application: SampleApplication) -> dict[str, Any]:
    """What the application deserves, and why. `would_confirm`: what a brand that is asked would truthfully answer."""
    return {
        "application": f"{application.name}.json",
        "store_id": application.store.store_id,
        "brand_id": application.brand_id,
        "is": application.standing.value,
        "defect": application.defect,
        "deserves": application.deserves,
        "issuer_known": application.issuer_known,
        "would_confirm": application.standing.value != "forged",
        "papers": [paper_truth(paper) for paper in application.papers],
    }


def paper_truth(paper: SamplePaper) -> dict[str, Any]:
    """What the paper is and what its page says: the fields that reading it must give."""
    return {
        "paper": paper.filename,
        "genuine": not paper.attack,
        "attack": paper.attack,
        "kind": paper.kind,
        "format": paper.format,
        "layout": paper.layout,
        "language": paper.says.language,
        "says": _says(paper),
    }


def listing_truth(listing: SampleListing) -> dict[str, str]:
    """What the listing is, on which brand it trades (empty: on none), and what it deserves."""
    return {
        "id": listing.row["id"],
        "store_id": listing.row["store_id"],
        "is": listing.what,
        "brand_id": listing.brand_id,
        "deserves": listing.deserves,
        "disguise": listing.disguise,
    }


def flat(kind: str, row: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The row (and for an application those of its papers) in the columns of truth.csv."""
    if kind == "store":
        yield ("store", row["store_id"], row["store_id"], "|".join(row["brands"]), row["is"], "", row["shares"])
    elif kind == "listing":
        yield ("listing", row["id"], row["store_id"], row["brand_id"], row["is"], row["deserves"], row["disguise"])
    else:
        yield (
            "application",
            row["application"],
            row["store_id"],
            row["brand_id"],
            row["is"],
            row["deserves"],
            row["defect"],
        )
        for paper in row["papers"]:
            what = "genuine" if paper["genuine"] else "forged"
            yield ("paper", paper["paper"], row["store_id"], row["brand_id"], what, row["deserves"], paper["attack"])


def _says(paper: SamplePaper) -> dict[str, Any]:
    says = paper.says
    common = {
        "number": says.number,
        "issued_on": says.issued_on.isoformat(),
        "issuer": says.issuer.name,
        "recipient": buyer_on(paper).name,
    }
    if not isinstance(says, Invoice):
        return common | {"valid_from": says.valid_from.isoformat(), "valid_to": says.valid_to.isoformat()}
    return common | {
        "currency": says.currency,
        "net": f"{says.net:.2f}",
        "tax": f"{says.tax:.2f}",
        "gross": f"{says.gross:.2f}",
        "lines": [
            {
                "description": x.description,
                "quantity": x.quantity,
                "price": f"{x.unit_price:.2f}",
                "amount": f"{x.amount:.2f}",
            }
            for x in says.lines
        ],
    }
