"""What is the price for: one whole piece, a lot of many, an accessory or a part, broken goods?

A strap is no watch and broken goods are no goods: the brand's reference says nothing of them. A lot of fifty is measured by the piece; three
socks or two filters are how goods are packed. Goods whose title says that they are used are used, where nothing else says what they are.
"""

from __future__ import annotations

import polars as pl

from assay.policy.schema.listing import PricePolicy

GROUPS: tuple[str, ...] = ("single", "lot", "accessory", "broken")
USED = (
    r"(?i)\b(?:used|pre-?owned|pre-?loved|second[- ]?hand|2nd hand|vintage|worn (?:once|twice)|gebraucht|second[ae] main|d'occasion|occasion|"
    r"segunda mano|usado|usada|usato|usata|seconda mano|tweedehands|gebruikt|bekas|używan\w+|begagnad|ikinci el|"
    r"б/у|бывш\w+)\b|二手|中古|闲置|ユーズド|중고|"
    r"มือสอง|مستعمل"
)
BROKEN = (
    r"(?i)\b(?:for parts|parts only|spares? or repairs?|for spares|for repair|not working|non[- ]?working|doesn'?t work|broken|faulty|defective|"
    r"untested|as is|defekt|bastler|für bastler|ersatzteilspender|pour pièces|hors service|en panne|para piezas|averiad[oa]|no funciona|"
    r"per ricambi|guast[oa]|non funzionante|defect|kapot|rusak|uszkodzon\w+|на запчасти|не работает|"
    r"неисправ\w+)\b|故障|坏了|不开机|零件机|ジャンク|動作不良|고장|"
    r"부품용"
)
LOTS = (
    r"(?i)\b(?:lot|set|pack|box|bundle|case|carton|lote|paquete|pacco|konvolut|posten|partij|bundel) (?:of|de|da|di|von|mit|van|à|"
    r"x)? ?([0-9]{1,4})\b|\b([0-9]{1,4})[ -]?(?:pcs|pc|pieces?|pairs?|packs?|pk|ct|count|units?|stück|stk|stuks|pièces|piezas|pezzi|peças|pares|"
    r"paires|paia|dozen|adet|шт)\b|([0-9]{1,4}) ?(?:个装|件装|只装|双装|件|个|只|双|枚|本|足|세트|개|켤레)(?:装|入|セット|$|\s)|\bx ?([0-9]{1,4})\b"
)
WHOLESALE = (
    r"(?i)\b(?:wholesale|bulk|job ?lot|resellers?|großhandel|grosshandel|en gros|all'ingrosso|al por mayor|groothandel|grosir|hurt|moq|"
    r"опт\w*)\b|批发|批發|整箱|まとめ売り|卸|도매"
)
WHOLE = (
    r"(?i)\b(?:watch|watches|chronograph|phone|smartphone|handset|laptop|notebook|computer|console|camera|camcorder|headphones?|earbuds|vacuum|"
    r"hair ?dryer|dryer|printer|tv|television|monitor|drone|drill|(?:hand|shoulder|tote|crossbody|belt)[ -]?bags?|bag|tote|backpack|wallet|"
    r"purse|belt|shoes?|sneakers?|boots?|sandals?|loafers?|slides|jacket|coat|dress|hoodie|shirt|jeans|scarf|sunglasses|perfume|parfum|necklace|"
    r"bracelet|ring|earrings|uhr|armbanduhr|handtasche|tasche|schuhe|jacke|montre|sac|chaussures|reloj|bolso|zapatos|orologio|borsa|scarpe|"
    r"horloge|tas|schoenen|jam tangan|sepatu|часы|сумка|кроссовки|кошелёк)\b|手表|腕表|腕時計|手机|电脑|相机|包|鞋|バッグ|財布|가방|시계"
)
NOT_WHOLE = (
    r"(?i)\b(?:(?:watch|bag|phone|shoe|purse|belt|laptop|camera|jacket) (?:straps?|bands?|cases?|covers?|insert|organi[sz]er|chain|laces?|"
    r"buckle|box|liner|shaper)|dust ?bag|shopping bag|gift bag|empty box|box only|paper bag)\b|表带|手机壳|包带|鞋带|腕時計バンド"
)
BESIDE = r"(?i)\b(?:with|plus|incl\w*|mit|inkl\w*|avec|con|met)\b|\+"
EXTRAS = (
    r"(?i)\b(?:box only|empty box|dust ?bags?|shopping bag|paper bag|gift box|packaging|receipt|hang ?tags?|stickers?|patch(?:es)?|poster|"
    r"key ?chains?|key ?rings?|catalog(?:ue)?)\b|空盒|包装盒|贴纸"
)

