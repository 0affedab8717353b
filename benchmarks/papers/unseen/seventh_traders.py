"""Who sells what to whom in the seventh round? Traders, goods and ways of writing money that no earlier paper had.

A trader is `name|street|postcode and town|tax number`; goods are `what|price`. The words on the papers stand with their designs, as each system prints its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from html import escape

Truth = dict[str, object]
T = "\u2009"  # thin space
N = "\u00a0"  # no-break space
WAYS: dict[str, tuple[str, str, str, int]] = {  # sign, between thousands, decimal mark, places
    "GBP": ("£", ",", ".", 2),
    "USD": ("$", ",", ".", 2),
    "AUD": ("$", ",", ".", 2),
    "SGD": ("S$", ",", ".", 2),
    "AED": ("AED", ",", ".", 2),
    "SEK": ("kr", " ", ",", 2),
    "EUR": ("€", ".", ",", 2),
    "EUR-fr": ("€", N, ",", 2),
    "EUR-thin": ("€", T, ",", 2),
    "EUR-plain": ("€", " ", ",", 2),
    "CHF": ("Fr.", "’", ".", 2),
    "CNY": ("￥", ",", ".", 2),
    "HKD": ("HK$", ",", ".", 2),
    "TWD": ("NT$", ",", "", 0),
    "JPY": ("¥", ",", "", 0),
    "MXN": ("$", ",", ".", 2),
    "USD-zh": ("US$", ",", ".", 2),
}
SELLERS = {
    "en": [
        "Ashdown Trimmings Ltd|Unit 4, Foundry Lane|Lewes BN7 2PE|GB 284 9917 03",
        "Kestrel & Vane|119 Lamb's Conduit Passage|London WC1R 4RG|GB 917 2208 66",
        "Harborline Goods LLC|612 Front Street, Floor 3|Portland, ME 04101|84-2207719",
        "Tan Brothers Timepieces Pte. Ltd.|3 Ubi Crescent #05-18|Singapore 408601|201644907K",
        "Al Noor Perfumes Trading LLC|Shop 12, Deira Gold Souk|Dubai, United Arab Emirates|100394857200003",
        "Jarrah Point Pty Ltd|Level 2, 40 Marine Terrace|Fremantle WA 6160|ABN 63 119 204 887",
        "Skärgård Design AB|Västra Hamngatan 9|411 17 Göteborg|SE556781223401",
    ],
    "de": [
        "Feinsattlerei Oberndörfer|Kirchgasse 19|93047 Regensburg|DE266110934",
        "Uhren-Kontor Nordsee GmbH & Co. KG|Speicherstraße 31|20457 Hamburg|DE318440072",
        "Tobias Reuter|Gartenweg 7|79104 Freiburg im Breisgau|06 411 23897",
        "Boutique Alpenglanz AG|Bahnhofstrasse 58|7270 Davos Platz|CHE-221.908.114 MWST",
        "Kraml & Partner KG|Mariahilfer Straße 204|1150 Wien|ATU70118825",
    ],
    "fr": [
        "Ganterie Sainte-Foy|3 place du Marché|12100 Millau|FR 48 433902117",
        "EURL Comptoir des Parfums|27 boulevard Gambetta|06130 Grasse|FR 71 522810934",
        "Léa Marchand|14 allée des Tilleuls|44000 Nantes|FR 05 899120447",
        "Soieries Perrachon SAS|90 montée de la Grande-Côte|69001 Lyon|FR 90 310774526",
        "Manufacture du Doubs SA|Route de Neuchâtel 5|2416 Les Brenets|CHE-104.552.781 TVA",
    ],
    "es": [
        "Marroquinería Ubrique Sur S.L.|C/ Ingeniero Ruiz Martínez 6|11600 Ubrique (Cádiz)|B72104458",
        "Perfumería Amparo Giner|Plaza del Tossal 2, bajo|46001 Valencia|24387711Q",
        "Relojería Hermanos Cuesta, C.B.|Gran Vía 61|48011 Bilbao|E95220137",
        "Moda Norteña S. de R.L. de C.V.|Calzada del Valle 410 Ote.|66220 San Pedro Garza García, N.L.|MNO040719H52",
    ],
    "it": [
        "Calzaturificio Brentella S.n.c.|Via dell'Industria 41|30039 Stra (VE)|IT02884160273",
        "Gioielli Caruso di Caruso Elena|Piazza Pretoria 9|90133 Palermo (PA)|IT05910340824",
        "Seterie Lariane S.p.A.|Via Borgo Vico 155|22100 Como (CO)|IT00712290133",
        "Studio Tessile Bianchi S.r.l.s.|Strada Statale 12 km 4|55012 Capannori (LU)|IT02519930463",
    ],
    "nl": [
        "Tassenmakerij Zuiderzee|Havendijk 27|1601 JA Enkhuizen|NL003318845B71",
        "Parfumerie Wouters VOF|Grote Markt 14|6511 KB Nijmegen|NL814907726B01",
        "De Wolff Horloges B.V.|Stationsplein 90|3511 ED Utrecht|NL860114459B01",
        "Diamanthuis Claes NV|Pelikaanstraat 62|2018 Antwerpen|BE 0887.310.542",
    ],
    "zh-Hans": [
        "深圳市鼎诚钟表有限公司|深圳市福田区华强北路1078号A座1203|518031|91440300MA5FJ2QW0T",
        "苏州锦绣丝织厂|苏州市姑苏区平江路88号|215005|91320508137744216C",
        "上海尚品荟贸易有限公司|上海市静安区南京西路1266号3602室|200040|91310106MA1FY4TT8D",
    ],
    "zh-Hant": [
        "宏昇皮件股份有限公司|台北市大同區迪化街一段156號|103|28440917",
        "永利行洋服有限公司|香港九龍尖沙咀彌敦道132號美麗都大廈5樓C室||",
        "晶華名錶企業社|台中市西區公益路68號2樓|403|72618834",
    ],
    "ja": [
        "株式会社白樺レザー|北海道札幌市中央区南一条西4丁目13|060-0061|T3430001078812",
        "有限会社丸福鞄店|大阪府大阪市中央区心斎橋筋1-7-1|542-0085|T6120002055190",
        "藍染工房みなと|徳島県徳島市藍場町2-24|770-0831|T9810345120077",
    ],
}
BUYERS = {
    "en": [
        "The Old Glove Box|6 Minster Yard|Lincoln LN2 1PW",
        "Roxburgh Department Stores plc|210 Buchanan Street|Glasgow G1 2LL",
        "Marisol Vega|4471 Cedar Hollow Rd Apt 6|Austin, TX 78745",
        "Orchard Lane Collective|290 Orchard Road #02-11|Singapore 238859",
        "Oasis Gift Bazaar|P.O. Box 21733, Al Wahda Street|Sharjah, United Arab Emirates",
        "Salt & Spinifex|18 Dampier Terrace|Broome WA 6725",
        "Fjordlight Concept Store|Drottninggatan 71|111 36 Stockholm",
    ],
    "de": [
        "Modehaus Ickstatt e. K.|Domplatz 2|99084 Erfurt",
        "Galerie am Fischmarkt|Kleine Bäckerstraße 11|21335 Lüneburg",
        "Katharina Lindemann|Am Rosengarten 40|55131 Mainz",
        "Hotel Belvédère Betriebs AG|Promenade 89|7270 Davos Platz",
        "Trachten Stöger OG|Wollzeile 16|1010 Wien",
    ],
    "fr": [
        "Aux Deux Colombes|31 rue de la République|84000 Avignon",
        "Parfumerie du Vieux Port SARL|8 rue Caisserie|13002 Marseille",
        "Étienne Roussel|5 chemin des Vignes|33330 Saint-Émilion",
        "Grand Magasin Bellecour SA|1 place Bellecour|69002 Lyon",
        "Bijouterie Matile|Avenue Léopold-Robert 44|2300 La Chaux-de-Fonds",
    ],
    "es": [
        "Boutique La Giralda|C/ Sierpes 45|41004 Sevilla",
        "Almacenes Turia, S.A.|C/ Colón 27|46004 Valencia",
        "Óscar Beltrán Ibáñez|Paseo de la Castellana 140, 3.º izda.|28046 Madrid",
        "Comercial Reforma S.A. de C.V.|Paseo de la Reforma 222|06600 Ciudad de México",
    ],
    "it": [
        "Boutique Nuvola di Ferri Sara|Via Roma 3|31100 Treviso (TV)",
        "Magazzini Trinacria S.r.l.|Via Libertà 120|90143 Palermo (PA)",
        "Davide Colombo|Via Milano 58|21013 Gallarate (VA)",
        "Emporio Versilia S.a.s.|Viale Carducci 11|55049 Viareggio (LU)",
    ],
    "nl": [
        "Boetiek 't Anker|Breestraat 51|1621 CG Hoorn",
        "Warenhuis De Valk B.V.|Broerstraat 22|6511 SC Nijmegen",
        "Marleen van den Heuvel|Oudegracht 188|3511 NP Utrecht",
        "Juwelen Verstraete BVBA|Veldstraat 33|9000 Gent",
    ],
    "zh-Hans": [
        "成都悦礼百货有限公司|成都市锦江区春熙路南段12号|610021|91510104MA6CEW3N5J",
        "北京朝阳区雅集精品店|北京市朝阳区三里屯路19号|100027|92110105MA01KU7P9R",
        "宁波海曙天一商贸有限公司|宁波市海曙区中山东路188号|315000|91330203MA2AHJ8X1B",
    ],
    "zh-Hant": [
        "誠美百貨股份有限公司|新北市板橋區縣民大道二段7號|220|53190284",
        "銅鑼灣時尚坊|香港銅鑼灣軒尼詩道500號希慎廣場地下G12號舖||",
        "高雄時計館|高雄市前金區中正四路211號|801|31775620",
    ],
    "ja": [
        "株式会社ひかり商事|東京都台東区蔵前3-11-9|111-0051|",
        "セレクトショップ灯|福岡県福岡市中央区天神2-8-41|810-0001|",
        "合同会社ノースウィンド|宮城県仙台市青葉区一番町4-1-25|980-0811|",
    ],
}
GOODS = {
    "en": [
        "Kid glove, long, black|84.00",
        "Silk tie, navy stripe|46.50",
        "Field watch 38 mm|312.00",
        "Oud attar 12 ml|128.75",
        "Brass belt buckle|9.40",
        "Cashmere throw|219.00",
    ],
    "de": [
        "Reittasche Sattelleder|389,00",
        "Taschenuhr Savonette|1245,50",
        "Gürtel 35 mm cognac|74,90",
        "Krawatte Seide|59,00",
        "Schmuckschatulle Nussbaum|148,00",
        "Füllhalter Resin schwarz|265,00",
    ],
    "fr": [
        "Gants agneau doublés soie|118,00",
        "Eau de parfum 100 ml|96,50",
        "Carré de soie 90 x 90|245,00",
        "Étui à lunettes cuir|37,20",
        "Montre de poche|1890,00",
        "Savon au lait de chèvre|4,80",
    ],
    "es": [
        "Bolso bandolera piel|142,00",
        "Cartera caballero|38,50",
        "Reloj de pulsera acero|415,00",
        "Perfume ámbar 50 ml|67,90",
        "Cinturón trenzado|29,95",
        "Mantón bordado|310,00",
    ],
    "it": [
        "Décolleté vernice nera|129,00",
        "Collana corallo|480,00",
        "Foulard twill di seta|74,50",
        "Mocassino uomo|98,40",
        "Spilla filigrana|56,00",
        "Borsa paglia di Firenze|61,30",
    ],
    "nl": [
        "Schoudertas rundleer|159,00",
        "Herenhorloge automaat|624,95",
        "Eau de toilette 75 ml|54,50",
        "Portemonnee|32,25",
        "Zilveren armband|89,00",
        "Zijden sjaal|71,40",
    ],
    "zh-Hans": [
        "机械腕表 男款|2380.00",
        "真丝围巾 90cm|268.50",
        "头层牛皮手提包|1150.00",
        "钱夹 短款|198.00",
        "太阳镜 偏光|345.00",
    ],
    "zh-Hant": ["牛皮公事包|3280", "石英女錶|4150", "真絲領帶|680", "皮帶 自動扣|920", "名片夾|450"],
    "ja": ["ヌメ革トートバッグ|24800", "長財布 黒|15600", "藍染ストール|9800", "名刺入れ|6400", "革ベルト 30mm|7200"],
}
TAX = {
    "GBP": "20",
    "USD": "0",
    "AUD": "10",
    "SGD": "9",
    "AED": "5",
    "SEK": "25",
    "CHF": "8.1",
    "CNY": "13",
    "HKD": "0",
    "TWD": "5",
    "JPY": "10",
    "MXN": "16",
    "USD-zh": "0",
}
EURO = {"de": "19", "fr": "20", "es": "21", "it": "22", "nl": "21"}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}


@dataclass(frozen=True)
class Who:
    name: str
    street: str
    town: str
    tax: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(x for x in (self.name, self.street, self.town) if x)

    @property
    def html(self) -> str:
        return "<br>".join(escape(x) for x in self.lines)

    @property
    def place(self) -> str:
        return escape(", ".join(x for x in (self.street, self.town) if x))

    @property
    def n(self) -> str:
        return escape(self.name)


@dataclass(frozen=True)
class Row:
    what: str
    qty: int
    price: Decimal
    off: int = 0

    @property
    def amount(self) -> Decimal:
        return (self.qty * self.price * (100 - self.off) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Sale:
    """One sale between two traders of a language."""

    language: str
    way: str
    number: str
    on: date
    seller: Who
    buyer: Who
    rows: tuple[Row, ...]
    percent: Decimal

    @property
    def currency(self) -> str:
        return self.way[:3]

    @property
    def places(self) -> int:
        return WAYS[self.way][3]

    @property
    def due(self) -> date:
        return date.fromordinal(self.on.toordinal() + 21)

    @property
    def net(self) -> Decimal:
        return sum((r.amount for r in self.rows), Decimal(0))

    @property
    def tax(self) -> Decimal:
        return self.rounded(self.net * self.percent / 100)

    @property
    def gross(self) -> Decimal:
        return self.net + self.tax

    def rounded(self, amount: Decimal) -> Decimal:
        return amount.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)

    def m(self, amount: Decimal | int, sign: str = "") -> str:
        """An amount as the country writes it; `b` sign before, `a` after, `cb` and `ca` with the code."""
        mark, group, point, places = WAYS[self.way]
        whole, _, rest = f"{abs(Decimal(amount)):.{places}f}".partition(".")
        text = f"{int(whole):,}".replace(",", group) + (point + rest if rest else "")
        text = "-" + text if amount < 0 else text
        gap = " " if (len(mark) > 1 and mark[-1].isalpha()) or mark.endswith(".") else ""
        return {
            "": text,
            "b": f"{mark}{gap}{text}",
            "a": f"{text} {mark}",
            "cb": f"{self.currency} {text}",
            "ca": f"{text} {self.currency}",
        }[sign]

    def d(self, style: str = "num", on: date | None = None) -> str:
        on = on or self.on
        if self.language in ("zh-Hans", "zh-Hant", "ja"):
            return {
                "num": f"{on:%Y-%m-%d}",
                "words": f"{on.year}年{on.month:02}月{on.day:02}日",
                "slash": f"{on:%Y/%m/%d}",
                "dot": f"{on.year}.{on.month}.{on.day}",
                "era": f"令和{on.year - 2018}年{on.month}月{on.day}日"
                if self.language == "ja"
                else f"民國{on.year - 1911}年{on.month}月{on.day}日",
            }[style]
        month = MONTHS[self.language].split()[on.month - 1]
        if style == "words":
            if self.way == "USD":
                return f"{month} {on.day}, {on.year}"
            return {"de": f"{on.day}. {month} {on.year}", "es": f"{on.day} de {month} de {on.year}"}.get(
                self.language, f"{on.day} {month} {on.year}"
            )
        if style == "short":
            return f"{on.day:02}-{month[:3]}-{on.year}" if self.language == "en" else f"{on:%d.%m.%y}"
        if style == "iso" or self.way == "SEK":
            return on.isoformat()
        if self.way == "USD":
            return f"{on.month}/{on.day}/{on.year}"
        return (
            f"{on:%d.%m.%Y}"
            if self.language == "de" or self.way == "CHF"
            else f"{on:%d-%m-%Y}"
            if self.language == "nl"
            else f"{on:%d/%m/%Y}"
        )

    @property
    def rate(self) -> str:
        return (str(self.percent) if WAYS[self.way][2] != "," else str(self.percent).replace(".", ",")) + "%"

    def says(self, **other: object) -> Truth:
        """What the paper says; None takes a field away."""
        said: Truth = {
            "kind": "invoice",
            "number": self.number,
            "issued_on": self.on.isoformat(),
            "currency": self.currency,
            "gross": str(self.gross),
            "issuer": self.seller.name,
            "recipient": self.buyer.name,
            "lines": [[str(r.qty), str(r.amount)] for r in self.rows],
        }
        said.update(other)
        return {k: v for k, v in said.items() if v is not None}


_WAY = {
    "en": ("GBP", "GBP", "USD", "SGD", "AED", "AUD", "SEK"),
    "de": ("EUR", "EUR", "EUR", "CHF", "EUR"),
    "fr": ("EUR-fr", "EUR-plain", "EUR-thin", "EUR-fr", "CHF"),
    "es": ("EUR", "EUR", "EUR", "MXN"),
    "it": ("EUR",) * 4,
    "nl": ("EUR",) * 4,
    "zh-Hans": ("CNY",) * 3,
    "zh-Hant": ("TWD", "HKD", "TWD"),
    "ja": ("JPY",) * 3,
}


def sale(
    language: str, at: int, number: str, on: date, *, count: int = 3, off: tuple[int, ...] = (), way: str = ""
) -> Sale:
    """The sale of one seller of the language; goods and pieces follow from its place."""

    def who(text: str) -> Who:
        name, street, town, *tax = text.split("|")
        return Who(name, street, town, *tax)

    goods = GOODS[language]
    rows = []
    for n in range(count):
        what, price = goods[(at * 2 + n) % len(goods)].split("|")
        qty = (2, 10, 1, 36, 5, 144, 3, 20)[(at + n * 3) % 8]
        rows.append(Row(what, qty, Decimal(price.replace(",", ".")), off[n % len(off)] if off else 0))
    way = way or _WAY[language][at]
    percent = TAX.get(way, EURO.get(language, "20"))
    percent = "20" if language == "de" and at == 4 else percent
    return Sale(
        language, way, number, on, who(SELLERS[language][at]), who(BUYERS[language][at]), tuple(rows), Decimal(percent)
    )


STYLE = (
    "<style>body{font:9pt 'Liberation Sans','Noto Sans CJK SC';margin:0}table{border-collapse:collapse}td,th{padding:.8mm 1.5mm;text-align:left;vertical-align:top}"
    ".r,.r td,.r th{text-align:right}.w{width:100%}.f{display:flex;justify-content:space-between}.s{font-size:7pt}.b td,.b th{border:1px solid #444}.g{color:#777}</style>"
)


def bold(text: object) -> str:
    return f"<b>{text}</b>"


def tr(*cells: object, tag: str = "td", right: int = 99) -> str:
    """A row; from the cell `right` on, everything stands at the right."""
    return "<tr>" + "".join(f"<{tag}{' class=r' if i >= right else ''}>{c}</{tag}>" for i, c in enumerate(cells))


def listed(s: Sale, form: Callable[[int, Row], str]) -> str:
    return "".join(form(n, r) for n, r in enumerate(s.rows, 1))
