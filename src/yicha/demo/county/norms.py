"""What 青禾县 rules for itself: a firm of the best credit class is visited twice a year at most (R-FREQ-3)."""

from datetime import date
from decimal import Decimal

from yicha.demo.county.codes import REGION_PATH
from yicha.norms.types import NormRow, NormUnit, Tag

VISITS_OF_THE_BEST = "planning.visits_per_year.A"


def make_norms(year: int) -> tuple[NormRow, ...]:
    basis = "演示：青禾县约定，信用A级企业一年上门检查至多2次"
    return (NormRow(VISITS_OF_THE_BEST, NormUnit.COUNT, basis, Tag.PROPOSED, date(year, 1, 1), Decimal(2), region_path=REGION_PATH),)
