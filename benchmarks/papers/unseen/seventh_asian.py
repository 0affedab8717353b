"""The seventh round, papers of China, Hong Kong, Taiwan and Japan: sales slips, statements of goods, digital and ruled invoices, receipts, letters of invoice."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from html import escape as x

from benchmarks.papers.unseen.seventh_traders import STYLE, Sale, Truth, bold, listed, tr

Design = Callable[[Sale], tuple[str, Truth]]
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")


def in_words(amount: Decimal) -> str:
    """The sum as Chinese papers write it out: 壹仟贰佰叁拾元整."""
    whole, cents = divmod(int(amount * 100), 100)
    out, group = "", ("", "万")
    for g in (1, 0):
        part = whole // 10000**g % 10000
        if not part:
            continue
        text, gap = "", False
        for i in (3, 2, 1, 0):
            digit = part // 10**i % 10
            if digit:
                text += ("零" if gap and text else "") + _DIGITS[digit] + _UNITS[i]
                gap = False
            else:
                gap = True
        out += text + group[g]
    jiao, fen = divmod(cents, 10)
    return (
        (out or "零") + "元" + ((_DIGITS[jiao] + "角" if jiao else "") + (_DIGITS[fen] + "分" if fen else "") or "整")
    )


def digital_fapiao(s: Sale) -> tuple[str, Truth]:
    """The fully digital invoice: buyer and seller side by side, each with a turned label; tax in each line."""
    taxes = [s.rounded(r.amount * s.percent / 100) for r in s.rows]
    body = "".join(
        tr(
            f"*日用品*{x(r.what)}",
            "无",
            "件",
            r.qty,
            s.m(r.price).replace(",", ""),
            s.m(r.amount).replace(",", ""),
            s.rate,
            s.m(t).replace(",", ""),
            right=3,
        )
        for r, t in zip(s.rows, taxes, strict=True)
    )
    tax, gross = sum(taxes, Decimal(0)), s.net + sum(taxes, Decimal(0))

    def party(label: str, who: object, tax_id: str) -> str:
        return f"<td style='width:4mm'>{'<br>'.join(label)}<td style='width:86mm'>名称：{who}<br><br>统一社会信用代码/纳税人识别号：{tax_id}"

    return (
        f"{STYLE}<div style='color:#800'><h2 style='text-align:center'>电子发票（普通发票）</h2><div class=r>发票号码：{s.number}<br>开票日期：{s.d('words')}</div><table class='w b'><tr>{party('购买方信息', s.buyer.n, s.buyer.tax)}{party('销售方信息', s.seller.n, s.seller.tax)}</table>"
        f"<table class='w b'>{tr('项目名称', '规格型号', '单位', '数量', '单价', '金额', '税率/征收率', '税额', tag='th', right=3)}{body}{tr('合 计', '', '', '', '', '¥' + s.m(s.net).replace(',', ''), '', '¥' + s.m(tax).replace(',', ''), right=3)}</table>"
        f"<table class='w b'><tr><td>价税合计（大写）<td>ⓧ {in_words(gross)}<td>（小写） ¥{s.m(gross).replace(',', '')}</table><table class='w b'><tr><td style='width:4mm'>备注<td>订单号 8871-2</table>开票人：王芳</div>",
        s.says(gross=str(gross)),
    )


def goods_slip(s: Sale) -> tuple[str, Truth]:
    """销售单: a wholesaler's slip in three copies; the sum in words and figures; no tax."""
    return (
        f"{STYLE}<h2 style='text-align:center;margin:0'>{s.seller.n}</h2><div style='text-align:center'>销 售 单</div><div class=f><span>客户名称：{s.buyer.n}</span><span>日期：{s.d('num')}</span><span>单据编号：{s.number}</span></div><div>客户地址：{s.buyer.street}</div>"
        f"<table class='w b'>{tr('序号', '货品名称', '单位', '数量', '单价', '金额', '备注', tag='th')}{listed(s, lambda n, r: tr(n, x(r.what), '个', r.qty, s.m(r.price), s.m(r.amount), ''))}{tr('合计', '', '', sum(r.qty for r in s.rows), '', s.m(s.net), '')}</table>"
        f"<p>合计金额（大写）：{in_words(s.net)} &nbsp;&nbsp; ￥{s.m(s.net)}</p><div class=s>地址：{s.seller.street} 电话：0755-00001234　白联存根 红联客户 黄联回单</div><div class=f><span>制单：小李</span><span>送货人：</span><span>收货人签字：</span></div>",
        s.says(gross=str(s.net), kind=None, currency="CNY"),
    )


