"""Are these the brand's goods, or goods about them: a book, a film, a catalogue, a model, a wish, a repair, a part in goods of another?

"The Devil Wears Prada, DVD" offers a film, "wanted: Rolex" offers nothing, "boots with Vibram sole" says truthfully what a part of them is. These are told
by the whole title, in the languages that feeds are written in. A seller of copies can write such words too: where the title also names goods that are copied
("bag", "watch") of a brand that sells them, the use is not fair. What carries the mark (a sticker, a poster, a topper) trades on it.
"""

from __future__ import annotations

import polars as pl

from assay.regime.listing.claims.fair_use import Use
from assay.regime.listing.claims.meaning import first_named
from assay.regime.listing.claims.names import Names

# Works -----------------------------------------------------------------------------------------------------------------------------
BOOKS = (  # whatever stands first
    r"\b(?:paperback|softcover|novel|novella|memoirs?|(?:auto)?biograph(?:y|ies|ie|ia|ía)|audiobook|kindle edition|comic book|songbook|sheet music|hardcover book|(?:coffee table|picture|reference|illustrated|children'?s|art|history) book|"
    r"books? (?:by|about|on|of)|storybook|taschenbuch|gebundene ausgabe|bildband|sachbuch|roman von|hörbuch|broché|relié|beau livre|libro|libros|tapa (?:dura|blanda)|biografía|copertina (?:rigida|flessibile)|biografia|livro|capa dura|"
    r"książka|kitabı|buku biografi|documentary|docuseries|training dvd|vinyl (?:lp|single|album)|cd (?:album|single)|live cd|movie poster|film poster)\b|\((?:dvd|blu-?ray|book|hardcover|hardback|vinyl|lp|cd)\b|hardcover\W*$|hardback\W*$"
    r"|精装书|平装书|书籍|图书|小说|传记|教材|写真集|書籍|単行本|小説|伝記|소설|도서|หนังสือ|นิยาย|كتاب|книга|роман"
)
WORKS = (  # where the brand does not stand first
    r"\b(?:hardcover|hardback|book|e-?book|textbook|board book|encyclop[a]?edia|magazine|zine|newspaper|buch|livre|boek|kitap|sách|журнал|zeitschrift|rivista|revista|vinyl record|(?:single|record|album),? (?:on )?vinyl|music cd|"
    r"soundtrack|vhs|laserdisc)\b|\blp(?:$| ?[,(])|杂志|绘本|漫画书|黑胶|唱片|雑誌|文庫|絵本|잡지|精裝"
)
NO_WORK = (  # goods with words like these
    r"\b(?:readers?|notebooks?|journals?|planners?|registers?|book covers?|holders?|racks?|files?|stands?|binders?|bookends?|bookshel\w*|shel(?:f|ves)|paper|creator|lights?|lamps?|pages|recorders?|blank|adapters?|cleaners?|organi[sz]ers?|sleeves?|cases?|tote|"
    r"clutch|players?|macbook|chromebook|netbook|ultrabook|tapes?|rule|ruled|sheets?|steno|pads?|software|windows|server|markers?|labels?|drives?)\b|播放|唱片机|留声机|手册|本子"
)
FILMS = r"(?:^|[\s(\[,-])(?:dvds?|blu-?ray|bluray|光盘|蓝光|影碟|碟片)(?:$|[\s)\],.:;(])|光盘|蓝光碟"
FILM_CUES = (
    r"\b(?:movie|film|documentary|season|episodes?|region|starring|directed|anime|cartoon|comedy|thriller|musical|widescreen|criterion|remastered|steelbook)\b"
    r"|\((?:dvd|blu-?ray)|\((?:19|20)\d\d\)|电影|纪录片|动画|映画"
)
PLAYERS = (
    r"\b(?:players?|recorders?|drives?|burners?|writers?|combo|laufwerk|lecteur|lettore|reproductor|speler|changer|receiver|theat(?:er|re)|portable|car stereo|tv|hdtv|soundbar|camcorder|camera|dvd[+-]?r\w?|cd-?rw?|rom|vcr|vhs|"
    r"blank|spindle|labels?|sleeves?|jewel|tray|discs? pack|duplicator|copier|software|mini dvd|upconvert\w*|markers?|storage|cases?|windows|server|studio|student|client|upgrade|edition|gb|mb|tuner)\b"
    r"|播放|刻录|影碟机|拷贝机|游戏|プレーヤー|レコーダー|ドライブ|플레이어"
)
PAPERS = (
    r"\b(?:catalog(?:ue)?s?|katalog|catalogo|catálogo|brochures?|prospekt|(?:owner'?s|user|instruction|service|workshop|repair|shop) manual|bedienungsanleitung|handbuch|price list|"
    r"(?:print|magazine|newspaper|vintage) (?:ad|advert|advertisement)|advertisement|press kit)\b|说明书|产品目录|维修手册|カタログ|取扱説明書|설명서|카탈로그|каталог"
)
# Models: the Court of Justice on toy cars (C-48/05, Adam Opel v Autec): a faithful model says what it shows, not who made it.
_SCALE = r"1 ?[:/] ?(?:8|10|12|16|18|20|22|24|25|32|35|36|38|43|48|50|64|72|76|87|144|150|160|200|400)\b"
_MODEL = r"(?:\b(?:die-?cast|models?|model-?kit|modell\w*|miniature|miniatur|scale|scala|maßstab|massstab|escala|échelle|resin|bburago|maisto|minichamps|tamiya|revell)\b|模型|合金|ミニカー|プラモデル)"
MODELS = rf"(?:\b{_SCALE}.*{_MODEL}|{_MODEL}.*\b{_SCALE})"
# Wishes and services -----------------------------------------------------------------------------------------------------------------
WISHES = (
    r"^\W*(?:wanted|wtb|w2b|in search of|looking (?:to buy|for)|want to buy|we buy|i buy|(?:ich )?suche|gesucht|ankauf|(?:je )?(?:recherche|cherche)|achète|cerco|compro|busco|se busca|procuro|gezocht|zoek|"
    r"kupię|szukam|alıyorum|aranıyor|dicari|cần mua|куплю|ищу|купим|مطلوب|أبحث عن|รับซื้อ|ตามหา|求购|求購|收购|收購|高价收|高價收|高价回收|诚收|買取|買います|求む|삽니다|구합니다|매입)(?:\W|\d|$|[^\x00-\x7F])"
    r"|(?:買取|삽니다|求购|求購)\W*$"
)
SERVICES = (
    r"\b(?:repairs?|repairing|cleaning|restoration|restoring|polishing|refurbishment|re-?dyeing|servicing|unlocking?|installation|set-?up|engraving|authentication|valuation|appraisal|rental|hire|screen replacement|"
    r"battery replacement|maintenance|alterations?|resoling|re-?soling|jailbreak|diagnostics?)(?: (?:and|&|or) \w+)? services?\b|\bservice de réparation\b|\bservicio de reparación\b|\bservizio di riparazione\b"
    r"|\b(?:screen|watch|phone|bag|shoe|glass|lcd|laptop|vacuum|console|camera) repairs?(?:$|\W+(?:same|at|in|by|near|from|shop)\b)|\b(?:reparatur|reparaturservice|reparaturdienst|displayreparatur|riparazione|riparazioni|réparation|réparations|"
    r"reparación|reparaciones|conserto|reparatie|naprawa|tamiri|sửa chữa|ремонт|รับซ่อม)\b|维修.{0,8}(?:服务|换屏|上门)|(?:上门|专业)维修|换屏.{0,6}服务|(?:清洗|翻新|护理|鉴定|保养|维修)服务|修理(?:サービス|します|受付|代行|いたします)|수리 ?(?:서비스|$)"
)
NO_SERVICE = (
    r"\b(?:kits?|cream|creme|crème|crema|serum|shampoo|mask|maske|lotion|balm|oil|öl|conditioner|treatment|haar|hair|skin|tool|tools|tape|patch|patches|paste|parts?|manual|dinner|tea|booklet|years?|months?|warranty|spray|pen|stick)\b"
    r"|霜|精华|洗发|面膜|修护|护发|手册|キット|工具|クリーム|セラム"
)
# What is copied: beside it no book and no wish makes the use of a brand fair that sells such goods -------------------------------
COPIED = (
    r"\b(?:hand)?bags?\b|\b(?:tote|clutch|backpack|wallet|purse|belt|shoes?|sneakers?|boots?|sandals?|slides?|loafers?|hoodie|t-?shirt|tee|jacket|coat|dress|jeans|scarf|sunglasses|perfume|parfum|cologne|lipstick|necklace|bracelet|earrings?|"
    r"pendant|tasche|schuhe|sac|sacs|chaussures|bolso|borsa|scarpe|zapatos|tas|dompet|sepatu)\b|包|鞋|皮带|钱包|手表|香水|围巾|バッグ|財布|가방|지갑"
)
# Parts -------------------------------------------------------------------------------------------------------------------------------
_WITH = "with|w|mit|avec|con|com|met|med|dengan|ile|made with|made from|made of|made using|featuring|features|feature|has|have|having|powered by|equipped with|fitted with|using|uses|aus"
WITH_BEFORE = rf"(?:^| )(?:{_WITH}) (?:(?:a|an|the|genuine|original|real|authentic|strong|premium|echten|original|originalen|verdaderos|vrais|cristaux|cristales|cristalli|cristais|crystals|kristallen|zips?|zippers?) ){{0,3}}$"
MADE_OF = r"(?:^| )(?:made (?:with|from|of|using)|hergestellt (?:mit|aus)|fait (?:de|avec)|fabriqué avec|hecho con|fatto con|cristaux|cristales|cristalli|cristais|crystals|crystals from|cristaux de|cristales de|cristalli di|kristalle von) $"
_STUFF = (
    "crystal|crystals|kristalle|kristallen|kristall|cristaux|cristales|cristalli|zip|zips|zipper|zippers|reissverschluss|reissverschlusse|fermeture|cremallera|cerniera|sole|soles|outsole|outsoles|sohle|semelle|suela|suola|zool|"
    "membrane|membran|membrana|lining|futter|insulation|insulated|laminate|fibre|fiber|fabric|buckles|processor|prozessor|processeur|procesador|processore|cpu|chip|chipset|graphics|gpu|engine|motor|moteur|motore|gears|gearing|drivetrain|brakes|"
    "groupset|derailleur|optics|optik|glass|sensor|movement|laufwerk|compressor|kompressor|inside|drivers|speakers|tyres|tires|switches|elements|beads|rhinestones|pearls|battery cells|cells"
)
STUFF_BEHIND = rf"^ (?:[a-z]{{2,}} |[a-z]?[0-9][a-z0-9]* |core |i[3579] ){{0,3}}(?:{_STUFF})(?: |$)"
STUFF_JOINED = r"^ ?(?:大底|鞋底|底|拉链|拉鏈|水晶|镜头|鏡頭|处理器|處理器|芯片|面料|机芯|機芯|ソール|ファスナー|クリスタル|チップ|レンズ|밑창|지퍼|크리스탈|подошва|подошвой)"
LENS_BEHIND = r"^ (?:[a-z]+ ){0,1}(?:lens|lenses|linse|linsen|objektiv|camera|optics|optik)(?: |$)"
SEEN_THROUGH = r"\b(?:phones?|smartphones?|handys?|mobile|binoculars?|fernglas|scope|telescope|webcam|drone|drohne|dashcam|tablet)\b|手机|ドローン"
CPU_BEHIND = r"^ (?:inside|core (?:i[3579]|ultra|2|m[0-9])|i[3579] |ryzen|xeon|celeron|pentium|atom|geforce|rtx|gtx|radeon|snapdragon|arc|n[0-9]{2,3} |athlon|epyc|dimensity|helio)"
COMPUTERS = r"\b(?:laptop|notebook|pc|desktop|computer|ultrabook|chromebook|tower|workstation|server|all-in-one|tablet|nuc|motherboard|mainboard|smartphone|phone)\b|电脑|笔记本|主机|ノートパソコン|노트북"
COMMA_LEFT = r"[,;+|(–—]\s*$|\s-\s*$"

