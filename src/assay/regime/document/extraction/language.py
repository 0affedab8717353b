"""In which of the nine languages is this paper written?

By its script first: kana are Japanese; characters that were simplified in 1956 are Chinese of the mainland, their old forms traditional. Latin
scripts by their small words and the words of trade.
"""

from __future__ import annotations

from assay.regime.document.extraction.words import fold

_SIMPLIFIED = frozenset("发订购买销单号码额价税总计户货务产电话称数币种应开关门东广华书让这们个样国结账")
_TRADITIONAL = frozenset("發訂購買銷單號碼額價稅總計戶貨務產電話稱數幣種應開關門東廣華書讓這們個樣國結賬")
# Letters that Japan did not simplify the same way, and words that it alone writes so.
_OF_THE_MAINLAND = frozenset("发订购买销单码额价总计户货务产电话币种应开关门东广华书让这们个样结账")
_OF_JAPAN = (
    *(
        "株式会社",
        "有限会社",
        "合同会社",
        "御中",
        "請求書",
        "御請求",
        "請求日",
        "請求番号",
        "納品書",
        "領収書",
        "見積書",
    ),
    *("消費税", "税込", "税抜", "登録番号", "円", "様", "〒", "単価", "丁目", "振込先", "発行日", "令和"),
)
_WORDS = {
    "en": """invoice date total amount description quantity price the and of to due number bill subtotal payment thank you your terms tax
        from for please seller buyer qty unit receipt order credit note company""",
    "de": """rechnung datum betrag gesamt menge preis der die das und von bitte zahlung netto brutto ust mwst gesamtbetrag einzelpreis
        bezeichnung kunde lieferung steuer nummer ihre wir zum bis rechnungsnummer rechnungsdatum""",
    "fr": """facture date montant total quantite prix le la les et de du des tva ht ttc client designation echeance paiement numero votre
        nous pour remise adresse reglement unitaire emetteur""",
    "es": """factura fecha importe total cantidad precio el la los y de del iva cliente descripcion vencimiento pago numero base imponible
        por para su direccion unitario nif proveedor emisor""",
    "it": """fattura data importo totale quantita prezzo il la e di del della iva cliente descrizione scadenza pagamento numero imponibile
        per partita indirizzo unitario spett destinatario mittente""",
    "nl": """factuur datum bedrag totaal aantal prijs de het een en van btw klant omschrijving vervaldatum betaling nummer voor uw
        subtotaal adres factuurnummer factuurdatum leverancier""",
}


def language_of(text: str) -> str:
    """BCP 47: en, de, fr, es, it, nl, zh-Hans, zh-Hant, ja; English where nothing tells."""
    kana = sum("\u3040" <= c <= "\u30ff" for c in text)
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    if kana >= 4 and kana * 12 >= han:
        return "ja"
    # Few kana, but words and letters that Chinese has not: 株式会社, 御中, 円.
    if han >= 4 and sum(word in text for word in _OF_JAPAN) >= 2 and not any(c in _OF_THE_MAINLAND for c in text):
        return "ja"
    if han >= 8:
        old = sum(c in _TRADITIONAL and c not in _SIMPLIFIED for c in text)
        new = sum(c in _SIMPLIFIED and c not in _TRADITIONAL for c in text)
        return "zh-Hant" if old > new else "zh-Hans"
    words = [w.strip(".,:;()%#/-") for w in fold(text).split()]
    counts = {lang: sum(w in known for w in words) for lang, known in ((k, set(v.split())) for k, v in _WORDS.items())}
    best = max(counts, key=lambda k: counts[k])
    return best if counts[best] > 0 else "en"
