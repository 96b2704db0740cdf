"""How states, families and operations are called where people read them."""

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from yicha.engines.quality import Family
from yicha.exchange.types import (
    BatchStatus,
    Column,
    DifferenceStatus,
    Frequency,
    Operation,
    PartnerStatus,
    RecordRow,
    RecordStatus,
    ResourceStatus,
    Secrecy,
    ShareStatus,
    Sharing,
    SourceKind,
    Supply,
    Topic,
    Way,
)
from yicha.kernel.actor import Actor
from yicha.orgs.queries import departments

STATUSES: Final = {
    RecordStatus.HELD: _("待更正"),
    RecordStatus.REJECTED: _("被退回"),
    RecordStatus.PENDING: _("待推送"),
    RecordStatus.BATCHED: _("待回执"),
    RecordStatus.ACCEPTED: _("已接收"),
    RecordStatus.WITHDRAWN: _("已撤回"),
}
TONES: Final = {
    RecordStatus.HELD: "soon",
    RecordStatus.REJECTED: "late",
    RecordStatus.PENDING: "inner",
    RecordStatus.BATCHED: "inner",
    RecordStatus.ACCEPTED: "good",
    RecordStatus.WITHDRAWN: "off",
}
BATCHES: Final = {BatchStatus.BUILT: _("待送出"), BatchStatus.SENT: _("待回执"), BatchStatus.ANSWERED: _("已回执")}
BATCH_TONES: Final = {BatchStatus.BUILT: "soon", BatchStatus.SENT: "inner", BatchStatus.ANSWERED: "good"}
PARTNERS: Final = {PartnerStatus.PROPOSED: _("待核准"), PartnerStatus.ACTIVE: _("在用"), PartnerStatus.ENDED: _("已停用")}
PARTNER_TONES: Final = {PartnerStatus.PROPOSED: "soon", PartnerStatus.ACTIVE: "good", PartnerStatus.ENDED: "off"}
TOPICS: Final = {
    Topic.RESULT_PUBLISHED: _("结果已公示"),
    Topic.VISITS_ASSIGNED: _("检查任务已下达"),
    Topic.TASK_DISPATCHED: _("上级任务已分发"),
}
WAYS: Final = {Way.API: _("接口"), Way.FILE: _("文件摆渡")}
RESOURCES: Final = {ResourceStatus.DRAFT: _("待审核"), ResourceStatus.REVIEWED: _("待发布"), ResourceStatus.PUBLISHED: _("已发布")}
RESOURCE_TONES: Final = {ResourceStatus.DRAFT: "soon", ResourceStatus.REVIEWED: "inner", ResourceStatus.PUBLISHED: "good"}
SHARES: Final = {
    ShareStatus.ASKED: _("待审核"),
    ShareStatus.CHECKED: _("待答复"),
    ShareStatus.GRANTED: _("已同意"),
    ShareStatus.REFUSED: _("不同意"),
}
SHARE_TONES: Final = {ShareStatus.ASKED: "soon", ShareStatus.CHECKED: "inner", ShareStatus.GRANTED: "good", ShareStatus.REFUSED: "late"}
SHARINGS: Final = {Sharing.FREE: _("无条件共享"), Sharing.CONDITIONAL: _("有条件共享"), Sharing.WITHHELD: _("不予共享")}
SUPPLIES: Final = {
    Supply.ENTRY: _("在线录入"),
    Supply.IMPORT: _("批量导入"),
    Supply.INTERFACE: _("数据接口"),
    Supply.EXCHANGE: _("数据交换"),
}
FREQUENCIES: Final = {
    Frequency.AT_ONCE: _("实时"),
    Frequency.DAILY: _("每日"),
    Frequency.WEEKLY: _("每周"),
    Frequency.MONTHLY: _("每月"),
    Frequency.QUARTERLY: _("每季"),
    Frequency.YEARLY: _("每年"),
}
SECRECIES: Final = {Secrecy.PUBLIC: _("公开"), Secrecy.INTERNAL: _("内部"), Secrecy.SENSITIVE: _("敏感")}
OPERATIONS: Final = {Operation.INSERT: _("新增"), Operation.UPDATE: _("更新"), Operation.DELETE: _("删除")}
FAMILIES: Final = {
    Family.COMPLETE: _("完整"),
    Family.FORMAT: _("格式"),
    Family.CODE: _("代码"),
    Family.LOGIC: _("逻辑"),
    Family.REFERENCE: _("关联"),
    Family.UNIQUE: _("唯一"),
}


def names_of(actor: Actor, on: date) -> dict[str, str]:
    """Department → how it is called in short."""
    return {found.code: found.short_name or found.name for found in departments(actor, on)}


DIFFERENCES: Final = {
    DifferenceStatus.OPEN: _("待核对"),
    DifferenceStatus.EXPLAINED: _("已说明"),
    DifferenceStatus.SETTLED: _("已一致"),
}
DIFFERENCE_TONES: Final = {DifferenceStatus.OPEN: "soon", DifferenceStatus.EXPLAINED: "inner", DifferenceStatus.SETTLED: "good"}
SOURCES: Final = {SourceKind.PERMITS: _("许可"), SourceKind.RECORDS: _("检查数据")}
ORIGINS: Final = {
    **dict.fromkeys(("subject", "subject_kind", "document_kind", "document", "address"), _("监管对象名录")),
    **dict.fromkeys(("organ", "organ_code"), _("部门名录")),
    **dict.fromkeys(("item_code", "name", "check_list"), _("事项清单")),
    **dict.fromkeys(("number", "outcome", "checked_at", "mode", "officers", "certificates"), _("检查记录")),
    **dict.fromkeys(("draw", "category"), _("抽取记录")),
    **dict.fromkeys(("key", "reported_at", "area", "form"), _("上报时系统填写")),
}
SAID_BY_US: Final = ("organ", "organ_code", "area", "reported_at", "key")  # whatever a department's own system says


def origin_of(column: Column, row: RecordRow) -> str:
    """Where the text of a column came from."""
    if row.by_system:
        return str(_("上报时系统填写") if column.source in SAID_BY_US else _("业务系统"))
    return str(ORIGINS.get(column.source, _("登记时填写") if row.follows else ""))
