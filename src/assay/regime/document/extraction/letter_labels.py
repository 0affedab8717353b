"""What stands at the labels of a letter?

A value stands behind its label, in the next cell or under it, and may go on over the lines below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assay.regime.document.extraction.page import Cell, Page
from assay.regime.document.extraction.words import Label, found_in, phrases

_LABELS = {
    "authoriser": """authoriser | authorizer | authorizing party | authorising party | authorized by | authorised by | issued by | grantor |
        principal | brand owner | trade mark owner | trademark owner | proprietor | licensor | owner | holder of the mark |
        registered owner | applicant | registrant | holder | name of owner | owner of the mark | mark owner |
        authorising company | authorizing company | vollmachtgeber | autorisierende firma | markeninhaber | inhaber |
        inhaberin | aussteller | lizenzgeber | inhaber der marke | ermächtigende firma | mandant | titulaire |
        titulaire de la marque | propriétaire de la marque | société mandante | concédant | autorisé par | déposant | titular |
        titular de la marca | otorgante | autorizante | autorizado por | propietario de la marca | licenciante | autorizador |
        titolare | titolare del marchio | autorizzante | concedente | autorizzato da | proprietario del marchio | merkhouder |
        houder | volmachtgever | gemachtigd door | eigenaar van het merk | lastgever | 授权方 | 授权人 | 授权单位 | 商标注册人 |
        注册人 | 商标权人 | 品牌方 | 授權方 | 授權人 | 商標權人 | 品牌方 | 註冊人 | 授權單位 | 权利人 | 商标所有人 |
        商標權利人 | 許諾者 | 許諾元 | 授権者 | 商標権者 | 権利者 | 委任者 | ブランド所有者 | 許諾人""",
    "authorised": """authorised company | authorized company | authorised party | authorized party | authorised dealer | authorized dealer |
        authorised reseller | authorized reseller | authorised seller | authorized seller | authorised distributor |
        authorized distributor | authorised retailer | authorized retailer | grantee | licensee | agent | appointee | dealer |
        distributor | reseller | seller | retailer | authorised store | authorized store | in favour of | granted to |
        issued to | partner | company authorised | company authorized | bevollmächtigte firma | bevollmächtigter |
        autorisierte firma | autorisierter händler | händler | vertriebspartner | lizenznehmer | ermächtigte firma |
        autorisiertes unternehmen | wiederverkäufer | vertragshändler | société autorisée | distributeur agréé |
        revendeur agréé | mandataire | bénéficiaire | distributeur | revendeur | entreprise autorisée | licencié |
        empresa autorizada | distribuidor autorizado | autorizado | beneficiario | distribuidor | revendedor | licenciatario |
        vendedor autorizado | sociedad autorizada | società autorizzata | azienda autorizzata | rivenditore autorizzato |
        distributore autorizzato | autorizzato | licenziatario | beneficiario | rivenditore | distributore |
        impresa autorizzata | gemachtigde | gemachtigd bedrijf | geautoriseerde dealer | geautoriseerd bedrijf | dealer |
        distributeur | licentienemer | wederverkoper | geautoriseerde verkoper | erkende dealer | 被授权方 | 被授权人 |
        被授权单位 | 授权店铺 | 经销商 | 受权方 | 被授權方 | 被授權人 | 被授權單位 | 經銷商 | 受權方 | 授权经销商 | 代理商 |
        被许可人 | 被授权公司 | 被授權公司 | 授權經銷商 | 被許諾者 | 許諾先 | 被授権者 | 受任者 | 販売店 | 正規販売店 | 代理店 |
        被許諾人 | 認定販売店 | 許諾を受ける者""",
    "brand": """brand | brand name | trade mark name | mark name | trademark | mark | name of mark | marke | markenname | marque |
        nom de la marque | marca | nombre de la marca | denominación | marchio | nome del marchio | merk | merknaam | 品牌 |
        品牌名称 | 商标 | 商标名称 | 授权品牌 | 品牌名稱 | 商標 | 商標名稱 | 授權品牌 | ブランド | ブランド名 | 商標名 | 商標 |
        許諾ブランド | 対象ブランド""",
    "marks": """trade marks | trademarks | registered trade marks | registered trademarks | trade mark no | trademark no |
        registration no | registration number | trade mark number | trademark number | mark no | reg no | registered marks |
        marks | trademark registration no | trade mark registration no | certificate no | eingetragene marken | marken |
        markennummer | registernummer | marken nr | registrierungsnummer | marken reg nr | marques déposées | marques |
        numéro d'enregistrement | n d'enregistrement | numéro de marque | n de marque | marques enregistrées |
        marcas registradas | marcas | número de registro | n de registro | número de marca | nº de marca | marchi registrati |
        marchi | numero di registrazione | n registrazione | numero del marchio | n di registrazione | geregistreerde merken |
        merken | inschrijvingsnummer | registratienummer | merknummer | 商标注册号 | 注册号 | 注册商标 | 商标号 | 注册证号 |
        商标注册证号 | 商標註冊號 | 註冊號 | 註冊商標 | 註冊號數 | 商標註冊號數 | 商標登録番号 | 登録番号 | 登録商標 |
        商標番号""",
    "goods": """goods | products | authorised goods | authorized goods | authorised products | authorized products |
        goods and services | product range | product categories | product lines | items | scope of goods | goods authorised |
        waren | produkte | sortiment | warenbereich | erzeugnisse | artikel | produits | produits autorisés | marchandises |
        gamme | articles | productos | productos autorizados | mercancías | gama | artículos | prodotti | prodotti autorizzati |
        merci | gamma | articoli | goederen | producten | waren | assortiment | artikelen | 授权产品 | 授权商品 | 产品范围 |
        商品范围 | 授权范围 | 授權產品 | 授權商品 | 產品範圍 | 商品範圍 | 授權範圍 | 产品 | 商品 | 授权类目 | 產品 | 授權品項 |
        授权品类 | 対象商品 | 許諾商品 | 商品 | 対象製品 | 取扱商品 | 商品範囲""",
    "territories": """territory | territories | region | area | authorised territory | authorized territory | countries | sales territory |
        geographic scope | gebiet | vertriebsgebiet | länder | region | verkaufsgebiet | geltungsbereich | territoire |
        territoires | zone | pays | zone géographique | territorio | territorios | zona | países | ámbito territorial |
        ámbito geográfico | territorio | territori | zona | paesi | ambito territoriale | gebied | grondgebied | landen |
        regio | verkoopgebied | 授权区域 | 授权地域 | 地域 | 区域 | 销售区域 | 授權區域 | 授權地域 | 區域 | 銷售區域 |
        授权地区 | 授權地區 | 地域范围 | 地域範圍 | 許諾地域 | 対象地域 | 地域 | 販売地域 | テリトリー""",
    "channels": """channel | channels | sales channel | sales channels | platform | platforms | marketplace | marketplaces |
        authorised channels | authorized channels | online store | store name | vertriebswege | vertriebsweg | vertriebskanal |
        vertriebskanäle | kanal | kanäle | plattform | verkaufskanäle | canal | canaux | canaux de vente | canal de vente |
        plateforme | canaux de distribution | canales | canal de venta | canales de venta | plataforma |
        canales de distribución | canale | canali | canali di vendita | canale di vendita | piattaforma |
        canali di distribuzione | kanaal | kanalen | verkoopkanaal | verkoopkanalen | platform | 授权渠道 | 销售渠道 | 渠道 |
        平台 | 授权平台 | 授權通路 | 銷售通路 | 通路 | 銷售管道 | 授權平台 | 授權渠道 | 销售平台 | 販売チャネル | チャネル |
        販売経路 | プラットフォーム | 販売ルート""",
    "level": """level | level of authorization | level of authorisation | authorization level | authorisation level | tier | stufe |
        stufe der vollmacht | autorisierungsstufe | ebene | vertriebsstufe | niveau | niveau d'autorisation | échelon | nivel |
        nivel de autorización | livello | livello di autorizzazione | niveau van machtiging | machtigingsniveau |
        autorisatieniveau | 授权级别 | 级别 | 授权层级 | 授權級別 | 級別 | 授權層級 | 授权等级 | 授權等級 | 許諾レベル |
        レベル | 段階 | 授権レベル | 許諾段階""",
    "may_pass_on": """may be passed on | may pass on | transferable | sublicence | sublicense | sub license | sublicensing |
        may be transferred | assignable | sub authorization | sub authorisation | may sub authorise | may sub authorize |
        right to sub license | darf weitergegeben werden | übertragbar | unterlizenz | weitergabe | untervollmacht |
        unterbevollmächtigung | unterlizenzierung | peut être transmise | transmissible | cessible | sous licence |
        transférable | délégation | subdélégation | puede transmitirse | transferible | sublicencia | transmisible | cesión |
        subautorización | puede ser transmitida | trasferibile | sublicenza | cedibile | può essere trasmessa | cessione |
        subautorizzazione | trasmissibile | overdraagbaar | sublicentie | mag worden doorgegeven | doorgeven | overdracht |
        可否转授权 | 转授权 | 是否可转授权 | 可转让 | 可否轉授權 | 轉授權 | 是否可轉授權 | 可轉讓 | 再授权 | 再授權 | 再許諾 |
        再授権 | 譲渡 | 譲渡可否 | 再許諾の可否 | 再委任""",
    "valid_from": """valid from | effective date | effective from | start date | from | commencement date | date of commencement |
        valid as of | begins on | starting | beginning | starts on | effective | in force from | registration date |
        date of registration | gültig ab | gültig von | beginn | ab | wirksam ab | gültig seit | vertragsbeginn | laufzeit ab |
        inkrafttreten | eintragungsdatum | tag der eintragung | valable à partir du | valable du | date d'effet | à compter du |
        date de début | prise d'effet | valide à partir du | à partir du | début | date d'enregistrement | válido desde |
        válida desde | vigente desde | fecha de inicio | a partir del | fecha de efecto | desde | fecha de vigor | inicio |
        fecha de registro | valido dal | valida dal | data di inizio | a partire dal | decorrenza | dal | in vigore dal |
        data di decorrenza | inizio | data di registrazione | geldig vanaf | ingangsdatum | vanaf | begindatum | startdatum |
        met ingang van | inschrijvingsdatum | 授权开始日期 | 生效日期 | 起始日期 | 有效期自 | 开始日期 | 授權開始日期 |
        生效日期 | 起始日期 | 開始日期 | 注册日期 | 註冊日期 | 有效期起 | 許諾開始日 | 有効開始日 | 開始日 | 発効日 | 登録日""",
    "valid_to": """valid until | valid to | valid till | valid through | expiry date | expiration date | expires on | end date | until |
        to | expires | expiry | ends on | termination date | date of expiry | valid thru | valid up to | ending | renewal date |
        next renewal | gültig bis | ende | bis | befristet bis | läuft ab am | ablaufdatum | endet am | laufzeit bis |
        schutzende | schutzdauer bis | vertragsende | valable jusqu'au | valable jusqu au | date d'expiration | expire le |
        jusqu'au | date de fin | fin de validité | valide jusqu'au | fin | échéance | válido hasta | válida hasta |
        vigente hasta | fecha de vencimiento | hasta | fecha de fin | caduca el | vence el | fecha de expiración |
        fecha de caducidad | fin | fecha de término | valido fino al | valida fino al | scadenza | data di scadenza | al |
        fino al | scade il | valido sino al | termine | data di fine | geldig tot | vervaldatum | einddatum | tot |
        verloopt op | geldig tot en met | eindigt op | 授权截止日期 | 截止日期 | 有效期至 | 到期日 | 失效日期 | 结束日期 |
        授權截止日期 | 截止日期 | 有效期至 | 到期日 | 失效日期 | 結束日期 | 有效期止 | 许诺终止日 | 有効期限 | 許諾終了日 |
        終了日 | 満了日 | 有効期限日 | 存続期間満了日""",
    "term": """term | period | validity | period of validity | validity period | duration | authorization period |
        authorisation period | valid | laufzeit | gültigkeit | gültigkeitsdauer | zeitraum | dauer | durée | validité |
        période de validité | période | durée de validité | vigencia | período | periodo de validez | duración | plazo |
        validez | validità | periodo di validità | durata | periodo | geldigheid | geldigheidsduur | looptijd | periode | duur |
        授权期限 | 有效期 | 期限 | 授權期限 | 有效期限 | 授权有效期 | 授權有效期 | 授权期间 | 授權期間 | 有效期间 | 許諾期間 |
        有効期間 | 期間 | 授権期間 | 契約期間""",
    "signer": """signed by | signatory | name of signatory | authorised signatory | authorized signatory | signature | signed | name |
        unterzeichner | unterschrift | gezeichnet | unterzeichnet von | gez | signataire | signé par | signature autorisée |
        nom du signataire | firmante | firmado por | firma | firmado | firmatario | firmato da | ondertekend door |
        ondertekenaar | handtekening | 签署人 | 签字 | 授权代表 | 法定代表人 | 签名 | 簽署人 | 簽字 | 授權代表 | 法定代表人 |
        簽名 | 代表人 | 署名 | 署名者 | 代表者 | 代表取締役 | 署名人""",
    "other": """reference | ref | number | date | place | address | zeichen | datum | référence | fecha | data | 日期 | 编号 | 編號 |
        日付 | 番号 | title | position | function | funktion | fonction | cargo | funzione | functie | class | classes |
        nice classes | klassen | country | vat id | e mail | phone | telephone | 电话 | 電話 | 地址 | 住所 | filing date |
        anmeldetag | date de dépôt | fecha de solicitud""",
}
DENIED = re.compile(
    r"non[- ]?transferable|untransferable|not (?:be )?re-?sold|no sub-?(?:distributors?|dealers?|agents?|licen[cs]ees?|resellers?) (?:may|shall|can)"
    r"|incessible|intransmissible|intransmisible|non cedibile|nicht (?:auf dritte )?(?:abgetreten|übertragen)|nicht abtretbar|niet (?:aan derden )?overgedragen"
    r"|譲渡(?:でき|する(?:こと)?(?:は|が)でき)(?:ません|ない)|譲渡[^。]{0,8}禁|不可转让|不能转让|不可轉讓|不能轉讓|无权转让|禁止转授权|不得(?:再)?转(?:让|委托)"
    r"|not (?:be )?(?:transfer|assign|sub-?licen|pass(?:ed)? on|delegat|sub-?authori)|no right to sub"
    r"|may not (?:sub|pass|transfer|assign|delegate)|without the right to sub|nicht übertragbar|nicht weiter(?:ge|be)"
    r"|keine untervollmacht|darf nicht"
    r"|non (?:transférable|cessible|transmissible)|ne peut être (?:cédée|transmise|transférée|déléguée)|intransferible"
    r"|no (?:es |podrá ser )?(?:transferible|cedible|transmisible)|no podrá (?:ceder|transferir|sublicenciar)"
    r"|non (?:è )?(?:trasferibile|cedibile|trasmissibile)|non può essere (?:ceduta|trasferita|trasmessa|delegata)"
    r"|niet overdraagbaar|mag niet worden (?:overgedragen|doorgegeven)|不得转授权|不得转让|不可转授权|不得轉授權|不得轉讓"
    r"|不可轉授權|無權轉授權|无权转授权|不得再授权|不得再授權"
    r"|再許諾(?:は|を)?(?:認めない|できない|不可|禁止)|譲渡(?:は|を)?(?:できない|認めない|不可|禁止)|再委任(?:は|を)?(?:できない|認めない)",
    re.IGNORECASE,
)


@cache
def _labels() -> dict[str, tuple[str, float]]:
    return phrases(_LABELS)


@dataclass(frozen=True)
class Said:
    """A label's value: its text over one or more cells."""

    text: str
    cells: tuple[Cell, ...]


