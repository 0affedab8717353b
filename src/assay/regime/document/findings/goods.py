"""Does the paper name the brand and the goods that were applied for?

A real invoice for something else proves nothing. A line is matched by article number, else by model, else by name (`matching`). A brand that stands
in the head or in small print, and on no line, is unclear: invoices of a brand's own dealer often name products only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assay.policy.schema.document import DocumentPolicy
from assay.regime.brand.register import Brand
from assay.regime.document.facts import Goods
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.matching import Match, brand_words, line_text, names_brand
from assay.regime.document.reading import Reading
from assay.regime.document.values import is_sure, text_of
from assay.regime.identifiers import Validity, gtin_validity

# What fits the brand's goods, what is shown and not sold, what is made after them.
_NOT_FOR_SALE = re.compile(
    r"compatible (?:with|avec|con)\b|compatibile con\b|kompatibel mit\b|"
    r"\bfits\b|(?:suitable|made|for use) (?:for|with)\b|passend (?:f[üu]r|zu)\b|geeignet f[üu]r\b|"
    r"adatt[oai] (?:a|per)\b|apto para\b|convient (?:à|pour)\b|geschikt voor\b|兼容|适用于|適用於|対応品|"
    r"\btester\b|(?:display|sales|free|showroom) sample|\bsample only|not for (?:re)?sale|unverk[äa]uflich|"
    r"ausstellungsst[üu]ck|[ée]chantillon|ne peut [êe]tre vendu|"
    r"non destinat[oa] alla vendita|campione|muestra sin valor|prohibida la venta|niet voor verkoop|非卖品|非賣品|"
    r"非売品|试用装|試用品|サンプル|"
    r"\breplica\b|imitation|inspired by|in the style of|im stil von|in de stijl van|nachbildung|高仿|仿版|コピー品|"
    # Work on the brand's goods, their use for a time, what they are packed in.
    r"^\W*(?:repairs?|cleaning|restoration|rental|hire|reparatur|reinigung|aufarbeitung|miete|verleih|r[ée]paration|"
    r"nettoyage|location|riparazione|"
    r"pulizia|noleggio|reparaci[óo]n|limpieza|alquiler|reparatie|reiniging|huur)\b|^\W*(?:维修|清洗|租赁|修理|クリーニング|レンタル)|"
    r"^\W*(?:gift box|dust ?bag|packaging|empty box|box and dust bag|geschenkbox|staubbeutel|verpackung|bo[îi]te et|"
    r"pochon|scatola e|sacchetto|"
    r"caja y|funda para|doos en|stofzak|包装盒|防尘袋|箱・保存袋|保存袋)"
)
# The paper as a whole says that its goods may not be sold on, or are no merchandise.
_NOT_FOR_RESALE = re.compile(
    r"no commercial value|not for (?:re)?sale\b|resale (?:is )?(?:prohibited|not permitted)|for (?:destruction|"
    r"recycling|scrap) only|sold for (?:recycling|destruction|scrap)|"
    r"weiterverkauf (?:ist )?(?:untersagt|verboten|nicht gestattet)|zur vernichtung|ohne handelswert|"
    r"revente interdite|[àa] d[ée]truire|sans valeur commerciale|"
    r"vietata la (?:ri)?vendita|alla distruzione|senza valore commerciale|prohibida la reventa|para destruir|sin valor comercial|"
    r"wederverkoop (?:is )?verboden|ter vernietiging|zonder handelswaarde|禁止转售|用于销毁|无商业价值|再販売禁止|廃棄用"
)


def _spelled(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def goods(
    reading: Reading, *, matches: Sequence[Match], paper: str, brand: Brand, policy: DocumentPolicy
) -> tuple[Finding, ...]:
    """Findings about one paper's lines."""
    findings: list[Finding] = []
    if matches and not any(m.brand for m in matches):
        text = reading.visible.text if reading.visible else reading.text
        beside = names_brand(text, brand_words(brand))
        seen = "; ".join(line_text(m.line) for m in matches[:3])
        findings.append(
            found(
                Reason.BRAND_NOT_ON_THE_LINES if beside else Reason.BRAND_NOT_NAMED,
                policy=policy,
                paper=paper,
                seen=seen,
                allowed=f"lines that name {brand.name}",
                mend=f"Hand in an invoice whose lines name {brand.name} or its models.",
                rests_on=(matches[0].line.description,),
                unsure=not all(is_sure(m.line.description, policy=policy) for m in matches),
            )
        )
    whole = _NOT_FOR_RESALE.search(_spelled((reading.visible or reading).text))
    odd = [m for m in matches if (m.brand or m.goods is not None) and _NOT_FOR_SALE.search(_spelled(line_text(m.line)))]
    if odd or (whole and matches):
        findings.append(
            found(
                Reason.GOODS_NOT_FOR_SALE,
                policy=policy,
                paper=paper,
                seen="; ".join(line_text(m.line) for m in odd[:3]) or f"it says: {whole.group() if whole else ''}",
                allowed=f"goods of {brand.name} that are sold",
                mend="Hand in an invoice for the goods themselves.",
                rests_on=((odd or list(matches))[0].line.description,),
            )
        )
    for match in matches:
        number = text_of(match.line.gtin)
        if not number or not (match.brand or match.goods is not None):
            continue
        if gtin_validity(number) in {Validity.CHECKSUM, Validity.MALFORMED}:
            findings.append(
                found(
                    Reason.GTIN_INVALID,
                    policy=policy,
                    paper=paper,
                    seen=number,
                    allowed="an article number whose check digit fits (GS1)",
                    mend="Ask the issuer for an invoice with the right article number.",
                    rests_on=(match.line.gtin,),
                )
            )
        elif match.gtin_contradicts or _of_another_company(number, brand):
            expected = match.product.name if match.product else f"an article number of {brand.name}"
            findings.append(
                found(
                    Reason.GTIN_IS_ANOTHERS,
                    policy=policy,
                    paper=paper,
                    seen=f"{number}: {line_text(match.line)}",
                    allowed=expected,
                    mend="Ask the issuer for an invoice with the right article number.",
                    rests_on=(match.line.gtin, match.line.description),
                )
            )
        elif match.product is not None and (ours := match.product.gtin) and not same_gtin(number, ours):
            findings.append(
                found(
                    Reason.GTIN_NOT_REGISTERED,
                    policy=policy,
                    paper=paper,
                    seen=f"{number}: {line_text(match.line)}",
                    allowed=ours,
                    mend="Nothing is asked of you: another size or colour may have another number.",
                    rests_on=(match.line.gtin,),
                )
            )
    return tuple(findings)


