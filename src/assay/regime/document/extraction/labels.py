"""Which words on a paper name the value beside them?

Nine languages, folded: case, accents, punctuation and spaces do not count, so that "USt.-Id.-Nr.", "UST-ID NR" and "USt-IdNr:" are one label. The
longest label at a place wins. A label that names something else (`customer`, `delivery_note`) is listed so that its value is taken for nothing
else.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from assay.regime.document.extraction.numbering import DOCUMENT_NOUNS, JOINS, NOT_OURS, NUMBER_WORDS, compounds
from assay.regime.document.extraction.total_labels import known_totals
from assay.regime.document.extraction.words import Label, compact, found_in, phrases, tokens


def labels_in(text: str) -> Iterator[Label]:
    """The labels of a text from left to right, the longest at each place."""
    yield from found_in(text, known=_labels())


_TABLE = {
    "number": """请款单号 | 請款單號 | 销售单号 | 銷售單號 | 請款單編號 | billing document | documento de facturación | facturatiedocument | document de facturation | 发票号码 | 发票号 | 发票编号 | 發票號碼 | 發票編號 | 发票代码号 | 单据号 | 单据编号 | 單據號碼 | 單據編號 | 单号 |
        單號 | 票据号码 | 收据编号 | 收据号 | 收據編號 | 收據號碼 | 编号 | ~編號 | 票号 | 凭证号 | 憑證號碼 | 统一发票号码 |
        統一發票號碼 | 号码 | ~號碼 | 请求书番号 | 請求書番号 | 請求番号 | 請求書no | 請求no | 伝票番号 | 伝票no | 領収書番号 |
        領収番号 | 領収書no | 納品書番号 | 見積番号 | 見積書番号 | 見積no | 注文請書番号 | 書類番号 | 文書番号 | 発行番号 |
        インボイス番号 | 請求書ナンバー | 请求编号 | 帳票番号 | 报价单号 | 報價單號 | 报价单编号 | 订单确认号 | 证书编号 |
        证书号 | 證書編號 | 授权书编号 | 授權書編號 | 証明書番号 | 許諾番号 | 贷项通知单号 | 红字发票号码 | 折讓單號碼 |
        管理番号 | ~no | ~nr | ~number | ~nummer | ~numéro | ~número | ~numero | ~番号 | ~n° | ~ref | ~reference |
        ~our reference | ~zeichen | ~unser zeichen | ~aktenzeichen | ~référence | ~referencia | ~riferimento | ~kenmerk |
        ~ons kenmerk | belegnr | beleg nr | ~beleg | id dokument | our invoice | ~nostro riferimento | ~document | ~voucher""",
    "preceding": """annule la facture | annule facture | annulant la facture | a storno fattura | storno fattura | storno della fattura | annulla la fattura | anula la factura | anula factura | crediteert factuur | betreffende factuur | storno zu rechnung | storno der rechnung | credits invoice | cancels invoice | original invoice | original invoice no | original invoice number | refers to invoice | reference to invoice |
        corrected invoice | credited invoice | credit for invoice | related invoice | preceding invoice | for invoice |
        invoice corrected | against invoice | zu rechnung | zur rechnung | bezug rechnung | ursprungsrechnung |
        ursprungsbeleg nr | ursprungsbeleg | originalrechnung | korrigierte rechnung | korrektur zu rechnung | rechnungsbezug |
        bezieht sich auf rechnung | ursprüngliche rechnung | stornierte rechnung | zu rechnung nr | facture liée |
        facture d'origine | concerne la facture | facture initiale | facture corrigée | facture rectifiée | sur facture |
        référence facture | avoir sur facture | factura original | factura rectificada | rectifica a la factura |
        factura de origen | corrige la factura | factura corregida | fattura originale | fattura di riferimento | rif fattura |
        riferimento fattura | relativa alla fattura | oorspronkelijke factuur | betreft factuur | gecrediteerde factuur |
        creditering van factuur | referentie factuur | 原发票号码 | 原发票号 | 原發票號碼 | 原發票 | 原发票 | 对应发票 |
        元請求書番号 | 対象請求書 | 元請求書 | 訂正元請求書番号 | 原伝票番号""",
    "issued_on": """invoice date | date of invoice | inv date | bill date | billing date | date of issue | issue date | issued on | issued |
        date issued | document date | doc date | tax date | invoice issue date | tax point | dated | receipt date |
        credit note date | quote date | statement date | transaction date | sale date | date of sale | date of invoice issue |
        issued at | order date time | invoice issued | issued | emitida | emitida en | emitido | ausgestellt | dated this | ~date | rechnungsdatum | rechnungs datum | datum der rechnung | belegdatum | beleg datum |
        ausstellungsdatum | ausgestellt am | rechnungsdat | dokumentdatum | datum der ausstellung | gutschriftsdatum |
        quittungsdatum | angebotsdatum | kaufdatum | fakturadatum | bondatum | erstellt am | rechnung vom | ~datum | ~den |
        date de facture | date de la facture | date facture | date de facturation | date d'émission | émis le | émise le |
        date d'établissement | établie le | date du document | date d'avoir | date du reçu | date de vente | facturé le |
        date du devis | facture du | ~le | ~date | fecha de factura | fecha factura | fecha de la factura | fecha de emisión |
        fecha emisión | emitida el | fecha de expedición | expedida el | fecha documento | fecha del documento |
        fecha de facturación | fecha de venta | fecha del recibo | emitido el | ~fecha | data fattura | data della fattura |
        data di emissione | data emissione | emessa il | data documento | data del documento | data di fatturazione |
        data fatturazione | data ricevuta | emesso il | data vendita | ~data | ~del | factuurdatum | factuur datum |
        datum factuur | datum van factuur | datum van uitgifte | uitgiftedatum | opgesteld op | documentdatum |
        datum van de factuur | notadatum | bondatum | aankoopdatum | boekdatum | uitgegeven op | verkoopdatum | 开票日期 |
        发票日期 | 开具日期 | 出票日期 | 发票开具日期 | 单据日期 | 签发日期 | 發票日期 | 開立日期 | 開票日期 | 開具日期 |
        單據日期 | 簽發日期 | 收据日期 | 收據日期 | 交易日期 | 销售日期 | ~日期 | 发行日期 | 销货日期 | 銷貨日期 | 制单日期 |
        発行日 | 請求日 | 請求書発行日 | 請求年月日 | 発行年月日 | 作成日 | 領収日 | 取引日 | 伝票日付 | 請求書日付 | 請求日付 |
        見積日 | ~日付 | ~日時 | 売上日 | 購入日 | 発行日付 | 請求書作成日""",
    "due": """date échéance | data scadenza pagamento | scadenze | scadenza pagamento | vence | vence el | vencimiento el | scade il | vervalt op | payable jusqu'au | payable avant le | échéance le | bis zum | spätestens bis |
        due date | date due | payment due | payment due date | due | due by | due on | pay by | payable by | payment date |
        please pay by | please remit until | payment deadline | balance due date | to be paid by | payment due by |
        invoice due | maturity | fällig am | fälligkeit | fälligkeitsdatum | fälligkeitstag | zahlbar bis | zahlungsziel |
        zahlungsfrist | zu zahlen bis | fällig | zahlbar bis zum | bitte überweisen sie bis zum | zahlungstermin | fällig bis |
        zahlung bis | zahlungsziel bis | spätestens bis | date d'échéance | échéance | date limite de paiement |
        à payer avant le | payable le | à régler avant le | échéance le | date de règlement | à payer avant | date de paiement |
        échéance de paiement | payable avant le | fecha de vencimiento | vencimiento | fecha vencimiento | vence el |
        fecha límite de pago | a pagar antes de | pagar antes del | fecha de pago | vence | data di scadenza | scadenza |
        data scadenza | scade il | scadenza pagamento | da pagare entro | pagamento entro | entro il | vervaldatum | vervaldag |
        uiterste betaaldatum | te betalen voor | betalen voor | betaaldatum | betaaltermijn | te voldoen voor | betalen vóór |
        uiterlijk te betalen op | vervalt op | 到期日 | 付款期限 | 付款截止日 | 付款日期 | 付款到期日 | 应付日期 | 繳款期限 |
        付款截止日期 | 到期日期 | 繳費期限 | 支払期限 | お支払期限 | お支払い期限 | 支払期日 | お支払期日 | 支払い期限 |
        振込期限 | お振込期限 | 支払日 | お支払い期日 | ご入金期限 | 入金期日""",
    "delivered_on": """fecha de la entrega | data della consegna | date de la livraison | datum van de levering | delivery date | date of delivery | delivered on | date of supply | supply date | ship date | shipping date |
        shipped on | service date | date shipped | dispatch date | delivered | performance date | date of service |
        lieferdatum | leistungsdatum | liefer und leistungsdatum | lieferung am | geliefert am | leistungszeitpunkt |
        liefertermin | versanddatum | datum der lieferung | lieferscheindatum | leistungs datum | liefer datum |
        leistungszeitraum | liefertag | abrechnungszeitraum | lieferschein datum | date de livraison | livré le |
        date d'expédition | date de prestation | livraison le | date d'exécution | fecha de entrega | fecha entrega |
        entregado el | fecha de envío | fecha de operación | fecha operación | fecha de suministro | fecha de servicio |
        data di consegna | data consegna | consegnato il | data di spedizione | data spedizione | leverdatum | leveringsdatum |
        geleverd op | datum van levering | datum levering | verzenddatum | prestatiedatum | 交货日期 | 发货日期 | 交貨日期 |
        出貨日期 | 送货日期 | 送貨日期 | 交付日期 | 供货日期 | 供应日期 | 納品日 | 出荷日 | 納期 | 取引年月日 | 納入日 |
        引渡日 | 納品年月日""",
    "other_date": """order date | date of order | print date | printed | printed on | po date | purchase order date | account date |
        bestelldatum | bestell datum | auftragsdatum | druckdatum | gedruckt am | datum der bestellung | bestellt am |
        auftrag datum lief | auftrag datum | angebot vom | date de commande | imprimé le | date de la commande | commande du |
        fecha de pedido | fecha del pedido | fecha pedido | impreso el | data ordine | data dell'ordine | stampato il |
        data di stampa | besteldatum | orderdatum | afdrukdatum | datum bestelling | 订单日期 | 下单日期 | 訂單日期 | 打印日期 |
        列印日期 | 訂購日期 | 注文日 | 受注日 | 印刷日 | ご注文日 | date of birth | geburtsdatum | valid until | gültig bis |
        expiry date | expiration date | statement period | billing period | validità | geldig tot | valable jusqu'au |
        válido hasta | 有效期至 | 有効期限 | rechnungszeitraum | début | fin | period | periodo""",
    "currency": """currency | invoice currency | document currency | all amounts in | amounts in | currency code | währung |
        rechnungswährung | beträge in | belegwährung | alle beträge in | devise | monnaie | montants en |
        devise de facturation | tous les montants en | moneda | divisa | importes en | valuta | importi in | valuta fattura |
        bedragen in | munteenheid | munt | 币种 | 货币 | 幣別 | 幣種 | 貨幣 | 货币单位 | 币别 | 通貨 | 金額単位 | 結算幣別 |
        計價幣別 | 通貨単位""",
    "vat_id": """vat id | vat no | vat number | vat reg no | vat registration number | vat registration no | vat reg number | vat reg |
        vat identification number | vat identification no | vat id no | gst no | gst reg no | gst registration no | gstin |
        abn | tax id | tax identification number | tin | ein | vatin | gst number | gst hst no | vat | customer vat number |
        your vat id | vat id number | uid number | tax registration number | trn | tax no | tax reg no | ustid | ust id nr |
        ust idnr | ust ident nr | ust identnr | ust identifikationsnummer | umsatzsteuer id |
        umsatzsteuer identifikationsnummer | umsatzsteuer id nr | ust id | mwst nr | uid | uid nr | mwst nummer |
        ust id nummer | umsatzsteueridentnr | ust identnummer | ihre ust identnr | ihre ust idnr | ihre ust id |
        umsatzsteuer identnr | mwst id | unsere ust id | vat id nr | ust nr | tva intracom | n tva | no tva | numéro de tva |
        tva intracommunautaire | n tva intracommunautaire | numéro tva | n° de tva | n° tva client | n tva intra |
        n° tva intracom | id tva | numéro de tva intracommunautaire | num tva | tva n | identifiant tva | tva client |
        n° de tva intracommunautaire | nif | cif | nif iva | n iva | número de iva | nif cif | cif nif |
        n iva intracomunitario | iva intracomunitario | vat nif | nit | rfc | cuit | cuil | p iva | partita iva | part iva |
        piva | p iva c f | cod fisc p iva | partita iva codice fiscale | p iva cod fisc | btw nr | btw nummer | btw id |
        btw identificatienummer | btw no | btw | btwnummer | ob nummer | btw id nummer | 纳税人识别号 | 统一社会信用代码 |
        税号 | 统一社会信用代码纳税人识别号 | 纳税识别号 | 统一編號 | 統一編號 | 統編 | 稅籍編號 | 稅務編號 | 税务登记号 |
        信用代码 | 登録番号 | 適格請求書発行事業者登録番号 | 事業者登録番号 | インボイス登録番号 | 消費税登録番号 |
        適格請求書登録番号 | 買方統編 | 賣方統編 | 买方税号 | 销方税号""",
    "tax_number": """steuernummer | steuer nr | steuernr | st nr | stnr | finanzamt | tax office | codice fiscale | cod fisc | cf | c f |
        fiscal code | fiscaal nummer | numéro fiscal""",
    "registration": """company number | company no | company reg no | registered number | registration number | registration no | reg no |
        company registration | company registration number | registered no | crn | reg number | registered in england |
        business registration no | uen | acn | handelsregister | handelsregisternummer | hrb | hra | hrb nr | handelsreg |
        hr nummer | registernummer | registergericht | amtsgericht | firmenbuch | firmenbuchnummer | fn | eintragung | che |
        siret | siren | rcs | n siret | n siren | rc | immatriculation | numéro siret | rcs paris | registro mercantil |
        reg mercantil | rea | n rea | registro imprese | numero rea | c c i a a | reg imprese | kvk | kvk nr | kvk nummer |
        kvknummer | handelsregister nr | 注册号 | 工商注册号 | 營業登記 | 法人番号 | 会社法人等番号 | 商業登記 | 公司编号 |
        營業登記號碼 | 商業登記號碼 | 公司註冊編號""",
    "iban": """iban | iban nr | iban no | iban code | iban number | konto iban | account iban | compte iban | cuenta iban |
        conto iban | rekening iban | iban rekening | international bank account number""",
    "bank": """bank | bank details | bankverbindung | bank name | bankname | bic | swift | swift code | bic swift | sort code |
        account no | account number | account | account name | account holder | kontonr | kontonummer | konto | blz |
        kontoinhaber | coordonnées bancaires | rib | banque | titulaire | code banque | titulaire du compte | domiciliation |
        datos bancarios | banco | cuenta | titular | entidad | coordinate bancarie | banca | conto corrente | intestato a |
        abi | cab | bankgegevens | rekening | rekeningnummer | t n v | ten name van | bankrekening | rekeningnr | 开户行 |
        账号 | 银行账号 | 开户银行 | 開戶銀行 | 帳號 | 銀行帳號 | 户名 | 戶名 | 收款银行 | 收款帳號 | 開戶行 | 开户行及账号 |
        匯款帳號 | 振込先 | お振込先 | 口座番号 | 銀行名 | 口座名義 | 支店名 | 普通預金 | routing number | aba | routing no""",
    "email": """email | e mail | mail | e-mail-adresse | courriel | mél | correo electrónico | correo | posta elettronica | 电子邮箱 |
        邮箱 | 電子郵件 | 電郵 | メール | メールアドレス""",
    "phone": """phone | tel | telephone | telefon | fon | téléphone | tél | teléfono | tfno | telefono | telefoon | mobile | mobil |
        fax | telefax | cell | hotline | 电话 | 電話 | 传真 | 傳真 | 联系电话 | 聯絡電話 | tel fax | portable | móvil |
        cellulare | ファックス | 手机 | 電話番号""",
    "issuer": """venduto da | verkocht door | verkauft durch | geliefert von | seller | vendor | supplier | from | issued by | issuer | billed by | sold by | bill from | invoice from | exporter |
        shipper | merchant | shipper exporter | biller | supplier details | seller details | our details | provider |
        service provider | the seller | verkäufer | lieferant | rechnungssteller | rechnungsersteller | aussteller | absender |
        leistungserbringer | von | rechnungsaussteller | rechnung von | verkauft von | verkauf von | leistender unternehmer | anbieter | auftragnehmer |
        vendeur | fournisseur | émetteur | émis par | facturé par | expéditeur | prestataire | de la part de | exportateur |
        vendu par | vendedor | proveedor | emisor | emitido por | expedidor | facturado por | datos del emisor |
        datos del vendedor | exportador | vendido por | venditore | fornitore | mittente | emittente | cedente |
        cedente prestatore | emessa da | emesso da | prestatore | cedente/prestatore | dati fornitore | esportatore |
        dati emittente | verkoper | leverancier | afzender | opgesteld door | uitgever | verzonden door | facturerende |
        aanbieder | van | 销售方 | 卖方 | 销售单位 | 开票方 | 供应商 | 开票单位 | 卖家 | 供货方 | 收款单位 | 发货人 | 出票人 |
        销方 | 賣方 | 銷售方 | 開立人 | 供應商 | 賣家 | 出賣人 | 開票人 | 賣方名稱 | 銷貨人 | 出口商 | 发票开具方 | 销售方名称 |
        賣方資料 | 销售方信息 | 卖方信息 | 營業人 | 營業人名稱 | 銷售人 | 发行方 | 売主 | 発行者 | 請求元 | 販売元 | 発行元 | 仕入先 | 販売者 | 売り手 |
        差出人 | 供給者 | 発行事業者 | 請求者 | 販売業者 | 納入者 | 供货单位 | 供貨單位 | 供应单位 | 销货单位 | 銷貨單位 | 供方 |
        營業人蓋用統一發票專用章 | 營業人蓋統一發票專用章 | 賣方資訊 | 卖家信息 | 供应商名称 | seller information |
        vendor details | sender | issuing company | dati del fornitore | datos del proveedor | coordonnées vendeur | 收款方""",
    "recipient": """addressee | addressed to | preparada para | preparado para | preparata per | preparato per | préparé pour | préparée pour | erstellt für | ausgestellt an | ausgestellt für | opgesteld voor | emessa a | emesso a | émise à | émis à | expedida a | emitida a | uitgereikt aan | doit | for the account of | pour le compte de | per conto di | por cuenta de | solicitante | auftraggeberin | billed party | invoice receiver | invoice recipient | rechnungsempfang | sold to party | bill to party | purchaser name | bill to | billed to | billing address | invoice to | invoiced to | sold to | buyer | customer | client | purchaser |
        to | recipient | invoice address | charge to | importer | customer details | bill to address | consignee bill to |
        buyer details | invoice recipient | billing to | customer name | buyer name | issued to | account of | for |
        messrs | bill to party | billing details | customer information | billed to party |
        the buyer | prepared for | customer address | purchased by | rechnungsempfänger | käufer | kunde | rechnung an |
        rechnungsadresse | rechnungsanschrift | empfänger | auftraggeber | leistungsempfänger | an | besteller |
        käufer leistungsempfänger | abnehmer | zahlbar durch | kundenanschrift | rechnungsempfängerin | kundin | erwerber | für | facturé à |
        client | acheteur | destinataire | adresse de facturation | facturer à | adresse du client | payable par | pagabile da |
        vendu à | adressé à | facture adressée à | importateur | facturation | pour | acquéreur | coordonnées client | à |
        preneur | facturar a | cliente | comprador | destinatario | facturado a | dirección de facturación | datos del cliente |
        receptor | adquirente | vendido a | para | importador | datos de facturación | datos del comprador | facturación a |
        a nombre de | cliente | acquirente | destinatario | fatturare a | intestatario | fatturato a |
        indirizzo di fatturazione | spett le | spettabile | cessionario | cessionario committente | committente | compratore |
        venduto a | dati cliente | intestata a | importatore | dati acquirente | cessionario/committente | factuur aan |
        factuuradres | klant | koper | afnemer | gefactureerd aan | aan | geadresseerde | debiteur | ontvanger | verkocht aan |
        factureren aan | klantgegevens | besteller | voor | opdrachtgever | importeur | factuur voor | 购买方 | 买方 |
        购货单位 | 客户 | 收票方 | 购买单位 | 客户名称 | 付款单位 | 抬头 | 买家 | 购方 | 收货单位 | 致 | 發票抬頭 | 买方名称 |
        購買方 | 購買人 | 買方 | 買受人 | 客戶 | 客戶名稱 | 抬頭 | 買家 | 收票人 | 買方名稱 | 收件人 | 進口商 | 购买方名称 |
        購貨人 | 购买方信息 | 买方信息 | 購方 | 買受方 | 購買人資料 | 開立對象 | 账单寄送 | 帳單寄送 | 发票抬头 | 買主 | 請求先 | 宛先 | 購入者 | お客様 |
        顧客 | 得意先 | 販売先 | 買い手 | 納入先 | お客様名 | ご請求先 | 受領者 | 宛名 | 取引先 | 顧客名 | 請求先名 | 購入者名 |
        寶號 | 宝号 | 受票人 | 受票方 | 購貨單位 | 購買單位 | 客户信息 | 客戶資料 | 買方資訊 | 需方 | 台照 | ご購入者 | 買受人名稱 |
        datos del receptor | dati del cliente | intestatario fattura | intestatario della fattura | destinatario fattura | facturation à |
        account name and address | 付款方 | for account and risk of messrs | for account and risk of | invoice for |
        account and risk of messrs""",
    "ship_to": """ship to party | goods recipient | destinatario de mercancías | réceptionnaire | remit to | remit payment to | please remit to | delivered to | shipping details | shipping information | delivery details | send to |
        destinatario merce | destinazione merce | destinatario della merce | consigned to | delivery location | goods delivered to | livraison à | adresse d'expédition | liefern an | versand an | ship to | shipped to | deliver to | delivery address | shipping address | delivery to | place of delivery | consignee |
        sent to | ship to address | notify party | lieferadresse | lieferanschrift | warenempfänger | lieferung an |
        versandadresse | abweichender warenempfänger | leistungsort | adresse de livraison | livré à | livrer à |
        lieu de livraison | expédié à | dirección de entrega | dirección de envío | enviar a | entregar a | lugar de entrega |
        destino | indirizzo di consegna | consegnare a | luogo di consegna | destinazione | spedire a |
        indirizzo di spedizione | luogo di destinazione | afleveradres | leveradres | verzenden naar | bezorgadres |
        leveren aan | afleveradres | verzendadres | 收货地址 | 送货地址 | 收貨地址 | 送貨地址 | 收货人 | 收貨人 | 配送地址 |
        納品先 | 配送先 | お届け先 | 送付先 | 届け先 | 出荷先 | payee | abweichender zahlungsempfänger | zahlungsempfänger |
        bénéficiaire | beneficiario | begunstigde""",
    "contact": """contact | sales contact | your contact | ansprechpartner | kontakt | sachbearbeiter | bearbeiter | contact commercial |
        contacto | atendido por | contatto | referente | contactpersoon | 联系人 | 聯絡人 | 担当 | 担当者 | ご担当 |
        salesperson | sales rep | prepared by | cashier | served by | kassierer | es bediente sie | vendeur caisse | cajero |
        cassiere | verkoper kassa | 收款人 | 复核 | 开票人 | 店员""",
    "order": """订单号 | 订单编号 | 订单号码 | 采购单号 | 采购订单号 | 合同号 | 合同编号 | 訂單編號 | 訂單號碼 | 訂單號 | 採購單號 |
        合約編號 | 注文番号 | ご注文番号 | 発注番号 | 受注番号 | 契約番号 | 注文no | your order | ihre bestellung |
        votre commande | su pedido | vostro ordine | uw bestelling | bestellung | commande | pedido | ordine""",
    "customer": """客户编号 | 客户代码 | 客户号 | 会员号 | 会员编号 | 客戶編號 | 客戶代號 | 會員編號 | 会员卡号 | お客様番号 | 顧客番号 |
        得意先コード | 会員番号 | お客様コード | 顧客コード | kd nr | code client | código de cliente | codice cliente |
        client id""",
    "delivery_note": "送货单号 | 发货单号 | 运单号 | 快递单号 | 出库单号 | 送貨單號 | 出貨單號 | 運單號碼 | 納品番号 | 出荷番号 | 送り状番号",
    "party_id": """gln | globale nummer | global number | global id | duns | d u n s | lei | eori | eori nr | eori no | lief nr |
        lieferanten nr | lieferantennummer | lieferantennr | supplier no | supplier number | vendor no | vendor number |
        vendor id | supplier id | kreditor | kreditorennummer | fournisseur n° | n° fournisseur | proveedor nº | n fornitore |
        leveranciersnummer | ils | unsere gln | ihre gln | wee reg nr | abteilung | department""",
    "name": """name | company name | company | legal name | firma | firmenname | nom | raison sociale | société | nombre |
        razón social | empresa | nome | ragione sociale | denominazione | naam | bedrijfsnaam | bedrijf | 名称 | 公司名称 |
        企业名称 | 单位名称 | 名稱 | 公司名稱 | 公司 | 会社名 | 名前 | 社名 | 氏名 | 御社名 | 商号 | organisation |
        dénomination | denominación | handelsnaam""",
    "address": """address | registered address | registered office | head office | anschrift | adresse | sitz | firmensitz |
        siège social | siège | dirección | domicilio | domicilio social | domicilio fiscal | indirizzo | sede | sede legale |
        residenza | adres | vestigingsadres | 地址 | 注册地址 | 地址电话 | 联系地址 | 公司地址 | 聯絡地址 | 通訊地址 | 住所 |
        所在地 | 本社 | 本社所在地 | 営業地址 | 地址、电话 | straße | street | rue""",
    "town": """cap | domicilio postal | localidad | población | ciudad | provincia | código postal | cp | comune | città | prov | ville | code postal | ort | plz | plz ort |
        stadt | woonplaats | plaats | postcode | city | town | zip | zip code | postal code | post code | state | 城市 | 市町村 | 郵便番号 | 邮编 | 郵遞區號""",
    "terms": """terms | payment terms | terms of payment | incoterms | zahlungsbedingungen | lieferbedingung | lieferbedingungen |
        conditions de paiement | mode de paiement | condiciones de pago | forma de pago | condizioni di pagamento |
        modalità di pagamento | betalingsvoorwaarden | 付款条件 | 付款方式 | 支払条件 | お支払方法 | page | seite | página | pagina""",
    "country": "country | land | pays | país | paese | nazione | 国家 | 國家 | 国 | country of residence",
}


@cache
def _labels() -> dict[str, tuple[str, float]]:
    known: dict[str, tuple[str, float]] = {}
    for language, words in NUMBER_WORDS.items():
        for name, nouns in NOT_OURS.items():
            for phrase in compounds(nouns[language], words, JOINS[language]):
                known.setdefault(compact(phrase), (name, 1.0))
        for phrase in compounds(DOCUMENT_NOUNS[language], words, JOINS[language]):
            known[compact(phrase)] = ("number", 1.0)
    for key, value in phrases(_TABLE).items():
        known.setdefault(key, value)
    for word in ("n", "de", "a", "no"):
        known.pop(word, None)
    known["no"] = ("number", 0.3)
    return known


def is_label(text: str) -> bool:
    """Whether the text is nothing but a label."""
    words = tokens(text)
    if not words:
        return False
    key = "".join(t.folded for t in words)
    return key in _labels() or key in known_totals()
