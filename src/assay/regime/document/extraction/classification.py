"""What kind of paper is it: an invoice, a receipt, a letter, or something that proves no purchase?

The title decides: the largest or highest line that names a kind. A pro-forma invoice contains the word invoice, so the longest name wins; an
invoice that mentions an order confirmation in its text stays an invoice, because the mention is no title. A paper without a title is unknown,
never an invoice by default.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assay.regime.document.extraction.page import Cell, Page, field_of
from assay.regime.document.extraction.words import LONGEST_LABEL, phrases, tokens
from assay.regime.document.reading import Field, Kind

_TITLES = {
    Kind.CREDIT_NOTE: """credit note | credit memo | credit memorandum | credit invoice | corrective invoice | corrected invoice |
        correction invoice | refund invoice | cancellation invoice | tax credit note | adjustment note | gutschrift |
        rechnungskorrektur | korrekturrechnung | stornorechnung | storno | kreditnota | kaufmännische gutschrift |
        rechnungskorrekturbeleg | avoir | facture d'avoir | note de crédit | facture rectificative | nota de crédito |
        factura rectificativa | abono | factura de abono | nota de abono | nota di credito | nota credito | nota di accredito |
        creditnota | creditfactuur | credit factuur | kredietnota | 红字发票 | 贷项通知单 | 贷记单 | 貸項通知單 | 折讓單 |
        折讓證明單 | 信用票据 | 贷记通知单 | 退货单 | 銷貨退回 | 赤伝票 | 返金明細 | クレジットノート | 返品伝票 | 貸方票 |
        赤字請求書 | refund | refund receipt | return receipt | remboursement | rückerstattung | reembolso | rimborso | terugbetaling | 退款单 | 退款單 |
        销项负数 | 红字增值税专用发票 | 红字增值税普通发票 | 红字电子发票 | 訂正請求書 | 返還請求書 | 红字增值税发票 | 貸項單 | 適格返還請求書 | 返金通知書""",
    Kind.PRO_FORMA: """pro forma invoice | proforma invoice | pro forma | proforma | invoice pro forma | proforma rechnung |
        pro forma rechnung | proformarechnung | rechnung proforma | facture pro forma | facture proforma | factura proforma |
        factura pro forma | fattura proforma | fattura pro forma | avviso di parcella | pro forma factuur | proformafactuur |
        proforma factuur | 形式发票 | 形式發票 | 预开发票 | 備用發票 | プロフォーマインボイス | プロフォーマ請求書 |
        試算送り状 | 仮請求書 | 預估發票 | 估价发票""",
    # Papers that speak of an invoice and are none: they have names of their own, so that those win.
    Kind.UNKNOWN: """statement of account | account statement of open items | statement | customer statement | open items | reminder |
        payment reminder | overdue account notice | overdue account | account overdue | unpaid invoice | unpaid invoice notice | past due invoice |
        invoice overdue | appraisal | insurance appraisal | valuation | overdue notice | final notice | past due notice | dunning letter | overdue reminder | final demand |
        first reminder | second reminder | collection notice | customs declaration | certificate of authenticity | authenticity card |
        warranty card | warranty certificate | gift card | gift voucher | certificate of origin | bill of lading | air waybill |
        insurance certificate | price list | catalogue | shipping label | return label | return form | mahnung | zahlungserinnerung |
        letzte mahnung | 1 mahnung | 2 mahnung | 3 mahnung | erste mahnung | zweite mahnung | dritte mahnung | offene posten |
        kontoabstimmung | saldenbestätigung | zollerklärung | zollinhaltserklärung | echtheitszertifikat | garantiekarte | garantieschein |
        preisliste | gutschein | retourenschein | frachtbrief | relance | lettre de relance | rappel de paiement | mise en demeure |
        dernier rappel | relevé de factures | relevé de compte client | déclaration en douane | certificat d'authenticité |
        bon de garantie | bon d'achat | recordatorio de pago | aviso de vencimiento | reclamación de pago | requerimiento de pago |
        recordatorio | estado de cuenta de cliente | declaración de aduana | certificado de autenticidad | tarjeta de garantía |
        lista de precios | sollecito di pagamento | sollecito | primo sollecito | secondo sollecito | promemoria di pagamento |
        estratto conto cliente | dichiarazione doganale | certificato di autenticità | certificato di garanzia | listino prezzi |
        betalingsherinnering | aanmaning | herinnering | tweede herinnering | laatste aanmaning | rekeningoverzicht | openstaande posten |
        douaneverklaring | certificaat van echtheid | garantiebewijs | prijslijst | cadeaubon | 催款函 | 催款通知 | 催款单 | 付款提醒 |
        对账单 | 往来对账单 | 對帳單 | 對賬單 | 催款通知書 | 催繳通知 | 报关单 | 報關單 | 质保卡 | 保修卡 | 保固卡 | 正品证书 | 價目表 |
        single administrative document | customs entry | import declaration | export declaration | einheitspapier | zollanmeldung | document administratif unique |
        documento único administrativo | documento amministrativo unico | enig document | 进口货物报关单 | 出口货物报关单 | 進口報單 | 輸入許可通知書 |
        account balance confirmation | situazione contabile | situazione cliente | extrait de compte client | situación de cuenta | 往来对账函 | 对账函 | 對帳函 | 询证函 | 企业询证函 |
        business licence | business license | trade licence | certificate of incorporation | company registration certificate | business registration certificate | vat registration certificate |
        tax registration certificate | certificate of good standing | commercial register extract | handelsregisterauszug | gewerbeanmeldung | gewerbeschein | gewerbeerlaubnis | extrait kbis | extrait d'immatriculation |
        extrait du registre du commerce | avis de situation | nota simple | certificación registral | visura camerale | certificato camerale | visura ordinaria | uittreksel handelsregister | uittreksel kvk | uittreksel kamer van koophandel |
        营业执照 | 營業執照 | 企业法人营业执照 | 商業登記證 | 商业登记证 | 公司註冊證書 | 税务登记证 | 開業登記 | 登記簿謄本 | 履歴事項全部証明書 | 現在事項全部証明書 | 開業届 | 古物商許可証 |
        食品经营许可证 | 进出口货物收发货人 | 对外贸易经营者备案登记表 | copyright registration certificate | design registration certificate | patent certificate | domain registration certificate | 作品登记证书 |
        外观设计专利证书 | 实用新型专利证书 | 发明专利证书 | 意匠登録証 | 特許証 | 专利证书 | trademark application | trade mark application | filing receipt | application filing receipt | trademark filing receipt |
        受理通知书 | 注册申请受理通知书 | 商标注册申请受理通知书 | 商标注册申请书 | 商標註冊申請書 | 商標登録願 | eingangsbestätigung | empfangsbescheinigung | markenanmeldung | récépissé de dépôt | demande d'enregistrement |
        solicitud de registro de marca | domanda di registrazione | domanda di marchio | merkaanvraag | test report | inspection report | prüfbericht | 检测报告 | 检验报告 | 質檢報告 | 試験成績書 |
        督促状 | 支払督促 | お支払いのお願い | 未払いのお知らせ | 残高確認書 | 取引残高 | 売掛金残高 | 保証書 | 鑑定書 | 価格表 | 返品票""",
    Kind.QUOTE: """quote | quotation | estimate | offer | sales quote | price quotation | sales quotation | angebot | kostenvoranschlag |
        offerte | preisangebot | devis | offre de prix | offre | estimation | proposition commerciale | presupuesto | oferta |
        cotización | oferta comercial | preventivo | offerta | preventivo di spesa | prijsopgave | offerteaanvraag |
        prijsofferte | 报价单 | 報價單 | 估价单 | 估價單 | 报价 | 報價 | 见积书 | 見積書 | 御見積書 | お見積書 | 見積 | 御見積 |
        报价书 | 報價書""",
    Kind.ORDER_CONFIRMATION: """order confirmation | confirmation of order | sales order confirmation | order acknowledgement | order acknowledgment |
        purchase order | sales order | auftragsbestätigung | bestellbestätigung | bestellung | confirmation de commande |
        bon de commande | accusé de réception de commande | confirmation d'achat | confirmación de pedido |
        confirmación del pedido | orden de compra | pedido | conferma d'ordine | conferma ordine | conferma dell'ordine |
        ordine di acquisto | ordine d'acquisto | orderbevestiging | bevestiging van bestelling | opdrachtbevestiging |
        bestelbevestiging | inkooporder | bestelbon | 订单确认 | 订单确认书 | 訂單確認 | 訂單確認書 | 采购订单 | 採購單 |
        销售订单 | 订购单 | 訂購單 | 注文確認書 | 注文請書 | 注文書 | 発注書 | ご注文確認 | 注文確認 | 受注確認書 | 訂購確認書 |
        订单""",
    Kind.PACKING_SLIP: """packing slip | packing list | delivery note | delivery slip | delivery docket | dispatch note | shipping note |
        goods received note | despatch note | delivery receipt | lieferschein | packliste | packzettel | versandschein |
        warenbegleitschein | bon de livraison | bordereau de livraison | liste de colisage | bordereau d'expédition | albarán |
        nota de entrega | lista de empaque | albarán de entrega | lista de embalaje | documento di trasporto | ddt |
        bolla di consegna | distinta di imballaggio | bolla | pakbon | leverbon | afleverbon | paklijst | leveringsbon |
        vrachtbrief | 装箱单 | 送货单 | 发货单 | 出货单 | 裝箱單 | 送貨單 | 出貨單 | 交货单 | 交貨單 | 納品書 | 出荷明細書 |
        梱包明細書 | パッキングリスト | 配送单 | 包装清单 | 出库单 | 御納品書""",
    Kind.BANK_SLIP: """bank statement | payment confirmation | transfer confirmation | wire transfer confirmation | payment advice |
        remittance advice | bank transfer | transfer receipt | payment order | proof of payment | bank slip | deposit slip |
        wire confirmation | account statement | swift confirmation | payment slip | kontoauszug | überweisungsbeleg |
        zahlungsbestätigung | überweisung | zahlungsbeleg | einzahlungsbeleg | zahlungsavis | avis | überweisungsbestätigung |
        sepa überweisung | relevé de compte | relevé bancaire | avis de virement | ordre de virement |
        confirmation de virement | avis d'opération | justificatif de virement | justificatif de paiement | extracto bancario |
        justificante de transferencia | comprobante de transferencia | orden de transferencia | justificante de pago |
        estado de cuenta | comprobante de pago | estratto conto | contabile bancaria | disposizione di bonifico |
        ricevuta di bonifico | bonifico | conferma di bonifico | distinta di bonifico | bankafschrift | overschrijvingsbewijs |
        betalingsbewijs | betalingsbevestiging | overboeking | rekeningafschrift | bevestiging van overschrijving | 银行回单 |
        电子回单 | 转账凭证 | 付款凭证 | 銀行水單 | 匯款單 | 轉帳憑證 | 汇款单 | 银行对账单 | 业务回单 | 匯款申請書 | 付款回单 | single customer credit transfer | customer credit transfer | swift copy | swift message | telegraphic transfer | outgoing wire transfer advice | wire transfer advice | wire transfer | transfer advice | credit advice | debit advice |
        sepa credit transfer | payment receipt from bank | überweisungsauftrag | dauerauftrag | virement | virement émis | transferencia |
        transferencia realizada | bonifico sepa | ご利用明細票 | ご利用明細 | お振込 | 网上银行电子回单 | 轉帳通知 | 匯款證明 | 振込明細書 | 振込受付書 | 取引明細書 | 振込依頼書 | お振込明細 | 支払通知書 | 利用明細票 |
        入金伝票 | 振込金受取書 | 银行转账回单 | 转账回单 | 银行付款回单 | 收款回单 | 匯款收據 | 匯款回條 | 振込明細""",
    Kind.LETTER_OF_AUTHORIZATION: """
        distribution agreement | distributor agreement | exclusive distribution agreement | dealer agreement | reseller agreement | brand licence agreement | trademark licence agreement |
        trade mark licence agreement | trademark license agreement | vertriebsvertrag | händlervertrag | vertragshändlervertrag | alleinvertriebsvertrag | markenlizenzvertrag | contrat de distribution | contrat de distribution exclusive |
        contrat de concession | contrat de revendeur | contrat de licence de marque | contrato de distribución | contrato de distribución comercial | contrato de distribución exclusiva | contrato de licencia de marca |
        contratto di distribuzione | contratto di distribuzione esclusiva | contratto di concessione di vendita | contratto di licenza di marchio | distributieovereenkomst | dealerovereenkomst | distributiecontract |
        merklicentieovereenkomst | 经销合同 | 经销协议 | 代理合同 | 代理协议 | 经销商协议 | 商标使用许可合同 | 商标许可使用合同 | 經銷合約 | 經銷合約書 | 代理合約書 | 代理合約 | 商標授權合約書 | 商標授權契約書 |
        販売代理店契約書 | 販売店契約書 | 代理店契約書 | 特約店契約書 | 商標使用許諾契約書 | 委任狀 | 委任书 | 販売店認定証 | 代理店認定証 | 特約店証明書 |
        to whom it may concern letter | bestätigung der verkaufsberechtigung | verkaufsberechtigung | vertriebsbestätigung |
        bestätigung als autorisierter händler | händlerbestätigung | bescheinigung autorisierter händler | fachhändlerbestätigung |
        dichiarazione di rivenditore autorizzato | dichiarazione di autorizzazione | dichiarazione rivenditore | nomina a rivenditore |
        attestation de revendeur | attestation de vente | certificat de revendeur agréé | certificat d'agrément | mandat de distribution |
        certificado de distribuidor | declaración de autorización | nombramiento de distribuidor | certificado de vendedor autorizado |
        autorización de reventa | verklaring van wederverkoper | verklaring van autorisatie | erkend dealer verklaring |
        authorisation statement | authorization statement | distributor certificate | reseller certificate | dealer certificate |
        confirmation of authorisation | confirmation of authorization | authorized retailer letter | authorised dealer letter |
        distribution agreement confirmation | 正規取扱店証明書 | 正規取扱店認定証 | 取扱店証明書 | 特約店証明書 | 販売店証明書 | 販売代理店契約証明書 |
        経銷授權證明 | 特约经销证书 | 经销商证书 | 经销商资格证书 | 代理证书 | 代理證書 | 特約經銷證書 | 线上销售授权书 | 网络销售授权书 |
        網路銷售授權書 | 店铺授权书 |
        letter of authorization | letter of authorisation | authorization letter | authorisation letter | brand authorization |
        brand authorisation | brand authorization letter | certificate of authorization | certificate of authorisation |
        authorized dealer certificate | authorised dealer certificate | distribution authorization |
        distribution authorisation | authorized reseller | authorised reseller | authorised reseller letter |
        authorized reseller letter | dealer authorization | dealer authorisation | letter of appointment |
        appointment of distributor | sales authorization | sales authorisation | authorization certificate |
        reseller authorization | authorized distributor certificate | authorization to sell | authorisation to sell |
        letter of consent | certificate of authorized dealer | authorised retailer certificate |
        authorized retailer certificate | brand licence letter | autorisierungsschreiben | vollmacht | markenautorisierung |
        vertriebsvollmacht | händlerbescheinigung | autorisierung | bestätigung der vertriebsberechtigung |
        vertriebsautorisierung | ermächtigung | autorisierungsbestätigung | vertriebsgenehmigung | händlerautorisierung |
        autorisierter händler | vertriebsberechtigung | markenvollmacht | ermächtigungsschreiben | vertriebserlaubnis |
        lettre d'autorisation | autorisation de vente | autorisation de distribution | attestation de distribution |
        attestation de distributeur agréé | certificat de distributeur agréé | autorisation de commercialisation |
        lettre d'habilitation | attestation d'autorisation | autorisation de revente | autorisation de marque |
        lettre d'agrément | attestation de revendeur agréé | carta de autorización | autorización de venta |
        autorización de distribución | certificado de distribuidor autorizado | autorización de marca |
        carta de distribuidor autorizado | autorización de comercialización | certificado de autorización |
        autorización para la venta | lettera di autorizzazione | autorizzazione alla vendita |
        autorizzazione alla distribuzione | certificato di rivenditore autorizzato | autorizzazione del marchio |
        lettera di nomina | attestato di rivenditore autorizzato | autorizzazione alla rivendita |
        certificato di autorizzazione | machtigingsbrief | autorisatiebrief | verkoopmachtiging | dealerverklaring |
        merkmachtiging | toestemmingsbrief | machtiging | verkoopautorisatie | distributiemachtiging | autorisatieverklaring |
        merkautorisatie | volmacht | 授权书 | 品牌授权书 | 销售授权书 | 授權書 | 品牌授權書 | 銷售授權書 | 授权委托书 |
        商标授权书 | 商標授權書 | 经销授权书 | 授权证书 | 經銷授權書 | 授權證書 | 授权证明 | 授權證明 | 商标使用授权书 |
        经销商授权书 | 委托授权书 | 授權證明書 | 代理授权书 | 代理授權書 | 授權委託書 | 販売許諾書 | 販売代理店証明書 |
        ブランド使用許諾書 | 授権書 | 正規販売店証明書 | 販売許可証 | 認定販売店証明書 | 委任状 | 販売権許諾書 |
        正規代理店証明書 | 商標使用許諾書 | 販売許可書 | 販売承諾書 | 許諾書 | 販売委任状 | 認定書""",
    Kind.TRADEMARK_CERTIFICATE: """principal register | trademark principal register | united states patent and trademark office |
        eintragung der marke | über die eintragung der marke | certificate of trade mark | international registration |
        protection certificate | 商标注册证明 | 商標註冊證明書 | 商標登録原簿 | certificat d'enregistrement de la marque | trademark certificate | certificate of registration | trade mark registration certificate |
        trademark registration certificate | certificate of trade mark registration | certificate of trademark registration |
        trade mark certificate | registration certificate | registration of trade mark | registered trade mark |
        european union trade mark | certificate of registration of a trade mark | service mark registration |
        registered trademark | markenurkunde | urkunde über die eintragung der marke | markeneintragung | eintragungsurkunde |
        marken urkunde | urkunde über die eintragung | registrierungsurkunde | certificat d'enregistrement |
        certificat d'enregistrement de marque | certificat de marque | certificado de registro |
        certificado de registro de marca | título de registro de marca | título de marca | certificado de marca |
        certificato di registrazione | certificato di registrazione del marchio | attestato di registrazione |
        attestato di registrazione per marchio d'impresa | certificato di registrazione per marchio d'impresa |
        certificato di marchio | registratiebewijs | bewijs van inschrijving | merkcertificaat | merkregistratie |
        merkinschrijving | bewijs van merkregistratie | bewijs van inschrijving van een merk | 商标注册证 | 商標註冊證 |
        商标注册证书 | 商標登録証 | 商標登録証明書 | 商標註冊證書 | 注册商标证书""",
    Kind.RECEIPT: """receipt | cash sale | cash memo | cash bill | paid receipt | purchase receipt | order receipt | 购物凭证 | 销售凭证 | 收款凭证 |
        barrechnung | barverkaufsrechnung | facturette | お買上票 | 領収書兼明細 | sales receipt | cash receipt | till receipt | official receipt | payment receipt | store receipt | quittung |
        kassenbon | kassenbeleg | kaufbeleg | kassenzettel | barverkauf | zahlungsquittung | kassenquittung | reçu |
        ticket de caisse | reçu de paiement | quittance | reçu de caisse | recibo | ticket de compra | ticket | tique |
        recibo de compra | recibo de pago | ricevuta | scontrino | scontrino fiscale | ricevuta fiscale |
        documento commerciale | ricevuta di pagamento | documento commerciale di vendita o prestazione | kassabon | kwitantie |
        bon | aankoopbewijs | kasbon | ontvangstbewijs | 收据 | 购物小票 | 收據 | 小票 | 收款收据 | 销售小票 | 購物收據 |
        收銀小票 | 销货凭证 | 收执 | 電子收據 | 領収書 | 領収証 | レシート | 領収證 | 受領書 | 購物小票 | 销售单据""",
    Kind.INVOICE: """invoice | tax invoice | commercial invoice | sales invoice | vat invoice | invoice no | bill | self billed invoice |
        invoice original | tax invoice receipt | invoice receipt | rechnung | handelsrechnung | warenrechnung | teilrechnung |
        schlussrechnung | abschlagsrechnung | beitragsrechnung | mietrechnung | faktura | sammelrechnung |
        rechnung des versicherers | einzelrechnung | rechnung original | ausgangsrechnung | anzahlungsrechnung | endrechnung |
        verkaufsrechnung | abrechnung | kostenrechnung | honorarrechnung | monatsrechnung | facture | facture commerciale |
        facture acquittée | facture de vente | facture d'acompte | facture finale | facture originale | factura |
        factura comercial | factura de venta | factura ordinaria | factura electrónica | factura simplificada |
        factura completa | fattura | fattura commerciale | fattura di vendita | fattura immediata | fattura differita |
        fattura accompagnatoria | fattura elettronica | fattura di cortesia | factuur | handelsfactuur | verkoopfactuur |
        verkoop factuur | btw factuur | 发票 | 增值税专用发票 | 增值税普通发票 | 电子发票 | 發票 | 統一發票 | 商业发票 |
        商業發票 | 增值税发票 | 增值税电子普通发票 | 增值税电子专用发票 | 电子发票普通发票 | 电子发票增值税专用发票 |
        电子普通发票 | 销售发票 | 銷售發票 | 電子發票 | 税务发票 | 三聯式統一發票 | 二聯式統一發票 | 電子發票證明聯 | 稅務發票 |
        账单 | 帳單 | 销货发票 | 全电发票 | 請求書 | 御請求書 | ご請求書 | 適格請求書 | インボイス | 納品請求書 | 請求明細書 |
        請求書兼領収書 | 合計請求書 | 納品書兼請求書 | 御請求明細書 | お請求書 | 請求書控 | 商業送り状 |
        コマーシャルインボイス""",
}  # fmt: skip
_FILLERS = frozenset(
    [
        "original",
        "copy",
        "duplicate",
        "kopie",
        "copie",
        "copia",
        "origineel",
        "entwurf",
        "eur",
        "the",
        "no",
        "nr",
        "der",
        "die",
        "das",
    ]
)


@cache
def _titles() -> dict[str, tuple[str, float]]:
    return phrases({kind.value: words for kind, words in _TITLES.items()})


def kind_of(pages: Sequence[Page]) -> Field | None:
    """The kind that the paper's title names, with its place; nothing where no line reads like a title."""
    if not pages:
        return None
    page = pages[0]
    body = _median([c.size for r in page.rows for c in r.cells])
    best: tuple[float, str, Cell] | None = None
    for row in page.rows:
        for cell in row.cells:
            for name, covered, first in _named(cell.text):
                place = 1 - cell.y0 / max(page.height, 1)
                large = min(cell.size / max(body, 1), 3.0)
                score = (
                    2.2 * covered
                    + 1.6 * large
                    + 1.5 * place
                    + (0.8 if first else 0)
                    - (1.2 if ":" in cell.text[-1:] else 0)
                )
                if best is None or score > best[0] + 1e-9:
                    best = (score, name, cell)
    if (best is None or best[0] < 4.2) and (letter := _says_authorises(pages)) is not None:
        return letter
    if best is None or best[0] < 3.2:
        return _by_invoice_number(page)
    score, name, cell = best
    # A small heading, or a label with its number ("Su pedido: 4500119822"), tells less than a number that is the invoice's own.
    label = cell.size < 1.2 * body or re.search(r"\d{3}", cell.text)
    if name in _AROUND_AN_INVOICE and label and (said := _by_invoice_number(page)) is not None:
        return said
    if name == Kind.UNKNOWN.value:
        return field_of(name, [cell], origin=page.origin, confidence=0.9)
    if name == Kind.INVOICE.value and (small := _pro_forma_beside(page)) is not None:
        return small
    return field_of(name, [cell], origin=page.origin, confidence=min(0.99, 0.55 + 0.09 * score))


