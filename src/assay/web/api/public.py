"""May this store sell this brand? The one question that everybody may ask."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router
from ninja.params.functions import Query

from assay.actions import report
from assay.actions.clock import now
from assay.actions.language import language_of
from assay.actions.policy import in_force
from assay.actions.report_appeal import open_report_appeal
from assay.errors import NotFound
from assay.records.queries import brand as brand_query
from assay.records.queries import marketplace as query
from assay.records.queries import reports
from assay.records.queries.desk_notices import listing_of
from assay.records.queries.public import Word, may_sell
from assay.records.queries.publications import publications
from assay.web.api.notice_schemas import WordsIn
from assay.web.api.schemas import MaySell, Problem, PublicationOut, ReportIn, ReportOut
from assay.web.buyers import told
from assay.web.rates import Limited

router = Router()
QUESTION, REPORT = Limited("public_question"), Limited("report")


@router.get("/may-sell", response={200: MaySell, 404: Problem, 429: Problem}, throttle=[QUESTION], auth=None)
def ask(
    request: HttpRequest,
    store: str = Query(..., max_length=80, description="the store's identifier"),
    brand: str = Query(..., max_length=80, description="the brand's identifier"),
) -> dict[str, Any]:
    """May this store sell this brand? `may_sell` is true for yes, conditional and not_needed."""
    at = now()
    found_store, found_brand = query.store(store), brand_query.by_id(brand)
    if found_store is None or found_brand is None:
        where = "store" if found_store is None else "brand"
        raise NotFound(f"there is no such {where}.", where=where, mend="Give the identifier, as its page shows it.")
    answer = may_sell(found_store, found_brand, at=at)
    return {
        "store": found_store.pk,
        "brand": found_brand.pk,
        "may_sell": answer.word is not Word.NO,
        "word": answer.word,
        "store_state": answer.store_state,
        "at": at,
        "rights": [
            {
                "state": r.state,
                "valid_from": r.right.valid_from,
                "valid_to": r.right.valid_to,
                "territories": r.right.territories,
                "log_index": r.log_index,
            }
            for r in answer.rights
        ],
    }


@router.post(
    "/reports",
    response={200: ReportOut, 404: Problem, 422: Problem, 429: Problem},
    throttle=[REPORT],
    auth=None,
)
def file_report(request: HttpRequest, payload: ReportIn) -> dict[str, Any]:
    """Report a listing as fake, without an account. The token of the answer is the only key to the outcome."""
    listing = listing_of(payload.store, payload.listing)
    if listing is None:
        raise NotFound(
            "there is no such listing.", where="listing", mend="Give store and listing, as its page shows them."
        )
    row = report.file(
        listing=listing,
        text=payload.text,
        bought=payload.bought,
        order_id=payload.order,
        language=payload.language,
        at=now(),
    )
    return _report(row)


@router.get("/reports/{token}", response={200: ReportOut, 404: Problem, 429: Problem}, throttle=[QUESTION], auth=None)
def report_outcome(request: HttpRequest, token: str) -> dict[str, Any]:
    """What became of a report."""
    return _report(report.of_token(token))


@router.post(
    "/reports/{token}/appeal",
    response={200: ReportOut, 403: Problem, 404: Problem, 409: Problem, 413: Problem, 422: Problem, 429: Problem},
    throttle=[REPORT],
    auth=None,
)
def appeal_report(request: HttpRequest, token: str, payload: WordsIn) -> dict[str, Any]:
    """Appeal against the rejection of a report, for six months and on two levels; another person decides."""
    open_report_appeal(token=token, text=payload.text, at=now())
    return _report(report.of_token(token))


@router.get("/fakes", response={200: list[PublicationOut], 429: Problem}, throttle=[QUESTION], auth=None)
def fakes(request: HttpRequest) -> Any:
    """Fakes that were sold here to buyers who could not be told (DSA Art. 32(2)): the goods, the trader, when they were sold."""
    return publications()


def _report(row: Any) -> dict[str, Any]:
    found = reports.outcome(row, policy=in_force().appeal, at=now())
    said = told(f"report_{row.state}", language=language_of(row), due=row.due.isoformat())
    return {
        "language": said.language,
        "subject": said.subject,
        "text": said.text,
        "token": row.token,
        "state": row.state,
        "due": row.due,
        "reason": row.reason,
        "may_appeal": found.may_appeal,
        "appeals": found.appeals,
    }