_SAID_IN = (  # what a title holds at least that says one of these
    "used owned loved second 2nd vintage worn gebraucht occasion segunda usad usat seconda tweedehands "
    "bekas używan begagnad ikinci б/у бывш 二手 中古 闲置 ユーズド 중고 มือสอง مستعمل parts spare repair working "
    "broken faulty defect defekt untested bastler ersatzteilspender pièces hors panne piezas averiad "
    "funciona ricambi guast funzionante kapot rusak uszkodzon запчасти работает неисправ 故障 坏了 不开机 零件机 "
    "ジャンク 動作不良 고장 부품용 lot lote set pack box bundle case carton paquete pacco konvolut posten partij "
    "bundel pcs piece pair unit stück stk stuks pezzi peças pares paires paia dozen adet шт 装 件 个 只 双 枚 本 "
    "足 세트 개 켤레 wholesale bulk reseller großhandel grosshandel gros ingrosso mayor groothandel grosir hurt "
    "moq опт 批发 批發 整箱 まとめ売り 卸 도매 dust shopping paper packaging receipt hangtag tag sticker patch poster "
    "keychain keyring catalog 空盒 包装盒 贴纸 "
)
ASKS = _SAID_IN.split()


def offers(titles: pl.DataFrame, *, policy: PricePolicy) -> pl.DataFrame:
    """`title`, `condition`, whether it names an `accessory` -> `price_group` (GROUPS), `price_condition`, `pieces` that the price is for."""
    asks = titles["accessory"] | titles["title"].str.contains_any(ASKS, ascii_case_insensitive=True)
    plain = titles.select(
        pl.lit(GROUPS[0]).alias("price_group"),
        pl.col("condition").alias("price_condition"),
        pl.lit(1, dtype=pl.Int64).alias("pieces"),
    )
    if not asks.any():
        return plain
    said = titles.filter(asks).select(_said(policy))
    places = asks.arg_true()
    return plain.select(column.scatter(places, said[column.name]) for column in plain.iter_columns())


def _said(policy: PricePolicy) -> list[pl.Expr]:
    """Few pieces are how goods are packed, three socks or two filters; many are a lot."""
    title, condition = pl.col("title"), pl.col("condition")
    apart = (pl.col("accessory") | title.str.contains(EXTRAS)) & (
        ~title.str.contains(WHOLE) | title.str.contains(NOT_WHOLE)
    )
    apart = apart & ~title.str.contains(BESIDE)
    count = pl.coalesce([title.str.extract(LOTS, i) for i in range(1, 5)]).cast(pl.Int64, strict=False)
    many = (count >= policy.lot_min_pieces) | title.str.contains(WHOLESALE)
    group = (
        pl.when(title.str.contains(BROKEN))
        .then(pl.lit("broken"))
        .when(apart)
        .then(pl.lit("accessory"))
        .when(many.fill_null(False))
        .then(pl.lit("lot"))
        .otherwise(pl.lit("single"))
    )
    pieces = pl.when((group == "lot") & (count >= policy.lot_min_pieces)).then(count).otherwise(1)
    used = (condition == "unknown") & title.str.contains(USED)
    return [
        group.alias("price_group"),
        pl.when(used).then(pl.lit("used")).otherwise(condition).alias("price_condition"),
        pieces.fill_null(1).cast(pl.Int64).alias("pieces"),
    ]