_AROUND_AN_INVOICE = frozenset({Kind.ORDER_CONFIRMATION.value, Kind.BANK_SLIP.value})
_INVOICE_NUMBER = re.compile(
    r"^\W*(?:tax |vat )?invoice\s?(?:number|no\b\.?|nr\b\.?|#)|^\W*rechnungs?[- ]?(?:nummer|nr\b\.?)|^\W*facture\s?n[°o]|^\W*factura\s?n"
    r"|^\W*fattura\s?n|^\W*factuur(?:nummer|nr\b)|^\W*发票号码?|^\W*發票號碼|^\W*請求書?番号",
    re.IGNORECASE,
)
_PRO_FORMA = re.compile(r"pro[- ]?forma\b|形式发票|形式發票|プロフォーマ", re.IGNORECASE)
_AUTHORISES = re.compile(
    r"hereby (?:authori[sz]e|appoint|confirm|certify|declare|grant|state)s?\b.{0,160}?(?:authori[sz]|distribut|resell|sell|dealer|retail)"
    r"|\bis (?:an?|our|the) (?:official|exclusive|authori[sz]ed|appointed|approved|certified) (?:online )?(?:distributor|re-?seller|dealer|retailer|agent|partner)"
    r"|entitled to (?:market|sell|distribute|resell)|(?:offizieller|autorisierter|zugelassener) (?:fach)?(?:händler|vertriebspartner|wiederverkäufer)"
    r"|(?:distributeur|revendeur) (?:officiel|agréé|autorisé)|(?:distribuidor|revendedor|vendedor) (?:oficial|autorizado)"
    r"|(?:distributore|rivenditore) (?:ufficiale|autorizzato)|(?:officiële|erkende?|geautoriseerde) (?:dealer|distributeur|wederverkoper)"
    r"|(?:is|are|has been|have been) (?:duly )?(?:authori[sz]ed|appointed)\b.{0,80}?(?:to sell|to distribut|to resell|reseller|dealer|distributor|retailer)"
    r"|ermächtigen wir|hiermit (?:bestätigen|bevollmächtigen|autorisieren|ermächtigen|erklären)\b.{0,200}?(?:berechtigt|autorisiert|vertreib|verkauf|händler)"
    r"|autoris(?:ons|e)\b.{0,80}?(?:vendre|distribuer|commercialiser|revendre)|est autorisée? à (?:vendre|distribuer|commercialiser|revendre)"
    r"|autoriza(?:mos)? a\b.{0,80}?(?:vender|comercializar|distribuir)|(?:está|queda) autorizad[oa] (?:a|para) (?:vender|comercializar|distribuir)"
    r"|autorizz(?:a|iamo)\b.{0,80}?(?:vendere|distribuire|commercializzare)|è autorizzat[oa] (?:a|alla) (?:vend|distrib|commerc)"
    r"|(?:machtigt|machtigen|autoriseert)\b.{0,120}?(?:verkopen|verkoop|distribu)|geautoriseerd is om|gemachtigd is om"
    r"|[兹茲茲][授授]权|茲授權|特授权|现授权|現授權|正規(?:取扱店|販売店|代理店)として|販売することを(?:許諾|承認|認め)",
    re.IGNORECASE | re.DOTALL,
)