ASKS = f"(?i){BOOKS}|{WORKS}|{FILMS}|{PAPERS}|{MODELS}|{WISHES}|{SERVICES}|《"
"""Titles of which more than the words beside a name is looked at."""
_SAID_IN = (  # what such a title holds at least
    "paperback softcover novel memoir biogra biograf audiobook kindle book sheet music taschenbuch gebundene bildband hörbuch roman broché relié livre libr tapa copertina livro capa książka kitap buku docu dvd "
    "poster hardcover hardback vinyl cd lp 书 小说 传记 教材 写真集 単行本 小説 伝記 소설 도서 หนังสือ นิยาย كتاب книга роман encyclop magazine zine newspaper buch boek sách журнал zeitschrift rivista revista record "
    "album soundtrack vhs laserdisc 杂志 绘本 黑胶 唱片 雑誌 文庫 絵本 잡지 精裝 blu 光盘 蓝光 影碟 碟片 catalog katalog catálogo brochure prospekt manual anleitung handbuch price advert press 说明书 产品目录 维修 カタログ "
    "取扱説明書 설명서 카탈로그 каталог 1: 1/ wanted wtb w2b looking search buy suche gesucht ankauf cherche achète cerco compro busco procuro gezocht zoek kupię szukam alıyorum aranıyor dicari cần куплю ищу купим "
    "مطلوب أبحث รับซื้อ ตามหา 求 收购 收購 高价 高價 诚收 買 삽니다 구합니다 매입 service servic repair reparatur ripara répara repara conserto naprawa tamiri sửa ремонт ซ่อม 换屏 服务 修理 수리 《"
)
HINTS = _SAID_IN.split()


