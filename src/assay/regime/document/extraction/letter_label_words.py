"""By which words are the fields of a letter labelled, in nine languages?

`LABELS` are whole labels; a label that the table does not hold is known by what its words begin with: `STEMS`, in this order.
"""

from __future__ import annotations

import re

LABELS = {
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
        商標權利人 | 許諾者 | 許諾元 | 授権者 | 商標権者 | 権利者 | 委任者 | ブランド所有者 | 許諾人 | granted by | authority granted by |
        appointed by | erteilt durch | erteilt von | ausgestellt durch | ausgestellt von | délivré par | délivrée par | accordé par | accordée par |
        otorgado por | otorgada por | concedido por | concedida por | emitido por | emitida por | rilasciato da | rilasciata da | concesso da | concessa da |
        nominato da | verleend door | afgegeven door | verklaring afgegeven door | 授权公司 | 授權公司 | 授权企业 | 授权主体 | 许可方 | 許可方 | 許可者 | 許可元 |
        発行者 | 発行元 | 認定者 | 品牌公司 | 品牌商 | 续展申请人 | 續展申請人""",
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
        被許諾人 | 認定販売店 | 許諾を受ける者 | appointed dealer | appointed distributor | erteilt an | ausgestellt an | délivré à | délivrée à |
        accordé à | accordée à | otorgado a | otorgada a | concedido a | concedida a | emitido a favor de | rilasciato a | rilasciata a | concesso a |
        rivenditore nominato | distributore nominato | distribuidor nombrado | revendeur nommé | verleend aan | afgegeven aan | aan dealer | 受权店家 |
        受權店家 | 受权店铺 | 受權店舖 | 受权公司 | 受權公司 | 被许可方 | 被許可方 | 被許可者 | 許可先 | 認定店 | 認定先 | 授权店家 | 授權店家""",
    "brand": """brand | brand name | trade mark name | mark name | trademark | mark | name of mark | marke | markenname | marque |
        nom de la marque | marca | nombre de la marca | denominación | marchio | nome del marchio | merk | merknaam | 品牌 |
        品牌名称 | 商标 | 商标名称 | 授权品牌 | 品牌名稱 | 商標 | 商標名稱 | 授權品牌 | ブランド | ブランド名 | 商標名 | 商標 |
        許諾ブランド | 対象ブランド | für die marke | pour la marque | para la marca | per il marchio | voor het merk | for the brand""",
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
        販売経路 | プラットフォーム | 販売ルート | 販売場所 | 販路 | where | where sold | outlets | sales outlets | points of sale | absatzweg | absatzwege |
        absatzkanal | absatzkanäle | vertriebsform | wo | réseau | réseau de vente | points de vente | red de venta | puntos de venta | punti vendita | rete di vendita |
        verkooppunt | verkooppunten | afzetkanaal | 销售途径 | 销售通路 | 販售通路 | 販售平台 | 販售管道 | 通路別""",
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
        再授権 | 譲渡 | 譲渡可否 | 再許諾の可否 | 再委任 | 二次授权 | 二次授權 | 能否二次授权 | 可否再授權 | 可否再授权""",
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
        有効期間 | 期間 | 授権期間 | 契約期間 | 起讫日 | 起訖日 | 起迄日 | 起止日期 | 起讫日期 | 起訖日期 | 授权起止时间 | 認定期間 | 許可期間""",
    "signer": """signed by | signatory | name of signatory | authorised signatory | authorized signatory | signature | signed | name |
        unterzeichner | unterschrift | gezeichnet | unterzeichnet von | gez | signataire | signé par | signature autorisée |
        nom du signataire | firmante | firmado por | firma | firmado | firmatario | firmato da | ondertekend door |
        ondertekenaar | handtekening | 签署人 | 签字 | 授权代表 | 法定代表人 | 签名 | 簽署人 | 簽字 | 授權代表 | 法定代表人 |
        簽名 | 代表人 | 署名 | 署名者 | 代表者 | 代表取締役 | 署名人 | print name | printed name | namens deze | namens | 責任者 | 签发人 | 簽發人 | 簽署 | 签署""",
    "other": """reference | ref | number | date | place | address | zeichen | datum | référence | fecha | data | 日期 | 编号 | 編號 |
        日付 | 番号 | title | position | function | funktion | fonction | cargo | funzione | functie | class | classes |
        nice classes | klassen | country | vat id | e mail | phone | telephone | 电话 | 電話 | 地址 | 住所 | filing date |
        anmeldetag | date de dépôt | fecha de solicitud | 类别 | 類別 | 申请人 | 申請人""",
}
STEMS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("other", r"^(?:(?:date|datum|fecha|data)$|adress|address|anschrift|dirección|indirizzo|地址|住所|所在地|日期|日付|place|ort\b|lieu|lugar|luogo|e-?mail|tel|fax|vat|ust|iva|tva|btw|nif|cif|siren|siret|kvk|统一社会|統一編號|身份证|contact|kontakt|contacto|référence|reference|betreff|objet|asunto|oggetto|betreft|subject|re\b|title|position|funktion|cargo|fonction|functie|funzione|filing|anmeld|depot|dépôt|solicitud|出願|申请)"),
        ("may_pass_on", r"sub-?\s?(?:licen|author|distribu|deleg|dealer|autor|mandat|contract|conces)|unter(?:lizenz|vollmacht|vertret|bevoll|vertrieb|autor|händler)|sous-(?:distrib|licen|autor|délég|trait)|transfer|transfér|assign|cession|cesión|übertrag|weiterg|doorge|overdra|trasfer|deleg|délég|转授|轉授|再授|再行授|再許諾|再委|转让|轉讓|譲渡|複委任|复委任"),
        ("term", r"^(?:valid(?:ity)?|term\b|period|duration|laufzeit|gültigkeits|gültigkeit\b|zeitraum|durée|validité|période|vigencia|plazo|período|periodo|duración|durata|validità|geldigheid|looptijd|duur|.{0,4}(?:期限|期间|期間|有效期|时间|時間|起[讫訖迄止]日?期?)$)"),
        ("valid_to", r"expir|until|^end|^to$|valid to|gültig bis|^bis\b|^ende\b|ablauf|befrist|échéance|jusqu|^fin|vencim|hasta|caduc|scadenz|termine|fino|^al$|eind|verval|^tot|迄|截止|到期|届满|屆滿|終了|満了|まで|有效期至|止日"),
        ("valid_from", r"effective|commenc|start|begin|valid from|^from|gültig (?:ab|von)|^ab\b|inkraft|wirksam|effet|début|à compter|inicio|desde|vigor|decorr|^dal|ingang|vanaf|aanvang|起日|起始|开始|開始|生效|発効|起算"),
        ("marks", r"(?:mark|marque|marca|marchio|merk|商标|商標).{0,24}(?:regist|no\b|nr|n[°º]|num|númer|inschr|eintrag|enreg|号|號|番号|证)|(?:regist|inschrijving|enregistr|eintrag|schutzrecht|geregistr).{0,30}(?:no|nr|num|númer|marke|marque|marca|merk|mark)?|注册号|註冊號|登録番号|登録商標|schutzrechte"),
        ("signer", r"sign(?:ed|at)|unterzeichn|unterschr|gezeichnet|^firma del|firma(?:nte|to|do|tario)|ondertek|handtek|签署|簽署|签字|簽字|署名|代表人|代表者|负责人|負責人|signé"),
        ("territories", r"territ|gebiet|region|région|region[ei]|^länder|^land\b|countr|^pays|^país|^paes|zona|^zone|^area|gebied|区域|地区|地域|區域|地區|エリア|geograph|ámbito|ambito"),
        ("channels", r"channel|platform|plattform|piattaform|plataform|vertriebsweg|vertriebska|absatz|punti vendita|points? de vente|puntos? de venta|verkooppunt|販売場所|販路|kanal|kanaal|canal|circuit|marketplace|marktplatz|webshop|online|渠道|平台|通路|経路|販売方法|チャネル|店铺|店舖|販売形態|sales method"),
        ("level", r"level|\btier|stufe|ebene|niveau|nivel|livello|^rang|échelon|级别|等级|層級|級別|层级|等級|区分|段階|レベル|kategorie|category of dealer|ランク"),
        ("goods", r"product|produkt|prodott|goods|ware|sortiment|artikel|articl|artícul|articol|merc(?:i|anc)|goederen|gamme|gama|产品|商品|品类|品項|製品|類目|品目|産品|產品"),
        ("authorised", r"被授|被许可|被許可|被許|受任|受託|受权|受權|乙方|经销商|經銷商|代理商|代理店|販売店|特約店|取扱店|使用権者|verleend aan|granted to|issued to|awarded to|erteilt an|ausgestellt (?:für|an)|許可先|認定(?:店|先)|nominat|nombrad|ernannt|délivrée? à|beneficiar|bénéficiaire|begünstigt|berechtigte|bevollmächtigte|grantee|licen[sc]ee|lizenznehm|licenzia|licencia|dealer|resell|retail|händler|revend|rivend|distribu|vendedor|wederverk|concession|gemachtigd|geautoris|erkend|authori[sz]ed|autorisiert|autorizad|autorizzat|agréé|habilité|importeur|agent"),
        ("authoriser", r"owner|autorizant|autorizzant|autorisant|authori[sz]ing|autorisierend|ermächtigend|machtigend|grantor|principal|licensor|manufactur|hersteller|inhaber|geber\b|geberin|fabric|producent|produttor|titular|titolare|titulaire|houder|mandant|concedent|concédant|cedente|otorgante|issuer|issued by|verleend door|aussteller|délivrée? par|rechteinhaber|propriét|propiet|proprietar|eigenaar|applicant|授权方|授权人|授权单位|授權方|授權人|授權單位|许可|權利人|权利人|甲方|委任者|委任人|委託者|許諾|許可者|授权公司|授權公司|商標権者|注册人|註冊人|商标所有人"),
        ("brand", r"mark|brand|marque|marca|marchio|merk|品牌|商标|商標|ブランド"),
    )
)  # fmt: skip
