"""Every table, one module a noun."""

from assay.records.models.api import AnsweredCall, ApiToken, Execution
from assay.records.models.appeal import Appeal
from assay.records.models.application import Application, Document, Inquiry, PaperTrace
from assay.records.models.brand import Brand, Dealer, Mark, Product, Signer
from assay.records.models.campaign import Campaign, CampaignStore
from assay.records.models.casefile import HandOver
from assay.records.models.clock import ClockShift
from assay.records.models.coalition import (
    Member,
    MemberBallot,
    MemberDues,
    MemberInterest,
    MemberSuspension,
    MemberVote,
    Project,
    ProjectPost,
)
from assay.records.models.contradiction import Contradiction
from assay.records.models.decision import Decision, PolicyVersion
from assay.records.models.deposit import Deposit
from assay.records.models.exhibit import Exhibit
from assay.records.models.feed import Feed, FeedPull
from assay.records.models.kept import KeptValue
from assay.records.models.listing import BrandDay, Listing, ListingWords, Verdict
from assay.records.models.log import CasePseudonym, LogCheckpoint, LogHead, LogLeaf
from assay.records.models.mark_extract import ExtractedMark, MarkExtract
from assay.records.models.message import Message
from assay.records.models.notice import (
    Mandate,
    Notice,
    NoticeItem,
    Notifier,
    NotifierLane,
    NotifierRecord,
    NotifierSuspension,
    Report,
)
from assay.records.models.order import Order, OrderReturn, Refund
from assay.records.models.outbox import Outbox
from assay.records.models.person import Person
from assay.records.models.picture import Picture
from assay.records.models.rate import RateCount
from assay.records.models.referral import Referral
from assay.records.models.repeat import Repeat
from assay.records.models.restriction import Restriction
from assay.records.models.right import Right, UnitAccount, UnitEntry, UsedLine
from assay.records.models.status_list import StatusList
from assay.records.models.store import Store, StoreApproval, Strike
from assay.records.models.transparency import SentStatement
from assay.records.models.webhook import Delivery, Webhook

__all__ = [
    "AnsweredCall",
    "ApiToken",
    "Appeal",
    "Application",
    "Brand",
    "BrandDay",
    "Campaign",
    "CampaignStore",
    "CasePseudonym",
    "ClockShift",
    "Contradiction",
    "Dealer",
    "Decision",
    "Delivery",
    "Deposit",
    "Document",
    "Execution",
    "Exhibit",
    "ExtractedMark",
    "Feed",
    "FeedPull",
    "HandOver",
    "Inquiry",
    "KeptValue",
    "Listing",
    "ListingWords",
    "LogCheckpoint",
    "LogHead",
    "LogLeaf",
    "Mandate",
    "Mark",
    "MarkExtract",
    "Member",
    "MemberBallot",
    "MemberDues",
    "MemberInterest",
    "MemberSuspension",
    "MemberVote",
    "Message",
    "Notice",
    "NoticeItem",
    "Notifier",
    "NotifierLane",
    "NotifierRecord",
    "NotifierSuspension",
    "Order",
    "OrderReturn",
    "Outbox",
    "PaperTrace",
    "Person",
    "Picture",
    "PolicyVersion",
    "Product",
    "Project",
    "ProjectPost",
    "RateCount",
    "Referral",
    "Refund",
    "Repeat",
    "Report",
    "Restriction",
    "Right",
    "SentStatement",
    "Signer",
    "StatusList",
    "Store",
    "StoreApproval",
    "Strike",
    "UnitAccount",
    "UnitEntry",
    "UsedLine",
    "Verdict",
    "Webhook",
]
