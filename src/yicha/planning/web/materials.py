"""会议材料 as a workbook: what the board says, sheet by sheet."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from yicha.kernel.tables import Sheet
from yicha.planning.queries import SELECTIONS
from yicha.planning.types import BoardItem
from yicha.planning.web.board_pages import BoardPage
from yicha.planning.web.board_parts import Said
from yicha.planning.web.words import days_text, reason_words, sentence, week_name


def sheets(page: BoardPage, answers: Sequence[Said]) -> list[Sheet]:
    before = (_("企业"), _("镇街"), _("部门"), _("抽取方式"), _("周"), _("事项"))
    doors = (_("周"), _("日期"), _("企业"), _("镇街"), _("牵头"), _("部门"), _("事项"), _("分钟"), _("人数"), _("已固定"), _("原次数"))
    apart = (_("企业"), _("镇街"), _("周"), _("部门"), _("原因"), _("说明"))
    lost = (_("企业"), _("镇街"), _("部门"), _("事项"), _("原因"), _("说明"))
    return [
        Sheet(_("前后"), (_("项目"), _("数")), list(_figures(page))),
        Sheet(_("按周"), doors, list(_doors(page))),
        Sheet(_("合并前"), before, list(_before(page))),
        Sheet(_("没并进去"), apart, list(_apart(page))),
        Sheet(_("没排上"), lost, list(_lost(page))),
        Sheet(_("部门意见"), (_("部门"), _("意见"), _("理由")), [(one.department, one.words, one.note) for one in answers]),
    ]


def _figures(page: BoardPage) -> Iterator[tuple[str, int]]:
    figures = page.board.figures
    yield _("本来要进门"), figures.alone_doors
    yield _("现在"), figures.doors
    yield _("少打扰"), page.saved
    yield _("下界"), figures.lower_bound
    yield _("没并进去"), page.apart_count
    yield _("没排上"), figures.unplaced
    yield _("非现场"), figures.off_site


def _doors(page: BoardPage) -> Iterator[tuple[str | int, ...]]:
    for one in page.board.visits:
        when = (week_name(page.row.year, one.week), days_text(page.year.weeks[one.week]))
        lead, *others = map(page.title, one.departments)
        what = (_names(one.items), one.minutes, one.officers, _("是") if one.pinned else "", one.before)
        yield (*when, one.name, one.town, lead, "、".join(others), *what)


def _before(page: BoardPage) -> Iterator[tuple[str, ...]]:
    for one in page.board.alone:
        week = week_name(page.row.year, one.week)
        yield one.name, one.town, page.title(one.department), str(SELECTIONS[one.selection]), week, _names(one.items)


def _apart(page: BoardPage) -> Iterator[tuple[str, ...]]:
    for one in page.board.visits:
        if one.apart:
            who = "、".join(map(page.title, one.departments))
            yield one.name, one.town, week_name(page.row.year, one.week), who, reason_words(one.apart.code), sentence(one.apart)


def _lost(page: BoardPage) -> Iterator[tuple[str, ...]]:
    for one in page.board.losses:
        why = (reason_words(one.reason.code), sentence(one.reason))
        yield one.name, one.town, page.title(one.item.department), one.item.name, *why


def _names(items: Iterable[BoardItem]) -> str:
    return "；".join(dict.fromkeys(item.name for item in items))
