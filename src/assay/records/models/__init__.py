"""Every table, one module a noun."""

from assay.records.models.api import ApiToken, Execution
from assay.records.models.appeal import Appeal
from assay.records.models.application import Application, Document, Inquiry, PaperTrace
from assay.records.models.brand import Brand, Dealer, Mark, Product
from assay.records.models.campaign import Campaign, CampaignStore
from assay.records.models.clock import ClockShift
from assay.records.models.decision import Decision, PolicyVersion
from assay.records.models.listing import Listing
from assay.records.models.log import CasePseudonym, LogCheckpoint, LogHead, LogLeaf
from assay.records.models.message import Message
from assay.records.models.outbox import Outbox
from assay.records.models.person import Person
from assay.records.models.restriction import Restriction
from assay.records.models.right import Right, UnitAccount, UnitEntry, UsedLine
from assay.records.models.store import Store, StoreApproval, Strike

__all__ = [
    "ApiToken",
    "Appeal",
    "Application",
    "Brand",
    "Campaign",
    "CampaignStore",
    "CasePseudonym",
    "ClockShift",
    "Dealer",
    "Decision",
    "Document",
    "Execution",
    "Inquiry",
    "Listing",
    "LogCheckpoint",
    "LogHead",
    "LogLeaf",
    "Mark",
    "Message",
    "Outbox",
    "PaperTrace",
    "Person",
    "PolicyVersion",
    "Product",
    "Restriction",
    "Right",
    "Store",
    "StoreApproval",
    "Strike",
    "UnitAccount",
    "UnitEntry",
    "UsedLine",
]
