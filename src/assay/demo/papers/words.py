"""Which words and which number and date forms does a paper of this language use?

English, German, French. A layout picks long or short dates and the place of the currency, so that one language has several faces.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from assay.demo.papers.paper import Kind, Language

TITLES: Mapping[Language, Mapping[Kind, str]] = {
    "en": {
        "invoice": "Invoice",
        "credit_note": "Credit note",
        "receipt": "Receipt",
        "quote": "Quotation",
        "pro_forma": "Pro-forma invoice",
        "order_confirmation": "Order confirmation",
        "delivery_note": "Delivery note",
    },
    "de": {
        "invoice": "Rechnung",
        "credit_note": "Rechnungskorrektur",
        "receipt": "Quittung",
        "quote": "Angebot",
        "pro_forma": "Proforma-Rechnung",
        "order_confirmation": "Auftragsbestätigung",
        "delivery_note": "Lieferschein",
    },
    "fr": {
        "invoice": "Facture",
        "credit_note": "Avoir",
        "receipt": "Reçu",
        "quote": "Devis",
        "pro_forma": "Facture pro forma",
        "order_confirmation": "Confirmation de commande",
        "delivery_note": "Bon de livraison",
    },
}

LABELS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "number": "Invoice no.",
        "document_number": "Document no.",
        "date": "Invoice date",
        "document_date": "Date",
        "due": "Due date",
        "delivered": "Delivery date",
        "order": "Your order",
        "customer": "Customer no.",
        "preceding": "Refers to invoice",
        "bill_to": "Bill to",
        "from": "From",
        "pos": "#",
        "description": "Description",
        "article": "Item no.",
        "quantity": "Qty",
        "unit": "pcs",
        "price": "Unit price",
        "tax_rate": "VAT %",
        "amount": "Amount",
        "lines_total": "Subtotal",
        "discount": "Discount",
        "net": "Net total",
        "tax": "VAT",
        "gross": "Total",
        "vat_id": "VAT ID",
        "registration": "Reg. no.",
        "bank": "Bank details",
        "iban": "IBAN",
        "bic": "BIC",
        "phone": "Phone",
        "email": "E-mail",
        "page": "Page",
        "tax_base": "Taxable amount",
        "terms": "Please transfer the total to the account below by the due date, quoting the number above.",
        "K": "Intra-community supply, exempt from VAT (Art. 138 Directive 2006/112/EC).",
        "G": "Export supply, exempt from VAT (Art. 146 Directive 2006/112/EC).",
        "thanks": "Thank you for your business.",
    },
    "de": {
        "number": "Rechnungsnummer",
        "document_number": "Belegnummer",
        "date": "Rechnungsdatum",
        "document_date": "Datum",
        "due": "Fällig am",
        "delivered": "Lieferdatum",
        "order": "Ihre Bestellung",
        "customer": "Kundennummer",
        "preceding": "Zu Rechnung",
        "bill_to": "Rechnungsempfänger",
        "from": "Rechnungssteller",
        "pos": "Pos.",
        "description": "Bezeichnung",
        "article": "Artikel-Nr.",
        "quantity": "Menge",
        "unit": "Stk.",
        "price": "Einzelpreis",
        "tax_rate": "USt. %",
        "amount": "Betrag",
        "lines_total": "Summe Positionen",
        "discount": "Rabatt",
        "net": "Nettobetrag",
        "tax": "Umsatzsteuer",
        "gross": "Gesamtbetrag",
        "vat_id": "USt-IdNr.",
        "registration": "Register",
        "bank": "Bankverbindung",
        "iban": "IBAN",
        "bic": "BIC",
        "phone": "Telefon",
        "email": "E-Mail",
        "page": "Seite",
        "tax_base": "Bemessungsgrundlage",
        "terms": "Bitte überweisen Sie den Gesamtbetrag bis zum Fälligkeitstag unter Angabe der Nummer auf das unten genannte Konto.",
        "K": "Steuerfreie innergemeinschaftliche Lieferung (§ 4 Nr. 1b UStG).",
        "G": "Steuerfreie Ausfuhrlieferung (§ 4 Nr. 1a UStG).",
        "thanks": "Vielen Dank für Ihren Auftrag.",
    },
    "fr": {
        "number": "Facture n°",
        "document_number": "Document n°",
        "date": "Date de facture",
        "document_date": "Date",
        "due": "Date d’échéance",
        "delivered": "Date de livraison",
        "order": "Votre commande",
        "customer": "N° client",
        "preceding": "Concerne la facture",
        "bill_to": "Facturé à",
        "from": "Émetteur",
        "pos": "N°",
        "description": "Désignation",
        "article": "Référence",
        "quantity": "Qté",
        "unit": "pce",
        "price": "Prix unitaire HT",
        "tax_rate": "TVA %",
        "amount": "Montant HT",
        "lines_total": "Total des lignes",
        "discount": "Remise",
        "net": "Total HT",
        "tax": "TVA",
        "gross": "Total TTC",
        "vat_id": "N° TVA",
        "registration": "Immatriculation",
        "bank": "Coordonnées bancaires",
        "iban": "IBAN",
        "bic": "BIC",
        "phone": "Tél.",
        "email": "Courriel",
        "page": "Page",
        "tax_base": "Base HT",
        "terms": "Merci de régler le total sur le compte ci-dessous avant l’échéance, en rappelant le numéro de ce document.",
        "K": "Livraison intracommunautaire exonérée de TVA (art. 262 ter I du CGI).",
        "G": "Exportation exonérée de TVA (art. 262 I du CGI).",
        "thanks": "Nous vous remercions de votre confiance.",
    },
}

MONTHS: Mapping[Language, tuple[str, ...]] = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "de": (
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
}

COUNTRIES: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "AT": "Austria",
        "BE": "Belgium",
        "CN": "China",
        "DE": "Germany",
        "FR": "France",
        "GB": "United Kingdom",
        "IT": "Italy",
        "NL": "Netherlands",
    },
    "de": {
        "AT": "Österreich",
        "BE": "Belgien",
        "CN": "China",
        "DE": "Deutschland",
        "FR": "Frankreich",
        "GB": "Großbritannien",
        "IT": "Italien",
        "NL": "Niederlande",
    },
    "fr": {
        "AT": "Autriche",
        "BE": "Belgique",
        "CN": "Chine",
        "DE": "Allemagne",
        "FR": "France",
        "GB": "Royaume-Uni",
        "IT": "Italie",
        "NL": "Pays-Bas",
    },
}

SYMBOLS: Mapping[str, str] = {"EUR": "€", "GBP": "£", "USD": "$"}


def number(amount: Decimal, language: Language) -> str:
    """`1234.5` as 1,234.50, 1.234,50 or 1 234,50 (no-break space)."""
    english = f"{amount:,.2f}"
    if language == "en":
        return english
    thousands = "." if language == "de" else "\N{NO-BREAK SPACE}"
    return english.replace(",", "\0").replace(".", ",").replace("\0", thousands)


def money(amount: Decimal, currency: str, language: Language) -> str:
    """With the currency where the language puts it: before in English, after in German and French; a code where there is no symbol."""
    text = number(amount, language)
    symbol = SYMBOLS.get(currency)
    if language == "en":
        return f"{symbol}{text}" if symbol else f"{currency}\N{NO-BREAK SPACE}{text}"
    return f"{text}\N{NO-BREAK SPACE}{symbol or currency}"


def percent(rate: Decimal, language: Language) -> str:
    """`19` as 19 %, 5.5 as 5,5 % in German and French."""
    text = format(rate.normalize(), "f")
    return text if language == "en" else text.replace(".", ",")


def day(on: date, language: Language, *, long: bool) -> str:
    """Long: 20 May 2016, 20. Mai 2016, 20 mai 2016. Short: 20/05/2016, 20.05.2016, 20/05/2016."""
    if not long:
        return on.strftime("%d.%m.%Y" if language == "de" else "%d/%m/%Y")
    month = MONTHS[language][on.month - 1]
    if language == "de":
        return f"{on.day}. {month} {on.year}"
    if language == "fr" and on.day == 1:
        return f"1er {month} {on.year}"
    return f"{on.day} {month} {on.year}"


LETTER: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "title": "Letter of authorization",
        "reference": "Reference",
        "opening": "{issuer} hereby authorises the company named below to sell genuine goods of the brand {brand}. "
        "The trade marks listed below belong to {owner}.",
        "authorised": "Authorised company",
        "brand": "Brand",
        "marks": "Trade marks",
        "goods": "Goods",
        "all_goods": "All goods of the brand",
        "territory": "Territory",
        "worldwide": "Worldwide",
        "channel": "Sales channels",
        "all_channels": "All channels",
        "level": "Level of authorization",
        "pass_on": "May be passed on",
        "yes": "Yes",
        "no": "No",
        "from": "Valid from",
        "to": "Valid until",
        "closing": "This authorization ends on the date above and may be revoked earlier in writing.",
    },
    "de": {
        "title": "Vertriebsvollmacht",
        "reference": "Zeichen",
        "opening": "{issuer} ermächtigt hiermit die unten genannte Firma, Originalware der Marke {brand} zu verkaufen. "
        "Die unten aufgeführten Marken gehören {owner}.",
        "authorised": "Bevollmächtigte Firma",
        "brand": "Marke",
        "marks": "Eingetragene Marken",
        "goods": "Waren",
        "all_goods": "Alle Waren der Marke",
        "territory": "Gebiet",
        "worldwide": "Weltweit",
        "channel": "Vertriebswege",
        "all_channels": "Alle Vertriebswege",
        "level": "Stufe der Vollmacht",
        "pass_on": "Darf weitergegeben werden",
        "yes": "Ja",
        "no": "Nein",
        "from": "Gültig ab",
        "to": "Gültig bis",
        "closing": "Diese Vollmacht endet am genannten Tag und kann vorher schriftlich widerrufen werden.",
    },
    "fr": {
        "title": "Lettre d’autorisation",
        "reference": "Référence",
        "opening": "{issuer} autorise par la présente la société nommée ci-dessous à vendre des produits authentiques de la "
        "marque {brand}. Les marques énumérées ci-dessous appartiennent à {owner}.",
        "authorised": "Société autorisée",
        "brand": "Marque",
        "marks": "Marques déposées",
        "goods": "Produits",
        "all_goods": "Tous les produits de la marque",
        "territory": "Territoire",
        "worldwide": "Monde entier",
        "channel": "Canaux de vente",
        "all_channels": "Tous les canaux",
        "level": "Niveau d’autorisation",
        "pass_on": "Peut être transmise",
        "yes": "Oui",
        "no": "Non",
        "from": "Valable à partir du",
        "to": "Valable jusqu’au",
        "closing": "Cette autorisation prend fin à la date ci-dessus et peut être révoquée plus tôt par écrit.",
    },
}
