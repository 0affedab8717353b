"""Who writes to whom about what, on the papers of the sixth and seventh round? Made-up traders, goods and words of nine languages.

A trader is `name|street|postcode and town|tax number`; goods are `what|price`. Sole traders, families and shops without a form of company are as frequent as companies.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

ISSUERS: dict[str, list[str]] = {
    "en": [
        "Pemberton & Hale|14 Cordwainer Row|Leeds LS2 7QA|GB 338 1120 47",
        "Brightwater Optics Ltd|Unit 9, Kelso Park|Swindon SN5 8UB|GB 771 2004 19",
        "Maria Okonkwo Design|33b Albion Mews|London E8 3PN|GB 402 7781 55",
        "Lone Pine Leather Co.|2250 Juniper Avenue|Bend, OR 97701|93-1827740",
        "Sundaram Textiles Pvt. Ltd.|47 Avinashi Road|Coimbatore 641018, Tamil Nadu|33AABCS1429B1Z6",
        "Northgate Watch Supply Inc.|88 King Street West, Suite 210|Toronto, ON M5H 1J9|81042 5512 RT0001",
        "Wattle & Gum Homewares|5/112 Smith Street|Collingwood VIC 3066|ABN 51 824 753 556",
    ],
    "de": [
        "Lederwerkstatt Anton Huber|Sendlinger Straße 44|80331 München|DE811224570",
        "Optik Reinhold & Söhne OHG|Marktplatz 3|73728 Esslingen am Neckar|DE145998213",
        "Brenner Handels GmbH|Am Güterbahnhof 17|28195 Bremen|DE299014455",
        "Petra Vogelsang|Lindenallee 8a|04109 Leipzig|211/456/01238",
        "Zwirnerei Blattmann|Seestrasse 101|8002 Zürich|CHE-114.335.902 MWST",
        "Glashütte Traun e.U.|Hauptstraße 12|4050 Traun|ATU61234507",
    ],
    "fr": [
        "Maison Delaunay|12 rue des Tanneurs|87000 Limoges|FR 62 401223987",
        "SARL Optique du Rhône|48 quai Saint-Antoine|69002 Lyon|FR 19 510448732",
        "Camille Fournier EI|7 impasse du Four|13100 Aix-en-Provence|FR 33 812004519",
        "Horlogerie Vuilleumier Sàrl|Rue du Temple 20|2400 Le Locle|CHE-109.877.214 TVA",
        "Les Ateliers Morvan|ZA de Kergaradec|29850 Gouesnou|FR 77 389110276",
    ],
    "es": [
        "Curtidos Bermejo S.A.|Polígono Las Salinas, nave 14|11500 El Puerto de Santa María|A11023345",
        "Lucía Santamaría Robles|Calle del Pez 18, 2.º B|28004 Madrid|50876123K",
        "Joyas del Turia, S.L.|Avenida del Puerto 211|46023 Valencia|B96112233",
        "Distribuidora Azteca SA de CV|Av. Insurgentes Sur 1602|03940 Ciudad de México|DAZ980512QX3",
    ],
    "it": [
        "Pelletteria Fratelli Rossini|Via del Corso 88|50122 Firenze (FI)|IT01922380487",
        "Ottica Bellini S.r.l.|Via Garibaldi 14|37121 Verona (VR)|IT03311450239",
        "Giulia Marchetti|Vicolo San Marco 3|30124 Venezia (VE)|MRCGLI84D52L736X",
        "Orologi Montefiore S.p.A.|Corso Buenos Aires 77|20124 Milano (MI)|IT10224560158",
    ],
    "nl": [
        "Van Dijk Lederwaren|Prinsengracht 112|1015 EA Amsterdam|NL001823456B12",
        "Juwelier De Gouden Ring B.V.|Lange Voorhout 24|2514 EE Den Haag|NL804411239B01",
        "Sanne Hoekstra Keramiek|Nieuwestad 63|8911 CJ Leeuwarden|NL002155871B90",
        "Horlogerie Peeters BV|Meir 45|2000 Antwerpen|BE 0432.118.927",
    ],
    "zh-Hans": [
        "杭州云锦丝绸有限公司|浙江省杭州市西湖区文三路259号|310012|91330106MA27X8L51P",
        "义乌市晨光小商品商行|浙江省义乌市稠州北路699号|322000|92330782MA2DLR3K7T",
        "广州恒泰皮具厂|广东省广州市花都区狮岭镇金狮大道16号|510850|91440114731556128Q",
    ],
    "zh-Hant": [
        "祥發貿易有限公司|九龍觀塘鴻圖道31號鴻貿中心12樓|香港|58812374-000",
        "臺北光學股份有限公司|臺北市中山區南京東路三段68號|104|28441975",
        "陳記手作皮件工作室|臺南市中西區神農街82號|700|72119045",
    ],
    "ja": [
        "株式会社みどり工房|東京都台東区浅草橋3-12-5|〒111-0053|T4010501023356",
        "山本革製品店|大阪府大阪市中央区南船場2丁目8番1号|〒542-0081|T8120001094471",
        "合同会社ハルカ時計|京都府京都市下京区四条通寺町東入ル15|〒600-8005|T5130003008842",
    ],
}

RECIPIENTS: dict[str, list[str]] = {
    "en": [
        "The Copper Kettle|61 High Street|Totnes TQ9 5PB",
        "Daniel R. Whitfield|9 Orchard Close|Marlow SL7 2BX",
        "Harlequin Stores Limited|Tower House, 40 Bridge Street|Manchester M3 3BW",
        "Blue Heron Gallery|417 Pine Street|Seattle, WA 98101",
        "Kapoor Brothers|12 Linking Road, Bandra West|Mumbai 400050, Maharashtra",
        "Aurelia Boutique|230 Queen Street East|Toronto, ON M5A 1S1",
        "Tilly & Co|8 Little Bourke Street|Melbourne VIC 3000",
    ],
    "de": [
        "Modehaus Feldmann|Königstraße 22|70173 Stuttgart",
        "Sabine Krämer|Rosenweg 5|50667 Köln",
        "Kaufhaus am Dom GmbH & Co. KG|Domshof 10|28195 Bremen",
        "Geschenke Lichtblick|Bergmannstraße 71|10961 Berlin",
        "Boutique Seefeld|Dufourstrasse 90|8008 Zürich",
        "Trafik Ingrid Mayr|Landstraße 33|4020 Linz",
    ],
    "fr": [
        "Boutique Les Marronniers|3 place Gambetta|33000 Bordeaux",
        "Madame Hélène Vasseur|22 bis avenue Foch|59800 Lille",
        "SAS Grenier & Fils|115 boulevard Voltaire|75011 Paris",
        "Bijouterie Chappuis|Grand-Rue 41|1204 Genève",
        "Galerie Penn Ar Bed|9 rue de Siam|29200 Brest",
    ],
    "es": [
        "Regalos La Perla|Calle Larga 7|11403 Jerez de la Frontera",
        "Francisco Javier Ortuño|Plaza Mayor 2|30001 Murcia",
        "Almacenes Torrente S.L.U.|Gran Vía 33|28013 Madrid",
        "Tienda El Quetzal|Calle 60 No. 480|97000 Mérida, Yucatán",
    ],
    "it": [
        "Boutique Margherita|Via Toledo 256|80134 Napoli (NA)",
        "Alessandro Conti|Via Po 31|10124 Torino (TO)",
        "Grandi Magazzini Adriatico S.p.A.|Viale Ceccarini 100|47838 Riccione (RN)",
        "La Bottega del Regalo|Via Maqueda 45|90134 Palermo (PA)",
    ],
    "nl": [
        "Cadeauwinkel 't Hoekje|Oudegracht 180|3511 NP Utrecht",
        "Dhr. P. de Wit|Kerkstraat 9|6211 EG Maastricht",
        "Warenhuis Noord B.V.|Herestraat 55|9711 LC Groningen",
        "Galerij Rubens|Wapper 11|2000 Antwerpen",
    ],
    "zh-Hans": [
        "上海丽都百货有限公司|上海市黄浦区南京东路820号|200001",
        "张伟|江苏省南京市鼓楼区中山北路55号|210008",
        "成都锦里礼品店|四川省成都市武侯祠大街231号|610041",
    ],
    "zh-Hant": [
        "海港城精品店|尖沙咀廣東道17號2樓|香港",
        "大新百貨股份有限公司|高雄市前鎮區中華五路789號|806",
        "林美玲|新北市板橋區文化路一段188號|220",
    ],
    "ja": [
        "有限会社さくら堂|神奈川県横浜市中区元町4-170|〒231-0861",
        "佐藤商店|北海道札幌市中央区南1条西3丁目2|〒060-0061",
        "株式会社ブルーム百貨|福岡県福岡市博多区博多駅前1-4-1|〒812-0011",
    ],
}

GOODS: dict[str, list[str]] = {
    "en": [
        "Saddle-stitched belt, tan, 34 in|48.50",
        "Card holder, five pockets|27.00",
        "Field watch 38 mm, steel bracelet, sapphire glass|389.00",
        "Travel wallet (RFID)|64.75",
        "Silk twill scarf 90 x 90|112.00",
    ],
    "de": [
        "Gürtel, Rindleder, 95 cm|38,90",
        "Schlüsseletui mit Reißverschluss|17,50",
        "Armbanduhr 40 mm, Saphirglas, Lederband braun|264,00",
        "Brillenetui hart, schwarz|12,80",
        "Seidenschal 180 x 45 cm|89,00",
    ],
    "fr": [
        "Ceinture cuir pleine fleur, 90 cm|42,00",
        "Porte-cartes cinq poches|23,50",
        "Montre acier 39 mm, bracelet veau|315,00",
        "Étui à lunettes rigide|14,90",
        "Carré de soie 70 x 70|98,00",
    ],
    "es": [
        "Cinturón de piel, 100 cm|35,00",
        "Monedero con cremallera|18,75",
        "Reloj de acero 41 mm, cristal de zafiro|278,00",
        "Estuche rígido para gafas|11,40",
        "Pañuelo de seda 60 x 60|54,00",
    ],
    "it": [
        "Cintura in pelle, 105 cm|44,00",
        "Portachiavi intrecciato|13,50",
        "Orologio automatico 40 mm, cinturino in pelle|329,00",
        "Custodia rigida per occhiali|12,20",
        "Foulard in seta 90 x 90|105,00",
    ],
    "nl": [
        "Riem, volnerf leer, 95 cm|39,95",
        "Pasjeshouder|19,50",
        "Horloge 38 mm, saffierglas, leren band|245,00",
        "Brillenkoker hard|13,25",
        "Zijden sjaal 180 x 45|87,50",
    ],
    "zh-Hans": ["真丝围巾 90×90|168.00", "牛皮腰带 110cm|135.50", "石英手表 男款|460.00", "卡包 黑色|59.00"],
    "zh-Hant": ["真絲圍巾 90×90|680.00", "牛皮腰帶 110cm|520.00", "機械手錶 男裝|3280.00", "名片夾 黑色|240.00"],
    "ja": ["本革ベルト 95cm|7800", "腕時計 クオーツ 38mm|24500", "名刺入れ 黒|4200", "シルクスカーフ|9600"],
}

WORDS: dict[str, dict[str, list[str]]] = {
    "en": {
        "invoice": ["Invoice", "INVOICE", "Tax Invoice"],
        "number": ["Invoice No.", "Invoice #", "Invoice number", "Number"],
        "date": ["Date", "Invoice date", "Date of issue", "Issued"],
        "due": ["Due date", "Payment due", "Due", "Pay by"],
        "to": ["Bill to", "Sold to", "Customer", "Billed to", "Invoice to"],
        "from": ["From", "Seller", "Supplier", "Billed by"],
        "ship": ["Ship to", "Deliver to"],
        "what": ["Description", "Item", "Details", "Particulars"],
        "qty": ["Qty", "Quantity", "Pcs", "No."],
        "price": ["Unit price", "Price", "Rate", "Price each"],
        "amount": ["Amount", "Line total", "Total", "Net amount"],
        "net": ["Subtotal", "Sub-total", "Net total", "Total before tax"],
        "tax": ["VAT", "Tax", "Sales tax", "GST"],
        "gross": ["Total", "Total due", "Amount due", "Grand total", "Balance due"],
        "taxno": ["VAT No.", "Tax ID", "VAT registration"],
        "customer_no": ["Customer No.", "Account"],
        "order": ["Your order", "PO number", "Order ref."],
    },
    "de": {
        "invoice": ["Rechnung", "RECHNUNG", "Rechnung"],
        "number": ["Rechnungsnummer", "Rechnungs-Nr.", "Beleg-Nr.", "Nummer"],
        "date": ["Datum", "Rechnungsdatum", "Ausgestellt am", "Belegdatum"],
        "due": ["Zahlbar bis", "Fällig am", "Zahlungsziel", "Fälligkeit"],
        "to": ["Rechnung an", "Kunde", "Rechnungsempfänger", "Käufer", "Rechnungsadresse"],
        "from": ["Von", "Verkäufer", "Rechnungssteller", "Absender"],
        "ship": ["Lieferadresse", "Lieferung an"],
        "what": ["Beschreibung", "Bezeichnung", "Artikel", "Leistung"],
        "qty": ["Menge", "Anzahl", "Stück", "Anz."],
        "price": ["Einzelpreis", "Preis", "E-Preis", "Preis/Einheit"],
        "amount": ["Gesamt", "Betrag", "Gesamtpreis", "Summe"],
        "net": ["Zwischensumme", "Netto", "Summe netto", "Nettobetrag"],
        "tax": ["USt.", "MwSt.", "Umsatzsteuer", "zzgl. MwSt."],
        "gross": ["Gesamtbetrag", "Rechnungsbetrag", "Summe brutto", "Zu zahlen", "Endbetrag"],
        "taxno": ["USt-IdNr.", "Steuernummer", "UID"],
        "customer_no": ["Kundennummer", "Kd.-Nr."],
        "order": ["Ihre Bestellung", "Auftrag", "Bestellnummer"],
    },
    "fr": {
        "invoice": ["Facture", "FACTURE", "Facture"],
        "number": ["Facture n°", "N° de facture", "Numéro", "N°"],
        "date": ["Date", "Date de facturation", "Émise le", "Date d'émission"],
        "due": ["Échéance", "À régler avant le", "Date d'échéance", "Payable le"],
        "to": ["Facturé à", "Client", "Destinataire", "Acheteur", "Adresse de facturation"],
        "from": ["De", "Vendeur", "Émetteur", "Fournisseur"],
        "ship": ["Livré à", "Adresse de livraison"],
        "what": ["Désignation", "Description", "Article", "Libellé"],
        "qty": ["Qté", "Quantité", "Nombre", "Qté"],
        "price": ["Prix unitaire", "P.U. HT", "PU", "Prix"],
        "amount": ["Montant HT", "Total HT", "Montant", "Total"],
        "net": ["Total HT", "Sous-total", "Montant total HT", "Total hors taxes"],
        "tax": ["TVA", "TVA", "Montant TVA", "Taxe"],
        "gross": ["Total TTC", "Net à payer", "Montant TTC", "À payer", "Total à régler"],
        "taxno": ["N° TVA", "TVA intracommunautaire", "N° TVA"],
        "customer_no": ["Code client", "Réf. client"],
        "order": ["Votre commande", "Bon de commande", "Commande n°"],
    },
    "es": {
        "invoice": ["Factura", "FACTURA", "Factura"],
        "number": ["Factura n.º", "Número de factura", "Nº factura", "Número"],
        "date": ["Fecha", "Fecha de factura", "Fecha de emisión", "Emitida el"],
        "due": ["Vencimiento", "Fecha de vencimiento", "Vence el", "Pagar antes de"],
        "to": ["Facturar a", "Cliente", "Destinatario", "Comprador", "Datos del cliente"],
        "from": ["De", "Vendedor", "Emisor", "Proveedor"],
        "ship": ["Enviar a", "Dirección de envío"],
        "what": ["Descripción", "Concepto", "Artículo", "Detalle"],
        "qty": ["Cant.", "Cantidad", "Uds.", "Unidades"],
        "price": ["Precio unitario", "Precio", "P. unit.", "Precio ud."],
        "amount": ["Importe", "Total", "Subtotal", "Importe neto"],
        "net": ["Base imponible", "Subtotal", "Importe neto", "Total neto"],
        "tax": ["IVA", "I.V.A.", "Cuota IVA", "Impuestos"],
        "gross": ["Total", "Total factura", "Total a pagar", "Importe total", "TOTAL"],
        "taxno": ["NIF", "CIF", "RFC"],
        "customer_no": ["Nº cliente", "Cód. cliente"],
        "order": ["Su pedido", "Pedido", "Nº pedido"],
    },
    "it": {
        "invoice": ["Fattura", "FATTURA", "Fattura"],
        "number": ["Fattura n.", "Numero", "N. fattura", "Fattura nr."],
        "date": ["Data", "Data fattura", "Data emissione", "Del"],
        "due": ["Scadenza", "Data scadenza", "Pagamento entro", "Scade il"],
        "to": ["Spett.le", "Cliente", "Destinatario", "Intestatario", "Fatturato a"],
        "from": ["Da", "Venditore", "Emittente", "Fornitore"],
        "ship": ["Destinazione merce", "Spedire a"],
        "what": ["Descrizione", "Articolo", "Prodotto", "Descrizione dei beni"],
        "qty": ["Q.tà", "Quantità", "Qta", "N. pezzi"],
        "price": ["Prezzo unitario", "Prezzo", "Prezzo unit.", "P.U."],
        "amount": ["Importo", "Totale", "Imponibile", "Importo netto"],
        "net": ["Imponibile", "Totale imponibile", "Subtotale", "Totale netto"],
        "tax": ["IVA", "Imposta", "I.V.A.", "IVA"],
        "gross": ["Totale fattura", "Totale", "Totale da pagare", "Netto a pagare", "Totale documento"],
        "taxno": ["P.IVA", "Partita IVA", "C.F."],
        "customer_no": ["Cod. cliente", "Codice cliente"],
        "order": ["Vs. ordine", "Ordine n.", "Rif. ordine"],
    },
    "nl": {
        "invoice": ["Factuur", "FACTUUR", "Factuur"],
        "number": ["Factuurnummer", "Factuurnr.", "Factuur nr", "Nummer"],
        "date": ["Datum", "Factuurdatum", "Datum factuur", "Opgemaakt op"],
        "due": ["Vervaldatum", "Te betalen voor", "Betalen vóór", "Uiterste betaaldatum"],
        "to": ["Factuur aan", "Klant", "Aan", "Koper", "Factuuradres"],
        "from": ["Van", "Verkoper", "Leverancier", "Afzender"],
        "ship": ["Afleveradres", "Verzenden naar"],
        "what": ["Omschrijving", "Artikel", "Product", "Beschrijving"],
        "qty": ["Aantal", "Stuks", "Aantal", "Hoeveelheid"],
        "price": ["Prijs", "Stukprijs", "Prijs p.st.", "Eenheidsprijs"],
        "amount": ["Bedrag", "Totaal", "Totaalprijs", "Bedrag excl."],
        "net": ["Subtotaal", "Totaal excl. btw", "Netto", "Bedrag excl. btw"],
        "tax": ["Btw", "BTW", "Btw-bedrag", "btw"],
        "gross": ["Totaal", "Totaal incl. btw", "Te betalen", "Totaalbedrag", "Te voldoen"],
        "taxno": ["Btw-nummer", "Btw-id", "BTW nr."],
        "customer_no": ["Klantnummer", "Debiteurnr."],
        "order": ["Uw bestelling", "Ordernummer", "Bestelling"],
    },
    "zh-Hans": {
        "invoice": ["发票", "销售发票", "商业发票"],
        "number": ["发票号码", "发票编号", "编号", "单号"],
        "date": ["日期", "开票日期", "开具日期", "日期"],
        "due": ["付款期限", "到期日", "付款截止日", "到期日"],
        "to": ["购买方", "客户", "收件人", "买方", "客户名称"],
        "from": ["销售方", "卖方", "供应商", "开票方"],
        "ship": ["送货地址", "收货人"],
        "what": ["商品名称", "货物名称", "品名", "项目"],
        "qty": ["数量", "数量", "件数", "数量"],
        "price": ["单价", "单价", "单价（元）", "单价"],
        "amount": ["金额", "小计", "金额（元）", "金额"],
        "net": ["小计", "不含税金额", "合计金额", "货款合计"],
        "tax": ["增值税", "税额", "税额", "税金"],
        "gross": ["价税合计", "总计", "应付金额", "合计", "总金额"],
        "taxno": ["纳税人识别号", "统一社会信用代码", "税号"],
        "customer_no": ["客户编号", "客户代码"],
        "order": ["订单号", "采购单号", "合同号"],
    },
    "zh-Hant": {
        "invoice": ["發票", "銷貨單", "商業發票"],
        "number": ["發票號碼", "發票編號", "編號", "單號"],
        "date": ["日期", "開立日期", "發票日期", "日期"],
        "due": ["付款期限", "到期日", "繳款期限", "到期日"],
        "to": ["客戶", "買方", "致", "買受人", "客戶名稱"],
        "from": ["賣方", "供應商", "開立人", "賣方"],
        "ship": ["送貨地址", "收貨人"],
        "what": ["品名", "商品名稱", "項目", "貨品"],
        "qty": ["數量", "數量", "件數", "數量"],
        "price": ["單價", "單價", "單價", "單價"],
        "amount": ["金額", "小計", "金額", "金額"],
        "net": ["小計", "銷售額合計", "未稅金額", "小計"],
        "tax": ["營業稅", "稅額", "稅金", "營業稅"],
        "gross": ["總計", "總金額", "應付總額", "合計", "總額"],
        "taxno": ["統一編號", "統一編號", "商業登記號碼"],
        "customer_no": ["客戶編號", "客戶代號"],
        "order": ["訂單編號", "採購單號", "訂單號碼"],
    },
    "ja": {
        "invoice": ["請求書", "御請求書", "請求書"],
        "number": ["請求書番号", "請求番号", "No.", "請求No."],
        "date": ["請求日", "発行日", "日付", "請求書発行日"],
        "due": ["お支払期限", "支払期日", "振込期限", "お支払い期日"],
        "to": ["請求先", "ご請求先", "お客様名", "宛先", "請求先"],
        "from": ["発行元", "請求元", "発行者", "販売者"],
        "ship": ["納品先", "お届け先"],
        "what": ["品名", "品目", "商品名", "摘要"],
        "qty": ["数量", "数量", "個数", "数量"],
        "price": ["単価", "単価", "単価", "単価"],
        "amount": ["金額", "金額", "金額（税抜）", "金額"],
        "net": ["小計", "税抜金額", "小計", "合計（税抜）"],
        "tax": ["消費税", "消費税(10%)", "消費税額", "消費税等"],
        "gross": ["合計金額", "ご請求金額", "合計", "お支払金額", "税込合計"],
        "taxno": ["登録番号", "登録番号", "登録番号"],
        "customer_no": ["お客様番号", "顧客コード"],
        "order": ["注文番号", "発注番号", "ご注文番号"],
    },
}

# Of whose country the issuers are: how money is written, in what, and how much tax there is.
MONEY: dict[str, tuple[str, str, str]] = {
    "GBP": ("£", ",", "."),
    "USD": ("$", ",", "."),
    "CAD": ("$", ",", "."),
    "AUD": ("$", ",", "."),
    "INR": ("₹", ",", "."),
    "EUR": ("€", ".", ","),
    "CHF": ("CHF", "'", "."),
    "MXN": ("$", ",", "."),
    "CNY": ("¥", ",", "."),
    "TWD": ("NT$", ",", ""),
    "HKD": ("HK$", ",", "."),
    "JPY": ("¥", ",", ""),
    "SEK": ("kr", " ", ","),
}
COUNTRY: dict[str, list[tuple[str, str, str]]] = {  # by issuer: country, currency, percent of tax
    "en": [
        ("GB", "GBP", "20"),
        ("GB", "GBP", "20"),
        ("GB", "GBP", "20"),
        ("US", "USD", "0"),
        ("IN", "INR", "18"),
        ("CA", "CAD", "13"),
        ("AU", "AUD", "10"),
    ],
    "de": [("DE", "EUR", "19")] * 4 + [("CH", "CHF", "8.1"), ("AT", "EUR", "20")],
    "fr": [("FR", "EUR", "20")] * 3 + [("CH", "CHF", "8.1"), ("FR", "EUR", "20")],
    "es": [("ES", "EUR", "21")] * 3 + [("MX", "MXN", "16")],
    "it": [("IT", "EUR", "22")] * 4,
    "nl": [("NL", "EUR", "21")] * 3 + [("BE", "EUR", "21")],
    "zh-Hans": [("CN", "CNY", "13")] * 3,
    "zh-Hant": [("HK", "HKD", "0"), ("TW", "TWD", "5"), ("TW", "TWD", "5")],
    "ja": [("JP", "JPY", "10")] * 3,
}
MONTHS = {
    "en": [
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
    ],
    "de": [
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
    ],
    "fr": [
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
    ],
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    "it": [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ],
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
}


@dataclass(frozen=True)
class Trader:
    name: str
    street: str
    town: str
    tax_id: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.name, self.street, self.town)


@dataclass(frozen=True)
class Item:
    what: str
    quantity: int
    price: Decimal
    amount: Decimal


@dataclass(frozen=True)
class Deal:
    """One sale: who, to whom, what, and how it is written in their country."""

    language: str
    at: int
    number: str
    issued: date
    due: date
    issuer: Trader
    recipient: Trader
    items: tuple[Item, ...]
    country: str
    currency: str
    percent: str

    def word(self, name: str, way: int | None = None) -> str:
        ways = WORDS[self.language][name]
        return ways[(self.at if way is None else way) % len(ways)]

    @property
    def places(self) -> int:
        return 0 if self.currency in ("JPY", "TWD") else 2

    @property
    def net(self) -> Decimal:
        return sum((i.amount for i in self.items), Decimal(0))

    @property
    def tax(self) -> Decimal:
        step = Decimal(1).scaleb(-self.places)
        return (self.net * Decimal(self.percent) / 100).quantize(step, ROUND_HALF_UP)

    @property
    def gross(self) -> Decimal:
        return self.net + self.tax

    def money(self, amount: Decimal, *, sign: str = "") -> str:
        """`before`, `after`, `code`, `code_after` or nothing: where the currency stands."""
        symbol, group, point = MONEY[self.currency]
        if self.language == "fr" and self.currency == "EUR":
            group = "\u202f"
        whole, _, rest = f"{abs(amount):.{self.places}f}".partition(".")
        if self.currency == "INR" and len(whole) > 3:
            head, parts = whole[:-3], [whole[-3:]]
            while head:
                parts.insert(0, head[-2:])
                head = head[:-2]
            grouped = ",".join(parts)
        else:
            grouped = f"{int(whole):,}".replace(",", group)
        text = grouped + (point + rest if rest else "")
        if amount < 0:
            text = "-" + text
        return {
            "": text,
            "before": f"{symbol}{'' if len(symbol) < 3 or symbol.endswith('$') else ' '}{text}",
            "after": f"{text} {symbol}",
            "code": f"{self.currency} {text}",
            "code_after": f"{text} {self.currency}",
        }[sign]

    def day(self, on: date | None = None, *, style: str = "") -> str:
        """As usual in the country; `words` in words, `iso` as in computers."""
        on = on or self.issued
        if style == "iso":
            return on.isoformat()
        if self.language in ("zh-Hans", "zh-Hant", "ja"):
            if style == "era" and self.language == "ja":
                return f"令和{on.year - 2018}年{on.month}月{on.day}日"
            if style == "era" and self.country == "TW":
                return f"中華民國{on.year - 1911}年{on.month:02}月{on.day:02}日"
            return f"{on.year}年{on.month}月{on.day}日" if style else f"{on:%Y/%m/%d}"
        if style == "words":
            month = MONTHS[self.language][on.month - 1]
            if self.country in ("US", "CA"):
                return f"{month} {on.day}, {on.year}"
            return {
                "de": f"{on.day}. {month} {on.year}",
                "es": f"{on.day} de {month} de {on.year}",
            }.get(self.language, f"{on.day} {month} {on.year}")
        if self.country == "US":
            return f"{on:%m/%d/%Y}"
        if self.language == "de" or self.country == "CH":
            return f"{on:%d.%m.%Y}"
        return f"{on:%d-%m-%Y}" if self.language == "nl" else f"{on:%d/%m/%Y}"

    @property
    def percentage(self) -> str:
        text = self.percent if MONEY[self.currency][2] != "," else self.percent.replace(".", ",")
        return text + ("%" if self.language in ("en", "zh-Hans", "zh-Hant", "ja", "it", "nl") else " %")

    def truth(self, **other: object) -> dict[str, object]:
        said: dict[str, object] = {
            "kind": "invoice",
            "number": self.number,
            "issued_on": self.issued.isoformat(),
            "currency": self.currency,
            "gross": str(self.gross),
            "issuer": self.issuer.name,
            "recipient": self.recipient.name,
            "lines": [[str(i.quantity), str(i.amount)] for i in self.items],
        }
        said.update(other)
        return {k: v for k, v in said.items() if v is not None}


def deal(language: str, at: int, *, number: str, issued: date, count: int = 3, issuer: int | None = None) -> Deal:
    """The sale number `at` in a language: the traders follow one another, the goods are turned."""
    i = (at if issuer is None else issuer) % len(ISSUERS[language])
    names = RECIPIENTS[language]
    goods = GOODS[language]
    items = []
    for n in range(count):
        what, price = goods[(at + n) % len(goods)].split("|")
        value = Decimal(price.replace(",", "."))
        quantity = (1, 4, 12, 25, 3, 60, 2)[(at * 3 + n * 2) % 7]
        items.append(Item(what if n < len(goods) else f"{what} II", quantity, value, value * quantity))
    country, currency, percent = COUNTRY[language][i]
    day = date.fromordinal(issued.toordinal() + 30)
    return Deal(
        language=language,
        at=at,
        number=number,
        issued=issued,
        due=day,
        issuer=Trader(*ISSUERS[language][i].split("|")),
        recipient=Trader(*names[(i if at < 10 else at) % len(names)].split("|")),
        items=tuple(items),
        country=country,
        currency=currency,
        percent=percent,
    )
