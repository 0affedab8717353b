"""Which words name a total?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from assay.regime.document.extraction.words import Label, found_in, phrases

_TOTALS = {
    "lines_total": """total posiciones | total de posiciones | total de líneas | merchandise | subtotal | sub total | items total | total items | lines total | total lines | goods total | total goods |
        merchandise total | sum of lines | item subtotal | merchandise subtotal | order subtotal | zwischensumme |
        positionssumme | summe positionen | summe der positionen | summe artikel | warenwert | summe waren | total positionen |
        warensumme | gesamtbeitrag | zwischentotal | goods | goods value | goods amount | sous total | total des lignes | total lignes | total articles | total des articles | total marchandises |
        subtotal artículos | suma de líneas | total líneas | importe bruto | suma | total artículos | subtotale | totale righe |
        totale merce | totale articoli | somma righe | imponibile merce | subtotaal | totaal regels | totaal artikelen |
        som van de regels | goederenbedrag | tussentotaal | totaal goederen | 小计 | 小計 | 商品小计 | 商品合计 | 明细合计 |
        项目合计 | 商品小計 | 品項小計 | 明細小計 | 货款小计 | 明細合計 | 商品合計 | 商品計 |
        货款合计 | 貨款合計 | 明細計 | 品代計""",
    "allowances": """discount | total discount | less discount | discounts | allowance | allowances | rebate | total allowances |
        document discount | invoice discount | order discount | rabatt | nachlass | gesamtrabatt | abzgl rabatt | rabatte |
        preisnachlass | abschläge | gesamtbetrag der abschläge | sondernachlass | abzgl sondernachlass | remise | remises |
        rabais | ristourne | remise globale | total remises | escompte | descuento | descuentos | dto | bonificación |
        descuento global | rebaja | total descuento | sconto | sconti | abbuono | sconto globale | totale sconti | korting |
        kortingen | totale korting | 折扣 | 优惠 | 减免 | 折讓 | 優惠 | 值引き | 値引き | 値引 | 割引 | お値引き | 折扣金额 |
        折扣金額 | 割引額""",
    "charges": """shipping | freight | delivery charge | shipping and handling | postage | carriage | handling | surcharge | charges |
        shipping cost | delivery fee | delivery costs | freight charge | packing | insurance | shipping handling | versand |
        versandkosten | fracht | frachtkosten | zuschlag | zuschläge | lieferkosten | porto | verpackung | transportkosten |
        gesamtbetrag der zuschläge | zzgl versandkosten | versandpauschale | frais de port | port | frais de livraison |
        transport | frais d'expédition | livraison | frais | supplément | gastos de envío | portes | transporte | envío |
        recargo | gastos de transporte | spese di spedizione | spese di trasporto | trasporto | spedizione | spese |
        spese accessorie | verzendkosten | vrachtkosten | transportkosten | toeslag | bezorgkosten | administratiekosten |
        运费 | 運費 | 附加费 | 手续费 | 附加費 | 手續費 | 送料 | 配送料 | 手数料 | 运输费 | 邮费 | 發送費 | 運送料""",
    "net": """somme ht | valeur nette | valore netto | valor neto | base exenta | base exempte | total taxable amount | summe exkl | tot imponibile | net ht | auftragssumme netto | auftragssumme | total importe bruto antes impuestos | importe bruto antes de impuestos | total bruto antes de impuestos |
        net total | total net | net amount | net | total excl vat | total excluding vat | total ex vat | total before tax |
        amount before tax | amount excl vat | taxable amount | taxable total | total excluding tax | total excl tax |
        net value | subtotal excl vat | subtotal net | total net amount | total without tax | total without vat |
        net total amount | total exc vat | total amount excl vat | net invoice total | invoice total excl vat |
        total amount excluding vat | net price total | pretax total | total ex gst | total excl gst | nettobetrag |
        summe netto | gesamt netto | netto | nettosumme | rechnungssumme netto | gesamtbetrag netto | netto gesamt |
        nettosumme gesamt | total netto | warenwert netto | summe exkl mwst | summe ohne ust | rechnungssumme ohne ust |
        rechnungssumme netto excl ust | rechnungssumme netto exkl ust | gesamtnetto | nettowert | zwischensumme netto |
        summe zzgl mwst | nettogesamtbetrag | netto summe | rechnungsbetrag netto | steuerbasis | nettorechnungsbetrag |
        gesamtsumme netto | gesamt ohne ust | entgelt | total net amount eur | net goods | taxable | total excl | total excluding | summe ohne mwst | betrag netto | net amout | total ht | montant ht | total hors taxes |
        total hors taxe | total net ht | montant hors taxes | net ht | montant total ht | total hors tva | total htva |
        base ht | montant net ht | total h t | total net | base imponible | total neto | total sin iva | importe neto | neto |
        total base imponible | subtotal sin iva | total base | importe sin iva | suma base imponible | base | imponibile |
        totale imponibile | totale netto | netto | totale senza iva | importo netto | totale iva esclusa | totale al netto iva |
        totale esclusa iva | netto merce | totaal excl btw | totaal exclusief btw | nettobedrag | totaal netto |
        subtotaal excl btw | bedrag excl btw | netto totaal | totaal ex btw | netto bedrag | te factureren excl btw |
        totaal exclusief | totaalbedrag excl btw | 不含税金额 | 合计金额 | 不含税合计 | 未税金额 | 税前金额 | 税前合计 | 净额 |
        净金额 | 未稅金額 | 銷售額 | 銷售額合計 | 未稅合計 | 稅前金額 | 稅前合計 | 淨額 | 金额合计 | 销售额 | 未稅總額 |
        应税销售额 | 不含税总额 | 未税合计 | 净总额 | 應稅銷售額 | 总金额不含税 | 税抜金額 | 税抜合計 | 税抜き合計 |
        税抜き金額 | 税抜小計 | 小計税抜 | 課税対象額 | 合計税抜 | 税抜き | 対象金額 | 本体価格合計 | 本体価格 | 税別合計 |
        税抜合計金額 | 税抜額 | exclusief btw | excl btw |
        ex btw | ohne mwst | ohne ust | exkl mwst | exkl ust | hors tva | sin iva | iva esclusa | senza iva | excl vat |
        excluding vat | ex vat | excl tax | excluding tax | before tax | before vat | exclusive of vat""",
    "tax": """output tax | output vat | iva repercutido | taxe sur la valeur ajoutée | imposta sul valore aggiunto | impuesto sobre el valor añadido | belasting over de toegevoegde waarde | moms | tot iva | tot imposta | total de la taxe | total taxe | add gst | cgst | sgst | igst | utgst | cess | ausgangssteuer | mwst summe | total impuestos repercutidos | total impuestos | total cuota |
        total iva repercutido | impuestos repercutidos | 營業稅額 | 消費税計 | 税額計 | 内税 | 税金合計 | ust summe | vat payable | vat | tax | sales tax | total vat | total tax | vat amount | tax amount | gst | gst amount | hst | pst | vat total |
        tax total | value added tax | plus vat | add vat | total taxes | vat due | total gst | sales tax total |
        consumption tax | qst | total vat amount | umsatzsteuer | mwst | mehrwertsteuer | ust | zzgl mwst | zzgl ust |
        zuzüglich ust | zuzüglich umsatzsteuer | zuzüglich mwst | zzgl umsatzsteuer | mwst betrag | ust betrag | steuerbetrag |
        summe umsatzsteuer | gesamt mwst | ust gesamt | summe mwst | summe ust | umsatzsteuerbetrag | steuer |
        zzgl mehrwertsteuer | enthaltene mwst | enthaltene umsatzsteuer | mehrwertsteuerbetrag | versicherungsteuer |
        versicherungssteuer | steuer gesamt | mehrwertsteuer gesamt | gesamtsteuer | enthält mwst | davon mwst |
        inkl mwst betrag | tva | montant tva | total tva | montant de la tva | taxe | taxes | total taxes | total de la tva |
        t v a | dont tva | montant total tva | iva | importe iva | cuota iva | total iva | cuota | i v a | importe del iva |
        impuesto | impuestos | cuota de iva | igic | importo iva | imposta | totale iva | totale imposta | di cui iva |
        ammontare iva | btw | btw bedrag | totaal btw | btw totaal | omzetbelasting | bedrag btw | btw bedrag totaal | 税额 |
        增值税 | 增值税额 | 合计税额 | 税金 | 税额合计 | 稅額 | 營業稅 | 稅金 | 稅額合計 | 加值稅 | 營業稅額 | 增值稅 | 消費税 |
        消費税額 | 税額 | 消費税等 | 消費税合計 | 内消費税 | 税 | 稅 | 消費税等の額 | 内消費税等""",
    "gross": """final amount | amount to pay | amount to be paid | total to be paid | to be paid | pay this amount | please pay this amount | total invoice value | invoice value | total value of invoice | total credited | total credit note | sum total | grand sum | total sum | importe final | total a abonar | total abono | importe del abono | montant de l'avoir | montant de l'avoir ttc | total avoir | total de l'avoir | total de l'avoir ttc | net à votre crédit | valeur totale de la facture | somme ttc | somme totale | somme à payer | somme due | ttc | totale nota di credito | totale nota credito | valore totale fattura | totaal credit | totaal creditnota | totaal te ontvangen | te ontvangen bedrag | totaal te crediteren | gesamtsumme der rechnung | ご請求総額 | お支払い総額 | お支払総額 | 支払総額 | ご請求合計額 | 应付合计 | 實收金額 | tot documento | tot fattura | tot da pagare | nett total | total sales | total sales inclusive gst | total inclusive gst | total gst incl | total incl of gst | total rm | total à régler | totale complessivo | total payable | gesamtpreis | gesamtpreis brutto | to pay | total a ejecutar | noch zu zahlen | auftragssumme brutto | 總計新臺幣 | total u s dollars | total us dollars | total dollars |
        total facture ttc | total general factura | total | grand total | invoice total | total amount | amount due | total incl vat | total including vat | total inc vat |
        gross total | gross amount | total due | balance due | total payable | amount payable | total incl tax |
        total including tax | total to pay | gross | due payable | total gross | invoice amount | total amount due |
        total invoice amount | please pay | total invoice | total amount incl vat | net to pay | total inc tax | order total |
        total price | total inc gst | total incl gst | total amount payable | final total | total vat included |
        total vat inclusive | total amount including vat | total charge | amount total | sale total | total value |
        gesamtbetrag | gesamt | gesamtsumme | rechnungsbetrag | bruttobetrag | endbetrag | summe | summe brutto |
        rechnungssumme | brutto | gesamt brutto | zu zahlen | zahlbetrag | zu zahlender betrag | total |
        rechnungssumme brutto inkl ust | rechnungssumme brutto | summe inkl ust | bruttosumme | gesamtbetrag brutto |
        summe inkl mwst | gesamtbetrag inkl mwst | rechnungsendbetrag | rechnungsgesamtbetrag | gesamtsumme brutto |
        rechnungsbetrag brutto | rechnungsbeitrag | total inkl mwst | gesamtpreis | gesamt inkl mwst | endsumme |
        rechnungstotal | total brutto | gesamtbetrag inkl ust | bruttogesamtbetrag | zahlungsbetrag | bruttorechnungsbetrag |
        zu bezahlen | fälliger betrag | offener betrag | rechnungsbetrag inkl mwst | zu zahlender beitrag | summe eur |
        gesamtrechnungsbetrag | gutschriftsbetrag | gutschriftbetrag | erstattungsbetrag | total credit | credit total | total refund | refund total | estimated total | 價稅合計 | 总计金额 | total ttc | montant ttc | net à payer | total à payer | montant total | montant total ttc |
        toutes taxes comprises | total tvac | total général | total toutes taxes comprises | montant dû | montant à payer |
        net à payer ttc | à payer | total facture | montant de la facture | montant net à payer | total t t c | solde à payer |
        montant total à payer | total factura | importe total | total a pagar | total con iva | total iva incluido |
        total general | total euros | líquido a pagar | importe a pagar | total importe | a pagar | total factura iva incluido |
        monto total | total documento | totale | totale fattura | totale documento | totale da pagare | importo totale |
        netto a pagare | totale iva inclusa | totale complessivo | totale generale | totale a pagare | da pagare |
        importo da pagare | totale dovuto | totale con iva | totale lordo | totale ivato | tot fattura | totaal | totaalbedrag |
        totaal incl btw | te betalen | totaal te betalen | totaal inclusief btw | factuurbedrag | eindtotaal | te voldoen |
        bedrag incl btw | totaal factuur | te betalen bedrag | brutobedrag | totaalbedrag incl btw | totaal bruto | eindbedrag |
        factuurtotaal | totaal inclusief | 价税合计 | 合计 | 总计 | 总额 | 应付金额 | 总金额 | 含税金额 | 应付总额 | 实付金额 |
        合计应付 | 價稅合計 | 總計 | 總額 | 合計 | 應付金額 | 總金額 | 含稅總額 | 應付總額 | 含稅金額 | 含税合计 | 含税总额 |
        实收金额 | 價稅合計金額 | 發票總額 | 发票总额 | 发票金额 | 發票金額 | 應收總額 | 应收金额 | 含稅合計 | 總計金額 |
        合计人民币 | 付款总额 | 小写 | 合計金額 | ご請求金額 | 請求金額 | 御請求金額 | 税込合計 | 総合計 | 総計 | 合計税込 |
        税込金額 | 請求合計 | ご請求額 | 今回ご請求額 | 今回御請求額 | 今回請求額 | お支払金額 | 請求額 | 領収金額 | 税込 | 総額 | 税込合計金額 | 御請求額 | お支払い金額 |
        お買上計 | お買上げ計 | 合計請求額 | 請求総額 | 税込総額 | ご請求合計 | お支払合計""",
    "prepaid": """paid | amount paid | prepaid | deposit | advance payment | less paid | already paid | paid amount | payments |
        payment received | less deposit | paid to date | anzahlung | bereits bezahlt | bezahlt | vorauszahlung |
        erhaltene anzahlungen | abzgl anzahlung | gezahlt | geleistete anzahlung | acompte | déjà payé | acompte versé |
        déjà réglé | montant payé | acomptes | anticipo | pagado | ya pagado | pago a cuenta | importe pagado | anticipos |
        acconto | già pagato | pagato | versato | acconti | aanbetaling | reeds betaald | betaald | vooruitbetaling |
        voorschot | 已付 | 已付金额 | 预付款 | 订金 | 已付款 | 已付金額 | 預付款 | 訂金 | 定金 | 前受金 | 入金済 | 内金 |
        手付金 | お預り | お預かり | cash | change | card | visa | mastercard | bar | rückgeld | gegeben | espèces | rendu |
        efectivo | cambio | contanti | resto | contant | wisselgeld | ec karte | 现金 | 找零 | 現金 | 找續 | お釣り | 釣銭""",
    "payable": """balance | outstanding | remaining balance | outstanding amount | residual | restbetrag | offener restbetrag |
        verbleibender betrag | solde | reste à payer | restant dû | solde dû | saldo | pendiente | saldo pendiente |
        resta da pagare | residuo | saldo dovuto | restbedrag | openstaand bedrag | openstaand | 余额 | 未付金额 | 未付余额 |
        餘額 | 未付金額 | 尾款 | 差引請求額 | 差引残高 | 残額""",
    "rounding": """rounding | rounded | rundung | rundungsdifferenz | arrondi | redondeo | arrotondamento | afronding | 四舍五入 |
        四捨五入 | 端数調整""",
}


@cache
def known_totals() -> dict[str, tuple[str, float]]:
    """The labels of totals by compact phrase."""
    return phrases(_TOTALS)


def totals_in(text: str) -> Iterator[Label]:
    """The labels of totals in a text, the longest at each place."""
    yield from found_in(text, known=known_totals())
