"""Does the letter take back in a sentence what it gives?

A letter may name brand, goods, territory and term, and say below that the goods may only be shown, that they may not be sold online, that it was
withdrawn, that it is a draft, or that it is for so many pieces. No author has to be asked for that: it stands on his own paper. A marketplace is
an online shop: a letter for shops alone gives no right here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assay.policy.schema.document import DocumentPolicy
from assay.regime.document.facts import Goods
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Reading

_NARROWS = re.compile(
    r"(?:must|may) not be (?:re)?sold(?=\s?[.;,]|$)|not for (?:re)?sale\b|(?:displayed|shown|exhibited) (?:at|"
    r"on) [\w\s]{0,30}only|(?:for )?(?:display|exhibition) (?:purposes )?only|"
    r"online (?:sales?|trade) (?:is|are) (?:not permitted|prohibited|excluded|forbidden)|(?:physical|"
    r"brick-and-mortar|stationary) (?:retail )?(?:shops?|stores?) only|"
    r"(?:sales? )?(?:through|on|via) (?:third-party )?(?:online )?marketplaces? [\w\s]{0,30}(?:is|are) (?:excluded|"
    r"prohibited|not permitted)|"
    r"nicht (?:über das internet|online) verkauf|onlineverkauf (?:ist )?(?:untersagt|ausgeschlossen)|nur (?:im|"
    r"in) stationären|vente en ligne (?:est )?(?:interdite|exclue)|"
    r"\bdraft\b|\bentwurf\b|\bprojet de\b|草稿|草案"
)
_WITHDRAWN = re.compile(
    r"(?:was|is|has been) (?:hereby )?(?:withdrawn|revoked|terminated|rescinded)\b|wurde (?:widerrufen|zurückgezogen)|"
    r"a été (?:retirée|révoquée)|已(?:撤销|终止|收回)"
)
# "valid until it is revoked in writing" withdraws nothing: most letters say how they may end.
_CONDITION = re.compile(
    r"\b(?:until|till|unless|if|before|after|once|when(?:ever)?|in case|in the event|should|"
    r"bis|wenn|falls|sofern|solange|sobald|jusqu\w*|tant|sauf|moins|si)\b[^.;。；]*$|(?:除非|直至|直到|如果?|若)[^.;。；]*$"
)
_LIMITED = re.compile(
    r"(?:limited to|up to|maximum of|not (?:more than|exceeding)|höchstens|maximal|au maximum|"
    r"上限)\W+(?:a total of )?(\d[\d.,]{0,11})\s?(?:pieces|pcs|units|stück|pièces|件)"
)


def restrictions(
    reading: Reading, *, paper: str, goods: Sequence[Goods], policy: DocumentPolicy
) -> tuple[Finding, ...]:
    """A finding where it does."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", reading.text).casefold())
    said = _NARROWS.search(text) or next(
        (hit for hit in _WITHDRAWN.finditer(text) if not _CONDITION.search(text, 0, hit.start())), None
    )
    limit = _LIMITED.search(text)
    asked = sum(g.units for g in goods)
    over = limit is not None and asked > int(re.sub(r"\D", "", limit.group(1)))
    if said is None and not over:
        return ()
    return (
        found(
            Reason.GOODS_NOT_AUTHORIZED,
            policy=policy,
            paper=paper,
            seen=f"it says: {said.group()}"
            if said
            else f"it says: {limit.group() if limit else ''}; {asked} are asked for",
            allowed="a letter in force that lets the goods be sold here, in these numbers",
            mend="Ask the author for a letter without this limit, or apply within it.",
        ),
    )
