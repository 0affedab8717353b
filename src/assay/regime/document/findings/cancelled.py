"""Was the invoice cancelled?

A paper that cancels an invoice looks like one, and an invoice that was cancelled is still on its seller's disk. The paper may say so; or a credit
note over the whole of it lay in an earlier application. One that corrects another, and says that it replaces it, cancels nothing of itself.
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
    r"storno(?:rechnung|beleg| zu rechnung| der rechnung| fattura)|stornierung der rechnung|rechnung \S+ (?:wird|wurde) storniert|"
    r"cancell?ation invoice|cancels? (?:the )?invoice|"
    r"invoice \S+ (?:is|was|has been) cancell?ed|this invoice (?:is|was|has been) (?:cancell?ed|void)|"
    r"facture d.annulation|annule la facture|facture annul[ée]e|"
    r"(?:nota di|fattura di) storno|fattura annullata|annulla la fattura|"
    r"factura de anulaci[óo]n|anula la factura|factura anulada|annuleringsfactuur|annuleert factuur|"
    r"作废发票|已作废|发票作废|此票作废|取消請求書|請求書の取消|本請求書は取消"
)
_REPLACES = re.compile(r"replaces|ersetzt|remplace|sostituisce|sustituye|vervangt|替换|差し替え")


def cancelled(paper: Paper, *, earlier: Sequence[EarlierTrace], policy: DocumentPolicy) -> tuple[Finding, ...]:
    """A finding where the paper says that it is or was cancelled, or an earlier credit note takes all of it back."""
    reading = paper.reading
    if reading is None or reading.kind.value == Kind.CREDIT_NOTE:
        return ()
    text = unicodedata.normalize("NFKC", (reading.visible or reading).text).casefold()
    said = _SAYS.search(text)
    seen = f"it says: {said.group()}" if said and not _REPLACES.search(text) else ""
    keys = {t.key for t in traces.traces_of(paper) if t.kind == traces.CREDIT}
    whole = f"{traces.CREDITED}|{traces.lines_key(reading)}"[:64]
    for other in earlier:
        if other.kind == traces.CREDIT and other.key in keys and other.value == whole:
            seen = seen or f"a credit note over all of it lies in {other.application}"
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
