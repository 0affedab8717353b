"""An editor enrols brands and opens stores; whoever writes nonsense is told what and where, and nothing happens."""

import pytest
from django.test import Client

from assay.records.models import Brand, Listing, Person, Store
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db

GOOD = {
    "brand_id": "norvik",
    "name": "Norvik",
    "aliases": "NVK\n诺维克",
    "categories": "watches",
    "marks": "EUIPO 018000001 14 EU\nWIPO 1234567",
}


@pytest.fixture
def edda() -> Client:
    client = Client()
    client.force_login(Person.objects.create(username="edda", role=Role.EDITOR))
    return client


def test_an_editor_enrols_a_brand_with_its_marks(edda: Client) -> None:
    assert edda.post("/desk/brands/enrol/", GOOD).status_code == 302
    brand = Brand.objects.get()
    assert (brand.name, brand.aliases) == ("Norvik", ["NVK", "诺维克"])
    assert list(brand.marks.order_by("office").values_list("office", "number", "classes", "territories")) == [
        ("EUIPO", "018000001", [14], ["EU"]),
        ("WIPO", "1234567", [], []),
    ]
    assert "EUIPO 018000001" in edda.get("/desk/brands/").content.decode()
    assert not Listing.objects.exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"marks": "EUIPO"}, "is no mark"),
        ({"marks": "EUIPO 1 99"}, "are no Nice classes"),
        ({"marks": ""}, "a protected brand needs a mark"),
        ({"brand_id": "Nor vik"}, "is no identifier"),
        ({"name": " "}, "a brand needs a name"),
    ],
)
def test_nonsense_enrols_nothing_and_what_was_written_is_kept(edda: Client, change: dict[str, str], says: str) -> None:
    answer = edda.post("/desk/brands/enrol/", {**GOOD, **change})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page.replace("A protected", "a protected").replace("A brand", "a brand")
    assert "诺维克" in page
    assert not Brand.objects.exists()


def test_an_editor_opens_a_store(edda: Client) -> None:
    words = {
        "store_id": "seiden",
        "legal_name": "Seiden Handels GmbH",
        "country": "de",
        "tier": "open",
        "kind": "ordinary",
    }
    assert edda.post("/desk/stores/open/", words).headers["Location"] == "/desk/stores/seiden/"
    assert Store.objects.get().country == "DE"
    assert edda.post("/desk/stores/open/", words).status_code == 409
    assert edda.post("/desk/stores/open/", {**words, "store_id": "x", "tier": "sky"}).status_code == 422
