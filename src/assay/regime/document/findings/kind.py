"""Is this a kind of paper that proves anything?

A quote, a pro-forma, an order confirmation, a packing slip or a bank slip shows an intention or a movement, not a purchase. What calls itself an
invoice and says elsewhere that it is none goes to a person.
"""

from __future__ import annotations

import re
import unicodedata

from assay.policy.schema.document import DocumentPolicy
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Kind, Reading
from assay.regime.document.values import text_of
from assay.regime.identifiers import squeezed

_DENIES = re.compile(
    r"(this is )?not an? (tax |vat )?invoice|not valid as an? invoice|no (tax )?invoice value|"
    r"(dies ist )?keine rechnung\b|gilt nicht als rechnung|"
    r"n.est pas une facture|ne (constitue|vaut) pas (une )?facture|"
    r"no es una factura|sin valor fiscal|non (è|e) una fattura|non valid[oa] (come fattura|ai fini fiscali)|"
    r"(?:tax |final |vat )?invoice (?:follows|will (?:follow|be issued)) (?:up)?on|"
    r"(?:die )?rechnung (?:folgt (?:mit|nach|bei)|erhalten sie (?:mit|nach|bei))|"
    r"facture (?:d[ée]finitive )?(?:suivra|vous sera adress[ée]e)|seguir[àa] fattura|"
    r"la factura (?:definitiva )?se emitir[áa]|factuur volgt|"
    r"prices? (?:are )?subject to (?:our |final )?confirmation|wir best[äa]tigen (?:hiermit )?ihren auftrag|nous confirmons votre commande|"
    r"confermiamo il (?:vostro|suo) ordine|confirmamos su pedido|wij bevestigen uw (?:order|bestelling)|"
    r"(?:this )?(?:offer|quotation|quote) is valid (?:for|until)|angebot ist g[üu]ltig bis|"
    r"deposit invoice|down ?payment invoice|advance payment invoice|anzahlungsrechnung|facture d.acompte|"
    r"fattura d.acconto|factura de anticipo|voorschotfactuur|预付款发票|前受金請求書|"
    r"payment reminder|zahlungserinnerung|relance de paiement|sollecito di pagamento|recordatorio de pago|"
    r"betalingsherinnering|催款函|督促状|"
    r"\bspecimen\b|sp[ée]cimen\b|muster\W+(?:ung[üu]ltig|keine)|fac-?simile|muestra\W+sin valor|voorbeeld\W+ongeldig|"
    r"样本\W*无效|見本\W*無効|"
    r"(dit is )?geen factuur\b|非正式发票|不(是|能)?作?为?发票(使用)?|非發票|請求書ではありません"
)

_REMINDS = re.compile(
    r"payment reminder|reminder (?:notice|letter)|\bdunning|zahlungserinnerung|\bmahnung\b|"
    r"relance de paiement|lettre de relance|sollecito di pagamento|recordatorio de pago|betalingsherinnering|\baanmaning\b|"
    r"催款函|催款通知|督促状|statement of account|account statement|kontoauszug|relev[ée] de compte|estratto conto|"
    r"extracto de cuenta|rekeningoverzicht|对账单|對帳單"
)
LEAST_NUMBER = 4


def kind(reading: Reading, *, paper: str, policy: DocumentPolicy) -> tuple[Finding, ...]:
    """Findings about the kind that was read."""
    also = (reading.visible or reading).also
    if also:
        return (_several(reading, also, paper=paper, policy=policy),)
    if reading.kind.value == Kind.CREDIT_NOTE:
        return ()  # it proves nothing by itself, and takes pieces away
    if reading.kind.value == Kind.UNKNOWN:
        return (_unclear(reading, seen="a paper of no kind that we know", paper=paper, policy=policy),)
    if reading.kind.value not in policy.kinds.proof:
        return (
            found(
                Reason.PAPER_IS_NO_PROOF,
                policy=policy,
                paper=paper,
                seen=reading.kind.value.replace("_", " "),
                allowed=", ".join(k.replace("_", " ") for k in policy.kinds.proof),
                mend="Hand in the invoice that followed, or a letter of authorization.",
                rests_on=(reading.kind,),
            ),
        )
    text = unicodedata.normalize("NFKC", reading.visible.text if reading.visible else reading.text).casefold()
    denial = _DENIES.search(text)
    if denial and reading.kind.value in {Kind.INVOICE, Kind.RECEIPT}:
        return (
            _unclear(
                reading,
                seen=f"it is called {reading.kind.value} and says: {denial.group()}",
                paper=paper,
                policy=policy,
            ),
        )
    return ()


def reminds_of(reading: Reading, other: Reading) -> bool:
    """Does this paper only remind of the other, or list it: one that calls itself a reminder or a statement, and bears the other's number?"""
    text = unicodedata.normalize("NFKC", (reading.visible or reading).text).casefold()
    number = text_of(other.number)
    return bool(
        _REMINDS.search(text)
        and len(number) >= LEAST_NUMBER
        and other.kind.value in {Kind.INVOICE, Kind.RECEIPT}
        and not _REMINDS.search(unicodedata.normalize("NFKC", (other.visible or other).text).casefold())
        and squeezed(number) in squeezed(text)
    )


def _several(reading: Reading, also: tuple[str, ...], *, paper: str, policy: DocumentPolicy) -> Finding:
    return found(
        Reason.SEVERAL_PAPERS_IN_ONE,
        policy=policy,
        paper=paper,
        seen=", ".join(n for n in (text_of(reading.number), *also) if n),
        allowed="one paper in each file",
        mend="Hand in each paper as a file of its own.",
        rests_on=(reading.number,),
    )


def _unclear(reading: Reading, *, seen: str, paper: str, policy: DocumentPolicy) -> Finding:
    return found(
        Reason.KIND_UNCLEAR,
        policy=policy,
        paper=paper,
        seen=seen,
        allowed=", ".join(k.replace("_", " ") for k in policy.kinds.proof),
        mend="Hand in the invoice itself.",
        rests_on=(reading.kind,),
    )
