"""Tables of the room."""

from yicha.subjects.models.duplicates import Merge, Suspicion
from yicha.subjects.models.known_as import Identifier, Opening
from yicha.subjects.models.pools import Pool, PoolVersion, Tagging
from yicha.subjects.models.register import Subject

__all__ = ["Identifier", "Merge", "Opening", "Pool", "PoolVersion", "Subject", "Suspicion", "Tagging"]
