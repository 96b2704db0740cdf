"""The sets of open data: what each holds, its columns, and its rows as everybody may have them today; those of `further.py` as well."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from yicha.disclosure.queries import all_published, ground_words, outcome_words, public_articles
from yicha.disclosure.types import ArticleRow, Asked, Column, PublicationRow
from yicha.draws.queries import public_draws
from yicha.draws.types import DrawRow
from yicha.kernel.actor import SYSTEM
from yicha.planning.queries import GROUND_WORDS, MODES, SELECTIONS, grounds
from yicha.planning.types import GroundCount, PublicLine
from yicha.portal.queries import items, lines, names, plans
from yicha.portal.types import Plan, PublicItem
from yicha.portal.web.fields import Dataset, Field, Row, moment
from yicha.portal.web.further import FURTHER
from yicha.subjects.queries import scope_words


def _results(region_path: str, asked: Asked, on: date) -> Iterator[Row]:
    known = names(on)
    return (_result(row, known) for row in all_published(region_path, asked, on))


def _result(row: PublicationRow, known: Mapping[str, str]) -> Row:
    return {
        "inspection": row.inspection,
        "name": row.name,
        "uscc": row.uscc,
        "sid": row.sid,
        "town": row.town,
        "department": known.get(row.department, row.department),
        "lead": known.get(row.lead, row.lead),
        "checked_on": localtime(row.checked_at).date().isoformat(),
        "items": "；".join(item.name for item in row.items),
        "basis": "；".join(dict.fromkeys(item.basis for item in row.items)),
        "outcome": row.outcome,
        "outcome_words": outcome_words(row.outcome),
        "ground": ground_words(row.ground),
        "draw": row.draw,
        "published_at": moment(row.published_at),
        "version": row.version,
        "until": row.until.isoformat() if row.until else "",
    }


def _articles(region_path: str, _asked: Asked, on: date) -> Iterator[Row]:
    known = names(on)
    return (_article(row, known) for column in Column for row in public_articles(region_path, column, on))


def _article(row: ArticleRow, known: Mapping[str, str]) -> Row:
    return {
        "number": row.number,
        "column": row.column.value,
        "title": row.shown.title,
        "body": row.shown.body,
        "department": known.get(row.department, row.department),
        "inspection": row.inspection,
        "published_at": moment(row.published_at),
        "version": row.version,
        "until": row.until.isoformat() if row.until else "",
    }


def _draws(region_path: str, _asked: Asked, _on: date) -> Iterator[Row]:
    return map(_draw, public_draws(region_path))


def _draw(row: DrawRow) -> Row:
    return {
        "number": row.number,
        "title": row.title,
        "kind": row.kind.value,
        "status": row.status.value,
        "void_because": row.void_because,
        "manifest": row.manifest_hash,
        "drawn_at": moment(row.drawn_at),
    }


def _plans(_region_path: str, _asked: Asked, on: date) -> Iterator[Row]:
    return map(_plan, plans(on))


def _plan(row: Plan) -> Row:
    return {"year": row.year, "alone": row.alone, "doors": row.doors, "saved": row.saved}


def _lines(_region_path: str, _asked: Asked, on: date) -> Iterator[Row]:
    known = names(on)
    return (_line(row, known) for row in lines(on))


def _line(row: PublicLine, known: Mapping[str, str]) -> Row:
    return {
        "year": row.year,
        "line": row.line_id,
        "department": known.get(row.department, row.department),
        "item_code": row.item_code,
        "item": row.item_name,
        "check_class": row.check_class,
        "scope": scope_words(row.scope_query),
        "named": row.named,
        "selection": str(SELECTIONS[row.selection]),
        "mode": str(MODES[row.mode]),
        "ratio": row.ratio,
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
    }


def _items(_region_path: str, _asked: Asked, on: date) -> Iterator[Row]:
    return map(_item, items(on))


def _item(row: PublicItem) -> Row:
    return {
        "code": row.code,
        "name": row.name,
        "department": row.department,
        "partners": "；".join(row.partners),
        "check_class": row.check_class,
        "class": "key" if row.key else "general",
        "subjects": row.subjects,
        "mode": row.mode,
        "ratio": row.ratio,
        "yearly_cap": "" if row.yearly_cap is None else str(row.yearly_cap),
        "basis": row.basis,
    }


def _outside(region_path: str, _asked: Asked, on: date) -> Iterator[Row]:
    return (_ground(year, row) for year in (on.year, on.year - 1) for row in grounds(SYSTEM, region_path, year))


def _ground(year: int, row: GroundCount) -> Row:
    return {"year": year, "ground": str(GROUND_WORDS[row.ground]), "checks": row.checks, "departments": row.departments}


VERSION, UNTIL = Field(_("第几版，更正一次加一"), "integer"), Field(_("公开到哪天，长期的为空"))
PUBLISHED_AT, INSPECTION = Field(_("公示时间"), "date-time"), Field(_("检查编号"))
DATASETS: Mapping[str, Dataset] = {
    one.name: one
    for one in (
        Dataset(
            "results",
            _("检查结果"),
            _("每行一个部门的一次检查。撤回、修复和期满的不在其中"),
            {
                "inspection": INSPECTION,
                "name": Field(_("企业名称")),
                "uscc": Field(_("统一社会信用代码，没有的为空")),
                "sid": Field(_("主体编号")),
                "town": Field(_("乡镇街道")),
                "department": Field(_("公示部门")),
                "lead": Field(_("牵头部门")),
                "checked_on": Field(_("检查日期"), "date"),
                "items": Field(_("检查事项，多项用 ； 隔开")),
                "basis": Field(_("依据，多项用 ； 隔开")),
                "outcome": Field(_("结果代码")),
                "outcome_words": Field(_("结果")),
                "ground": Field(_("由来")),
                "draw": Field(_("抽取编号，不是抽出的为空")),
                "published_at": PUBLISHED_AT,
                "version": VERSION,
                "until": UNTIL,
            },
            _results,
        ),
        Dataset(
            "articles",
            _("工作动态和曝光台"),
            _("每行一篇的现行版"),
            {
                "number": Field(_("编号")),
                "column": Field(_("栏目：work_news 工作动态，exposure_board 曝光台")),
                "title": Field(_("标题")),
                "body": Field(_("正文")),
                "department": Field(_("公示部门")),
                "inspection": Field(_("依据的检查编号，动态为空")),
                "published_at": PUBLISHED_AT,
                "version": VERSION,
                "until": UNTIL,
            },
            _articles,
        ),
        Dataset(
            "draws",
            _("抽取"),
            _("每行一次抽取，作废的也在；名单和证明在各抽取的页面上"),
            {
                "number": Field(_("抽取编号")),
                "title": Field(_("名称")),
                "kind": Field(_("抽什么：subjects 企业，officers 执法人员")),
                "status": Field(_("状态代码")),
                "void_because": Field(_("作废理由，没有作废的为空")),
                "manifest": Field(_("清单指纹 SHA-256，没有固定的为空")),
                "drawn_at": Field(_("抽取时间，没有抽的为空")),
            },
            _draws,
        ),
        Dataset(
            "plans",
            _("年度计划"),
            _("每行一年，只有总数"),
            {
                "year": Field(_("年份"), "integer"),
                "alone": Field(_("各部门各去一次要进门几次"), "integer"),
                "doors": Field(_("合并后进门几次"), "integer"),
                "saved": Field(_("少打扰几次"), "integer"),
            },
            _plans,
        ),
        Dataset(
            "lines",
            _("年度计划逐项"),
            _("每行审定计划中的一项检查，没有企业名称；依法不事先通知的不在其中"),
            {
                "year": Field(_("年份"), "integer"),
                "line": Field(_("计划行编号")),
                "department": Field(_("检查主体")),
                "item_code": Field(_("事项编码")),
                "item": Field(_("检查项目")),
                "check_class": Field(_("检查类别")),
                "scope": Field(_("对象范围，条件里有企业名称、地址的和按名单的为空")),
                "named": Field(_("按名单的有几家"), "integer"),
                "selection": Field(_("抽取方式")),
                "mode": Field(_("检查方式")),
                "ratio": Field(_("比例，全覆盖和按名单的可以为空")),
                "first_day": Field(_("从哪天起"), "date"),
                "last_day": Field(_("到哪天止"), "date"),
            },
            _lines,
        ),
        Dataset(
            "items",
            _("检查事项清单"),
            _("每行一个现行有效的事项；不在清单上的不可以检查"),
            {
                "code": Field(_("事项编码")),
                "name": Field(_("事项名称")),
                "department": Field(_("检查主体")),
                "partners": Field(_("配合部门，用分号隔开")),
                "check_class": Field(_("检查类别")),
                "class": Field(_("general 一般，只随机抽；key 重点，可以全覆盖")),
                "subjects": Field(_("检查对象")),
                "mode": Field(_("监管方式")),
                "ratio": Field(_("比例")),
                "yearly_cap": Field(_("一家一年最多几次，没有上限的为空")),
                "basis": Field(_("依据")),
            },
            _items,
        ),
        Dataset(
            "outside",
            _("计划外的检查"),
            _("每行一年中的一种由来，只有总数"),
            {
                "year": Field(_("年份"), "integer"),
                "ground": Field(_("凭什么")),
                "checks": Field(_("项次"), "integer"),
                "departments": Field(_("部门数"), "integer"),
            },
            _outside,
        ),
        *FURTHER,
    )
}
