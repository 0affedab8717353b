"""Which words stand on a paper of the third set? Seven languages, spellings as traders use them; one is chosen for each issuer."""

from __future__ import annotations

import random

# invoice; number; date; due; bill to; seller; article; code; EAN; quantity; price; amount; net; tax; gross; paid; rounding; to pay; tax number; account; reverse; exempt; ordered; ship to; credit note; pro-forma
KEYS = [
    "invoice",
    "number",
    "date",
    "due",
    "to",
    "by",
    "name",
    "model",
    "gtin",
    "quantity",
    "price",
    "amount",
    "net",
    "tax",
    "gross",
    "prepaid",
    "rounding",
    "payable",
    "vat",
    "account",
    "reverse",
    "exempt",
    "shipto",
    "credit_note",
    "pro_forma",
]
_ROWS = {
    "en": "Invoice/Tax Invoice; Invoice number/Invoice no./No.; Invoice date/Date of issue; Due date/Payable by; Billed to/Sold to/Customer; Supplier/Issued by;"
    " Item description/Item/Goods; SKU/Style no./Article; EAN/GTIN; Quantity/Qty; Unit price/Price; Line total/Amount/Total; Subtotal/Total excl. VAT/Net amount;"
    " VAT {rate}%/Tax ({rate} %); Total/Total incl. VAT/Invoice total; Paid/Deposit; Rounding; Amount due/Balance payable; VAT ID/VAT no./Tax ID; IBAN/Account (IBAN);"
    " VAT reverse charge, the recipient is liable for the tax.; No VAT is charged on this supply.; Ship to/Delivery address; Credit note; Pro forma invoice",
    "de": "Rechnung/RECHNUNG; Rechnungsnummer/Rechnungs-Nr./Belegnummer; Rechnungsdatum/Datum/Belegdatum; Zahlbar bis/Fällig am; Rechnungsempfänger/Kunde/An;"
    " Rechnungssteller/Verkäufer; Bezeichnung/Artikel/Beschreibung; Artikelnummer/Art.-Nr./Modell; EAN/GTIN; Menge/Anzahl; Einzelpreis/Preis netto/EP;"
    " Gesamt/Betrag/Gesamtpreis; Zwischensumme/Nettobetrag/Summe netto; MwSt. {rate} %/USt. {rate} %/zzgl. {rate} % MwSt; Gesamtbetrag/Rechnungsbetrag/Total;"
    " Bereits bezahlt/Anzahlung; Rundung/Rundungsdifferenz; Zu zahlen/Offener Betrag; USt-IdNr./UID/MWST-Nr.; IBAN/Konto;"
    " Steuerschuldnerschaft des Leistungsempfängers (Reverse Charge).; Kein Ausweis von Umsatzsteuer.; Lieferadresse/Lieferung an; Gutschrift; Proforma-Rechnung",
    "fr": "Facture/FACTURE; Facture n°/Numéro de facture/N°; Date de facture/Date d'émission; Date d'échéance/Payable le; Facturé à/Client/Adresse de facturation;"
    " Vendeur/Émetteur; Description/Désignation/Article; Référence/Réf./Code; EAN/Code-barres; Quantité/Qté; Prix unitaire HT/PU HT; Montant HT/Total HT/Total;"
    " Sous-total HT/Total HT/Total net HT; TVA {rate} %/TVA à {rate} %; Total TTC/Montant TTC; Déjà réglé/Acompte; Arrondi; Solde à payer/Net à payer;"
    " N° TVA/TVA intracommunautaire; IBAN/Compte bancaire; Autoliquidation de la TVA par le preneur.; TVA non facturée.; Adresse de livraison/Livré à; Avoir; Facture pro forma",
    "it": "Fattura/FATTURA; Fattura n./Numero fattura/N.; Data/Data fattura; Scadenza/Da pagare entro; Intestata a/Cliente/Spett.le; Fornitore/Cedente;"
    " Descrizione/Articolo; Cod. articolo/Codice/Rif.; EAN; Quantità/Q.tà; Prezzo/Prezzo unitario; Totale/Importo; Imponibile/Totale imponibile;"
    " IVA {rate} %/Imposta IVA {rate}%; Totale fattura/Totale documento; Acconto/Già pagato; Arrotondamento; Netto a pagare/Da pagare; P. IVA/Partita IVA; IBAN;"
    " Inversione contabile (reverse charge).; Operazione senza applicazione dell'IVA.; Destinazione merce/Luogo di consegna; Nota di credito; Fattura proforma",
    "es": "Factura/FACTURA; Número de factura/Factura n.º/N.º; Fecha/Fecha de factura; Fecha de vencimiento/Vencimiento; Cliente/Facturado a; Proveedor/Emisor;"
    " Descripción/Artículo; Referencia/Ref.; EAN; Cantidad/Unidades; Precio/Precio unitario; Importe/Total; Base imponible/Subtotal; IVA {rate} %/IVA ({rate}%);"
    " Total factura/Total; Pagado/Anticipo; Redondeo; Total a pagar/Pendiente; NIF/CIF/NIF-IVA; IBAN; Inversión del sujeto pasivo.; Operación sin IVA.;"
    " Dirección de entrega/Enviar a; Nota de abono; Factura proforma",
    "nl": "Factuur/FACTUUR; Factuurnummer/Factuurnr.; Factuurdatum/Datum; Vervaldatum/Te betalen voor; Factuur aan/Klant/Debiteur; Leverancier/Verkoper;"
    " Omschrijving/Artikel; Artikelnr./Code; EAN; Aantal; Prijs/Stukprijs; Bedrag/Totaal; Subtotaal/Totaal excl. btw; Btw {rate}%/{rate}% btw;"
    " Totaal incl. btw/Totaal; Betaald/Aanbetaling; Afronding; Te betalen/Openstaand; Btw-nummer/Btw-id; IBAN; Btw verlegd.; Geen btw in rekening gebracht.;"
    " Afleveradres/Verzenden naar; Creditnota; Pro-formafactuur",
    "zh": "发票/商业发票/销售发票; 发票号码/发票编号; 开票日期/日期; 付款期限/到期日; 购买方/客户/买方; 销售方/卖方; 货物名称/品名/商品名称; 型号/货号; 条码; 数量; 单价; 金额; 合计/不含税金额;"
    " 税额（{rate}%）/增值税{rate}%; 价税合计/总计; 已付/预付款; 尾差; 应付金额; 统一社会信用代码/纳税人识别号; 账号; 免税出口。; 不征税。; 收货地址; 红字发票; 形式发票",
    "ja": "請求書/御請求書; 請求書番号/請求No./番号; 請求日/発行日/日付; 支払期限/お支払期限; 請求先/お客様; 発行者/販売元; 品名/商品名/摘要; 品番/型番; JANコード; 数量; 単価; 金額;"
    " 小計/税抜合計; 消費税（{rate}%）/消費税 {rate}%; 合計金額/税込合計/合計; 入金済/前受金; 端数調整; ご請求額/差引請求額; 登録番号; 口座; 輸出免税。; 不課税。; 納品先; 貸方票; 見積請求書",
}


def words(language: str, rng: random.Random) -> dict[str, str]:
    """One spelling for each label. Spellings are parted by `/` where no blank follows."""
    cells = [c.strip() for c in _ROWS[language].split(";")]
    return {key: rng.choice(_spellings(cell)) for key, cell in zip(KEYS, cells, strict=True)}


def _spellings(cell: str) -> list[str]:
    return [s for s in cell.replace("NIF-IVA", "NIF-IVA").split("/") if s]
