"""Which words does the EU transparency database know? Enumerations and limits of a statement of reasons, as in force since 1 July 2025.

Keys and limits are those of the public interface (Implementing Regulation (EU) 2024/2835 and the service's documentation). Each list is
written without the prefix that all its keys share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


def _keys(prefix: str, words: str) -> tuple[str, ...]:
    return tuple(prefix + word for word in words.split())


VISIBILITY = _keys(
    "DECISION_VISIBILITY_",
    """
    CONTENT_REMOVED CONTENT_DISABLED CONTENT_DEMOTED CONTENT_AGE_RESTRICTED CONTENT_INTERACTION_RESTRICTED
    CONTENT_LABELLED OTHER
    """,
)
MONETARY = _keys("DECISION_MONETARY_", "SUSPENSION TERMINATION OTHER")
PROVISION = _keys("DECISION_PROVISION_", "PARTIAL_SUSPENSION TOTAL_SUSPENSION PARTIAL_TERMINATION TOTAL_TERMINATION")
ACCOUNT = _keys("DECISION_ACCOUNT_", "SUSPENDED TERMINATED")
ACCOUNT_TYPE = _keys("ACCOUNT_TYPE_", "BUSINESS PRIVATE")
GROUND = _keys("DECISION_GROUND_", "ILLEGAL_CONTENT INCOMPATIBLE_CONTENT")
CONTENT_TYPE = _keys("CONTENT_TYPE_", "APP AUDIO IMAGE PRODUCT SYNTHETIC_MEDIA TEXT VIDEO OTHER")
CATEGORY = _keys(
    "STATEMENT_CATEGORY_",
    """
    ANIMAL_WELFARE CONSUMER_INFORMATION CYBER_VIOLENCE CYBER_VIOLENCE_AGAINST_WOMEN
    DATA_PROTECTION_AND_PRIVACY_VIOLATIONS ILLEGAL_OR_HARMFUL_SPEECH INTELLECTUAL_PROPERTY_INFRINGEMENTS
    NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS NOT_SPECIFIED_NOTICE OTHER_VIOLATION_TC PROTECTION_OF_MINORS
    RISK_FOR_PUBLIC_SECURITY SCAMS_AND_FRAUD SELF_HARM UNSAFE_AND_PROHIBITED_PRODUCTS VIOLENCE
    """,
)
SOURCE_TYPE = _keys("SOURCE_", "ARTICLE_16 TRUSTED_FLAGGER TYPE_OTHER_NOTIFICATION VOLUNTARY")
AUTOMATED_DECISION = _keys("AUTOMATED_DECISION_", "FULLY PARTIALLY NOT_AUTOMATED")
YES_NO = ("Yes", "No")
COUNTRIES = _keys(
    "",
    """
    AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK
    """,
)
EU = _keys(
    "",
    """
    AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK
    """,
)
LANGUAGES = _keys(
    "",
    """
    AB AA AF AK SQ AM AR AN HY AS AV AE AY AZ BM BA EU BE BN BH BI BS BR BG MY CA KM CH CE NY ZH CU CV KW CO CR HR
    CS DA DV NL DZ EN EO ET EE FO FJ FI FR FF GD GL LG KA DE KI EL KL GN GU HT HA HE HZ HI HO HU IS IO IG ID IA IE
    IU IK GA IT JA JV KN KR KS KK RW KV KG KO KJ KU KY LO LA LV LB LI LN LT LU MK MG MS ML MT GV MI MR MH RO MN NA
    NV ND NG NE SE NO NB NN II OC OJ OR OM OS PI PA PS FA PL PT QU RM RN RU SM SG SA SC SR SN SD SI SK SL SO ST NR
    ES SU SW SS SV TL TY TG TA TT TE TH BO TI TO TS TN TR TK TW UG UK UR UZ VE VI VO WA CY FY WO XH YI YO ZA ZU
    """,
)

KEYWORDS_BY_CATEGORY: Mapping[str, tuple[str, ...]] = {
    "STATEMENT_CATEGORY_ANIMAL_WELFARE": _keys("KEYWORD_", "ANIMAL_HARM UNLAWFUL_SALE_ANIMALS"),
    "STATEMENT_CATEGORY_CONSUMER_INFORMATION": _keys(
        "KEYWORD_",
        """
        HIDDEN_ADVERTISEMENT INSUFFICIENT_INFORMATION_ON_TRADERS MISLEADING_INFO_GOODS_SERVICES
        MISLEADING_INFO_CONSUMER_RIGHTS NONCOMPLIANCE_PRICING
        """,
    ),
    "STATEMENT_CATEGORY_CYBER_VIOLENCE": _keys(
        "KEYWORD_",
        """
        CYBER_BULLYING_INTIMIDATION CYBER_HARASSMENT CYBER_INCITEMENT CYBER_STALKING
        NON_CONSENSUAL_IMAGE_SHARING NON_CONSENSUAL_MATERIAL_DEEPFAKE
        """,
    ),
    "STATEMENT_CATEGORY_CYBER_VIOLENCE_AGAINST_WOMEN": _keys(
        "KEYWORD_",
        """
        BULLYING_AGAINST_GIRLS CYBER_HARASSMENT_AGAINST_WOMEN CYBER_STALKING_AGAINST_WOMEN
        FEMALE_GENDERED_DISINFORMATION INCITEMENT_AGAINST_WOMEN NON_CONSENSUAL_IMAGE_SHARING_AGAINST_WOMEN
        NON_CONSENSUAL_MATERIAL_DEEPFAKE_AGAINST_WOMEN
        """,
    ),
    "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS": _keys(
        "KEYWORD_",
        """
        BIOMETRIC_DATA_BREACH DATA_FALSIFICATION MISSING_PROCESSING_GROUND RIGHT_TO_BE_FORGOTTEN
        """,
    ),
    "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH": _keys("KEYWORD_", "DEFAMATION DISCRIMINATION HATE_SPEECH"),
    "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS": _keys(
        "KEYWORD_",
        """
        COPYRIGHT_INFRINGEMENT DESIGN_INFRINGEMENT GEOGRAPHIC_INDICATIONS_INFRINGEMENT PATENT_INFRINGEMENT
        TRADE_SECRET_INFRINGEMENT TRADEMARK_INFRINGEMENT
        """,
    ),
    "STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS": _keys(
        "KEYWORD_",
        """
        MISINFORMATION_DISINFORMATION VIOLATION_EU_LAW VIOLATION_NATIONAL_LAW
        """,
    ),
    "STATEMENT_CATEGORY_OTHER_VIOLATION_TC": _keys(
        "KEYWORD_",
        """
        ADULT_SEXUAL_MATERIAL AGE_SPECIFIC_RESTRICTIONS GEOGRAPHICAL_REQUIREMENTS
        GOODS_SERVICES_NOT_PERMITTED LANGUAGE_REQUIREMENTS NUDITY
        """,
    ),
    "STATEMENT_CATEGORY_PROTECTION_OF_MINORS": _keys(
        "KEYWORD_",
        """
        AGE_SPECIFIC_RESTRICTIONS_MINORS CHILD_SEXUAL_ABUSE_MATERIAL CHILD_SEXUAL_ABUSE_MATERIAL_DEEPFAKE
        GROOMING_SEXUAL_ENTICEMENT_MINORS UNSAFE_CHALLENGES
        """,
    ),
    "STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY": _keys(
        "KEYWORD_",
        """
        ILLEGAL_ORGANIZATIONS RISK_ENVIRONMENTAL_DAMAGE RISK_PUBLIC_HEALTH TERRORIST_CONTENT
        """,
    ),
    "STATEMENT_CATEGORY_SCAMS_AND_FRAUD": _keys(
        "KEYWORD_",
        """
        IMPERSONATION_ACCOUNT_HIJACKING INAUTHENTIC_ACCOUNTS INAUTHENTIC_LISTINGS INAUTHENTIC_USER_REVIEWS
        PHISHING PYRAMID_SCHEMES
        """,
    ),
    "STATEMENT_CATEGORY_SELF_HARM": _keys("KEYWORD_", "CONTENT_PROMOTING_EATING_DISORDERS SELF_MUTILATION SUICIDE"),
    "STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE": _keys("KEYWORD_", ""),
    "STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS": _keys("KEYWORD_", "PROHIBITED_PRODUCTS UNSAFE_PRODUCTS"),
    "STATEMENT_CATEGORY_VIOLENCE": _keys(
        "KEYWORD_",
        """
        COORDINATED_HARM INCITEMENT_VIOLENCE_HATRED HUMAN_EXPLOITATION HUMAN_TRAFFICKING
        TRAFFICKING_WOMEN_GIRLS
        """,
    ),
}
# Keywords that belong to every category, or to none.
OTHER_KEYWORDS = _keys("KEYWORD_", "OTHER STALKING")
KEYWORDS = tuple(sorted({k for words in KEYWORDS_BY_CATEGORY.values() for k in words} | set(OTHER_KEYWORDS)))

MAX_FACTS = 5000
MAX_EXPLANATION = 2000
MAX_TEXT = 500
MAX_BATCH = 100


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What one field must be. `nullable`: null is as good as absent; `null_is_a_word`: and the text "null" is taken as well.

    `only_if` (field, value): the service drops the field otherwise; `looked_at_first`: but not before it has judged what stands there.
    """

    kind: Literal["text", "enum", "enums", "date", "url", "puid", "ean", "content_id"]
    required: bool = False
    nullable: bool = True
    words: tuple[str, ...] = ()
    limit: int = MAX_TEXT
    not_before: str = ""
    without: tuple[str, ...] = ()
    only_if: tuple[str, str] | None = None
    looked_at_first: bool = False
    null_is_a_word: bool = False
    required_words: str = ""
    format_words: str = ""


