"""What `yicha setup` does once database and Django stand ready. A second run changes nothing and says so."""

from argparse import Namespace
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256

import yaml
from django.db import transaction

from yicha.config.setup import chosen
from yicha.kernel.actor import SYSTEM
from yicha.kernel.clock import now
from yicha.kernel.command_line import BadInput, CannotRun, answer, say, show
from yicha.kernel.home_kind import is_demo_database
from yicha.kernel.refusals import RuleBroken
from yicha.norms.actions.load_calendar import load_calendar
from yicha.norms.actions.load_norms import load_norms
from yicha.norms.types import LoadCalendar, LoadNorms
from yicha.norms.workbooks import shipped_calendar, shipped_norms
from yicha.orgs.actions.found_administration import found_administration
from yicha.orgs.actions.issue_link import issue_link
from yicha.orgs.actions.load_regions import load_regions
from yicha.orgs.queries import parse_regions, regions, shipped_regions
from yicha.orgs.types import FoundAdministration, IssueLink, LoadRegions, NewAccount, RegionRow
from yicha.orgs.web.links import digest_of, new_token

SINCE = date(2024, 1, 1)  # the first year of the shipped calendar


def run(arguments: Namespace) -> int:
    """All or nothing: whoever is interrupted begins again."""
    if is_demo_database():
        raise CannotRun("此库是演示库，请换一个空库 · this database is a demo, take an empty one")
    if regions(SYSTEM):
        raise CannotRun("已经设立过了，以后的链接在“登录链接”页开 · set up already; further links are issued on the page 登录链接")
    at = now()
    with transaction.atomic():
        rows = _rows(arguments)
        load_norms(SYSTEM, LoadNorms(shipped_norms()), at)
        load_calendar(SYSTEM, LoadCalendar(shipped_calendar()), at)
        _load(rows, at)
        links = _found(arguments, at)
    _tell(arguments, links)
    return 0


def _rows(arguments: Namespace) -> tuple[RegionRow, ...]:
    """The provinces, what the file adds, and the home itself."""
    found = {row.code: row for row in shipped_regions()}
    if arguments.regions:
        try:
            found |= {row.code: row for row in parse_regions(arguments.regions.read_text(encoding="utf-8"))}
        except (yaml.YAMLError, UnicodeDecodeError, AttributeError) as problem:
            mend = "每行写“代码: 名称”，UTF-8 · one line “code: name” each, in UTF-8"
            raise BadInput("区划文件无法读取 · the file of regions cannot be read", mend, file=arguments.regions) from problem
    found[arguments.region] = RegionRow(arguments.region, arguments.name)
    return tuple(found.values())


def _load(rows: tuple[RegionRow, ...], at: datetime) -> None:
    try:
        load_regions(SYSTEM, LoadRegions(_digest(rows), rows, SINCE), at)
    except RuleBroken as refused:
        mend = "写进 YAML 文件，每行“代码: 名称”，用 --regions 给出 · write it into a YAML file, “code: name” a line, named by --regions"
        raise BadInput(f"{refused.message}", mend) from refused


def _digest(rows: tuple[RegionRow, ...]) -> str:
    return sha256("\n".join(f"{row.code} {row.name}" for row in rows).encode()).hexdigest()


def _found(arguments: Namespace, at: datetime) -> dict[str, str]:
    three = [NewAccount(username, title, username) for username, title in chosen(arguments)]
    founded = found_administration(SYSTEM, FoundAdministration(arguments.region, *three), at)
    links: dict[str, str] = {}
    for account in founded.accounts:
        token = new_token()
        issue_link(SYSTEM, IssueLink(account, digest_of(token)), at)
        links[account] = f"{arguments.address.rstrip('/')}/links/{token}/"
    return links


def _tell(arguments: Namespace, links: Mapping[str, str]) -> None:
    if arguments.json:
        answer({"region": arguments.region, "links": dict(links)})
        return
    say("已设立。三个链接各交一人，只能用一次，72 小时内有效，不再显示 · set up: one link for each of three people, once, not shown again")
    for (account, title), link in zip(chosen(arguments), links.values(), strict=True):
        show(f"{title} {account}\n  {link}")
    say("接着运行 yicha serve --with-worker · now run `yicha serve --with-worker`")