def statement_of_goods(s: Sale) -> tuple[str, Truth]:
    """对账单: what was delivered in a month; no invoice."""
    body = listed(s, lambda n, r: tr(s.d("num"), f"XS-{n}00{r.qty}", x(r.what), r.qty, s.m(r.price), s.m(r.amount)))
    return (
        f"{STYLE}<h2 style='text-align:center'>{s.seller.n}<br>对账单</h2><p>致：{s.buyer.n}<br>对账期间：2026年3月1日至2026年3月31日</p><table class='w b'>{tr('日期', '送货单号', '品名', '数量', '单价', '金额', tag='th')}{body}</table><p>本期应收合计：￥{s.m(s.net)}　请核对后盖章回传。</p>",
        {"kind": "not_proof"},
    )


def english_chinese(s: Sale) -> tuple[str, Truth]:
    """An exporter's commercial invoice, labels in both languages, `致 To：`. At first sight its truth said dollars, though the page prints ￥: mended here."""
    return (
        f"{STYLE}<div style='text-align:center'><b style='font-size:13pt'>{s.seller.n}</b><br>{s.seller.street}<h3>商业发票 COMMERCIAL INVOICE</h3></div><div class=f><div>致 To：{s.buyer.n}<br>地址 Add：{s.buyer.street}</div><div>发票号 Invoice No.：{s.number}<br>日期 Date：{s.d('num')}<br>合同号 S/C No.：SC-7714</div></div>"
        f"<table class='w b' style='margin-top:4mm'>{tr('货物描述<br>Description', '数量<br>Quantity', '单价<br>Unit Price', '金额<br>Amount', tag='th')}{listed(s, lambda n, r: tr(x(r.what), r.qty, s.m(r.price, 'b'), s.m(r.amount, 'b')))}{tr('总计 TOTAL', '', '', bold(s.m(s.net, 'b')))}</table><p>付款方式 Payment：T/T　贸易条款 Terms：FOB Shanghai</p>",
        s.says(gross=str(s.net), currency=s.currency),
    )


def uniform_invoice(s: Sale) -> tuple[str, Truth]:
    """Taiwan: 電子發票證明聯 in A4, the buyer's and seller's numbers under the names."""
    return (
        f"{STYLE}<div style='text-align:center'><b style='font-size:13pt'>{s.seller.n}</b><br>電子發票證明聯<br>{s.d('num')}</div><div class=f><div>發票號碼：{s.number}<br>買　　方：{s.buyer.n}<br>統一編號：{s.buyer.tax}<br>地　　址：{s.buyer.street}</div><div>格　式：25<br>第1頁/共1頁</div></div>"
        f"<table class='w b' style='margin-top:3mm'>{tr('品名', '數量', '單價', '金額', '備註', tag='th')}{listed(s, lambda n, r: tr(x(r.what), r.qty, s.m(r.price), s.m(r.amount), ''))}<tr><td colspan=3>銷售額合計<td>{s.m(s.net)}<td rowspan=3>營業人蓋統一發票專用章<br>賣方：{s.seller.n}<br>統一編號：{s.seller.tax}<br>{s.seller.street}<tr><td colspan=3>營業稅　應稅 ✓　零稅率　免稅<td>{s.m(s.tax)}<tr><td colspan=3>總計<td>{s.m(s.gross)}</table>",
        s.says(),
    )