def said_at_labels(pages: Sequence[Page]) -> dict[str, Said]:
    """The value at each label: behind it in its cell, in the next cell, or under it; with the lines that go on under a value."""
    found: dict[str, Said] = {}
    for page in pages:
        for r, row in enumerate(page.rows):
            for c, cell in enumerate(row.cells):
                label = _label_of(cell)
                if label is None or label.names == "other" or label.names in found:
                    continue
                if label.names == "signer" and not re.search(r"[:：]", cell.text) and c + 1 >= len(row.cells):
                    continue  # "Authorised signatory" under a name says who that is, not who comes next
                rest = re.sub(r"^[\s:：.\-–]+", "", cell.text[label.end :])
                if re.search(r"\w", rest):
                    value, cells, left = rest, [cell], _left_of(cell, rest)
                elif c + 1 < len(row.cells) and _label_of(row.cells[c + 1]) is None:
                    value, cells, left = (
                        " ".join(o.text for o in row.cells[c + 1 :]),
                        list(row.cells[c + 1 :]),
                        row.cells[c + 1].x0,
                    )
                else:
                    under = _line_under(page, r, cell.x0, cell)
                    if under is None:
                        continue
                    value, cells, left = under.text, [under], under.x0
                more = _goes_on(page, r, left, cells[-1])
                whole = " ".join([value, *(o.text for o in more)])
                found[label.names] = Said(whole.strip(" .:：。"), (*cells, *more))
    return found


