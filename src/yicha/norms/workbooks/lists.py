"""Norms as rows of a list: its columns and words. Apart from what is shipped, which commands ask without any of the web."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yicha.norms.types import NormRow, NormUnit, Tag
from yicha.shell.types import Column

UNITS = {
    NormUnit.WORKING_DAY: _("个工作日"),
    NormUnit.NATURAL_DAY: _("日"),
    NormUnit.HOUR: _("小时"),
    NormUnit.MONTH: _("个月"),
    NormUnit.YEAR: _("年"),
    NormUnit.MINUTE: _("分钟"),
    NormUnit.SECOND: _("秒"),
    NormUnit.WEEK: _("周"),
    NormUnit.DAY: _("天"),
    NormUnit.COUNT: "",
    NormUnit.CASE: _("件"),
    NormUnit.RECORD: _("条"),
    NormUnit.POST: _("篇"),
    NormUnit.ROW: _("行"),
    NormUnit.BIT: _("位"),
    NormUnit.MEGABYTE: "MB",
    NormUnit.YUAN: _("元"),
    NormUnit.PERCENT: "%",
    NormUnit.DATE: "",
    NormUnit.TEXT: "",
    NormUnit.CODE: "",
}
BASIS = Column("basis", _("依据"))
LIST_COLUMNS = (
    Column("amount", _("数值"), number=True),
    Column("place", _("适用")),
    Column("since", _("自")),
    Column("sure", _("可信度")),
)
TAGS = {Tag.READ: _("原文核对过"), Tag.SEEN: _("见于在用系统，待核对"), Tag.REMEMBERED: _("凭记忆，待核对"), Tag.PROPOSED: _("产品建议值")}


def plain(amount: Decimal) -> str:
    """10, not 10.0000 and not 1E+1."""
    return f"{amount.normalize():f}"


def norm_cells(row: NormRow) -> dict[str, str | date]:
    """A norm as a row of a list, in the words of its page."""
    amount = row.text if row.amount is None else f"{plain(row.amount)} {UNITS[row.unit]}".strip()
    place = gettext("本地") if row.region_path else gettext("全国")
    return {"basis": f"{row.basis} {row.code}", "amount": amount, "place": place, "since": row.since, "sure": str(TAGS[row.tag])}
