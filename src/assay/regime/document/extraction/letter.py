"""What does a letter of authorization, or a trademark certificate, say?

A letter is a form with labels, or running text, or both: labels are read first, and what they leave open is looked for in the sentences. "All
goods", "worldwide" and "all channels" set no bound, so they leave the field empty. What a letter does not say stays empty too, and is never taken
as a permission.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from assay.regime.document.extraction.addresses import name_and_address, parts_of
from assay.regime.document.extraction.dates import dates_in
from assay.regime.document.extraction.fields import Calendar
from assay.regime.document.extraction.page import Cell, Page, field_of
from assay.regime.document.extraction.places import country_in
from assay.regime.document.extraction.words import Label, compact, fold, found_in, phrases
from assay.regime.document.reading import Field, Letter, Origin, Party

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
_ALL = re.compile(
    r"^\W*(?:all(?:e|es|er)?\b|any\b|every|tou(?:s|tes)\b|tod(?:o|a|os|as)\b|tutt[iaeo]\b|worldwide|global|world|weltweit"
    r"|monde|mundial|mondiale|in tutto il mondo|wereldwijd|unlimited|unrestricted|unbegrenzt"
    r"|illimit|ilimitad|onbeperkt|全部|所有|全球|全世界|世界|不限|すべて|全て|全商品|全世界|全品|無制限|限定なし)",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^\W*(?:yes|ja|oui|sí|si\b|sì|true|allowed|permitted|erlaubt|gestattet|autorisé|permitido|consentito|toegestaan|是|可"
    r"|允许|允許|可以|はい|有|許可)",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^\W*(?:no\b|nein|non|nee|false|not|nicht|keine?|ne\b|geen|niet|prohibited|否|不|无|無|いいえ|不可|禁止|未)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"non[- ]?transferable|not (?:be )?(?:transfer|assign|sub-?licen|pass(?:ed)? on|delegat|sub-?authori)|no right to sub"
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
_GRANTED = re.compile(
    r"may (?:sub-?license|sub-?authori[sz]e|pass (?:it|this)|appoint sub)|right to (?:sub-?license|sub-?authori[sz]e"
    r"|appoint)|darf (?:diese vollmacht |sie )?weiter(?:geben|gegeben)|berechtigt,? unter|peut (?:sous-|être transmise"
    r"|déléguer)|podrá (?:sub|ceder|transferir)|può (?:sub|essere trasmessa|delegare)|mag (?:worden doorgegeven|sub)"
    r"|有权转授权|可转授权|可以转授权|有權轉授權|可轉授權|再許諾することができる|再許諾を認める",
    re.IGNORECASE,
)
_OFFICES = (
    r"EUIPO|EUTM|OHIM|CNIPA|SAIC|CTMO|USPTO|WIPO|UKIPO|UK ?IPO|DPMA|INPI|OEPM|"
    r"UIBM|BOIP|BENELUX|JPO|KIPO|TIPO|IPI|CIPO|IPOS|HKIPD|IP AUSTRALIA|MADRID|IR"
)
_MARK = re.compile(
    rf"(?<![A-Za-z])(?P<office>{_OFFICES})\b[\s:,]*(?:(?:reg(?:istration)?\.?|mark|no\.?|nr\.?|n°|nº|number|注册号|第"
    rf"|trade ?marks?|#)[\s:.]*){{0,3}}(?P<n>\d[\d .,/-]{{3,16}}\d)",
    re.IGNORECASE,
)
_BARE_MARK = re.compile(
    r"(?:第|注册号|註冊號|登録|no\.?|nr\.?|n°|nº|number|#)[\s:：第]*(?P<n>\d[\d ,/-]{4,14}\d)(?:号|號)?", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<![\d.])(?P<n>\d{5,12})(?![\d.])")
_OFFICE_WORDS = {
    "EUIPO": r"EUIPO|European Union Intellectual Property Office|"
    r"Amt der Europäischen Union für geistiges Eigentum|European Union trade ?mark|Unionsmarke|marque de l.Union|marca de la Unión|marchio dell.Unione",
    "CNIPA": r"CNIPA|China National Intellectual Property|国家知识产权局|国家工商行政管理总局|商标注册证",
    "USPTO": r"USPTO|United States Patent and Trademark Office",
    "WIPO": r"WIPO|World Intellectual Property Organi[sz]ation|Madrid (?:System|Protocol|Agreement)|OMPI",
    "UKIPO": r"UKIPO|(?:UK|United Kingdom) Intellectual Property Office|Trade Marks Registry",
    "DPMA": r"DPMA|Deutsches Patent- und Markenamt",
    "INPI": r"INPI|Institut national de la propriété industrielle",
    "OEPM": r"OEPM|Oficina Española de Patentes",
    "UIBM": r"UIBM|Ufficio Italiano Brevetti",
    "BOIP": r"BOIP|Benelux",
    "TIPO": r"TIPO|經濟部智慧財產局|智慧財產局",
    "JPO": r"JPO|特許庁|日本国特許",
}
_VERB = re.compile(
    r"\b(?:hereby |herewith |do hereby |does hereby )?(?:authori[sz]es?|appoints?|certif(?:y|ies)(?: that)?"
    r"|confirms?(?: that)?|grants?)\s+|\b(?:ermächtig(?:t|en)|autorisier(?:t|en)|bevollmächtig(?:t|en)|bestätig(?:t"
    r"|en))(?:\s+hiermit|\s+wir|,? dass| die Firma| das Unternehmen)*\s+"
    r"|\b(?:autoris(?:e|ons)|habilit(?:e|ons)|certifi(?:e|ons)(?: que)?|attest(?:e"
    r"|ons)(?: que)?)(?: par la présente)?(?: la société| l.entreprise)?\s+|\b(?:autoriza(?:mos)?|certifica(?:mos)?(?: que)?"
    r"|faculta(?:mos)?)(?: por la presente| mediante la presente)?(?: a la empresa| a la sociedad| a)?\s+"
    r"|\b(?:autorizz(?:a|iamo)|certific(?:a|hiamo)(?: che)?|attest(?:a|iamo)(?: che)?)(?: con la presente)?(?: la società"
    r"| l.azienda)?\s+|\b(?:machtig(?:t|en)|autorise(?:ert|ren)|bevestig(?:t|en)(?: dat)?)(?: hierbij)?(?: het bedrijf)?\s+"
    r"|(?:兹|現|现|特此?|茲)?(?:授权|授權)(?=[^方人书書期区區渠通平范範级級产產商品])",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s+(?:to (?:sell|distribute|offer|market|resell|act|use|import)|as (?:an?|our|the|its)|is (?:an?|our|the)|are|for the"
    r"|located|having|with (?:its|registered|offices?)|whose|zum |zur |als |den |die |mit sitz|ist |à |de (?:vendre"
    r"|distribuer|commercialiser)|comme|en tant|est |dont|sise?|a (?:vender|distribuir|comercializar)|para |como "
    r"|con (?:domicilio|sede)|es |a (?:vendere|distribuire)|alla |come |è |om |tot |als |is |gevestigd)"
    r"|[,，;；(（]|\.\s|在|为|為|于|於|作为|作為|销售|銷售|经销|經銷|使用",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"company|firma|société|empresa|società|bedrijf|below|unten|ci-dessous|abajo|sotto|hieronder|following|folgende|下列|以下|下記",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"signatory|director|manager|president|officer|CEO|CFO|COO|head of|chairman|owner|attorney|counsel|geschäftsführ"
    r"|prokurist|leiter|vorstand|directeur|directrice|gérant|président|responsable|director|gerente|apoderado|administrador"
    r"|direttore|amministratore|procuratore|responsabile|directeur|bestuurder|hoofd|zaakvoerder|代表|经理|經理|总监|總監"
    r"|董事|社長|部長|取締役",
    re.IGNORECASE,
)


@cache
def _labels() -> dict[str, tuple[str, float]]:
    return phrases(_LABELS)


@dataclass(frozen=True)
class _Said:
    """A label's value: its text over one or more cells."""

    text: str
    cells: tuple[Cell, ...]


