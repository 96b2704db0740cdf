"""What the codes of FIELD1 are called on pages of the office."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yicha.engines.fieldlog import Kind, Why

WHYS: Mapping[str, str | Promise] = {
    Why.NOT_STARTED: _("检查还没有开始"),
    Why.WITHDRAWN: _("任务已撤回或被叫停"),
    Why.REASSIGNED: _("任务已改派"),
    Why.CERTIFICATE: _("当天执法证无效"),
    Why.FORM_CHANGED: _("检查单已换版"),
    Why.NOT_YOURS: _("这一问归他部门"),
    Why.CONCLUDED: _("已签字或已结论，作补正处理"),
    Why.UNRESOLVED: _("有一处两人所记不同，还没有定"),
    Why.UNSEEN: _("他没有看到最新的记录"),
    Why.CROWDED: _("同一问记得太多"),
    Why.RULE: _("不符合规定"),
    Why.FORK: _("手机资料有两份"),
}
KINDS: Mapping[str, str | Promise] = {
    Kind.ANSWER: _("答一问"),
    Kind.PHOTO: _("拍照"),
    Kind.VOID: _("划掉一张照片"),
    Kind.NOTE: _("备注"),
    Kind.ARRIVE: _("到场"),
    Kind.SIGN: _("企业签字"),
    Kind.REFUSE_SIGN: _("企业拒签"),
    Kind.CONCLUDE: _("下结论"),
}
VALUES: Mapping[str, str | Promise] = {"pass": _("合格"), "fail": _("不合格"), "not_checked": _("未检查"), "not_applicable": _("不适用")}
