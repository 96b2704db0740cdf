"""What the screens of this room call things."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yicha.items.types import AuthorityLevel, CatalogueKind, Fault, ItemClass, ItemStance, ItemStatus, PointChange, Revision, Standing

Words = str | Promise
LABELS: Mapping[str, Any] = {
    "code": gettext_lazy("事项编码"),
    "name": gettext_lazy("事项名称"),
    "main_item": gettext_lazy("所属主项"),
    "main_line": gettext_lazy("业务条线"),
    "main_power_item_code": gettext_lazy("主项权力编码"),
    "department": gettext_lazy("牵头部门"),
    "partners": gettext_lazy("配合部门"),
    "check_class": gettext_lazy("检查类别"),
    "item_class": gettext_lazy("一般或重点"),
    "power_item_code": gettext_lazy("权力事项编码"),
    "catalogue_code": gettext_lazy("检查实施清单编码"),
    "subject_kind": gettext_lazy("对象类别"),
    "subjects": gettext_lazy("监管对象"),
    "legal_basis": gettext_lazy("设定依据"),
    "supervision_form": gettext_lazy("监管形式"),
    "supervision_mode": gettext_lazy("监管方式"),
    "authority_level": gettext_lazy("监管层级"),
    "scope": gettext_lazy("适用范围"),
    "process": gettext_lazy("监管流程"),
    "result": gettext_lazy("监管结果"),
    "ratio": gettext_lazy("抽查比例"),
    "yearly_cap": gettext_lazy("频次上限"),
    "off_site": gettext_lazy("非现场可查"),
    "simple": gettext_lazy("简单事项"),
    "joint_version": gettext_lazy("跨部门清单版本"),
    "crimes": gettext_lazy("行刑衔接罪名"),
    "materials": gettext_lazy("企业备查材料"),
    "valid_from": gettext_lazy("生效日"),
    "valid_to": gettext_lazy("最后一天"),
    "check_points": gettext_lazy("检查项"),
    "point_method": gettext_lazy("操作要领"),
    "point_basis": gettext_lazy("处罚依据"),
    "point_clause": gettext_lazy("检查依据"),
}
POINT_LABELS: Mapping[str, Words] = {
    "content": gettext_lazy("检查内容"),
    "method": gettext_lazy("操作要领"),
    "basis": gettext_lazy("处罚依据"),
    "clause": gettext_lazy("检查依据"),
    "question": gettext_lazy("同问编号"),
    "kind": gettext_lazy("答法"),
    "limit": gettext_lazy("限值"),
    "choices": gettext_lazy("选项"),
    "failing": gettext_lazy("不合格选项"),
    "sample": gettext_lazy("抽查"),
    "proofs": gettext_lazy("证据"),
    "may_lack": gettext_lazy("可不适用"),
    "shown_if": gettext_lazy("显示条件"),
    "slight": gettext_lazy("首违不罚事项"),
}
CLASSES: Mapping[ItemClass, Words] = {ItemClass.GENERAL: gettext_lazy("一般"), ItemClass.KEY: gettext_lazy("重点")}
LEVELS: Mapping[AuthorityLevel, Words] = {
    AuthorityLevel.NATION: gettext_lazy("国家级"),
    AuthorityLevel.PROVINCE: gettext_lazy("省级"),
    AuthorityLevel.CITY: gettext_lazy("市级"),
    AuthorityLevel.COUNTY: gettext_lazy("县级"),
    AuthorityLevel.TOWN: gettext_lazy("乡级"),
}
SCOPES: Mapping[str, Words] = {"1": gettext_lazy("全省"), "2": gettext_lazy("地市"), "3": gettext_lazy("区县")}
KINDS_OF_CHANGE: Mapping[str, Words] = {"new": gettext_lazy("新增"), "changed": gettext_lazy("修改"), "removed": gettext_lazy("废止")}
REVISIONS: Mapping[Revision, Words] = {
    Revision.ENACTED: gettext_lazy("立：新的规定"),
    Revision.AMENDED: gettext_lazy("改：规定修改"),
    Revision.REPEALED: gettext_lazy("废：规定废止"),
    Revision.INTERPRETED: gettext_lazy("释：新的解释"),
    Revision.POWERS_CHANGED: gettext_lazy("权责清单变动"),
}
STANDINGS: Mapping[Standing, Words] = {
    Standing.IN_FORCE: gettext_lazy("生效中"),
    Standing.PROPOSED: gettext_lazy("联合审核中"),
    Standing.RETURNED: gettext_lazy("已退回"),
    Standing.FUTURE: gettext_lazy("待生效"),
    Standing.ENDED: gettext_lazy("已失效"),
}
STANDING_TONES: Mapping[Standing, str] = {
    Standing.IN_FORCE: "good",
    Standing.PROPOSED: "soon",
    Standing.RETURNED: "late",
    Standing.FUTURE: "soon",
    Standing.ENDED: "off",
}
STATUSES: Mapping[ItemStatus, Words] = {
    ItemStatus.PROPOSED: gettext_lazy("联合审核中"),
    ItemStatus.RETURNED: gettext_lazy("已退回"),
    ItemStatus.PUBLISHED: gettext_lazy("已公布"),
    ItemStatus.WITHDRAWN: gettext_lazy("已停用"),
}
STANCES: Mapping[ItemStance, Words] = {ItemStance.AGREE: gettext_lazy("同意"), ItemStance.ADJUST: gettext_lazy("建议改")}
POINT_CHANGES: Mapping[PointChange, Words] = {
    PointChange.ADDED: gettext_lazy("新增"),
    PointChange.REMOVED: gettext_lazy("删去"),
    PointChange.CHANGED: gettext_lazy("修改"),
    PointChange.MOVED: gettext_lazy("换了位置"),
}
FAULTS: Mapping[Fault, Words] = {
    Fault.CODE_FORM: gettext_lazy("应是 14 位数字，地方增加的另加后缀"),
    Fault.CATALOGUE_CODE: gettext_lazy("前 18 位应是实施机关的统一社会信用代码，后接类型 1 至 5"),
    Fault.NO_DEPARTMENT: gettext_lazy("没有这个部门"),
    Fault.NO_SHARE: gettext_lazy("没有写明分工"),
    Fault.NOT_IN_DICTIONARY: gettext_lazy("不在代码表中"),
    Fault.UNVERIFIED: gettext_lazy("条款待核"),
    Fault.NO_INSTRUMENT: gettext_lazy("没有用书名号写明法律文件"),
    Fault.ENDED: gettext_lazy("已过终止日"),
    Fault.RATIO: gettext_lazy("读不懂"),
}
KINDS: Mapping[CatalogueKind, Words] = {
    CatalogueKind.NATION: gettext_lazy("国家监管事项目录"),
    CatalogueKind.PROVINCE: gettext_lazy("省监管事项目录"),
    CatalogueKind.POWERS: gettext_lazy("权力清单"),
    CatalogueKind.INSPECTIONS: gettext_lazy("检查实施清单"),
    CatalogueKind.RANDOM: gettext_lazy("双随机事项清单"),
    CatalogueKind.OWN_SYSTEM: gettext_lazy("自建系统"),
}
DICTIONARIES: Mapping[str, str] = {
    "subject_kind": "subject_kind",
    "supervision_form": "inspection_form",
    "supervision_mode": "inspection_mode",
}
ONE_DAY = timedelta(days=1)


def listed(parts: object) -> str:
    """A series as people write it."""
    return _("、").join(map(str, parts)) if isinstance(parts, tuple | list) else str(parts)
