"""How units and degrees of certainty are called."""

from django.utils.translation import gettext_lazy as _

from yicha.norms.types import NormUnit, Tag

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
TAGS = {Tag.READ: _("原文核对过"), Tag.SEEN: _("见于在用系统，待核对"), Tag.REMEMBERED: _("凭记忆，待核对"), Tag.PROPOSED: _("产品建议值")}
TONES = {Tag.READ: "good", Tag.SEEN: "soon", Tag.REMEMBERED: "soon", Tag.PROPOSED: "inner"}
