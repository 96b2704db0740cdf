"""`/exports/`: asking for a big export, releasing another's, taking one's own."""

from datetime import datetime
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.files import FileRow, answer
from yicha.kernel.jurisdiction import absent
from yicha.orgs.actions.ask_export import ask_export
from yicha.orgs.actions.decide_export import decide_export
from yicha.orgs.queries import exports, own_export, rows_alone
from yicha.orgs.queries.exports import taking_of
from yicha.orgs.types import AskExport, DecideExport, ExportListing, ExportStatus, OrgPermission
from yicha.shell.answers import see_other
from yicha.shell.forms import Form
from yicha.shell.sheets import MEDIA_TYPES

KINDS = {
    "subjects": gettext_lazy("监管对象"),
    "officers": gettext_lazy("执法人员"),
    "permits": gettext_lazy("许可"),
    "visits": gettext_lazy("检查任务"),
    "devices": gettext_lazy("监控设备"),
    "items": gettext_lazy("事项清单"),
    "duties": gettext_lazy("职责分工"),
    "duty_register": gettext_lazy("职责登记"),
    "delegations": gettext_lazy("委托下放"),
    "accounts": gettext_lazy("账号"),
    "posts": gettext_lazy("任职"),
    "recusals": gettext_lazy("等决定的回避"),
    "elements": gettext_lazy("要素齐全、准确"),
    "mains": gettext_lazy("主项"),
    "proposals": gettext_lazy("清单审核"),
    "permit_kinds": gettext_lazy("许可类别"),
    "policy_register": gettext_lazy("政策文件登记"),
    "resource_register": gettext_lazy("监管资源登记"),
    "conflict_register": gettext_lazy("规则冲突登记"),
    "policies": gettext_lazy("政策文件"),
    "conflicts": gettext_lazy("规则冲突"),
    "resources": gettext_lazy("监管资源"),
    "pools": gettext_lazy("专项库"),
    "pool_register": gettext_lazy("专项库登记"),
    "records": gettext_lazy("上报数据"),
    "differences": gettext_lazy("多源比对"),
    "disputes": gettext_lazy("职责争议"),
    "minutes": gettext_lazy("会商通报"),
    "laws": gettext_lazy("立改废释"),
    "mapping": gettext_lazy("同源匹配"),
    "scenes": gettext_lazy("检查场景"),
    "duplicates": gettext_lazy("疑似重复"),
    "imports": gettext_lazy("导入记录"),
    "lookups": gettext_lazy("基础库查询记录"),
    "tasks": gettext_lazy("任务签收"),
    "audit": gettext_lazy("审计记录"),
    "minutes_register": gettext_lazy("会商通报"),
    "programs": gettext_lazy("接入系统"),
    "links": gettext_lazy("登录链接"),
    "redactions": gettext_lazy("信息删除"),
    "substitutions": gettext_lazy("代办"),
    "departments": gettext_lazy("部门"),
    "regions": gettext_lazy("区划"),
    "norms": gettext_lazy("法定参数"),
    "arrivals": gettext_lazy("迁入"),
}
STATUSES = {
    ExportStatus.ASKED: gettext_lazy("待放行"),
    ExportStatus.RELEASED: gettext_lazy("已放行"),
    ExportStatus.DECLINED: gettext_lazy("未放行"),
    ExportStatus.TAKEN: gettext_lazy("已导出"),
}


class PurposeForm(Form):
    purpose = forms.CharField(label=gettext_lazy("用途"), max_length=200, help_text=gettext_lazy("交给谁、做什么用；留在审计记录里"))


class Line:
    """A request as people read it."""

    def __init__(self, row: ExportListing, at: datetime) -> None:
        self.row, self.ready, self.kept = row, row.ready(at), row.kept(at)
        self.kind = KINDS.get(row.kind, row.kind)

    @property
    def status(self) -> str:
        """Of what the worker makes, how far it is."""
        made = {_("没有生成"): bool(self.row.fault), _("正在生成"): self.row.being_made, _("已生成"): self.kept}
        return next((words for words, holds in made.items() if holds), str(STATUSES[self.row.status]))


@requires(OrgPermission.EXPORT)
@require_safe
def export_list(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    lines = [Line(row, at) for row in exports(actor)]
    mine, theirs = [one for one in lines if one.row.mine], [one for one in lines if not one.row.mine]
    return render(request, "orgs/exports.html", {"mine": mine, "theirs": theirs, "alone": rows_alone(actor, at)})


@requires(OrgPermission.EXPORT)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    taking = taking_of(request.GET.get("of", ""))
    form = PurposeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        ask_export(actor, AskExport(taking, form.cleaned_data["purpose"]), at)
        messages.success(request, _("已申请，放行后在这里导出"))
        return see_other(reverse("orgs:exports"))
    shown = {"form": form, "taking": taking, "kind": KINDS.get(taking.kind, taking.kind), "alone": rows_alone(actor, at)}
    return render(request, "orgs/ask_export.html", shown, status=422 if form.errors else 200)


@requires(OrgPermission.RELEASE_EXPORT)
@require_POST
def decide(request: HttpRequest, export: int) -> HttpResponse:
    release = request.POST.get("release") == "1"
    decide_export(actor_of(request), DecideExport(export, release, request.POST.get("reason", "")[:200]), now())
    messages.success(request, _("已放行") if release else _("未放行，已告知申请人"))
    return see_other(reverse("orgs:exports"))


@requires(OrgPermission.EXPORT)
@require_POST
def save(request: HttpRequest, export: int) -> HttpResponseBase:
    """The file that the worker made, to whoever took the rows; the taking itself stands in the trail."""
    found = own_export(actor_of(request), export)
    if found is None or not found.kept(now()):
        absent("WY-5.8b")
    return answer(FileRow(UUID(int=0), found.file, 0, "export", MEDIA_TYPES[".xlsx"], found.file_name))