def taiwan_shipment(s: Sale) -> tuple[str, Truth]:
    """Taiwan: 請款單 of a small house, ROC date, the customer with 台照."""
    return (
        f"{STYLE}<h2 style='text-align:center;letter-spacing:8px'>請款單</h2><div class=f><div><b>{s.buyer.n}</b>　台照<br>{s.buyer.street}</div><div>{s.d('era')}<br>單號 {s.number}</div></div><table class='w b' style='margin-top:4mm'>{tr('項次', '品名規格', '數量', '單位', '單價', '金額', tag='th')}{listed(s, lambda n, r: tr(n, x(r.what), r.qty, '個', s.m(r.price), s.m(r.amount)))}</table>"
        f"<table style='margin-left:auto'>{tr('合計', s.m(s.net), right=1)}{tr('稅額 5%', s.m(s.tax), right=1)}{tr('應付總額', s.m(s.gross, 'b'), right=1)}</table><p>{s.seller.n}<br>{s.seller.street}<br>統編 {s.seller.tax}<br>匯款帳號：004 臺灣銀行 0420-0010-7781</p>",
        s.says(kind=None),
    )


def hong_kong_tailor(s: Sale) -> tuple[str, Truth]:
    """Hong Kong: a tailor's invoice 發票 with 單號, the customer as 客戶 with M/S."""
    return (
        f"{STYLE}<div style='text-align:center'><b style='font-size:15pt'>{s.seller.n}</b><br>{s.seller.street}<br>電話 Tel: 2300 0000</div><div class=f><h3>發票 INVOICE</h3><div>單號 No. {s.number}<br>日期 Date {s.d('slash')}</div></div><div>客戶 M/S {s.buyer.n}<br>{s.buyer.street}</div>"
        f"<table class='w b'>{tr('貨名 Description', '數量 Qty', '單價 Unit', '銀碼 Amount', tag='th', right=1)}{listed(s, lambda n, r: tr(x(r.what), r.qty, s.m(r.price, 'b'), s.m(r.amount, 'b'), right=1))}{tr('合計 TOTAL', '', '', bold(s.m(s.net, 'b')), right=1)}</table><div class=r>收訖 / 經手人 ________</div>",
        s.says(gross=str(s.net)),
    )


def qualified_invoice(s: Sale) -> tuple[str, Truth]:
    """Japan: 適格請求書 with the amount on top, tax by rate, the sender at the right with its number T…."""
    return (
        f"{STYLE}<h1 style='text-align:center;letter-spacing:12px;font-size:17pt'>御請求書</h1><div class=f><div><span style='font-size:13pt;border-bottom:1px solid'>{s.buyer.n}　御中</span><br>〒{s.buyer.town} {s.buyer.street}<br><br>下記のとおりご請求申し上げます。<br><br><span style='font-size:13pt'>ご請求金額　{s.m(s.gross, 'b')}-（税込）</span><br>お支払期限：{s.d('words', s.due)}</div><div>{s.d('words')}<br>請求書番号：{s.number}<br><br>{s.seller.n}<br>〒{s.seller.town}<br>{s.seller.street}<br>TEL 000-111-2222<br>登録番号：{s.seller.tax}</div></div>"
        f"<table class='w b' style='margin-top:5mm'>{tr('取引日', '品番・品名', '数量', '単位', '単価', '金額', tag='th')}{listed(s, lambda n, r: tr(f'{s.on.month}/{s.on.day}', x(r.what), r.qty, '点', s.m(r.price), s.m(r.amount)))}</table><table class=b style='margin:3mm 0 0 auto'>{tr('10%対象', s.m(s.net), '消費税', s.m(s.tax))}{tr('合計', '', '', bold(s.m(s.gross)))}</table><p class=s>振込先：みずほ銀行 札幌支店 普通 1234567</p>",
        s.says(due=s.due.isoformat()),
    )


