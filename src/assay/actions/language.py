"""In which language is a party told? It chooses one; until then the policy does."""

from __future__ import annotations

from assay.actions.policy import in_force
from assay.errors import BadInput, NotFound
from assay.records.models import Brand, Notifier, Person, Report, Store
from assay.regime.reasons_catalogue import LANGUAGES

Told = Store | Brand | Notifier


def known(language: str, *, where: str = "language") -> str:
    """The language of this code. BadInput: there is no catalogue for it."""
    if language not in LANGUAGES:
        raise BadInput(f"{language[:20]!r} has no catalogue.", where=where, mend=f"Use one of: {', '.join(LANGUAGES)}.")
    return language


def choose(party: Told, *, language: str) -> str:
    """From now on the party is told in this language, also what lies in its inbox already. A brand that files for itself chooses as the brand."""
    chosen, whose = known(language), _told_as(party)
    type(whose)._default_manager.filter(pk=whose.pk).update(language=chosen)
    whose.language = chosen
    return chosen


def language_of(party: Told | Report) -> str:
    """In which language this party is told."""
    whose = _told_as(party)
    country = whose.country if isinstance(whose, Store) else ""
    return in_force().notice.language.of(whose.language, country=country)


def by_policy() -> str:
    """In which language somebody is told of whom nothing is known."""
    return in_force().notice.language.default


def party_of(person: Person) -> Told:
    """Whose inbox this person reads. NotFound: nobody's."""
    party = person.store or person.brand or person.notifier
    if party is None:
        raise NotFound("you act for nobody who is told anything.", mend="Act for a store, a brand or an agent.")
    return party


def _told_as(party: Told | Report) -> Told | Report:
    return party.brand if isinstance(party, Notifier) and party.brand is not None else party