def _said(expression: str) -> pl.Expr:
    return pl.col("title").str.contains(f"(?i){expression}").fill_null(False)


def subjects(table: pl.DataFrame, hits: pl.DataFrame, *, names: Names, luxury: pl.Series) -> pl.DataFrame:
    """Names with their `use` -> the same, where the title says that something else than the brand's goods is offered with that use.

    Only uses of trade are looked at. `luxury`: by hit, the brand sells what is copied.
    """
    open_ = (hits["field"] == 0) & hits["use"].is_in([int(Use.TRADE), int(Use.DOUBTFUL)])
    if not open_.any():
        return hits
    hits = _parts(table, hits, at=open_.arg_true(), luxury=luxury)
    rows = hits["row"].gather(open_.arg_true()).unique(maintain_order=True)
    titles = pl.DataFrame({"row": rows, "title": table["title"].gather(rows)})
    titles = titles.filter(pl.col("title").str.contains_any(HINTS, ascii_case_insensitive=True))
    titles = titles.filter(pl.col("title").str.contains(ASKS))
    if not titles.height:
        return hits
    free = ~_said(NO_WORK)
    film = _said(FILMS) & ~_said(PLAYERS)
    titles = titles.select(
        "row",
        ((_said(BOOKS) | pl.col("title").str.contains("《")) & free).alias("book"),
        (_said(WORKS) & free).alias("work"),
        film.alias("film"),
        (film & _said(FILM_CUES)).alias("film_said"),
        (_said(PAPERS) & free).alias("paper"),
        _said(MODELS).alias("model"),
        _said(WISHES).alias("wish"),
        (_said(SERVICES) & ~_said(NO_SERVICE)).alias("service"),
        _said(COPIED).alias("copied"),
    )
    sells = pl.Series(names.goods, dtype=pl.Int64).gather(hits["brand"])
    bits = {kind: 1 << i for i, kind in enumerate(names.kinds)}
    makers = _any(sells, bits, ("media",)) & (sells > 0)
    players = _any(sells, bits, ("electronics", "computers", "phones")) | (sells < 0)
    cars = _any(sells, bits, ("cars",)) | (sells < 0)
    asked = hits.select("row", "use", first_named().alias("first")).with_columns(
        luxury.alias("luxury"),
        makers.alias("makers"),
        players.alias("players"),
        cars.alias("cars"),
        open_.alias("open"),
    )
    asked = asked.join(titles, on="row", how="left", maintain_order="left")
    away = ~pl.col("makers") & ~(pl.col("luxury") & pl.col("copied"))
    film_too = pl.col("film_said") | (pl.col("film") & ~(pl.col("players") & pl.col("first")))
    work = pl.col("book") | (pl.col("work") & ~pl.col("first"))
    use = (
        pl.when(~pl.col("open"))
        .then("use")
        .when(pl.col("wish"))
        .then(int(Use.WISH))
        .when(pl.col("service"))
        .then(int(Use.SERVICE))
        .when(away & (work | film_too | pl.col("paper") | (pl.col("model") & pl.col("cars"))))
        .then(int(Use.ABOUT))
        .otherwise("use")
        .cast(pl.Int8)
    )
    return hits.with_columns(asked.select(use.alias("use")).to_series())


