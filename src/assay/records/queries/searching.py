"""Which of a store's or a brand's listings are meant by these words?

Of few listings each is looked at, and a word is found wherever it stands. Of very many only the newest are; where few of these hold the words, the
index of words (`ListingWords`) names the others: it finds beginnings of words, as of the last screening. Words that are common among the newest lead
to those alone: whoever wants an older one says more words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from assay.records.models import Listing
from assay.records.queries.pages import MOST, Page, page_of, page_of_keys
from assay.records.queries.states import in_listing_state
from assay.regime.restriction import ListingState

NEWEST = 1_000
COMMON = 50
"""So many of the newest hold a common word: five in a hundred."""
WORDS = 10

ASKED = "SELECT listing_id FROM records_listingwords WHERE words @@ records_asked(%s, %s, %s) LIMIT %s"


@dataclass(frozen=True, kw_only=True)
class Whose:
    """Whose listings are looked through, and the column beside the title in which words are looked for."""

    kind: Literal["store", "brand"]
    key: str

    @property
    def rows(self) -> QuerySet[Listing]:
        """All of his listings."""
        return Listing.objects.filter(**{f"{self.kind}_id": self.key})

    @property
    def also(self) -> str:
        """A store looks for identifiers of its own, a brand for stores."""
        return "listing_id" if self.kind == "store" else "store__trading_name"

    @property
    def lexeme(self) -> str:
        """What stands for him in the index of words."""
        return ("=" if self.kind == "store" else "~") + self.key


def search(
    whose: Whose, *, join: str, state: ListingState | None = None, text: str = "", page: int = 1, at: datetime
) -> Page:
    """One page of his listings in a state that hold all of these words, the last changed first. `join`: what comes with each."""
    rows = whose.rows
    if state is not None:
        rows = rows.filter(in_listing_state(state, at=at))
    rows = rows.order_by("-changed_at", "-pk")
    shown = rows.select_related(join).prefetch_related("restrictions")
    said = " ".join(text.split()[:WORDS])
    if not said:
        return page_of(shown, page=page)
    keys, more = _found(rows, whose, said)
    return page_of_keys(shown.order_by(), keys, page=page, more=more)


def _found(rows: QuerySet[Listing], whose: Whose, said: str) -> tuple[list[int], bool]:
    holds = Q()
    for word in said.split():
        holds &= Q(title__icontains=word) | Q(**{f"{whose.also}__icontains": word})
    looked = rows.annotate(holds=ExpressionWrapper(holds, output_field=BooleanField()))
    newest = list(looked.values_list("pk", "changed_at", "holds")[: NEWEST + 1])
    hits = [(changed, pk) for pk, changed, held in newest if held]
    if len(newest) <= NEWEST:
        return [pk for _, pk in hits], False
    if len(hits) >= COMMON:
        return [pk for _, pk in hits], True
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [said, whose.lexeme, whose.kind == "brand", MOST + 1])
        named = [pk for (pk,) in cursor.fetchall()]
    older = list(rows.filter(pk__in=named).values_list("changed_at", "pk"))
    found = sorted({*hits, *older}, reverse=True)
    return [pk for _, pk in found[:MOST]], len(found) > MOST
