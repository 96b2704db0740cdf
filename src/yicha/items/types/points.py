"""检查项: the questions of a check form (engines/forms)."""

from yicha.engines.forms import AnswerKind, CheckPoint, Evidence, Limit, Proof, Sample, ShownIf

__all__ = ("AnswerKind", "CheckPoint", "Evidence", "Limit", "Proof", "Sample", "ShownIf")