def japanese_receipt(s: Sale) -> tuple[str, Truth]:
    """Japan: 領収書 with `但し … として`, stamp box, the sender below with address before the name."""
    return (
        f"{STYLE}<div style='border:2px double;padding:6mm;width:150mm'><div class=f><span></span><b style='font-size:16pt;letter-spacing:10px'>領収書</b><span>No. {s.number}</span></div><div class=r>{s.d('era')}</div><div style='font-size:12pt;border-bottom:1px solid;width:80mm'>{s.buyer.n} 様</div><div style='text-align:center;font-size:16pt;background:#eee;margin:4mm 0'>{s.m(s.gross, 'b')} ※</div><div>但し {x(s.rows[0].what)}代として<br>上記正に領収いたしました。</div>"
        f"<div class=f><div class=s style='border:1px dashed;padding:4mm'>収入印紙</div><div>内訳<br>税抜金額 {s.m(s.net, 'b')}<br>消費税額(10%) {s.m(s.tax, 'b')}</div><div>〒{s.seller.town}<br>{s.seller.street}<br>{s.seller.n} ㊞<br>登録番号 {s.seller.tax}</div></div></div>",
        s.says(kind="receipt", lines=None),
    )


def delivery_and_invoice(s: Sale) -> tuple[str, Truth]:
    """Japan: 請求明細書 of an online mall, sold by another's name, vertical list of facts."""
    facts = (
        ("ご注文番号", "503-2291-77"),
        ("請求番号", s.number),
        ("発行日", s.d("slash")),
        ("お届け先", f"{s.buyer.n} 様"),
        ("販売元", s.seller.n),
        ("登録番号", s.seller.tax),
    )
    return (
        f"{STYLE}<h3>請求明細書（インボイス）</h3><table>{''.join(tr(f'<span class=g>{a}</span>', b) for a, b in facts)}</table><table class=w style='border-top:2px solid;margin-top:5mm'>{tr('商品', '単価（税抜）', '個数', '小計', tag='th', right=1)}{listed(s, lambda n, r: tr(x(r.what), s.m(r.price, 'b'), r.qty, s.m(r.amount, 'b'), right=1))}</table>"
        f"<table style='margin-left:60%'>{tr('商品合計', s.m(s.net, 'b'), right=1)}{tr('消費税（10%）', s.m(s.tax, 'b'), right=1)}{tr(bold('お支払い総額'), bold(s.m(s.gross, 'b')), right=1)}</table><p class=s>{s.seller.n}　〒{s.seller.town} {s.seller.street}</p>",
        s.says(),
    )


def not_a_proof(title: str, kind: str) -> Design:
    def drawn(s: Sale) -> tuple[str, Truth]:
        return (
            f"{STYLE}<h2 style='text-align:center'>{title}</h2><div class=f><div>{s.buyer.n}</div><div>No. {s.number}<br>{s.d('words')}<br>{s.seller.n}</div></div><table class='w b'>{tr('品名', '数量', '単価', '金額', tag='th')}{listed(s, lambda n, r: tr(x(r.what), r.qty, s.m(r.price), s.m(r.amount)))}{tr('合計', '', '', s.m(s.net))}</table>",
            {"kind": kind},
        )

    return drawn


PLAN: list[tuple[Design, str, list[tuple[str, int]]]] = [
    (digital_fapiao, "digital-fapiao", [("zh-Hans", 0), ("zh-Hans", 2)]),
    (goods_slip, "goods-slip", [("zh-Hans", 1), ("zh-Hans", 0)]),
    (statement_of_goods, "statement", [("zh-Hans", 2)]),
    (english_chinese, "zh-en", [("zh-Hans", 2), ("zh-Hans", 1)]),
    (uniform_invoice, "uniform", [("zh-Hant", 0), ("zh-Hant", 2)]),
    (taiwan_shipment, "qingkuan", [("zh-Hant", 2), ("zh-Hant", 0)]),
    (hong_kong_tailor, "tailor", [("zh-Hant", 1)]),
    (qualified_invoice, "tekikaku", [("ja", 0), ("ja", 2)]),
    (japanese_receipt, "ryoshu", [("ja", 1), ("ja", 2)]),
    (delivery_and_invoice, "mall", [("ja", 1), ("ja", 0)]),
    (not_a_proof("御見積書", "quote"), "mitsumori", [("ja", 2)]),
    (not_a_proof("納品書", "packing_slip"), "nohin", [("ja", 0)]),
    (not_a_proof("訂購單", "order_confirmation"), "dinggou", [("zh-Hant", 0)]),
]