def read_letter(
    pages: Sequence[Page], *, calendar: Calendar, issuer: Party, origin: Origin, certificate: bool
) -> Letter:
    """The fields of a letter or certificate. `issuer` is whose paper it is by its head, for want of a better name of the authoriser."""
    said = _labelled(pages)
    text = "\n".join(row.text for page in pages for row in page.rows)
    everything = [c for page in pages for row in page.rows for c in row.cells]

    def field(name: str, confidence: float = 0.92) -> Field | None:
        found = said.get(name)
        return field_of(found.text, found.cells, origin=origin, confidence=confidence) if found else None

    def several(name: str) -> tuple[Field, ...]:
        found = said.get(name)
        if found is None or _ALL.search(found.text):
            return ()
        parts = [
            p.strip(" .")
            for p in re.split(r"[,;、，；/]|\s+(?:and|und|et|y|e|en|及|和)\s+", found.text)
            if p.strip(" .")
        ]
        return tuple(field_of(p, found.cells, origin=origin, confidence=0.88) for p in parts)

    authoriser_in_text, authorised_in_text = _in_sentences(pages, origin=origin)
    authoriser = _party(said.get("authoriser"), origin=origin) or authoriser_in_text or issuer
    if (
        authoriser.name is not None
        and issuer.name is not None
        and compact(issuer.name.value) == compact(authoriser.name.value)
    ):
        authoriser = issuer
    authorised = _party(said.get("authorised"), origin=origin) or authorised_in_text or Party()
    starts, ends = _term(pages, said, calendar=calendar, origin=origin)
    level = field("level")
    if level is not None and (digit := re.search(r"\d+|[一二三四]", level.value)):
        level = replace(level, value=str("一二三四".find(digit[0]) + 1) if digit[0] in "一二三四" else digit[0])
    territories = tuple(replace(t, value=country_in(t.value, alone=True) or t.value) for t in several("territories"))
    return Letter(
        brand=field("brand") or _brand_in(pages, origin=origin),
        marks=_marks(said, text, everything, origin=origin),
        authoriser=authoriser,
        authorised=Party() if certificate else authorised,
        goods=several("goods"),
        territories=territories,
        channels=several("channels"),
        level=level,
        may_pass_on=_passes_on(said, text, everything, origin=origin),
        valid_from=starts,
        valid_to=ends,
        signer=None if certificate else _signer(pages, said, origin=origin),
    )


