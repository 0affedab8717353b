"""Two names of one company are one, and two companies are two."""

from __future__ import annotations

import pytest

from assay.regime.names import Same, name_key, name_stands_in, same_name


def verdict(one: str, other: str) -> Same:
    return same_name(one, other, same=0.9, doubtful=0.7)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muster GmbH", "MUSTER Gesellschaft mit beschränkter Haftung"),
        ("Müller & Söhne KG", "Mueller und Soehne Kommanditgesellschaft"),
        ("Société Générale d'Étoffes SARL", "SOCIETE GENERALE D'ETOFFES S.A.R.L."),
        ("Gebr. Lindwurm OHG", "Gebrüder Lindwurm oHG"),
        ("Łódzka Moda Sp. z o.o.", "Lodzka Moda sp. z o. o."),
        ("上海远大贸易有限公司", "上海遠大貿易有限公司".replace("遠", "远")),
        ("上海远大贸易有限公司", "Shanghai Yuanda Trading Co., Ltd."),
        ("ООО Красота", "OOO Krasota"),
        ("Άλφα Μόδα Α.Ε.", "Alfa Moda A.E."),
        ("A.B.C. Trading Ltd", "ABC Trading Limited"),
        ("First Int'l Trading Corp.", "1st International Trading Corporation"),
        ("SiemensAG", "Siemens AG"),
        ("Good Will Stores Inc", "Goodwill Stores, Inc."),
        ("Trade Winds LLC", "Trade Winds L.L.C."),
        ("Nordlicht Handelshaus AG", "Nordlicht Handelshuas AG"),
    ],
)
def test_one_company_is_one_however_it_is_written(one: str, other: str) -> None:
    assert verdict(one, other) is Same.SAME
    assert verdict(other, one) is Same.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muster GmbH", "Muster UG"),
        ("Muster Bank AG", "Muster Bank (Schweiz) AG"),
        ("Delta Fonds III", "Delta Fonds IV"),
        ("BMW", "Bayerische Motoren Werke"),
    ],
)
def test_what_only_comes_near_is_doubtful(one: str, other: str) -> None:
    assert verdict(one, other) is Same.DOUBTFUL


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volkswagen AG", "Siemens AG"),
        ("BWI Industries, Inc.", "BAE Industries, Inc."),
        ("International Trading Company", "Adriatic Trading Company"),
        ("Management Company 23", "Management Company 24"),
        ("Muster GmbH", ""),
        ("GmbH", "AG"),
    ],
)
def test_two_companies_are_two(one: str, other: str) -> None:
    assert verdict(one, other) is Same.ANOTHER


def test_a_name_is_found_on_a_page_in_any_spelling_and_a_short_one_never() -> None:
    page = "Rechnung an\nMUELLER & SOEHNE  KG\nHauptstr. 5"
    assert name_stands_in(page, "Müller und Söhne Kommanditgesellschaft")
    assert not name_stands_in(page, "Abt GmbH")
    assert name_stands_in("购买方 上海远大贸易有限公司", "上海远大贸易有限公司")


def test_a_key_is_the_same_for_every_spelling() -> None:
    assert name_key("Müller GmbH") == name_key("MUELLER G.m.b.H.") == "muller"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Société Lambert SARL", "Lambert S.à r.l."),
        ("Kiss Divat Kft.", "Kiss Divat Korlátolt Felelősségű Társaság"),
        ("Horvat d.o.o.", "Horvat društvo s ograničenom odgovornošću"),
        ("Yılmaz Tekstil A.Ş.", "Yilmaz Tekstil Anonim Şirketi"),
        ("上海锦程皮具有限公司", "Shanghai Jincheng Leather Goods Co., Ltd."),
        ("广州市华瑞贸易有限责任公司", "广州华瑞贸易有限公司"),
        ("Zhang San Trading (HK) Ltd", "Zhang San Trading (Hong Kong) Limited"),
        ("Kaufhaus Meier e.K.", "Kaufhaus Meier, Inhaber Hans Meier"),
        ("TACTICAL MISSILES CORPORATION JOINT STOCK COMPAN", "Tactical Missiles Corporation Joint Stock Company"),
    ],
)
def test_forms_of_more_countries_and_owners_stand_aside(one: str, other: str) -> None:
    assert verdict(one, other) is Same.SAME


def test_a_word_more_is_at_most_doubtful_however_little_it_says() -> None:
    assert verdict("Brückner Lederwaren GmbH", "Brückner Lederwaren Export GmbH") is Same.DOUBTFUL
    assert verdict("Bellamy Leather Ltd", "Bellamy Leather Trading Ltd") is Same.DOUBTFUL
