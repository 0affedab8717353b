"""Was the invoice cancelled?

A paper that cancels an invoice looks like one, and an invoice that was cancelled is still on its seller's disk. The paper may say so; or a credit
note for it lay in an earlier application and not in this one, where what it took back would be counted. One that corrects another, and says that it
replaces it, cancels nothing of itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assay.policy.schema.document import DocumentPolicy
from assay.regime.document import traces
from assay.regime.document.facts import EarlierTrace, Paper
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Kind

_SAYS = re.compile(
    r"storno(?:rechnung|beleg| zu rechnung| der rechnung| fattura)|stornierung (?:der|dieser) rechnung|"
    r"(?:rechnung|beleg)(?: \S+){0,3} (?:wird|wurde|ist)(?: hiermit| vollst[äa]ndig| am \S+)* (?:storniert|annulliert|aufgehoben)|"
    r"cancell?ation invoice|cancels? (?:the )?invoice|"
    r"invoice(?: \S+){0,3} (?:is|was|has been)(?: hereby| fully)? (?:cancell?ed|voided|void|withdrawn|reversed|credited in full)|"
    r"facture d.annulation|annule la facture|facture(?: \S+){0,3} annul[ée]e|"
    r"(?:nota di|fattura di) storno|fattura(?: \S+){0,3} (?:annullata|stornata)|annulla la fattura|"
    r"factura de anulaci[óo]n|anula la factura|factura(?: \S+){0,3} anulada|annuleringsfactuur|annuleert factuur|"
    r"factuur(?: \S+){0,3} (?:is|werd)(?: hierbij)? (?:geannuleerd|gecrediteerd)|geannuleerde factuur|"
    r"作废发票|已作废|发票作废|此票作废|已冲红|已红冲|取消請求書|請求書の取消|本請求書は取消|"
    # What is stamped across the page.
    r"^\W*(?:void|cancell?ed|storniert|annul[ée]e?|annullat[oa]|anulad[oa]|geannuleerd|作废|作廢|取消済み?)\W*$",
    re.MULTILINE,
)
_REPLACES = re.compile(r"replaces|ersetzt|remplace|sostituisce|sustituye|vervangt|替换|差し替え")


def cancelled(
    paper: Paper, *, earlier: Sequence[EarlierTrace], policy: DocumentPolicy, beside: Sequence[Paper] = ()
) -> tuple[Finding, ...]:
    """A finding where the paper says that it is or was cancelled, or an earlier credit note takes it back.

    `beside`: the papers of the same application; a credit note for it among them is counted there, unless it takes back the whole.
    """
    reading = paper.reading
    if reading is None or reading.kind.value == Kind.CREDIT_NOTE:
        return ()
    text = unicodedata.normalize("NFKC", (reading.visible or reading).text).casefold()
    said = _SAYS.search(text)
    seen = f"it says: {said.group()}" if said and not _REPLACES.search(text) else ""
    keys = {t.key for t in traces.traces_of(paper) if t.kind == traces.CREDIT}
    whole = f"{traces.CREDITED}|{traces.lines_key(reading)}"[:64]
    counted = any(t.key in keys and t.value.startswith(traces.CREDITED) for p in beside for t in traces.traces_of(p))
    for other in earlier:
        credits_it = other.kind == traces.CREDIT and other.key in keys and other.value.startswith(traces.CREDITED)
        if credits_it and (other.value == whole or not counted):
            seen = seen or f"a credit note for it lies in {other.application}"
    if not seen:
        return ()
    return (
        found(
            Reason.CANCELLED,
            policy=policy,
            paper=paper.name,
            seen=seen,
            allowed="an invoice that stands",
            mend="Hand in the invoice that replaced it.",
            rests_on=(reading.kind,),
        ),
    )
