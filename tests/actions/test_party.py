"""Accounts are opened by the operator, each for one person in one role, and for a party that is there."""

from datetime import date

import pytest

from assay.actions.party import open_account, open_store
from assay.cli import ROLES
from assay.errors import BadInput, Conflict, NotFound
from assay.records.models import Person, Store
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db

GOOD = "rather-long-and-odd"


def store() -> Store:
    return open_store(store_id="seiden", legal_name="Seiden Handels GmbH", opened_on=date(2016, 1, 1))


def test_the_roles_of_the_command_are_those_of_the_regime() -> None:
    assert tuple(role.value for role in Role) == ROLES


def test_a_seller_acts_for_a_store_that_is_there() -> None:
    store()
    person = open_account(username="sue", password=GOOD, role=Role.SELLER, party="seiden")
    assert (person.store_id, person.check_password(GOOD)) == ("seiden", True)


@pytest.mark.parametrize(
    ("role", "party", "error", "says"),
    [
        (Role.SELLER, "", BadInput, "acts for one store"),
        (Role.VERIFIER, "seiden", BadInput, "acts for nobody"),
        (Role.SELLER, "nowhere", NotFound, "no store 'nowhere'"),
    ],
)
def test_a_party_too_many_or_missing_is_refused(role: Role, party: str, error: type[Exception], says: str) -> None:
    store()
    with pytest.raises(error, match=says):
        open_account(username="sue", password=GOOD, role=role, party=party)
    assert not Person.objects.exists()


@pytest.mark.parametrize("password", ["", "short", "password1234"])
def test_a_weak_password_opens_no_account(password: str) -> None:
    with pytest.raises(BadInput) as refused:
        open_account(username="vera", password=password, role=Role.VERIFIER)
    assert refused.value.where == "password"


def test_a_name_is_taken_once_and_a_store_opens_once() -> None:
    store()
    open_account(username="vera", password=GOOD, role=Role.VERIFIER)
    with pytest.raises(Conflict):
        open_account(username="vera", password=GOOD, role=Role.ENFORCER)
    with pytest.raises(Conflict):
        store()