def _labelled(pages: Sequence[Page]) -> dict[str, _Said]:
    """The value at each label: behind it in its cell, in the next cell, or under it; with the lines that go on under a value."""
    found: dict[str, _Said] = {}
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
                found[label.names] = _Said(whole.strip(" .:：。"), (*cells, *more))
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
        if follower is None or len(row.cells) > 1 or "。" in follower.text or _DENIED.search(follower.text):
            break
        more.append(follower)
        last = follower
    return more


def _party(said: _Said | None, *, origin: Origin) -> Party | None:
    if said is None or not re.search(r"\w", said.text):
        return None
    name, address = name_and_address(said.text)
    parts = parts_of(said.text)
    if not address and len(parts) > 1:
        name, address = parts[0], ", ".join(parts[1:])
    country = country_in(address) if address else ""
    return Party(
        name=field_of(name, said.cells, origin=origin, confidence=0.92),
        address=field_of(address, said.cells, origin=origin, confidence=0.85) if address else None,
        country=field_of(country, said.cells, origin=origin, confidence=0.85) if country else None,
    )


def _sentences(pages: Sequence[Page]) -> list[tuple[str, list[Cell]]]:
    """Paragraphs: rows of one cell that follow closely, joined."""
    found: list[tuple[str, list[Cell]]] = []
    for page in pages:
        last: Cell | None = None
        for row in page.rows:
            cell = row.cells[0]
            if (
                last is not None
                and len(row.cells) == 1
                and cell.y0 - last.y1 < 0.9 * last.height
                and abs(cell.x0 - last.x0) < 30
            ):
                text, cells = found[-1]
                gap = "" if text[-1:] > "\u2e80" else " "
                found[-1] = (text + gap + cell.text, [*cells, cell])
            else:
                found.append((row.text, list(row.cells)))
            last = cell
    return found


