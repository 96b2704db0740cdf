"""What the preview shows: one tab of rows beside what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from yicha.imports.queries import preview_rows, problems, suspected_groups, warned
from yicha.imports.types import ImportRow, ImportState, PreviewProblem, RegisterKind
from yicha.kernel.tables import Level, Verdict

ROWS: Final = 50
BESIDE: Final = 5
TITLES: Final = {
    "missing": _("必填的没有填"),
    "bad_uscc": _("统一社会信用代码不对"),
    "duplicate_in_file": _("文件里出现两次"),
    "conflict": _("代码属于另一户"),
    "held": _("名录里已经登记"),
    "overlap": _("期间重叠"),
    "not_allowed": _("不合规定"),
    "unknown_code": _("不在代码表里"),
    "too_long": _("太长"),
    "bad_encoding": _("文字认不出"),
    "bad_number": _("数字不对"),
    "bad_sid": _("编号不对"),
    "bad_date": _("日期看不懂"),
    "formula": _("像公式"),
    "no_uscc": _("没有统一社会信用代码"),
    "old_number": _("15 位旧注册号"),
    "renamed": _("与名录中的名称不同"),
    "suspected_duplicate": _("疑似同一户"),
}
TABS: Final = (
    ("new", _("新增")),
    ("changed", _("修改")),
    ("unchanged", _("没有变化")),
    ("refused", _("错误")),
    ("warnings", _("提醒")),
    ("twins", _("疑似重复")),
)


@dataclass(frozen=True)
class Tab:
    name: str
    label: str
    count: int
    current: bool


def title_of(problem: PreviewProblem) -> str:
    return str(TITLES.get(problem.code, problem.code))


def preview(request: HttpRequest, found: ImportRow) -> dict[str, Any]:
    counts = _counts(found)
    asked = request.GET.get("tab", "")
    tab = asked if counts.get(asked) else next((name for name, _label in TABS if counts[name]), "new")
    tabs = [Tab(name, str(label), counts[name], name == tab) for name, label in TABS if counts[name] or name == tab]
    identity = bool(request.GET.get("identity")) and tab == "changed"
    page = Paginator(range(counts[tab]), ROWS).get_page(request.GET.get("page"))
    beside = [(one, title_of(one)) for one in problems(found, Level.REFUSED, 0, BESIDE)] if tab != "refused" else []
    told = {
        "tabs": tabs,
        "tab": tab,
        "page": page,
        "identity": identity,
        "beside": beside,
        "more": found.refused - BESIDE,
    }
    return told | _step(found) | _rows(found, tab, page, identity=identity)


def _counts(found: ImportRow) -> Mapping[str, int]:
    """After confirming, rows that changed nothing are no longer kept."""
    unchanged = found.unchanged if found.state is ImportState.PREVIEWED else 0
    figures = {"new": found.new, "changed": found.changed, "unchanged": unchanged, "refused": found.refused}
    return figures | {"warnings": warned(found), "twins": len(suspected_groups(found))}


def _step(found: ImportRow) -> dict[str, Any]:
    previewed = found.state is ImportState.PREVIEWED
    return {"step": 2, "previewed": previewed, "writes": found.new + found.changed}


def _rows(found: ImportRow, tab: str, page: Page[int], *, identity: bool) -> dict[str, Any]:
    first = max(page.start_index() - 1, 0)
    if tab in {"refused", "warnings"}:
        level = Level.REFUSED if tab == "refused" else Level.WARNING
        return {"problems": [(one, title_of(one)) for one in problems(found, level, first, ROWS)]}
    if tab == "twins":
        return {"groups": suspected_groups(found)[first : first + ROWS]}
    traced = found.kind is RegisterKind.SUBJECTS and found.state is ImportState.CONFIRMED
    return {"rows": preview_rows(found, Verdict(tab), first, ROWS, identity=identity), "traced": traced}
