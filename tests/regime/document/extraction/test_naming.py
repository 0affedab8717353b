"""Can this line be the name of a party?"""

from __future__ import annotations

import pytest

from assay.regime.document.extraction.naming import can_be_name


@pytest.mark.parametrize(
    "text",
    [
        "(Not to be used for payment remittance)",
        "HC : 1,4 cts/mn, du Lundi au Dimanche, de 7h à 0h.",
        "Montant prélevé le 16 novembre 2019",
        "Net 30 days",
        "$127.50",
        "TRIPLICADO",
        "Bedrag",
        "Hotel Details",
        "SARL au capital de 7500 €",
        "GmbH",
        "Totaal",
        "FR12345678912345",
        "rue de la Paix",
        "410 Terry Road North",
        "副本",
    ],
)
def test_a_note_a_price_or_a_heading_is_no_name(text: str) -> None:
    assert not can_be_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Duplikat Records GmbH",
        "Original Marines S.p.A.",
        "1-800-Flowers Inc.",
        "7 Days Hotel Ltd",
        "Amazon EU S.à r.l. (Succursale Italiana)",
        "24h Service GmbH",
        "H&M Hennes & Mauritz",
        "上海积塔半导体有限公司",
        "Studio 54",
        "Via Roma S.r.l.",
    ],
)
def test_a_name_with_odd_words_is_a_name(text: str) -> None:
    assert can_be_name(text)