DECISIONS = ("decision_visibility", "decision_monetary", "decision_provision", "decision_account")
_ILLEGAL = ("decision_ground", "DECISION_GROUND_ILLEGAL_CONTENT")
_INCOMPATIBLE = ("decision_ground", "DECISION_GROUND_INCOMPATIBLE_CONTENT")
LAST_DATE = "2038-01-01"


def _others(name: str) -> tuple[str, ...]:
    return tuple(d for d in DECISIONS if d != name)


def _end_of(what: str) -> Rule:
    return Rule(kind="date", format_words=f"The end date of {what} restriction does not match the format YYYY-MM-DD.")


FIELDS: Mapping[str, Rule] = {
    "decision_visibility": Rule(
        kind="enums", words=VISIBILITY, without=_others("decision_visibility"), null_is_a_word=True
    ),
    "decision_visibility_other": Rule(
        kind="text", required=True, only_if=("decision_visibility", "DECISION_VISIBILITY_OTHER"), looked_at_first=True
    ),
    "decision_monetary": Rule(kind="enum", words=MONETARY, without=_others("decision_monetary"), null_is_a_word=True),
    "decision_monetary_other": Rule(
        kind="text",
        required=True,
        only_if=("decision_monetary", "DECISION_MONETARY_OTHER"),
        required_words=" when decision monetary is other",
    ),
    "decision_provision": Rule(
        kind="enum", words=PROVISION, without=_others("decision_provision"), null_is_a_word=True
    ),
    "decision_account": Rule(kind="enum", words=ACCOUNT, without=_others("decision_account"), null_is_a_word=True),
    "account_type": Rule(kind="enum", words=ACCOUNT_TYPE, null_is_a_word=True),
    "decision_ground": Rule(kind="enum", words=GROUND, required=True),
    "decision_ground_reference_url": Rule(kind="url"),
    "illegal_content_legal_ground": Rule(
        kind="text", required=True, only_if=_ILLEGAL, required_words=" when decision ground is illegal content"
    ),
    "illegal_content_explanation": Rule(
        kind="text",
        limit=MAX_EXPLANATION,
        required=True,
        only_if=_ILLEGAL,
        required_words=" when decision ground is illegal content",
    ),
    "incompatible_content_ground": Rule(
        kind="text",
        required=True,
        only_if=_INCOMPATIBLE,
        required_words=" when decision ground is incompatible content",
    ),
    "incompatible_content_explanation": Rule(
        kind="text",
        limit=MAX_EXPLANATION,
        required=True,
        only_if=_INCOMPATIBLE,
        required_words=" when decision ground is incompatible content",
    ),
    "incompatible_content_illegal": Rule(
        kind="enum", words=YES_NO, nullable=False, only_if=_INCOMPATIBLE, looked_at_first=True
    ),
    "content_type": Rule(kind="enums", words=CONTENT_TYPE, required=True),
    "content_type_other": Rule(
        kind="text", required=True, only_if=("content_type", "CONTENT_TYPE_OTHER"), looked_at_first=True
    ),
    "category": Rule(kind="enum", words=CATEGORY, required=True),
    "category_addition": Rule(kind="enums", words=CATEGORY, nullable=False),
    "category_specification": Rule(kind="enums", words=KEYWORDS, null_is_a_word=True),
    "category_specification_other": Rule(kind="text"),
    "territorial_scope": Rule(kind="enums", words=COUNTRIES),
    "content_language": Rule(kind="enum", words=LANGUAGES),
    "content_date": Rule(
        kind="date",
        required=True,
        not_before="2000-01-01",
        format_words="The content date does not match the format YYYY-MM-DD.",
    ),
    "application_date": Rule(
        kind="date",
        required=True,
        not_before="2020-01-01",
        format_words="The application date does not match the format YYYY-MM-DD.",
    ),
    "end_date_account_restriction": _end_of("account"),
    "end_date_monetary_restriction": _end_of("monetary"),
    "end_date_service_restriction": _end_of("service"),
    "end_date_visibility_restriction": _end_of("visibility"),
    "decision_facts": Rule(kind="text", required=True, limit=MAX_FACTS),
    "source_type": Rule(kind="enum", words=SOURCE_TYPE, required=True),
    "source_identity": Rule(kind="text"),
    "automated_detection": Rule(kind="enum", words=YES_NO, required=True),
    "automated_decision": Rule(kind="enum", words=AUTOMATED_DECISION, required=True),
    "puid": Rule(kind="puid", required=True),
    "content_id": Rule(kind="content_id"),
    "content_id_ean": Rule(kind="ean"),
}