def _in_sentences(pages: Sequence[Page], *, origin: Origin) -> tuple[Party | None, Party | None]:
    """Who authorises whom, in running text."""
    for text, cells in _sentences(pages):
        verb = _VERB.search(text)
        if verb is None or len(text) < 24:
            continue
        before = re.split(r"[.!?。]\s+(?=[A-ZÀ-Ý\u4e00-\u9fff])", text[: verb.start()])[-1]
        subject = re.sub(
            r"^(?:we|wir|nous|nosotros|noi|wij|the undersigned|the company|die firma|la société|la empresa|la società|hiermit|hereby"
            r"|par la présente|por la presente|con la presente|我公司|我司|我方|本公司|本人|当社|弊社|this is to certify that|这里"
            r"|兹证明|茲證明)[\s,，:]*",
            "",
            before.strip(),
            flags=re.IGNORECASE,
        )
        subject = re.split(r",\s|，|\s(?:as|als|en tant|como|come|being|in its|hereby|hiermit)\b|\(", subject)[0].strip(
            " ,，:："
        )
        rest = text[verb.end() :]
        turned = re.search(
            r",?\s+(?:dass|that|que|che|dat)\s+(?:die firma|das unternehmen|the company|la société|la empresa|la società)?",
            rest,
            re.IGNORECASE,
        )
        if turned and len(subject) < 4:
            # "Hiermit bestätigt die A AG, dass die B GmbH ...": the verb stands first.
            subject, rest = (
                re.sub(r"^(?:die|der|das|la|the)\s+", "", rest[: turned.start()], flags=re.IGNORECASE),
                rest[turned.end() :].strip(),
            )
        end = _ENDS.search(rest)
        object_ = rest[: end.start()] if end else rest[:80]
        object_ = re.sub(
            r"^(?:the company|die firma|la société|la empresa|la società|het bedrijf|messrs\.?)\s+",
            "",
            object_.strip(),
            flags=re.IGNORECASE,
        )
        first = _named(subject, cells, origin=origin)
        second = _named(object_, cells, origin=origin)
        if first or second:
            return first, second
    return None, None


def _named(text: str, cells: list[Cell], *, origin: Origin) -> Party | None:
    text = text.strip(" ,，.:：\"“”'")
    if not 2 <= len(text) <= 90 or (_GENERIC.search(text) and not re.search(r"[A-Z][\w&.]+\s+[A-Z]|公司|会社", text)):
        return None
    if not re.search(r"[A-Z\u4e00-\u9fff\u3040-\u30ff]", text):
        return None
    return Party(name=field_of(text, cells, origin=origin, confidence=0.75))


def _term(
    pages: Sequence[Page], said: dict[str, _Said], *, calendar: Calendar, origin: Origin
) -> tuple[Field | None, Field | None]:
    """From and until: at their labels, both at a label of the term, or in a sentence that says from when until when."""

    def at(name: str) -> Field | None:
        found = said.get(name)
        day = next(dates_in(found.text), None) if found else None
        if found is None or day is None:
            return None
        value, sure = calendar.read(day)
        return field_of(value.isoformat(), found.cells, origin=origin, confidence=0.92 * sure)

    starts, ends = at("valid_from"), at("valid_to")
    options = [said["term"]] if "term" in said else []
    options += [said[n] for n in ("valid_from", "valid_to") if n in said]
    options += [_Said(text, tuple(cells)) for text, cells in _sentences(pages)]
    for option in options:
        days = list(dates_in(option.text))
        if len(days) < 2 or (starts and ends):
            continue
        between = option.text[days[0].end : days[1].start]
        if len(between) > 40 or not re.search(
            r"to|until|till|through|bis|au|al|hasta|fino|sino|tot|e[ln]d|[-–—~～至到]|から|まで", between, re.IGNORECASE
        ):
            continue
        (first, sure), (second, _) = calendar.read(days[0]), calendar.read(days[1])
        if first < second:
            starts = starts or field_of(first.isoformat(), option.cells, origin=origin, confidence=0.88 * sure)
            ends = field_of(second.isoformat(), option.cells, origin=origin, confidence=0.88 * sure)
    if ends is None:
        for text, cells in _sentences(pages):
            match = re.search(
                r"(?:valid|remain|expire|gültig|valable|expire|válid|vigente|valid[ao]|geldig|有效|有効).{0,40}?(?:until|till|to|on"
                r"|through|bis|jusqu|hasta|fino|sino|tot|至|まで)",
                text,
                re.IGNORECASE,
            )
            day = next((d for d in dates_in(text) if match and d.start >= match.start()), None)
            if day is not None:
                value, sure = calendar.read(day)
                ends = field_of(value.isoformat(), cells, origin=origin, confidence=0.8 * sure)
                break
    return starts, ends


