"""One subject as all departments see it, and what was owed to it: values only."""

from yicha.dossier.types.dossiers import Act, Became, Chosen, ClassLine, Dossier, Kind, Recused, Timeline
from yicha.dossier.types.duty import Checked, Drawn, Due, DutyFile, Planned, Proof

__all__ = [
    "Act",
    "Became",
    "Checked",
    "Chosen",
    "ClassLine",
    "Dossier",
    "Drawn",
    "Due",
    "DutyFile",
    "Kind",
    "Planned",
    "Proof",
    "Recused",
    "Timeline",
]
