"""Reads of one subject, gathered from the rooms below."""

from yicha.dossier.queries.dossiers import dossier_of
from yicha.dossier.queries.duty import duty_of
from yicha.dossier.queries.packing import packed

__all__ = ["dossier_of", "duty_of", "packed"]