def goods_not_named(
    applied: Sequence[Goods], *, matches: Sequence[Match], policy: DocumentPolicy
) -> tuple[Finding, ...]:
    """One finding for the goods that no line of any paper names."""
    named = {m.goods for m in matches}
    absent = [row.product for i, row in enumerate(applied) if i not in named]
    if not absent or not matches:
        return ()
    return (
        found(
            Reason.GOODS_NOT_NAMED,
            policy=policy,
            seen="; ".join(absent),
            allowed="goods that stand on a line of the papers",
            mend="Hand in an invoice for these goods, or take them out of the application.",
        ),
    )


def same_gtin(one: str, other: str) -> bool:
    """Are they one article number, written with or without leading zeros?"""
    return re.sub(r"\D", "", one).lstrip("0") == re.sub(r"\D", "", other).lstrip("0")


def _of_another_company(number: str, brand: Brand) -> bool:
    """Has the number another GS1 company prefix than every article number that the brand registered? Told only where there are three or more."""
    ours = {p.gtin.strip().zfill(14)[:8] for p in brand.products if gtin_validity(p.gtin) is Validity.OK}
    registered = [p for p in brand.products if p.gtin]
    return len(registered) >= 3 and len(ours) == 1 and number.strip().zfill(14)[:8] not in ours
