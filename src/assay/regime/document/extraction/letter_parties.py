"""Who lets whom, in the sentences of a letter?

Each name that the letter mentions gathers evidence for being the one who lets, and for being the one who is let: by the verb beside it ("hereby
authorises X", "X is our authorised dealer"), by the part that the letter gives it ("the Distributor", 乙方), by "we, X", by ownership of the mark, by
where it stands (head, foot, address). Whose distributor somebody is, or whose products are sold, is evidence against both: a third party.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assay.regime.document.extraction.addresses import POSTCODE
from assay.regime.document.extraction.letter_names import Mention, companies
from assay.regime.document.extraction.letter_text import Passage, Sentence, sentences_in
from assay.regime.document.extraction.page import Cell, field_of
from assay.regime.document.extraction.words import fold
from assay.regime.document.reading import Origin, Party

# What lets: the one before it is the author, the one behind it is let.
GRANTS = re.compile(
    r"\b(?:hereby |herewith |do |does |duly )*(?:authori[sz](?:es?|ed)(?! (?:dealer|reseller|re-seller|retailer|distributor|seller|agent|partner|party|representative|level|signator))|appoints?|designates?|grants?(?: to)?|permits?|licen[sc]es|engages|entrusts?|empowers?|nominates?|gives?(?= [^.]{0,60}(?:permission|consent|authority|the right)))\b"
    r"|\b(?:autorisier(?:t|en)|ermächtig(?:t|en)|bevollmächtig(?:t|en)|berechtig(?:t|en)(?= )|erteil(?:t|en)|räum(?:t|en)|gestatte(?:t|n)|erlaub(?:t|en)|ernenn(?:t|en)|bestell(?:t|en)|betrau(?:t|en)|beauftrag(?:t|en))\b"
    r"|\b(?:autoris(?:e|ons|ent)|habilit(?:e|ons)|agré(?:e|ons)|mandat(?:e|ons)|concèd(?:e|ent)|concédons|accord(?:e|ons)|désign(?:e|ons)|nomm(?:e|ons)|permet(?:tons)?|confi(?:e|ons)|donn(?:e|ons)(?= [^.]{0,60}(?:autorisation|droit|mandat)))\b"
    r"|\b(?:autoriz(?:a|an|o|amos)|facult(?:a|amos)|conced(?:e|emos)|otorg(?:a|amos)|design(?:a|amos)|nombr(?:a|amos)|habilit(?:a|amos)|permit(?:e|imos)|encarg(?:a|amos)|da(?:mos)?(?= [^.]{0,60}(?:autorización|permiso)))\b"
    r"|\b(?:autorizz(?:a|ano|o|iamo)|abilit(?:a|iamo)|conced(?:e|iamo)|nomin(?:a|iamo)|affid(?:a|iamo)|conferisc(?:e|ono)|delega|incaric(?:a|hiamo)|consent(?:e|iamo)|confer(?:ma|miamo|iamo)(?= [^.]{0,20}(?:l['’]incarico|la facoltà|il mandato)))\b"
    r"|\b(?:machtig(?:t|en)|autorise(?:ert|ren)|verleen(?:t|d)|verlenen|benoem(?:t|en)|geeft(?= hierbij| [^.]{0,80}toestemming)|geven(?= hierbij| [^.]{0,80}toestemming)|stel(?:t|len) aan)\b"
    r"|(?:兹|茲|现|現|特|并|並|，|,|同意|乃|正式|独家|獨家|甲方|人)?(?<![本该該此转轉再被受])(?:授权|授權|委任|委托|委託|指定|授予|授与|聘任|同意|准许|許可|许可)(?![书書人方证證期区區地范範渠通平品产產商級级单單位等项項函合状狀店日起迄关關内內标標类類]|有效|经销商|經銷商|代理商|零售商|专营|仅限|僅限)",
    re.IGNORECASE,
)
# What says that somebody is let: the one before it.
IS_LET = re.compile(
    r"\b(?:is|are|was|were|has been|have been|shall be|be)\s+(?:hereby |duly |currently |also |now |an?\s|our\s|the\s|one of our\s|officially |fully )*(?:authori[sz]ed|appointed|entitled|permitted|licen[sc]ed|approved|official|exclusive|non-exclusive|accredited|certified|allowed)"
    r"|\b(?:has|have) (?:our|the|full|its|been given) (?:full |express |written )?(?:permission|consent|authori[sz]ation|right|approval)|\bmay (?:also |only )?(?:sell|offer|list|distribute|market|resell|use|purchase|promote)\b"
    r"|\b(?:ist|sind|wird|werden|wurde)\b.{0,60}?\b(?:berechtigt|autorisiert|ermächtigt|bevollmächtigt|befugt|Vertragshändler|Fachhändler|Händler|Vertriebspartner|Wiederverkäufer|Konzessionär|Depositär|Handelsvertreter|Partner)"
    r"|\b(?:darf|dürfen)\b|\bautorisierter (?:Fach)?[Hh]ändler|\bals autorisierte[rn]?\b|\bberechtigt ist\b"
    r"|\b(?:est|sont)\s+(?:bien |dûment |notre |un |une |l['’]un de nos |actuellement |notamment |le |la )*(?:agréée?|autorisée?|habilitée?|revendeurs?|distributeurs?|détaillante?s?|partenaire|mandatée?|dépositaire|concessionnaire)|\b(?:peut|pouvez) (?:les |la |le |en |y )?(?:vendre|revendre|commercialiser|distribuer|proposer)"
    r"|\b(?:es|son|está|están|queda|quedan|ha sido)\s+(?:nuestro |un |una |el |nuestra |debidamente |actualmente )*(?:distribuidor|revendedor|vendedor|minorista|detallista|autorizad|facultad|concesionari|agente|representante|habilitad)|\b(?:puede|podrá|pueden) (?:vender|revender|comercializar|distribuir|ofrecer)|cuenta con (?:nuestra|la) (?:expresa )?autorización"
    r"|\b(?:è|sono|viene|risulta)\s+(?:un |il |nostro |una |la |ns\.? |ufficialmente |regolarmente )*(?:rivenditore|distributore|autorizzat|abilitat|concessionari|dettagliante|agente|partner|incaricat)|\b(?:può|potrà|possono) (?:vendere|rivendere|commercializzare|distribuire)"
    r"|\b(?:is|zijn|wordt)\s+(?:een |onze |door ons )?(?:.{0,30}?)(?:gemachtigd|geautoriseerd|erkend|bevoegd|gerechtigd|dealer|wederverkoper|officiële)|\b(?:geautoriseerd|gemachtigd|bevoegd|gerechtigd) is\b|\b(?:erkende?|officiële|geautoriseerde?) (?:dealer|wederverkoper|distributeur|verkooppunt)\b"
    r"|(?:业|業|已|已经)?(?:经|經)(?:本公司|我司|我公司|本司)(?:正式)?(?:授权|授權|认可|認可)|(?:系|是|为|為)(?:我司|我公司|本公司)?[^，。]{0,24}?(?:经销商|經銷商|代理商|授权店|授權店|专卖店|專賣店|特约|特約)|(?:可|得)(?:在|于|於|透過|通过|以)|有权|有權|具有[^，。]{0,20}资格"
    r"|(?:を|が|は)[^。]{0,50}?(?:正規|特約|二次|一次|認定)?(?:販売店|代理店|取扱店|特約店|代理人|販売代理店)(?:と(?:して|し)|であること|に(?:認定|任命|指定)|と定め)|に対し|に[、,][^。]{0,90}(?:権限|権利)を(?:付与|与え|許諾)|[^。]{2,40}(?:販売|取扱)を?(?:することを)?(?:認めた|許可した|許諾した)"
)
# Words by which an agreement calls the two.
_GRANTOR = (
    r"principal|supplier|manufacturer|licensor|grantor|brand owner|owner|company|hersteller(?:in)?|lieferant(?:in)?|auftraggeber(?:in)?|lizenzgeber(?:in)?|unternehmer|vollmachtgeber(?:in)?|fournisseur|concédant|mandant|fabricant|"
    r"proveedor|fabricante|concedente|licenciante|mandante|fornitore|preponente|produttore|leverancier|principaal|fabrikant|licentiegever|甲方|甲|委任人|委任者|許諾者|授权方|授權方|授权人|授權人|委托方|メーカー|本人"
)
_GRANTEE = (
    r"distributor|dealer|re-?seller|retailer|licensee|agent|appointee|grantee|vertragshändler(?:in)?|händler(?:in)?|vertriebspartner(?:in)?|vertreiber|lizenznehmer(?:in)?|bevollmächtigte[rn]?|distributeur|revendeur|concessionnaire|"
    r"agréé|mandataire|licencié|distribuidor(?:a)?|concesionario|revendedor|licenciatario|agente|distributore|rivenditore|concessionario|licenziatario|distributeur|wederverkoper|licentienemer|"
    r"乙方|乙|受任人|受任者|被许可人|被許可人|被授权方|被授權方|被授权人|被授權人|受托方|经销商|經銷商|代理店|販売店|使用権者"
)
_CALLED = re.compile(
    rf"^(?:[^.。]|\.(?=\s?\d)){{0,160}}?(?:[\"“„«‘'「『]|[–—]\s|hereinafter|nachfolgend|nachstehend|im folgenden|ci-après|en adelante|en lo sucesivo|di seguito|hierna(?: te noemen)?|以下(?:简称|簡稱|称|稱)?|下称|下稱)[\s:,]*(?:called|referred to as|genannt|denominad[oa]|dénommée?|denominat[oa]|the|der|die|das|den|le|la|l['’]|el|il|lo|de|het|「|『|“|”|\"|«|‘|'|\s|„|:|：)*(?:(?P<grantor>{_GRANTOR})|(?P<grantee>{_GRANTEE}))(?![\w\u3400-\u9fff])",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(
    rf"(?:(?P<grantee>{_GRANTEE}|特約店名|販売店名|店舗名)|(?P<grantor>{_GRANTOR}|商標権者|ライセンサー))[\s　:：（(]*$",
    re.IGNORECASE,
)
WE = re.compile(
    r"(?:\bwe,?|\bwir,?(?: die| der)?|\bnous(?: soussignés)?,?|\bnosotros,?|\bnoi,?|\bwij,?|\bla sottoscritta|\bil sottoscritto|\bla soussignée|\bundersigned,?|\bunterzeichnende|\bondergetekende,?(?: de)?|\bour company,?|\bnuestra (?:empresa|sociedad),?|\bnotre société,?|\bnostra società,?"
    r"|我司|我公司|本公司|本司|弊社|当社|私ども)[\s,，（(:：]*(?:the |die |der |la |le |de )?$",
    re.IGNORECASE,
)
_OWNS = re.compile(
    r"^[^.。]{0,90}?(?:owner|proprietor|holder|inhaber(?:in)?|titulaire|propriétaire|titular|propietari[oa]|titolare|proprietari[oa]|houder|eigenaar|rechthebbende|合法注册人|注册人|所有人|权利人|商標權人|持有人|生产商|品牌方|保有する)",
    re.IGNORECASE,
)
_IS_ITS_DISTRIBUTOR = re.compile(
    r"(?:distribut\w+|import\w+|agente?n?|dealers?|revendeurs?|rivenditor\w+|products?|prodotti|productos|produits|produkte\w*|goods|waren|brand|marke|marque|marca|marchio|merk|articles?|range)\b[^.,;。]{0,60}?\b(?:of|de|du|di|der|des|von|van|da|dei|della|from)(?: the| la société| la| l['’])?\s*$"
    r"|(?:权利人|權利人|品牌商|制造商|製造商|生产商)[：:]\s*$|marke [„“\"][^“”\"]+[“”\"] der\s*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:\b(?:by|par|durch|von|por|da|dalla|dal|door|on behalf of)\s+(?:the company\s+|la société\s+|der\s+|die\s+|de\s+)?|由\s*)$",
    re.IGNORECASE,
)
_DECLARES = re.compile(
    r"^[^.;。]{0,170}?(?:\b(?:confirms?|certif(?:y|ies)|declares?|states?|acknowledges?|bestätigt|erklärt|bescheinigt|atteste|certifie|déclare|confirme|certifica|declara|confirma|manifiesta|dichiara|attesta|certifica|conferma|verklaart|bevestigt)\b(?: hiermit| hereby| par la présente| por la presente| con la presente| hierbij)?,? (?:that|dass|que|che|dat)\b|特此?证明|[兹茲]證明)",
    re.IGNORECASE,
)
_DECLARED_BY = re.compile(
    r"(?:bestätigt|erklärt|bescheinigt|verklaart|bevestigt|autorisiert|ermächtigt|bevollmächtigt|erteilt|machtigt|autoriseert|verleent)\s+(?:die |der |das |de |het |firma |bedrijf )*$",
    re.IGNORECASE,
)
_OFFICER_OF = re.compile(
    r"(?:director\w*|president\w*|managing \w+|officer|owner|representative|signatory|geschäftsführer\w*|vorstand|inhaber\w*|prokurist\w*|directeur|directrice|gérante?|président\w*|gerente|administrador\w*|apoderad[oa]|representante legal|legale rappresentante|amministrat\w+|direttor\w*|titolare|directeur|eigenaar|bestuurder|direttrice|directora?)"
    r"(?: [a-zß-ÿ' ]{0,30})? (?:of|der|des|von|de|du|de la|della|di|del|van)(?: la société| la empresa| la mercantil| la| the| società)? $",
    re.IGNORECASE,
)
_CLAUSE_OPEN = re.compile(r"\b(?:that|dass|que|che|dat)\b", re.IGNORECASE)
_TO_SELL = re.compile(
    r"\b(?:to (?:sell|resell|distribute|market|offer|import|list)|a (?:vender|comercializar|distribuir|vendere|distribuire|commercializzare)|à (?:vendre|commercialiser|distribuer)|(?:para|per|pour) (?:la )?(?:vender|venta|vendere|vendita|vendre|vente)|zum (?:verkauf|vertrieb)|zu (?:verkaufen|vertreiben)|om .{0,80}te verkopen)\b",
    re.IGNORECASE,
)
_SIGNS_FOR = re.compile(
    r"^\W*(?:signed )?(?:for and on behalf of|on behalf of|for|für(?: die)?|im namen der|pour(?: la société)?|por(?: la empresa)?|per(?: la società)?|namens|voor)\s",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"^\W*(?:to|an|à|a|para|aan|致|此致|spett\.?(?:le|\.le)?|messrs\.?)\b\s*[:：]?\s*|(?:御中|殿|様|台照)\s*$",
    re.IGNORECASE,
)
_YOU = re.compile(
    r"\b(?:you|your (?:company|shop|store|firm)|ihnen|ihr unternehmen|ihre firma|vous|votre société|ustedes|su empresa|vi|vostra (?:società|azienda)|la vostra|u|uw bedrijf)\b|貴社|貴店|貴方|贵司|贵公司|貴公司|貴司",
    re.IGNORECASE,
)
_TO_ONE = re.compile(
    r"^\W*(?:the|die|der|das|den|dem|firma|firm|company|unternehmen|la|le|l['’]|el|los|il|lo|de|het|société|entreprise|empresa|sociedad|mercantil|entidad|società|ditta|azienda|bedrijf|onderneming|a|to|an|à|al|alla|aan|messrs\.?|hereby|hiermit|par la présente|por la presente|con la presente|hierbij|wir|also|our|customer|partner|that|dass|que|che|dat|公司|给|給|予|下列|by|with)\b[\s,:]*",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s+(?:Inh\b\.?|Inhaber\w*|vertreten|represented|trading|t/a|d/b/a|dba|doing|to|as|is|are|for|with|located|having|of|in|at|on|whose|who|which|the|zum|zur|als|den|die|das|ist|darf|mit|in|im|für|an|berechtigt|à|comme|en|est|dont|sise?|pour|sur|a|para|como|con|es|alla|come|è|om|tot|is|gevestigd|te|erkend|dealer|rivenditore|può|autorizzat\w+|di|hat|has|may|us|you|our|non|non-exclusive|certain)\b"
    r"|[,，;；。（(：:]|\.\s|在|为|為|于|於|作为|作為|销售|銷售|经销|經銷|使用|业|業|经|經|系|是|得|可|の|を|が|は|に|从|自|以|通过|透過|进行|進行|\s[–-]\s"
)
_CLAUSE = re.compile(
    r"\b(?:that|dass|daß|que|che|dat|certif\w+|bestätig\w+|証明|下記)\b|[兹茲]?[证證]明|[.;。；]\s", re.IGNORECASE
)
_GENERIC = re.compile(
    r"^(?:the |die |der |das |la |le |il |el |de |het )?(?:company|firma|société|empresa|società|bedrijf|bearer|holder|below|following|nachfolgend|folgende|present|above|distributor|dealer|reseller|seller|store|shop|gesellschaft|hersteller|"
    r"principal|supplier|manufacturer|licensor|vertragshändler|händler|fournisseur|distributeur|revendeur|proveedor|distribuidor|concedente|distributore|fornitore|leverancier|wederverkoper|this|these|it|they|he|she|letter|schreiben|authori[sz]ation|autorisierung|autorisation|"
    r"autorización|autorizzazione|machtiging|right|recht|droit|derecho|diritto|permission|toestemming|消费者|第三方|任何|他人|第三人|上述|该|貴社|乙方|甲方|乙|甲|被授|受任|経銷商|经销商|同社|単位|单位|本|其|此|以|他|任|线上|使用|您|书|仅|僅|許諾|許可|認定|対象|期間|期限|期间|は|が|を|に|為|为)",
    re.IGNORECASE,
)
_CJK_SLOT = re.compile(r"[\u3400-\u9fff\u3040-\u30ffA-Za-z0-9（）()·・ー&]{2,30}")


SAYS = re.compile(
    rf"{GRANTS.pattern}|{IS_LET.pattern}|\b(?:confirm|certif|declar|bestätig|erklär|attest|certifi|confirm|dichiar|verkla|bevestig)\w*|证明|證明|証明",
    re.IGNORECASE,
)
# "geben wir X die Erlaubnis": the verb stands before "we", and the one who is let behind it.
_WE_GIVE = re.compile(
    r"\b(?:geben|gewähren|erteilen|autorisieren|ermächtigen|bevollmächtigen|gestatten|erlauben|räumen|betrauen|ernennen|donnons|accordons|autorisons|geven|verlenen|machtigen|autoriseren|benoemen)\s+(?:wir|nous|wij)\W*(?:hiermit|hierbij|gerne|graag|der|die|dem|den|de|à|la|firma|bedrijf|\s)*$",
    re.IGNORECASE,
)
# "Hiermit ermächtigt A die B": a verb that comes first has its author behind it.
_VERB_FIRST = re.compile(
    r"^\W*(?:hiermit|hierdurch|hierbij|bij deze|mit diesem schreiben|met deze brief)\s*$", re.IGNORECASE
)
_JA_GIVEN = re.compile(
    r"(?:は、?|が、?)(?P<name>[^、。は]{2,30}?)(?:[（(][^）)]*[）)])?に(?:対し|、|於)[^。]{0,110}?(?:付与|許諾|許可|認め|認定|授与)"
)


@dataclass
class _Party:
    """A name with what speaks for its being the author, and the one who is let."""

    name: str
    cells: list[Cell]
    grantor: float = 0.0
    grantee: float = 0.0
    places: list[int] = field(default_factory=list)

    def field(self, *, origin: Origin, confidence: float) -> Party:
        return Party(name=field_of(self.name, self.cells, origin=origin, confidence=confidence))


def parties_in(
    passages: Sequence[Passage], *, head: str, addressee: str, origin: Origin
) -> tuple[Party | None, Party | None]:
    """Author and authorised, as the sentences have it; `head` and `addressee` are whose paper it is by its head and whom it is sent to."""
    known: dict[str, _Party] = {}
    sentences = list(sentences_in(passages))
    second_person = speaks_to_one(passages)

    def party(name: str, cells: list[Cell]) -> _Party:
        key = re.sub(r"\W", "", fold(name))
        same = next((k for k in known if k == key or (len(key) > 5 and (k.startswith(key) or key.startswith(k)))), None)
        if same is None:
            known[key] = _Party(name, cells)
            return known[key]
        if known[same].name.isupper() and not name.isupper():
            known[same].name = name
        return known[same]

    for n, sentence in enumerate(sentences):
        mentions = companies(sentence.text)
        for mention in mentions:
            one = party(mention.name, sentence.cells(mention.start, mention.end))
            _weigh(one, mention, sentence, mentions, behind=_behind(sentences, n))
            if second_person and _ADDRESSED.search(sentence.text) and len(sentence.text) < len(mention.name) + 45:
                one.grantee += 3
            head_only = len(sentence.text) <= len(mention.name) + 3 or (
                mention.start == 0 and POSTCODE.search(sentence.text) is not None and len(sentence.text) < 110
            )
            first_line = (
                n < 2
                and mention.start == 0
                and not SAYS.search(sentence.text)
                and len(sentence.text) < len(mention.name) + 90
            )
            ours = not second_person or (first_line and n == 0)
            if n < 4 and (head_only or first_line) and not _ADDRESSED.search(sentence.text) and ours:
                one.grantor += 1.2  # the letterhead
            if not sentence.passage.prose and n >= len(sentences) - 8 and len(sentence.text) <= len(mention.name) + 24:
                one.grantor += 1.5  # the signature
        _slots(sentence, mentions, party)
    for name, weight, part in ((head, 1.0, "grantor"), (addressee, 2.5 if second_person else 1.0, "grantee")):
        same = next((p for k, p in known.items() if name and k == re.sub(r"\W", "", fold(name))), None)
        if same is not None:
            setattr(same, part, getattr(same, part) + weight)
    if not any(p.grantee >= 2 for p in known.values()):
        # A document between two: the other one, where one is the author beyond doubt.
        sure = [p for p in known.values() if p.grantor >= 4]
        others = [p for p in known.values() if p.grantor < 2 and p.grantee > -2]
        if len(sure) == 1 and len(others) == 1 and others[0].grantee > 0:
            others[0].grantee += 2
    grantors = sorted(known.values(), key=lambda p: p.grantor - 0.4 * p.grantee, reverse=True)
    grantees = sorted(known.values(), key=lambda p: p.grantee - 0.4 * p.grantor, reverse=True)
    grantor = next((p for p in grantors if p.grantor >= 1.2), None)
    grantee = next((p for p in grantees if p.grantee >= 2), None)
    if grantor is not None and grantor is grantee:
        if grantor.grantor > grantor.grantee:
            grantee = next((p for p in grantees if p.grantee >= 2 and p is not grantor), None)
        else:
            grantor = next((p for p in grantors if p.grantor >= 1.2 and p is not grantee), None)
    return (
        grantor.field(origin=origin, confidence=_sure(grantor.grantor)) if grantor else None,
        grantee.field(origin=origin, confidence=_sure(grantee.grantee)) if grantee else None,
    )


def speaks_to_one(passages: Sequence[Passage]) -> bool:
    """Does the letter let the one whom it is written to: "you may sell", 貴社に許諾します?"""
    return any(_YOU.search(s.text) and (GRANTS.search(s.text) or IS_LET.search(s.text)) for s in sentences_in(passages))


def _sure(weight: float) -> float:
    return 0.65 if weight < 2.5 else 0.75 if weight < 4 else 0.85


def _behind(sentences: Sequence[Sentence], n: int) -> str:
    """What the lines under a name say of it, up to the next name: (the "Principal"), – nachfolgend „Hersteller“ –."""
    said = ""
    for sentence in sentences[n + 1 : n + 4]:
        if sentence.passage is sentences[n].passage or len(sentence.text) > 130 or companies(sentence.text):
            break
        said += " " + sentence.text
    return said


def _weigh(one: _Party, mention: Mention, sentence: Sentence, mentions: Sequence[Mention], *, behind: str) -> None:
    """What the words beside one mention say of it."""
    before, after = sentence.text[: mention.start], sentence.text[mention.end :]
    following = next((m.start for m in mentions if m.start > mention.start), len(sentence.text))
    until = after[: max(0, following - mention.end)]
    if _WE_GIVE.search(before):
        one.grantee += 3
    elif WE.search(before):
        one.grantor += 4
    if _OWNS.match(until):
        one.grantor += 2
    if _BY.search(before) and (GRANTS.search(before) or IS_LET.search(before)):
        one.grantor += 3
    if _SIGNS_FOR.match(before + " ") and len(before) < 40:
        one.grantor += 2
    called = _CALLED.match(until + (behind if following == len(sentence.text) else ""))
    if called:
        one.grantor += 4 if called["grantor"] else 0
        one.grantee += 4 if called["grantee"] else 0
    part = _PART_BEFORE.search(before)
    if part:
        one.grantor += 3 if part["grantor"] else 0
        one.grantee += 3 if part["grantee"] else 0
    if _IS_ITS_DISTRIBUTOR.search(before):
        one.grantor -= 4
        one.grantee -= 4
    if mention is mentions[0] and _DECLARES.match(after) and not _CLAUSE_OPEN.search(before):
        one.grantor += 2.5
    if _OFFICER_OF.search(before):
        one.grantor += 2
    if _DECLARED_BY.search(before):
        one.grantor += 3
    if (sells := _TO_SELL.search(until)) and sells.start() < 130 and not WE.search(before):
        one.grantee += 2
    let = IS_LET.search(until)
    if let and let.start() < 130 and not GRANTS.search(until[: let.start()]):
        ours = re.search(r"distribut\w+|import\w+|代理|経銷|经销", until[let.start() : let.end() + 30], re.IGNORECASE)
        another = any(m.start > mention.start for m in mentions)
        # "A is the exclusive distributor of B": that is said of the author.
        one.grantee += (
            0.5 if ours and another and re.search(r"\b(?:of|de|di|van|von|der)\b", until[let.start() :]) else 3
        )


def _slots(sentence: Sentence, mentions: Sequence[Mention], party: object) -> None:
    """The names right before and behind a verb that lets, and before a word that says who is let."""
    text = sentence.text
    made = party if callable(party) else None
    if made is None or len(text) < 14:
        return
    for verb in GRANTS.finditer(text):
        passive = re.search(
            r"(?:\bis|\bare|been|\bbe|wird|wurde|werden|\best|\bsont|经|經|by)\s*(?:hereby |duly |hiermit )?$",
            text[: verb.start()],
        )
        if passive and verb[0][:1].isascii():
            continue
        if re.match(r"\s*(?:by|von|durch|par|por|dal?|dalla|door)\b", text[verb.end() :]):
            continue
        behind = [m for m in mentions if m.start >= verb.end() and not re.search(r"[;。]", text[verb.end() : m.start])]
        if _VERB_FIRST.match(text[: verb.start()]) and len(behind) > 1 and behind[0].start - verb.end() < 30:
            made(behind[0].name, sentence.cells(behind[0].start, behind[0].end)).grantor += 4
            made(behind[1].name, sentence.cells(behind[1].start, behind[1].end)).grantee += 3
            continue
        subject = [m for m in mentions if m.end <= verb.start()]
        if subject and not re.search(r"[.;。]", text[subject[0].end : verb.start()][:-1]):
            nearest = subject[-1] if len(subject) == 1 else subject[0]
            made(nearest.name, sentence.cells(nearest.start, nearest.end)).grantor += 2.5
        found = _name_at(text, verb.end(), mentions)
        if found is not None:
            own = made(found.name, sentence.cells(found.start, found.end))
            own.grantee += 3
    if given := _JA_GIVEN.search(text):
        name = re.sub(r"^(?:ここに|本書により|弊社は|当社は)、?", "", given["name"])
        if len(name) > 2 and not _GENERIC.match(name) and not _YOU.search(name):
            inside = next((m for m in mentions if given.start("name") <= m.start < given.end("name")), None)
            made(inside.name if inside else name, sentence.cells(*given.span("name"))).grantee += 3
    for let in IS_LET.finditer(text):
        before = text[: let.start()]
        clause = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
        if any(clause <= m.start < let.start() for m in mentions):
            continue  # weighed by itself
        if (
            clause == 0
            and not re.match(r"\W*(?:die firma|la société|the company)\b", before, re.IGNORECASE)
            and before[:1] < "\u2e80"
        ):
            continue
        found = _name_at(text, clause, mentions)
        if found is not None and found.end <= let.start() + 2:
            made(found.name, sentence.cells(found.start, found.end)).grantee += 3


def _name_at(text: str, at: int, mentions: Sequence[Mention]) -> Mention | None:
    """The name that begins at a place, words like "the company" passed over; None where no name stands there."""
    start = at
    for _ in range(5):
        skip = _TO_ONE.match(text, start)
        if skip is None or skip.end() == start:
            break
        start = skip.end()
    start += len(text[start:]) - len(text[start:].lstrip(' ,:：“”"„«「'))
    near = next((m for m in mentions if start - 2 <= m.start <= start + 34), None)
    if near is not None and not re.search(r"[.;。，,]", text[start : near.start]):
        return near
    rest = text[start:]
    if rest[:1] > "\u2e80":
        slot = _CJK_SLOT.match(rest)
        end = _ENDS.search(rest, 2)
        stop = min(slot.end() if slot else 0, end.start() if end else 30)
        name = rest[:stop]
        if len(name) < 3 or _GENERIC.match(name):
            return None
        return Mention(name, start, start + stop)
    end = _ENDS.search(rest)
    name = (rest[: end.start()] if end else rest[:60]).strip(' .,"“”„«»')
    words = name.split()
    if not 1 <= len(words) <= 7 or _GENERIC.match(name) or not re.match(r"[A-ZÀ-Ý0-9]", name):
        return None
    if len(words) == 1 and len(name) < 5:
        return None
    return Mention(name, start, start + len(name))
