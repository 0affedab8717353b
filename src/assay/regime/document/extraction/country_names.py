"""What are the countries called, in the nine languages that papers come in?

ISO 3166-1 alpha-2 codes with the names of the Unicode Common Locale Data Repository, in lower case; brackets and "special administrative region" left out.
"""

from __future__ import annotations

COUNTRY_NAMES = """
AD andorra|andorre|安道尔|安道爾|アンドラ
AE united arab emirates|vereinigte arabische emirate|émirats arabes unis|emiratos árabes unidos|emirati arabi uniti|verenigde arabische emiraten|阿拉伯联合酋长国|阿拉伯聯合大公國|阿拉伯聯合酋長國|アラブ首長国連邦
AF afghanistan|afganistán|阿富汗|アフガニスタン
AG antigua & barbuda|antigua und barbuda|antigua-et-barbuda|antigua y barbuda|antigua e barbuda|antigua en barbuda|安提瓜和巴布达|安地卡及巴布達|安提瓜和巴布達|アンティグア・バーブーダ
AI anguilla|anguila|安圭拉|安奎拉|アンギラ
AL albania|albanien|albanie|albanië|阿尔巴尼亚|阿爾巴尼亞|アルバニア
AM armenia|armenien|arménie|armenië|亚美尼亚|亞美尼亞|アルメニア
AO angola|安哥拉|アンゴラ
AQ antarctica|antarktis|antarctique|antártida|antartide|南极洲|南極洲|南極
AR argentina|argentinien|argentine|argentinië|阿根廷|アルゼンチン
AS american samoa|amerikanisch-samoa|samoa américaines|samoa americana|samoa americane|amerikaans-samoa|美属萨摩亚|美屬薩摩亞|米領サモア
AT austria|österreich|autriche|oostenrijk|奥地利|奧地利|オーストリア
AU australia|australien|australie|australië|澳大利亚|澳洲|オーストラリア
AW aruba|阿鲁巴|荷屬阿魯巴|阿魯巴|アルバ
AX åland islands|ålandinseln|îles åland|islas aland|isole åland|åland|奥兰群岛|奧蘭群島|オーランド諸島
AZ azerbaijan|aserbaidschan|azerbaïdjan|azerbaiyán|azerbaigian|azerbeidzjan|阿塞拜疆|亞塞拜然|亞塞拜疆|アゼルバイジャン
BA bosnia & herzegovina|bosnien und herzegowina|bosnie-herzégovine|bosnia y herzegovina|bosnia ed erzegovina|bosnië en herzegovina|波斯尼亚和黑塞哥维那|波士尼亞與赫塞哥維納|波斯尼亞和黑塞哥維那|ボスニア・ヘルツェゴビナ
BB barbados|barbade|巴巴多斯|巴貝多|バルバドス
BD bangladesh|bangladesch|bangladés|孟加拉国|孟加拉|バングラデシュ
BE belgium|belgien|belgique|bélgica|belgio|belgië|比利时|比利時|ベルギー
BF burkina faso|布基纳法索|布吉納法索|布基納法索|ブルキナファソ
BG bulgaria|bulgarien|bulgarie|bulgarije|保加利亚|保加利亞|ブルガリア
BH bahrain|bahreïn|baréin|bahrein|巴林|バーレーン
BI burundi|布隆迪|蒲隆地|ブルンジ
BJ benin|bénin|benín|贝宁|貝南|貝寧|ベナン
BL st. barthélemy|saint-barthélemy|san bartolomé|圣巴泰勒米|聖巴瑟米|聖巴泰勒米|サン・バルテルミー
BM bermuda|bermudes|bermudas|百慕大|百慕達|バミューダ
BN brunei|brunei darussalam|brunéi|文莱|汶萊|ブルネイ
BO bolivia|bolivien|bolivie|玻利维亚|玻利維亞|ボリビア
BQ caribbean netherlands|karibische niederlande|pays-bas caribéens|caribe neerlandés|caraibi olandesi|caribisch nederland|荷属加勒比区|荷蘭加勒比區|オランダ領カリブ
BR brazil|brasilien|brésil|brasil|brasile|brazilië|巴西|ブラジル
BS bahamas|bahama's|巴哈马|巴哈馬|バハマ
BT bhutan|bhoutan|bután|不丹|ブータン
BV bouvet island|bouvetinsel|île bouvet|isla bouvet|isola bouvet|bouveteiland|布韦岛|布威島|鮑威特島|ブーベ島
BW botswana|botsuana|博茨瓦纳|波札那|博茨瓦納|ボツワナ
BY belarus|biélorussie|bielorrusia|bielorussia|白俄罗斯|白俄羅斯|ベラルーシ
BZ belize|belice|伯利兹|貝里斯|伯利茲|ベリーズ
CA canada|kanada|canadá|加拿大|カナダ
CC cocos islands|kokosinseln|îles cocos|islas cocos|isole cocos|cocoseilanden|科科斯群岛|科克斯群島|科科斯 群島|ココス諸島
CD congo - kinshasa|kongo-kinshasa|congo-kinshasa|república democrática del congo|刚果|剛果|コンゴ民主共和国
CF central african republic|zentralafrikanische republik|république centrafricaine|república centroafricana|repubblica centrafricana|centraal-afrikaanse republiek|中非共和国|中非共和國|中央アフリカ共和国
CG congo - brazzaville|kongo-brazzaville|congo-brazzaville|congo|刚果|剛果|コンゴ共和国
CH switzerland|schweiz|suisse|suiza|svizzera|zwitserland|瑞士|スイス
CI côte d'ivoire|costa d'avorio|ivoorkust|科特迪瓦|象牙海岸|コートジボワール
CK cook islands|cookinseln|îles cook|islas cook|isole cook|cookeilanden|库克群岛|庫克群島|クック諸島
CL chile|chili|cile|智利|チリ
CM cameroon|kamerun|cameroun|camerún|camerun|kameroen|喀麦隆|喀麥隆|カメルーン
CN china|chine|cina|中国|中國
CO colombia|kolumbien|colombie|哥伦比亚|哥倫比亞|コロンビア
CR costa rica|哥斯达黎加|哥斯大黎加|哥斯達黎加|コスタリカ
CU cuba|kuba|古巴|キューバ
CV cape verde|cabo verde|cap-vert|capo verde|kaapverdië|佛得角|維德角|カーボベルデ
CW curaçao|curazao|库拉索|庫拉索|キュラソー
CX christmas island|weihnachtsinsel|île christmas|isla de navidad|isola christmas|christmaseiland|圣诞岛|聖誕島|クリスマス島
CY cyprus|zypern|chypre|chipre|cipro|塞浦路斯|賽普勒斯|キプロス
CZ czechia|tschechien|tchéquie|chequia|cechia|tsjechië|捷克|チェコ
DE germany|deutschland|allemagne|alemania|germania|duitsland|德国|德國|ドイツ
DJ djibouti|dschibuti|yibuti|gibuti|吉布提|吉布地|ジブチ
DK denmark|dänemark|danemark|dinamarca|danimarca|denemarken|丹麦|丹麥|デンマーク
DM dominica|dominique|多米尼克|ドミニカ国
DO dominican republic|dominikanische republik|république dominicaine|república dominicana|repubblica dominicana|dominicaanse republiek|多米尼加共和国|多明尼加共和國|多米尼加共和國|ドミニカ共和国
DZ algeria|algerien|algérie|argelia|algerije|阿尔及利亚|阿爾及利亞|アルジェリア
EC ecuador|équateur|厄瓜多尔|厄瓜多|厄瓜多爾|エクアドル
EE estonia|estland|estonie|爱沙尼亚|愛沙尼亞|エストニア
EG egypt|ägypten|égypte|egipto|egitto|egypte|埃及|エジプト
EH western sahara|westsahara|sahara occidental|sáhara occidental|sahara occidentale|westelijke sahara|西撒哈拉|西サハラ
ER eritrea|érythrée|厄立特里亚|厄利垂亞|厄立特里亞|エリトリア
ES spain|spanien|espagne|españa|spagna|spanje|西班牙|スペイン
ET ethiopia|äthiopien|éthiopie|etiopía|etiopia|ethiopië|埃塞俄比亚|衣索比亞|埃塞俄比亞|エチオピア
FI finland|finnland|finlande|finlandia|芬兰|芬蘭|フィンランド
FJ fiji|fidschi|fidji|fiyi|figi|斐济|斐濟|フィジー
FK falkland islands|falklandinseln|îles malouines|islas malvinas|isole falkland|falklandeilanden|福克兰群岛|福克蘭群島|フォークランド諸島
FM micronesia|mikronesien|micronésie|密克罗尼西亚|密克羅尼西亞|ミクロネシア連邦
FO faroe islands|färöer|îles féroé|islas feroe|isole fær øer|faeröer|法罗群岛|法羅群島|フェロー諸島
FR france|frankreich|francia|frankrijk|法国|法國|フランス
GA gabon|gabun|gabón|加蓬|加彭|ガボン
GB united kingdom|vereinigtes königreich|royaume-uni|reino unido|regno unito|verenigd koninkrijk|英国|英國|イギリス
GD grenada|grenade|granada|格林纳达|格瑞那達|格林納達|グレナダ
GE georgia|georgien|géorgie|georgië|格鲁吉亚|喬治亞|格魯吉亞|ジョージア
GF french guiana|französisch-guayana|guyane française|guayana francesa|guyana francese|frans-guyana|法属圭亚那|法屬圭亞那|仏領ギアナ
GG guernsey|guernesey|根西岛|根息|ガーンジー
GH ghana|加纳|迦納|加納|ガーナ
GI gibraltar|gibilterra|直布罗陀|直布羅陀|ジブラルタル
GL greenland|grönland|groenland|groenlandia|格陵兰|格陵蘭|グリーンランド
GM gambia|gambie|冈比亚|甘比亞|岡比亞|ガンビア
GN guinea|guinée|guinee|几内亚|幾內亞|ギニア
GP guadeloupe|guadalupe|guadalupa|瓜德罗普|瓜地洛普|グアドループ
GQ equatorial guinea|äquatorialguinea|guinée équatoriale|guinea ecuatorial|guinea equatoriale|equatoriaal-guinea|赤道几内亚|赤道幾內亞|赤道ギニア
GR greece|griechenland|grèce|grecia|griekenland|希腊|希臘|ギリシャ
GS south georgia & south sandwich islands|südgeorgien und die südlichen sandwichinseln|géorgie du sud-et-les îles sandwich du sud|islas georgia del sur y sandwich del sur|georgia del sud e sandwich australi|zuid-georgia en zuidelijke sandwicheilanden|南乔治亚和南桑威奇群岛|南喬治亞與南三明治群島|南佐治亞島與南桑威奇群島|サウスジョージア・サウスサンドウィッチ諸島
GT guatemala|危地马拉|瓜地馬拉|危地馬拉|グアテマラ
GU guam|关岛|關島|グアム
GW guinea-bissau|guinée-bissau|guinea-bisáu|guinee-bissau|几内亚比绍|幾內亞比索|幾內亞比紹|ギニアビサウ
GY guyana|圭亚那|蓋亞那|圭亞那|ガイアナ
HK hong kong|hongkong|香港
HM heard & mcdonald islands|heard und mcdonaldinseln|îles heard-et-macdonald|islas heard y mcdonald|isole heard e mcdonald|heard en mcdonaldeilanden|赫德岛和麦克唐纳群岛|赫德島及麥唐納群島|ハード島・マクドナルド諸島
HN honduras|洪都拉斯|宏都拉斯|ホンジュラス
HR croatia|kroatien|croatie|croacia|croazia|kroatië|克罗地亚|克羅埃西亞|克羅地亞|クロアチア
HT haiti|haïti|haití|海地|ハイチ
HU hungary|ungarn|hongrie|hungría|ungheria|hongarije|匈牙利|ハンガリー
ID indonesia|indonesien|indonésie|indonesië|印度尼西亚|印尼|インドネシア
IE ireland|irland|irlande|irlanda|ierland|爱尔兰|愛爾蘭|アイルランド
IL israel|israël|israele|以色列|イスラエル
IM isle of man|île de man|isla de man|isola di man|马恩岛|曼島|馬恩島|マン島
IN india|indien|inde|印度|インド
IO british indian ocean territory|britisches territorium im indischen ozean|territoire britannique de l'océan indien|territorio británico del océano índico|territorio britannico dell'oceano indiano|brits indische oceaanterritorium|英属印度洋领地|英屬印度洋領地|英領インド洋地域
IQ iraq|irak|伊拉克|イラク
IR iran|irán|伊朗|イラン
IS iceland|island|islande|islandia|islanda|ijsland|冰岛|冰島|アイスランド
IT italy|italien|italie|italia|italië|意大利|義大利|イタリア
JE jersey|泽西岛|澤西島|ジャージー
JM jamaica|jamaika|jamaïque|giamaica|牙买加|牙買加|ジャマイカ
JO jordan|jordanien|jordanie|jordania|giordania|jordanië|约旦|約旦|ヨルダン
JP japan|japon|japón|giappone|日本
KE kenya|kenia|肯尼亚|肯亞|肯尼亞|ケニア
KG kyrgyzstan|kirgisistan|kirghizstan|kirguistán|kirghizistan|kirgizië|吉尔吉斯斯坦|吉爾吉斯|キルギス
KH cambodia|kambodscha|cambodge|camboya|cambogia|cambodja|柬埔寨|カンボジア
KI kiribati|基里巴斯|吉里巴斯|キリバス
KM comoros|komoren|comores|comoras|comore|comoren|科摩罗|葛摩|科摩羅|コモロ
KN st. kitts & nevis|st. kitts und nevis|saint-christophe-et-niévès|san cristóbal y nieves|saint kitts e nevis|saint kitts en nevis|圣基茨和尼维斯|聖克里斯多福及尼維斯|聖基茨和尼維斯|セントクリストファー・ネーヴィス
KP north korea|nordkorea|corée du nord|corea del norte|corea del nord|noord-korea|朝鲜|北韓|北朝鮮
KR south korea|südkorea|corée du sud|corea del sur|corea del sud|zuid-korea|韩国|南韓|韓国
KW kuwait|koweït|koeweit|科威特|クウェート
KY cayman islands|kaimaninseln|îles caïmans|islas caimán|isole cayman|kaaimaneilanden|开曼群岛|開曼群島|ケイマン諸島
KZ kazakhstan|kasachstan|kazajistán|kazakistan|kazachstan|哈萨克斯坦|哈薩克|カザフスタン
LA laos|老挝|寮國|老撾|ラオス
LB lebanon|libanon|liban|líbano|libano|黎巴嫩|レバノン
LC st. lucia|sainte-lucie|santa lucía|saint lucia|圣卢西亚|聖露西亞|聖盧西亞|セントルシア
LI liechtenstein|列支敦士登|列支敦斯登|リヒテンシュタイン
LK sri lanka|斯里兰卡|斯里蘭卡|スリランカ
LR liberia|利比里亚|賴比瑞亞|利比里亞|リベリア
LS lesotho|lesoto|莱索托|賴索托|萊索托|レソト
LT lithuania|litauen|lituanie|lituania|litouwen|立陶宛|リトアニア
LU luxembourg|luxemburg|luxemburgo|lussemburgo|卢森堡|盧森堡|ルクセンブルク
LV latvia|lettland|lettonie|letonia|lettonia|letland|拉脱维亚|拉脫維亞|ラトビア
LY libya|libyen|libye|libia|libië|利比亚|利比亞|リビア
MA morocco|marokko|maroc|marruecos|marocco|摩洛哥|モロッコ
MC monaco|mónaco|摩纳哥|摩納哥|モナコ
MD moldova|republik moldau|moldavie|moldavia|moldavië|摩尔多瓦|摩爾多瓦|モルドバ
ME montenegro|monténégro|黑山|蒙特內哥羅|モンテネグロ
MF st. martin|saint-martin|san martín|saint martin|法属圣马丁|法屬聖馬丁|サン・マルタン
MG madagascar|madagaskar|马达加斯加|馬達加斯加|マダガスカル
MH marshall islands|marshallinseln|îles marshall|islas marshall|isole marshall|marshalleilanden|马绍尔群岛|馬紹爾群島|マーシャル諸島
MK north macedonia|nordmazedonien|macédoine du nord|macedonia del norte|macedonia del nord|noord-macedonië|北马其顿|北馬其頓|北マケドニア
ML mali|马里|馬利|馬里|マリ
MM myanmar|缅甸|緬甸|ミャンマー
MN mongolia|mongolei|mongolie|mongolië|蒙古|モンゴル
MO macao|macau|澳门|澳門|マカオ
MP northern mariana islands|nördliche marianen|îles mariannes du nord|islas marianas del norte|isole marianne settentrionali|noordelijke marianen|北马里亚纳群岛|北馬利安納群島|北マリアナ諸島
MQ martinique|martinica|马提尼克|馬丁尼克|マルティニーク
MR mauritania|mauretanien|mauritanie|mauritanië|毛里塔尼亚|茅利塔尼亞|毛里塔尼亞|モーリタニア
MS montserrat|蒙特塞拉特|蒙哲臘|モントセラト
MT malta|malte|马耳他|馬爾他|馬耳他|マルタ
MU mauritius|maurice|mauricio|毛里求斯|模里西斯|毛里裘斯|モーリシャス
MV maldives|malediven|maldivas|maldive|maldiven|马尔代夫|馬爾地夫|馬爾代夫|モルディブ
MW malawi|malaui|马拉维|馬拉威|馬拉維|マラウイ
MX mexico|mexiko|mexique|méxico|messico|墨西哥|メキシコ
MY malaysia|malaisie|malasia|maleisië|马来西亚|馬來西亞|マレーシア
MZ mozambique|mosambik|mozambico|莫桑比克|莫三比克|モザンビーク
NA namibia|namibie|namibië|纳米比亚|納米比亞|ナミビア
NC new caledonia|neukaledonien|nouvelle-calédonie|nueva caledonia|nuova caledonia|nieuw-caledonië|新喀里多尼亚|新喀里多尼亞|ニューカレドニア
NE niger|níger|尼日尔|尼日|尼日爾|ニジェール
NF norfolk island|norfolkinsel|île norfolk|isla norfolk|isola norfolk|norfolk|诺福克岛|諾福克島|ノーフォーク島
NG nigeria|尼日利亚|奈及利亞|尼日利亞|ナイジェリア
NI nicaragua|尼加拉瓜|ニカラグア
NL netherlands|niederlande|pays-bas|países bajos|paesi bassi|nederland|荷兰|荷蘭|オランダ
NO norway|norwegen|norvège|noruega|norvegia|noorwegen|挪威|ノルウェー
NP nepal|népal|尼泊尔|尼泊爾|ネパール
NR nauru|瑙鲁|諾魯|瑙魯|ナウル
NU niue|纽埃|紐埃島|ニウエ
NZ new zealand|neuseeland|nouvelle-zélande|nueva zelanda|nuova zelanda|nieuw-zeeland|新西兰|紐西蘭|ニュージーランド
OM oman|omán|阿曼|オマーン
PA panama|panamá|巴拿马|巴拿馬|パナマ
PE peru|pérou|perú|perù|秘鲁|秘魯|ペルー
PF french polynesia|französisch-polynesien|polynésie française|polinesia francesa|polinesia francese|frans-polynesië|法属波利尼西亚|法屬玻里尼西亞|法屬波利尼西亞|仏領ポリネシア
PG papua new guinea|papua-neuguinea|papouasie-nouvelle-guinée|papúa nueva guinea|papua nuova guinea|papoea-nieuw-guinea|巴布亚新几内亚|巴布亞紐幾內亞|巴布亞新畿內亞|パプアニューギニア
PH philippines|philippinen|filipinas|filippine|filipijnen|菲律宾|菲律賓|フィリピン
PK pakistan|pakistán|巴基斯坦|パキスタン
PL poland|polen|pologne|polonia|波兰|波蘭|ポーランド
PM st. pierre & miquelon|st. pierre und miquelon|saint-pierre-et-miquelon|san pedro y miquelón|saint-pierre e miquelon|saint-pierre en miquelon|圣皮埃尔和密克隆群岛|聖皮埃與密克隆群島|サンピエール島・ミクロン島
PN pitcairn islands|pitcairninseln|îles pitcairn|islas pitcairn|isole pitcairn|pitcairneilanden|皮特凯恩群岛|皮特肯群島|皮特凱恩島|ピトケアン諸島
PR puerto rico|porto rico|portorico|波多黎各|プエルトリコ
PS palestinian territories|palästinensische autonomiegebiete|territoires palestiniens|territorios palestinos|territori palestinesi|palestijnse gebieden|巴勒斯坦领土|巴勒斯坦自治區|巴勒斯坦領土|パレスチナ自治区
PT portugal|portogallo|葡萄牙|ポルトガル
PW palau|palaos|帕劳|帛琉|パラオ
PY paraguay|巴拉圭|パラグアイ
QA qatar|katar|catar|卡塔尔|卡達|卡塔爾|カタール
RE réunion|la réunion|reunión|riunione|留尼汪|留尼旺|レユニオン
RO romania|rumänien|roumanie|rumanía|roemenië|罗马尼亚|羅馬尼亞|ルーマニア
RS serbia|serbien|serbie|servië|塞尔维亚|塞爾維亞|セルビア
RU russia|russland|russie|rusia|rusland|俄罗斯|俄羅斯|ロシア
RW rwanda|ruanda|卢旺达|盧安達|盧旺達|ルワンダ
SA saudi arabia|saudi-arabien|arabie saoudite|arabia saudí|arabia saudita|saoedi-arabië|沙特阿拉伯|沙烏地阿拉伯|沙地阿拉伯|サウジアラビア
SB solomon islands|salomonen|îles salomon|islas salomón|isole salomone|salomonseilanden|所罗门群岛|索羅門群島|所羅門群島|ソロモン諸島
SC seychelles|seychellen|塞舌尔|塞席爾|塞舌爾|セーシェル
SD sudan|soudan|sudán|soedan|苏丹|蘇丹|スーダン
SE sweden|schweden|suède|suecia|svezia|zweden|瑞典|スウェーデン
SG singapore|singapur|singapour|新加坡|シンガポール
SH st. helena|sainte-hélène|santa elena|sant'elena|sint-helena|圣赫勒拿|聖赫勒拿島|セントヘレナ
SI slovenia|slowenien|slovénie|eslovenia|slovenië|斯洛文尼亚|斯洛維尼亞|斯洛文尼亞|スロベニア
SJ svalbard & jan mayen|spitzbergen und jan mayen|svalbard et jan mayen|svalbard y jan mayen|svalbard e jan mayen|spitsbergen en jan mayen|斯瓦尔巴和扬马延|挪威屬斯瓦巴及尖棉|斯瓦爾巴特群島及揚馬延島|スバールバル諸島・ヤンマイエン島
SK slovakia|slowakei|slovaquie|eslovaquia|slovacchia|slowakije|斯洛伐克|スロバキア
SL sierra leone|sierra leona|塞拉利昂|獅子山|シエラレオネ
SM san marino|saint-marin|圣马力诺|聖馬利諾|聖馬力諾|サンマリノ
SN senegal|sénégal|塞内加尔|塞內加爾|セネガル
SO somalia|somalie|somalië|索马里|索馬利亞|索馬里|ソマリア
SR suriname|surinam|苏里南|蘇利南|蘇里南|スリナム
SS south sudan|südsudan|soudan du sud|sudán del sur|sud sudan|zuid-soedan|南苏丹|南蘇丹|南スーダン
ST são tomé & príncipe|são tomé und príncipe|sao tomé-et-principe|santo tomé y príncipe|são tomé e príncipe|sao tomé en principe|圣多美和普林西比|聖多美普林西比|聖多美和普林西比|サントメ・プリンシペ
SV el salvador|salvador|萨尔瓦多|薩爾瓦多|エルサルバドル
SX sint maarten|saint-martin|sint-maarten|荷属圣马丁|荷屬聖馬丁|シント・マールテン
SY syria|syrien|syrie|siria|syrië|叙利亚|敘利亞|シリア
SZ eswatini|esuatini|斯威士兰|史瓦帝尼|斯威士蘭|エスワティニ
TC turks & caicos islands|turks- und caicosinseln|îles turques-et-caïques|islas turcas y caicos|isole turks e caicos|turks- en caicoseilanden|特克斯和凯科斯群岛|土克斯及開科斯群島|特克斯和凱科斯群島|タークス・カイコス諸島
TD chad|tschad|tchad|ciad|tsjaad|乍得|查德|チャド
TF french southern territories|französische süd- und antarktisgebiete|terres australes françaises|territorios australes franceses|terre australi francesi|franse gebieden in de zuidelijke indische oceaan|法属南部领地|法屬南部屬地|法屬南部領地|仏領極南諸島
TG togo|多哥|トーゴ
TH thailand|thaïlande|tailandia|thailandia|泰国|泰國|タイ
TJ tajikistan|tadschikistan|tadjikistan|tayikistán|tagikistan|tadzjikistan|塔吉克斯坦|塔吉克|タジキスタン
TK tokelau|托克劳|托克勞群島|トケラウ
TL timor-leste|timor oriental|timor est|oost-timor|东帝汶|東帝汶|東ティモール
TM turkmenistan|turkménistan|turkmenistán|土库曼斯坦|土庫曼|トルクメニスタン
TN tunisia|tunesien|tunisie|túnez|tunesië|突尼斯|突尼西亞|チュニジア
TO tonga|汤加|東加|湯加|トンガ
TR türkiye|türkei|turquie|turquía|turchia|turkije|土耳其|トルコ
TT trinidad & tobago|trinidad und tobago|trinité-et-tobago|trinidad y tobago|trinidad e tobago|trinidad en tobago|特立尼达和多巴哥|千里達及托巴哥|千里達和多巴哥|トリニダード・トバゴ
TV tuvalu|图瓦卢|吐瓦魯|圖瓦盧|ツバル
TW taiwan|taïwan|taiwán|台湾|台灣
TZ tanzania|tansania|tanzanie|坦桑尼亚|坦尚尼亞|坦桑尼亞|タンザニア
UA ukraine|ucrania|ucraina|oekraïne|乌克兰|烏克蘭|ウクライナ
UG uganda|ouganda|oeganda|乌干达|烏干達|ウガンダ
UM u.s. outlying islands|amerikanische überseeinseln|îles mineures éloignées des états-unis|islas menores alejadas de ee. uu.|isole minori esterne degli stati uniti|kleine afgelegen eilanden van de verenigde staten|美国本土外小岛屿|美國本土外小島嶼|合衆国領有小離島
US united states|vereinigte staaten|états-unis|estados unidos|stati uniti|verenigde staten|美国|美國|アメリカ合衆国
UY uruguay|乌拉圭|烏拉圭|ウルグアイ
UZ uzbekistan|usbekistan|ouzbékistan|uzbekistán|oezbekistan|乌兹别克斯坦|烏茲別克|ウズベキスタン
VA vatican city|vatikanstadt|état de la cité du vatican|ciudad del vaticano|città del vaticano|vaticaanstad|梵蒂冈|梵蒂岡|バチカン市国
VC st. vincent & grenadines|st. vincent und die grenadinen|saint-vincent-et-les grenadines|san vicente y las granadinas|saint vincent e grenadine|saint vincent en de grenadines|圣文森特和格林纳丁斯|聖文森及格瑞那丁|聖文森特和格林納丁斯|セントビンセント及びグレナディーン諸島
VE venezuela|委内瑞拉|委內瑞拉|ベネズエラ
VG british virgin islands|britische jungferninseln|îles vierges britanniques|islas vírgenes británicas|isole vergini britanniche|britse maagdeneilanden|英属维尔京群岛|英屬維京群島|英屬維爾京群島|英領ヴァージン諸島
VI u.s. virgin islands|amerikanische jungferninseln|îles vierges des états-unis|islas vírgenes de ee. uu.|isole vergini americane|amerikaanse maagdeneilanden|美属维尔京群岛|美屬維京群島|美屬維爾京群島|米領ヴァージン諸島
VN vietnam|viêt nam|越南|ベトナム
VU vanuatu|瓦努阿图|萬那杜|瓦努阿圖|バヌアツ
WF wallis & futuna|wallis und futuna|wallis-et-futuna|wallis y futuna|wallis e futuna|wallis en futuna|瓦利斯和富图纳|瓦利斯群島和富圖那群島|ウォリス・フツナ
WS samoa|萨摩亚|薩摩亞|サモア
XK kosovo|科索沃|コソボ
YE yemen|jemen|yémen|也门|葉門|也門|イエメン
YT mayotte|马约特|馬約特島|馬約特|マヨット
ZA south africa|südafrika|afrique du sud|sudáfrica|sudafrica|zuid-afrika|南非|南アフリカ
ZM zambia|sambia|zambie|赞比亚|尚比亞|贊比亞|ザンビア
ZW zimbabwe|simbabwe|zimbabue|津巴布韦|辛巴威|津巴布韋|ジンバブエ
"""