def _label_of(cell: Cell) -> Label | None:
    """The label that a cell is or begins with; with a value behind it only after a colon, or where the script has no spaces."""
    first = next(iter(found_in(cell.text, known=_labels())), None)
    if first is None or first.start > 3:
        return None
    rest = cell.text[first.end :]
    if not rest.strip(" :：./()（）"):
        return first
    return first if re.match(r"\s*(?:\([^)]*\)|（[^）]*）)?\s*[:：]", rest) else None


def _left_of(cell: Cell, rest: str) -> float:
    start = rest.split()[0] if rest.split() else ""
    return next((w.x0 for w in cell.words if w.text.endswith(start) or start.startswith(w.text)), cell.x0)


def _line_under(page: Page, r: int, left: float, cell: Cell) -> Cell | None:
    for row in page.rows[r + 1 : r + 3]:
        if row.y0 - cell.y1 > 1.6 * cell.height:
            return None
        for other in row.cells:
            if abs(other.x0 - left) < 6 and _label_of(other) is None:
                return other
    return None


def _goes_on(page: Page, r: int, left: float, last: Cell) -> list[Cell]:
    """Lines under a value that begin where it began, close below it, with no label in their row."""
    more: list[Cell] = []
    for row in page.rows[r + 1 : r + 5]:
        if row.y0 - last.y1 > 0.9 * last.height or any(_label_of(c) is not None for c in row.cells):
            break
        follower = next((c for c in row.cells if abs(c.x0 - left) < 4), None)
        if follower is None or len(row.cells) > 1 or "。" in follower.text or DENIED.search(follower.text):
            break
        more.append(follower)
        last = follower
    return more
