"""The tables of the exchange."""

from yicha.exchange.models.partners import Message, Partner, Subscription, UnreadReceipt
from yicha.exchange.models.records import OPEN, Batch, ReceiptRecord, Record, Version
from yicha.exchange.models.sharing import Backflow, DataResource, Share, SourceDifference

__all__ = [
    "OPEN",
    "Backflow",
    "Batch",
    "DataResource",
    "Message",
    "Partner",
    "ReceiptRecord",
    "Record",
    "Share",
    "SourceDifference",
    "Subscription",
    "UnreadReceipt",
    "Version",
]
