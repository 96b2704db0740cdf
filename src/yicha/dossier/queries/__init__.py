"""Reads of one subject, gathered from the rooms below."""

from yicha.dossier.queries.dossiers import dossier_of

__all__ = ["dossier_of"]
