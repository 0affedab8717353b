"""Everybody is told in a language of his own choice: every text exists in all four, with the same places, and no English stays in another."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.conftest import STORY
from tests.web.office import Office
from tests.web.test_api import calls, problem

import assay.actions
from assay.actions import message, report
from assay.policy.load import parse, shipped
from assay.records.models import Order, Report
from assay.regime.listing.entitlement import STATE_WORDS
from assay.regime.listing.verdict import in_words
from assay.regime.moves import NOTICE_MOVES, OPEN_NOTICES, NoticeState, move
from assay.regime.notice.record import NoticeLane
from assay.regime.notice.verdict import FilingFacts, at_filing, when_silent
from assay.regime.reasons_catalogue import LANGUAGES
from assay.web import buyers
from assay.web.messages import NAMES, templates, words_of
from assay.web.sentences import day, placeholders, say, sentences, words
from assay.web.templatetags.assay import told_in

Enter = Callable[[str | None], Client]
OTHERS = [language for language in LANGUAGES if language != "en"]
ENGLISH = re.compile(
    r"\b(the|was|were|your|you|their|have|has|is|of|and|with|until|from|which|not|says)\b", re.IGNORECASE
)
KINDS = sorted(templates())


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_message_has_the_same_places_in_every_language(kind: str, language: str) -> None:
    english, other = templates()[kind], templates(language)[kind]
    assert placeholders(other.subject) | placeholders(other.text) == english.placeholders()
    assert placeholders(other.subject) == placeholders(english.subject) or kind == "store_close"
    assert (other.page, bool(other.button)) == (english.page, bool(english.button))
    assert other.subject != english.subject
    assert other.text != english.text


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_english_stays_in_a_message_of_another_language(kind: str, language: str) -> None:
    template = templates()[kind]
    given = {name: "2016-05-20" if name in template.dates else "7" for name in template.parameters}
    said = words_of(kind, given, language=language)
    found = ENGLISH.findall(f"{said.subject} {said.text} {said.button}".replace("DSA", ""))
    # German and French share some of these letters with English ("was", "is not"): what is left must be a word of theirs.
    assert {f.lower() for f in found} <= {"de": {"was"}, "fr": set(), "zh": set()}[language], (kind, found)
    assert "2016-05-20" not in said.subject + said.text


@pytest.mark.parametrize("sentence", sentences(), ids=lambda s: s.key)
def test_every_sentence_of_the_office_has_the_same_places_in_every_language(sentence: Any) -> None:
    assert set(sentence.texts) == set(LANGUAGES)
    assert {placeholders(text) for text in sentence.texts.values()} == {placeholders(sentence.texts["en"])}


def test_every_word_inside_a_sentence_has_all_languages() -> None:
    assert {frozenset(w) for w in words().values()} == {frozenset(OTHERS)}
    assert set(NAMES) == set(LANGUAGES)


@pytest.mark.parametrize("kind", sorted(buyers.texts()))
def test_what_buyers_are_told_has_the_same_places_in_every_language(kind: str) -> None:
    texts = buyers.texts()[kind]
    assert set(texts) == set(LANGUAGES)
    assert len({tuple(sorted((k, placeholders(v)) for k, v in t.items())) for t in texts.values()}) == 1


def screened() -> Iterator[str]:
    plain: dict[str, Any] = {
        "claim_text": "",
        "claim_field": "none",
        "trades": False,
        "right_state": "in_force",
        "over_units": False,
        "units_on_offer": 9,
        "units_left": 3,
        "wording": "plain",
        "wording_terms": [],
        "price_band": "plain",
        "price_share": None,
        "store_closed": False,
    }
    for field in ("title", "description", "brand", "gtin"):
        yield in_words(plain | {"claim_text": 'Dr. Martens "1:1". OK', "claim_field": field}, brand="Dr. Martens")
        yield in_words(plain | {"claim_text": "4006381333931", "claim_field": field}, brand="")
    for state in STATE_WORDS:
        yield in_words(plain | {"trades": True, "right_state": state}, brand="Dr. Martens")
        yield in_words(plain | {"right_state": state}, brand="")
    yield in_words(
        plain
        | {
            "claim_text": "Nike",
            "claim_field": "title",
            "over_units": True,
            "wording": "admits",
            "wording_terms": ["replica", "AAA"],
            "price_band": "impossible",
            "price_share": 0.061,
            "store_closed": True,
        },
        brand="Nike",
    )


def noticed() -> Iterator[str]:
    policy = shipped()
    for name, clock in policy.notice.clocks.named.items():
        for off, said, right, lane in ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 0, 1)):
            facts = FilingFacts(
                lane=NoticeLane.FAST if lane else NoticeLane.ORDINARY,
                sampled=False,
                store_has_right=bool(right),
                removed_already=bool(off),
                said_before=bool(said),
            )
            step = at_filing(facts, clock=clock, at=STORY, week=policy.calendar.office)
            if move(NOTICE_MOVES, NoticeState.FILED, step.event) not in OPEN_NOTICES:
                yield step.because[:1].upper() + step.because[1:] + "."
        for state in (NoticeState.SELLER_TO_ANSWER, NoticeState.HOLDER_TO_ANSWER):
            silent = when_silent(state, clock=clock)
            if move(NOTICE_MOVES, state, silent.event) is not NoticeState.TO_DECIDE:
                yield f"No answer came in time: {silent.because}."
        assert name


def written() -> Iterator[str]:
    """Every text that an action gives as what was seen, with something in each of its places."""
    for path in sorted(Path(assay.actions.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in ("seen", "reason"):
                yield from texts_of(node.value)
            if isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and key.value == "seen":
                        yield from texts_of(value)


def texts_of(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield node.value
    if isinstance(node, ast.JoinedStr):
        parts = [p.value if isinstance(p, ast.Constant) else place(ast.unparse(p.value)) for p in node.values]  # type: ignore[attr-defined]
        if any(" " in str(p).strip() for p in parts):
            yield "".join(str(p) for p in parts)


def place(code: str) -> str:
    if "isoformat" in code or code == "due":
        return "2016-05-20"
    if any(word in code for word in ("points", "hours")):
        return "12"
    known = {"other": ", in a store with the same vat id", "bits": " (12 of 256 bits differ)", "back.known_by": "photo"}
    known |= {"who": "The brand", "ground.replace('_', ' ')": "not issued"}
    if "suspended" in code:
        return "withdrawn"
    return known.get(code, "The seller was silent." if code == "reason" else "silent" if "because" in code else "Nike")


MADE = sorted({*screened(), *noticed(), *(step.because for step in shipped().store.ladder)})


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("text", MADE)
def test_what_the_office_says_by_itself_is_said_again_whole(text: str, language: str) -> None:
    said = say(text, language=language)
    kept = re.sub(r'Dr\. Martens|"1:1"\. OK|Nike|replica|AAA|GTIN', "", said)
    assert not {f.lower() for f in ENGLISH.findall(kept)} - {"was"}, (text, said)


@pytest.mark.parametrize("text", sorted(set(written())))
def test_no_action_makes_a_sentence_that_is_in_no_list(text: str) -> None:
    if text.startswith("No answer came in time: silent") or "{" in text:
        return  # put together with what the clocks say, which is tried above
    said = say(text, language="de")
    assert said != text, text
    assert not ENGLISH.findall(said.replace("The seller was silent.", "")), said


def test_what_a_person_wrote_stays_as_it_was_written() -> None:
    assert say("The clasp is not ours.", language="de") == "The clasp is not ours."
    mixed = "The brand objects to the right: not issued. The dealer is unknown to us."
    assert say(mixed, language="fr") == "La marque s’oppose au droit : non émis. The dealer is unknown to us."
    title = {"listing": "f-1", "title": "The store is closed.", "seen": "The store is closed."}
    assert words_of("listing_held", title, language="de").subject == "Angehalten: The store is closed."
    assert "Das Geschäft ist geschlossen." in words_of("listing_held", title, language="de").text
    assert say("x. " * 100_000, language="zh") == "x. " * 100_000


def test_days_are_written_as_each_language_writes_them() -> None:
    assert [day("2016-05-01", language=x) for x in LANGUAGES] == [
        "1 May 2016",
        "1. Mai 2016",
        "1er mai 2016",
        "2016年5月1日",
    ]
    assert day("soon", language="de") == "soon"


def test_a_statement_says_what_was_seen_in_the_language_too() -> None:
    from assay.regime.reasons import GROUNDS
    from assay.regime.terms import Ground

    facts = f"{GROUNDS[Ground.REPEATED][0]} 24 points on 2016-05-20."
    told = told_in({"ground": "repeated", "facts": facts}, "de")
    assert told["facts"] == "Ihr Geschäft hat Punkte für mehrere Verstöße gesammelt. 24 Punkte am 20. Mai 2016."


# By page and by program -----------------------------------------------------------------------------------------------------


def test_a_store_chooses_and_its_whole_inbox_is_in_that_language(enter: Enter, office: Office) -> None:
    carla = enter("carla")
    assert "Proof for Aurelle is due by 10 June 2016" in carla.get(reverse("store_inbox")).content.decode()
    assert carla.post(reverse("language"), {"language": "de"}).url == reverse("store_inbox")
    page = carla.get(reverse("store_inbox")).content.decode()
    assert "Der Nachweis für Aurelle ist bis 10. Juni 2016 fällig" in page
    assert 'lang="de">Der Nachweis' in page
    assert "is due by" not in page
    # Nobody else's language is another one now.
    assert "is due by" in calls(office.people["carla"])("store/messages?language=en").content.decode()
    assert calls(office.people["hana"])("language").json() == {"language": "en", "chosen": False}


def test_a_brand_and_an_agent_choose_for_themselves(enter: Enter, office: Office) -> None:
    message.tell(to=office.aurelle, kind="inquiry_closed", at=STORY, store="Trend HK")
    message.tell(to=office.people["ange"].notifier, kind="notifier_warned", at=STORY, reason="So.", days=90)  # type: ignore[arg-type]
    message.deliver(at=STORY)
    assert enter("bea").post(reverse("language"), {"language": "zh"}).url == reverse("brand_inbox")
    assert enter("ange").post(reverse("language"), {"language": "fr"}).url == reverse("agent_inbox")
    assert "关于Trend HK的答复期限已过" in enter("bea").get(reverse("brand_inbox")).content.decode()
    assert (
        "Vos signalements sont fréquemment infondés : So." in enter("ange").get(reverse("agent_inbox")).content.decode()
    )
    said = calls(office.people["ange"])("notices/messages").json()["messages"][0]
    assert (said["language"], said["subject"]) == ("fr", "Un avertissement au sujet de vos signalements")


def test_a_program_chooses_and_an_unknown_language_is_refused(office: Office) -> None:
    store = calls(office.people["hana"])
    assert store("language", {"language": "de"}).json() == {"language": "de", "chosen": True}
    assert problem(store("language", {"language": "en-GB"}))[::2] == (422, "language")
    assert problem(store("store/messages?language=xx"))[::2] == (422, "language")
    assert store("language").json() == {"language": "de", "chosen": True}
    assert problem(calls(office.people["mara"])("language", {"language": "de"}))[0] == 403


def test_until_somebody_chooses_the_policy_does(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = dict(shipped().texts)
    texts["notice"] = (
        texts["notice"].replace('default = "en"', 'default = "fr"') + '\n[language.by_country]\nHK = "zh"\n'
    )
    policy = parse(texts)
    assert policy.notice.language.of("") == "fr"
    monkeypatch.setattr("assay.actions.language.in_force", lambda: policy)
    assert calls(office.people["hana"])("language").json() == {"language": "zh", "chosen": False}
    assert calls(office.people["bea"])("language").json() == {"language": "fr", "chosen": False}
    # A policy of before this table is whole all the same.
    texts["notice"] = texts["notice"][: texts["notice"].index("[language]")]
    assert parse(texts).notice.language.of("", country="HK") == "en"


def test_a_reporter_reads_the_outcome_in_his_language(enter: Enter, office: Office) -> None:
    form = {"text": "Klebstoff.", "language": "de"}
    sent = enter(None).post(reverse("report", args=["mirror-luxe", "f-1"]), form)
    page = enter(None).get(sent.url).content.decode()
    assert "Wir sehen es uns an" in page
    assert "We are looking at it" not in page
    row = Report.objects.get()
    report.decide(report=row.pk, by=office.people["vera"], confirmed=False, reason="Sie ist echt.", at=STORY)
    page = enter(None).get(sent.url).content.decode()
    assert "Wir konnten es nicht bestätigen" in page
    assert "Eine andere Person prüft es noch einmal." in page
    answer = enter(None).get(f"/api/v1/reports/{row.token}").json()
    assert (answer["language"], answer["subject"]) == ("de", "Wir konnten es nicht bestätigen")
    wrong = enter(None).post(reverse("report", args=["mirror-luxe", "f-1"]), form | {"language": "xx"})
    assert (wrong.status_code, Report.objects.count()) == (422, 1)


def test_the_buyer_of_a_fake_is_told_in_the_language_of_his_order(office: Office) -> None:
    shop = calls(office.people["mara"])
    sale = {
        "store_id": "mirror-luxe",
        "product": "bag",
        "units": 1,
        "listing": "f-1",
        "amount": "49.00",
        "currency": "EUR",
    }
    rows = [
        sale | {"order": "o-1", "language": "fr"},
        sale | {"order": "o-2"},
        sale | {"order": "o-3", "language": "xx"},
    ]
    assert [r["where"] for r in shop("marketplace/orders", {"movements": rows}).json()["refused"]] == ["movements[2]"]
    assert Order.objects.count() == 2
    row = report.file(listing=office.held, text="Glue.", bought=True, order_id="o-1", at=STORY)
    report.decide(report=row.pk, by=office.people["vera"], confirmed=True, reason="It is fake.", at=STORY)
    told = [r["message"] for r in shop("marketplace/refunds").json()["refunds"]]
    assert [t["language"] for t in told] == ["fr", "en"]
    assert told[0]["subject"] == f"Ce que vous avez acheté n’était pas authentique : {office.held.title}"
    assert "à Mirror Luxe Ltd" in told[0]["text"]
    assert "Votre paiement de 49.00 EUR vous est rendu" in told[0]["text"]
    assert "“A.u.r.e.l.l.e style handbag 1:1 top quality” from Mirror Luxe Ltd" in told[1]["text"]