def _any(sells: pl.Series, bits: dict[str, int], kinds: tuple[str, ...]) -> pl.Series:
    mask = sum(bits[k] for k in kinds if k in bits)
    return (sells & mask) != 0


def _parts(table: pl.DataFrame, hits: pl.DataFrame, *, at: pl.Series, luxury: pl.Series) -> pl.DataFrame:
    """What is said of a part of the goods: a sole, a zip, a chip. Of a brand whose whole goods are copied a person looks, but for crystals."""
    part = (
        pl.col("behind").str.contains(STUFF_BEHIND)
        | pl.col("behind").str.contains(STUFF_JOINED)
        | pl.col("behind").str.contains(LENS_BEHIND)
        | pl.col("behind").str.contains(CPU_BEHIND)
        | pl.col("before").str.contains(MADE_OF)
    )
    some = hits.select("row", "field", "start", "before", "behind", "use")[at]
    some = some.with_columns(at.alias("hit"), luxury.gather(at).alias("luxury")).filter(part & ~first_named())
    if not some.height:
        return hits
    title = table["title"].gather(some["row"])
    some = some.with_columns(title.alias("title")).with_columns(
        pl.col("title").str.slice(0, pl.col("start")).str.contains(COMMA_LEFT).alias("comma"),
        pl.col("before").str.contains(WITH_BEFORE).alias("with"),
        pl.col("title").str.slice(0, pl.col("start")).str.contains(r"[^\x00-\x7F]\s*$").alias("east"),
    )
    through = _said(SEEN_THROUGH)
    computer = _said(COMPUTERS)
    crystal = pl.col("behind").str.contains(
        r"^ (?:crystal|crystals|kristall\w*|cristaux|cristales|cristalli|elements|beads|rhinestones)(?: |$)|^ ?(?:水晶|クリスタル|크리스탈)"
    ) | pl.col("before").str.contains(MADE_OF)
    said = pl.col("with") | pl.col("comma") | pl.col("before").str.contains(MADE_OF)
    lens = pl.col("behind").str.contains(LENS_BEHIND) & said & through
    chip = pl.col("behind").str.contains(CPU_BEHIND) & computer
    chips = pl.col("behind").str.contains(r"^ (?:[a-z0-9]+ ){0,3}(?:processor|cpu|chip|chipset|graphics|gpu)(?: |$)")
    stuff = pl.col("behind").str.contains(STUFF_BEHIND) & said & (computer | ~chips)
    joined = pl.col("behind").str.contains(STUFF_JOINED) & (said | pl.col("east"))
    fair = lens | chip | stuff | joined | pl.col("before").str.contains(MADE_OF)
    use = pl.when(~fair).then("use").when(pl.col("luxury") & ~crystal).then(int(Use.DOUBTFUL)).otherwise(int(Use.PART))
    some = some.with_columns(use.cast(pl.Int8).alias("use"))
    uses = hits["use"].to_numpy().copy()
    uses[some["hit"].to_numpy()] = some["use"].to_numpy()
    return hits.with_columns(pl.Series("use", uses, dtype=pl.Int8))