def _says_authorises(pages: Sequence[Page]) -> Field | None:
    """A letter without a title ("To whom it may concern") is known by its sentence: somebody hereby authorises somebody to sell."""
    rows = [row for page in pages[:2] for row in page.rows]
    if sum(bool(re.search(r"\d[.,]\d{2}(?!\d)", row.text)) for row in rows) > 2:
        return None  # a bill whose seller says that he is an authorised dealer
    match = _AUTHORISES.search(" ".join(row.text for row in rows))
    if match is None:
        return None
    begin = match[0].split()[0].casefold()
    cell = next((c for row in rows for c in row.cells if begin in c.text.casefold()), rows[0].cells[0])
    return field_of(Kind.LETTER_OF_AUTHORIZATION.value, [cell], origin=pages[0].origin, confidence=0.8)


def _by_invoice_number(page: Page) -> Field | None:
    """A paper that gives its own invoice number and no other title is an invoice."""
    for row in page.rows:
        if row.y0 > 0.5 * page.height:
            return None
        for cell in row.cells:
            if _INVOICE_NUMBER.search(cell.text) and re.search(r"\d", row.text):
                return field_of(Kind.INVOICE.value, [cell], origin=page.origin, confidence=0.75)
    return None


def _pro_forma_beside(page: Page) -> Field | None:
    """ "Invoice" in large letters with "pro-forma" near it in smaller ones is a pro-forma."""
    for row in page.rows:
        for cell in row.cells if row.y0 < 0.4 * page.height else ():
            if _PRO_FORMA.search(cell.text) and len(cell.text) < 60:
                return field_of(Kind.PRO_FORMA.value, [cell], origin=page.origin, confidence=0.85)
    return None


def _named(text: str) -> list[tuple[str, float, bool]]:
    """Kinds named in a line: name, the share of the line's letters that are the name, and whether the line starts with it."""
    words = tokens(text)
    total = (
        sum(len(w.folded) for w in words if not any(c.isdigit() for c in w.folded) and w.folded not in _FILLERS) or 1
    )
    return [
        (name, min(1.0, sum(len(w.folded) for w in words if start <= w.start < end) / total), start == words[0].start)
        for name, start, end in titles_in(text)
    ]


def titles_in(text: str) -> list[tuple[str, int, int]]:
    """The kinds that a text names, with the places of their names, the longest at each place."""
    words = tokens(text)
    known = _titles()
    found: list[tuple[str, int, int]] = []
    at = 0
    while at < len(words):
        key, best, name = "", 0, ""
        for n in range(at, min(at + LONGEST_LABEL, len(words))):
            key += words[n].folded
            if key in known:
                best, name = n + 1, known[key][0]
        if best:
            found.append((name, words[at].start, words[best - 1].end))
            at = best
        else:
            at += 1
    return found


def _median(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 1.0
