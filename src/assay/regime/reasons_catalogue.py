"""In which words does a store read why? The statement of reasons in German, French and Chinese; English stands in `reasons`.

A statement is stored once, with its ground; what is said of the ground, the rule and the way to mend it comes out of this catalogue, what
was seen in the single case stays as it was written. DSA Art. 17(4) asks for words that are easily comprehensible to whom they hit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assay.errors import BadInput
from assay.regime.reasons import GROUNDS, MENDS
from assay.regime.terms import Ground

LANGUAGES = ("en", "de", "fr", "zh")

_Row = tuple[str, str, str]

_DE: Mapping[Ground, _Row] = {
    Ground.COUNTERFEIT: (
        "Das Angebot gibt Waren als solche einer Marke aus und sagt oder zeigt, dass sie es nicht sind.",
        "Waren, die ein Zeichen ohne Zustimmung des Inhabers tragen, dürfen nicht angeboten werden (VO (EU) 2017/1001 Art. 9).",
        "Sind Ihre Waren echt, legen Sie Widerspruch ein und reichen Sie die Rechnung ein.",
    ),
    Ground.FORGED_PAPER: (
        "Ein Papier, das Sie eingereicht haben, hält nicht stand.",
        "Nachweise müssen echt sein; die Verkaufsbedingungen beenden das Recht, das ein gefälschtes Papier verschafft hat.",
        "Ist das Papier echt, legen Sie Widerspruch ein; bitten Sie den Aussteller, es zu bestätigen.",
    ),
    Ground.NO_RIGHT: (
        "Das Angebot betrifft eine geschützte Marke, und Ihr Geschäft hat kein Recht, sie zu verkaufen.",
        "Wer geschützte Marken verkauft, reicht zuerst einen Nachweis ein (Verkaufsbedingungen).",
        "Beantragen Sie das Recht, die Marke zu verkaufen: Reichen Sie eine Rechnung oder eine Ermächtigung ein.",
    ),
    Ground.OVER_UNITS: (
        "Es werden mehr Stücke angeboten, als Ihre Papiere decken.",
        "Die angebotene Menge darf die Menge auf den Papieren nicht übersteigen (Verkaufsbedingungen).",
        "Senken Sie die Menge, oder reichen Sie eine Rechnung über die weiteren Stücke ein.",
    ),
    Ground.RIGHT_ENDED: (
        "Ihr Recht, diese Marke zu verkaufen, ist zu Ende.",
        "Ohne ein geltendes Recht darf eine geschützte Marke nicht angeboten werden (Verkaufsbedingungen).",
        "Stellen Sie einen neuen Antrag mit Papieren, die noch gelten.",
    ),
    Ground.PROOF_OVERDUE: (
        "Die Papiere zu einem angezeigten Kauf waren fällig und sind nicht gekommen.",
        "Wer auf Bestellung kauft, reicht die Papiere in der Frist ein, der er zugestimmt hat (Verkaufsbedingungen).",
        "Reichen Sie die Papiere des angezeigten Kaufs ein.",
    ),
    Ground.REAPPEARED: (
        "Ein Angebot, das entfernt worden war, ist wieder da.",
        "Was als Fälschung entfernt wurde, darf nicht wieder angeboten werden (Verkaufsbedingungen).",
        "Nehmen Sie das Angebot zurück; legen Sie Widerspruch ein, wenn die erste Entfernung falsch war.",
    ),
    Ground.UNCLEAR: (
        "Eine Person muss das Angebot ansehen, bevor es gezeigt wird.",
        "Angebote, die die Regeln nicht klären, warten auf einen Prüfer (Verkaufsbedingungen).",
        "Von Ihnen wird nichts verlangt; dauert es lange, schreiben Sie uns.",
    ),
    Ground.REPEATED: (
        "Ihr Geschäft hat Punkte für mehrere Verstöße gesammelt.",
        "Die Stufen der Durchsetzungsrichtlinie nennen, was bei wie vielen Punkten folgt (Verkaufsbedingungen).",
        "Bringen Sie in Ordnung, was die einzelnen Entscheidungen nennen, und legen Sie gegen falsche Widerspruch ein.",
    ),
    Ground.CONTRADICTED: (
        "Jemand, der es wissen kann, spricht gegen ein Papier, auf dem Ihr Verkaufsrecht beruht.",
        "Solange eine Person einen Widerspruch ansieht, ruht das Recht, das auf dem Papier beruht (Verkaufsbedingungen).",
        "Von Ihnen wird nichts verlangt: Eine Person sieht es an. Sie können Widerspruch einlegen und jederzeit ein anderes Papier einreichen.",
    ),
}
_FR: Mapping[Ground, _Row] = {
    Ground.COUNTERFEIT: (
        "L’annonce présente des produits comme étant d’une marque, et dit ou montre qu’ils ne le sont pas.",
        "Des produits qui portent un signe sans l’accord de son titulaire ne peuvent être offerts (règl. (UE) 2017/1001, art. 9).",
        "Si vos produits sont authentiques, faites appel et remettez la facture.",
    ),
    Ground.FORGED_PAPER: (
        "Un document que vous avez remis ne tient pas.",
        "Les preuves doivent être authentiques ; les conditions de vente mettent fin au droit obtenu par un faux.",
        "Si le document est authentique, faites appel ; demandez à son émetteur de le confirmer.",
    ),
    Ground.NO_RIGHT: (
        "L’annonce offre une marque protégée, et votre boutique n’a pas le droit de la vendre.",
        "Qui vend des marques protégées remet d’abord une preuve (conditions de vente).",
        "Demandez le droit de vendre la marque : remettez une facture ou une autorisation.",
    ),
    Ground.OVER_UNITS: (
        "Plus de pièces sont offertes que vos documents n’en couvrent.",
        "La quantité offerte ne peut dépasser celle des documents (conditions de vente).",
        "Réduisez la quantité, ou remettez une facture pour les autres pièces.",
    ),
    Ground.RIGHT_ENDED: (
        "Votre droit de vendre cette marque a pris fin.",
        "Sans droit en vigueur, une marque protégée ne peut être offerte (conditions de vente).",
        "Faites une nouvelle demande avec des documents encore valables.",
    ),
    Ground.PROOF_OVERDUE: (
        "Les documents d’un achat déclaré étaient dus et ne sont pas venus.",
        "Qui achète sur commande remet les documents dans le délai accepté (conditions de vente).",
        "Remettez les documents de l’achat déclaré.",
    ),
    Ground.REAPPEARED: (
        "Une annonce qui avait été retirée est revenue.",
        "Ce qui a été retiré comme contrefaçon ne peut être offert de nouveau (conditions de vente).",
        "Retirez l’annonce ; faites appel si le premier retrait était une erreur.",
    ),
    Ground.UNCLEAR: (
        "Une personne doit voir l’annonce avant qu’elle soit montrée.",
        "Les annonces que les règles ne tranchent pas attendent un vérificateur (conditions de vente).",
        "Rien ne vous est demandé ; si cela dure, écrivez-nous.",
    ),
    Ground.REPEATED: (
        "Votre boutique a réuni des points pour plusieurs infractions.",
        "L’échelle des mesures dit ce qui suit à combien de points (conditions de vente).",
        "Remédiez à ce que nomment les décisions, et faites appel de celles qui sont fausses.",
    ),
    Ground.CONTRADICTED: (
        "Quelqu’un qui peut le savoir conteste un document sur lequel repose votre droit de vendre.",
        "Tant qu’une personne examine la contradiction, le droit qui repose sur le document est suspendu (conditions de vente).",
        "Rien ne vous est demandé : une personne l’examine. Vous pouvez faire appel et remettre un autre document à tout moment.",
    ),
}
_ZH: Mapping[Ground, _Row] = {
    Ground.COUNTERFEIT: (
        "该商品以某品牌的名义出售，但其文字或图片表明并非该品牌的商品。",
        "未经商标权人同意使用其标志的商品不得出售（欧盟条例 2017/1001 第 9 条）。",
        "如果您的商品是真品，请申诉并提交发票。",
    ),
    Ground.FORGED_PAPER: (
        "您提交的一份文件不成立。",
        "证明必须真实；以伪造文件取得的销售权依照销售条款终止。",
        "如果文件属实，请申诉，并请出具方予以确认。",
    ),
    Ground.NO_RIGHT: (
        "该商品涉及受保护的品牌，而您的店铺没有销售该品牌的权利。",
        "销售受保护品牌的店铺须先提交证明（销售条款）。",
        "请申请销售该品牌的权利：提交发票或授权书。",
    ),
    Ground.OVER_UNITS: (
        "在售数量超过了您的文件所证明的数量。",
        "在售数量不得超过文件上的数量（销售条款）。",
        "请减少数量，或为其余商品提交发票。",
    ),
    Ground.RIGHT_ENDED: (
        "您销售该品牌的权利已经终止。",
        "没有有效的权利，不得出售受保护的品牌（销售条款）。",
        "请用仍然有效的文件重新申请。",
    ),
    Ground.PROOF_OVERDUE: (
        "所申报采购的文件已到期，但尚未提交。",
        "代购者须在其同意的期限内提交文件（销售条款）。",
        "请提交所申报采购的文件。",
    ),
    Ground.REAPPEARED: (
        "已被下架的商品重新上架。",
        "因假冒被下架的商品不得再次出售（销售条款）。",
        "请撤下该商品；如果第一次下架有误，请申诉。",
    ),
    Ground.UNCLEAR: (
        "该商品须经人工查看后才能展示。",
        "规则无法判定的商品等待审核人员处理（销售条款）。",
        "您无需做任何事；如等待过久，请联系我们。",
    ),
    Ground.REPEATED: (
        "您的店铺因多次违规累积了扣分。",
        "处置办法规定了达到多少分将采取何种措施（销售条款）。",
        "请改正各项决定所指出的问题，对有误的决定提出申诉。",
    ),
    Ground.CONTRADICTED: (
        "有权知情的一方对您销售权所依据的文件提出了异议。",
        "在人工核查矛盾期间，基于该文件的权利暂停（销售条款）。",
        "您无需操作：工作人员会核查。您可以申诉，也可随时提交其他文件。",
    ),
}

CATALOGUES: Mapping[str, Mapping[Ground, _Row]] = {
    "en": {ground: (*GROUNDS[ground], MENDS[ground]) for ground in Ground},
    "de": _DE,
    "fr": _FR,
    "zh": _ZH,
}


def in_language(statement: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A stored statement with its words in this language: facts, rule and mend. BadInput: a language that there is no catalogue for."""
    if language not in CATALOGUES:
        raise BadInput(f"{language!r} has no catalogue.", where="language", mend=f"Use one of: {', '.join(LANGUAGES)}.")
    ground = Ground(statement["ground"])
    english = GROUNDS[ground][0]
    what, rule, mend = CATALOGUES[language][ground]
    seen = str(statement["facts"]).removeprefix(english).strip()
    return {**statement, "facts": f"{what} {seen}".strip(), "legal_or_contractual_ground": rule, "mend": mend}