def _brand_in(pages: Sequence[Page], *, origin: Origin) -> Field | None:
    name = r"[A-Z0-9][\w'&.-]*(?:\s[A-Z0-9][\w'&.-]*){0,3}"
    words = r"brands?|marke|marque|marca|marchio|merk|trade ?marks?"
    pattern = re.compile(
        rf"\b(?i:{words})[\s:：]+[\"“”„«‘'「『]?(?P<a>{name})|(?P<c>{name})[- ](?i:brand(?:ed)?)\b"
        r"|(?:品牌|ブランド|商标|商標)[\s:：]*[「『“]?(?P<d>[\w·・]{2,16})|[\"“„«「『](?P<b>[^\"“”»」』]{2,40})[\"”“»」』]"
    )
    for text, cells in _sentences(pages):
        match = pattern.search(text)
        value = next((g for g in match.groups() if g), "").strip(" .") if match else ""
        if value and fold(value) not in ("brand", "marke", "marque", "owner"):
            return field_of(value, cells, origin=origin, confidence=0.7)
    return None


def _marks(said: dict[str, _Said], text: str, everything: Sequence[Cell], *, origin: Origin) -> tuple[Field, ...]:
    found: list[Field] = []
    named = said.get("marks")
    seen: set[str] = set()

    def add(office: str, number: str, cells: Sequence[Cell]) -> None:
        digits = re.sub(r"[ .,/-]", "", number)
        if digits not in seen and 4 <= len(digits) <= 13:
            seen.add(digits)
            found.append(field_of(f"{office.upper()} {digits}".strip(), cells, origin=origin, confidence=0.9))

    for match in _MARK.finditer(text):
        where = [c for c in everything if match["n"].split()[0] in c.text] or list(everything[:1])
        add(match["office"], match["n"], where[:1])
    if not found:
        office = next((name for name, words in _OFFICE_WORDS.items() if re.search(words, text, re.IGNORECASE)), "")
        scope = named.text if named else text
        for pattern in (_BARE_MARK, _NUMBER) if named else (_BARE_MARK,):
            for match in pattern.finditer(scope):
                add(office, match["n"], named.cells if named else everything[:1])
            if found:
                break
    return tuple(found[:40])


def _passes_on(said: dict[str, _Said], text: str, everything: Sequence[Cell], *, origin: Origin) -> Field | None:
    named = said.get("may_pass_on")
    if named is not None:
        if _NO.search(named.text):
            return field_of("false", named.cells, origin=origin, confidence=0.92)
        if _YES.search(named.text):
            return field_of("true", named.cells, origin=origin, confidence=0.92)
    flat = " ".join(text.split())
    for pattern, value in ((_DENIED, "false"), (_GRANTED, "true")):
        if pattern.search(flat):
            return field_of(value, list(everything[:1]), origin=origin, confidence=0.75)
    return None


def _signer(pages: Sequence[Page], said: dict[str, _Said], *, origin: Origin) -> Field | None:
    """At its label; else the line over one that names an office ("Director") in the lower half."""
    named = said.get("signer")
    if (
        named is not None
        and re.search(r"[^\W\d_]{2,}", named.text)
        and len(named.text) < 60
        and not _ROLE.fullmatch(named.text)
    ):
        return field_of(named.text, named.cells, origin=origin, confidence=0.85)
    for page in reversed(pages):
        rows = page.rows
        for r in range(len(rows) - 1, 0, -1):
            if r < len(rows) // 2:
                break
            for cell in rows[r].cells:
                if not _ROLE.search(cell.text) or len(cell.text) > 50:
                    continue
                over = next((c for c in rows[r - 1].cells if abs(c.x0 - cell.x0) < 8), None)
                if over is not None and 3 < len(over.text) < 50 and not any(ch.isdigit() for ch in over.text):
                    return field_of(over.text, [over], origin=origin, confidence=0.75)
    return None
