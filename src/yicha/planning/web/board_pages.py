"""What the merge board shows, from the kept board of a version and the filters of the address. No database below `boards`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yicha.planning.queries import SELECTIONS
from yicha.planning.rules.boards import week_number
from yicha.planning.rules.instances import PlanYear
from yicha.planning.rules.sealing import Sealing
from yicha.planning.types import Board, BoardAlone, BoardReason, BoardVisit, BoardWeek, OpinionRow, ProgrammeRow, VisitRow
from yicha.planning.web.board_parts import Aside, Before, Column, Counted, DepartmentLine, Other, Stripe
from yicha.planning.web.words import WAYS, brief_department, brief_name, days_text, reason_words, sentence, week_name
from yicha.shell.numbers import whole

COLUMNS, CARDS = 5, 6
SMALLEST = 4  # departments with fewer visits than the others are shown together
STRIP_WIDTH, STRIP_HEIGHT = 12, 30
SCALE = 420
WIDEST = 9  # characters of departments on a card
DRAWN = 4000  # cards kept as drawn
# Hundreds on a page, each the same but for its values: the engine of the templates takes ten times as long for them, `format_html` four.
KEPT = '<li data-kept="%s"></li>'
CARD = '<li><a class="%s" href="%s%s">%s</a></li>'


def codes_of(row: VisitRow) -> set[str]:
    """Why late work opened this door; “none” if no visit stood that it could have joined."""
    return {one.code for one in row.opened_because or ()} or {"none"}


@lru_cache(maxsize=DRAWN)
def look_of(visit: BoardVisit, titles: Sequence[str], _language: str | None) -> SafeString:
    """What stands on a card. Kept: an amendment changes few of hundreds, and drawing them is most of a page."""
    lead, *others = map(brief_department, titles)
    fitting = others
    while fitting and len(lead + "".join(fitting)) + len(fitting) > WIDEST:
        fitting = fitting[:-1]
    sizes = (_("%(minutes)s 分") % {"minutes": visit.minutes}, _("%(count)s 项") % {"count": len(visit.items)})
    told = {
        "visit": visit,
        "name": brief_name(visit.name),
        "lead": lead,
        "others": fitting,
        "more": len(others) - len(fitting),
        "sizes": sizes,
    }
    return render_to_string("planning/parts/card.html", told)


@dataclass(frozen=True)
class Filter:
    """Of the address: `?from=16&town=…&show=apart&department=…&visit=…&cards=all`."""

    start: int
    town: str
    show: str
    departments: frozenset[str]
    visit: str
    full: bool = False  # every card of the weeks, not the first ones

    @staticmethod
    def of(query: QueryDict) -> "Filter":
        return Filter(
            start=whole(query.get("from", ""), -1),
            town=query.get("town", ""),
            show=query.get("show", ""),
            departments=frozenset(query.getlist("department")),
            visit=query.get("visit", ""),
            full=query.get("cards") == "all",
        )

    def wants(self, visit: BoardVisit) -> bool:
        return (
            (not self.town or visit.town == self.town)
            and (not self.departments or bool(self.departments.intersection(visit.departments)))
            and (self.show != "apart" or visit.apart is not None)
            and (self.show != "several" or visit.doors > 1)
            and (self.show != "pinned" or visit.pinned)
        )

    def address(self, **changed: object) -> str:
        """The query of the address with some of it changed; empty values stay out."""
        now: dict[str, object] = {"from": self.start if self.start >= 0 else "", "town": self.town, "show": self.show}
        now |= {"department": sorted(self.departments), "visit": self.visit, "cards": "all" if self.full else ""} | changed
        return "?" + urlencode({name: value for name, value in now.items() if value or value == 0}, doseq=True)


@dataclass
class BoardPage:
    """One version of a programme under one filter."""

    row: ProgrammeRow
    board: Board
    titles: Mapping[str, str]
    year: PlanYear
    filter: Filter
    at: datetime
    path: str  # of the board's own address
    said: Sequence[OpinionRow] = field(default_factory=tuple)
    this_week: int = -1  # where the board opens, if the programme is of this year
    sealing: Sealing | None = None
    late: Sequence[VisitRow] = ()  # what late work opened after adoption
    stood: "BoardPage | None" = None  # what the browser shows already

    @property
    def saved(self) -> int:
        return self.board.figures.alone_doors - self.board.figures.doors

    @property
    def saved_share(self) -> str:
        return f"{100 * self.saved / (self.board.figures.alone_doors or 1):.1f}"

    @property
    def gap(self) -> int:
        return self.board.figures.doors - self.board.figures.lower_bound

    @property
    def scale(self) -> dict[str, str]:
        """Places on the bar: doors now, bound, of `SCALE` before."""
        whole = self.board.figures.alone_doors or 1
        places = {"now": self.board.figures.doors, "bound": self.board.figures.lower_bound}
        return {name: f"{min(SCALE, SCALE * value / whole):.1f}" for name, value in places.items()}

    def title(self, code: str) -> str:
        return self.titles.get(code, code)

    @cached_property
    def shown(self) -> list[BoardVisit]:
        return [visit for visit in self.board.visits if self.filter.wants(visit)]

    @cached_property
    def named(self) -> BoardVisit | None:
        """The visit of the address."""
        return next((visit for visit in self.board.visits if visit.key == self.filter.visit), None)

    @cached_property
    def chosen(self) -> BoardVisit | None:
        """The visit of the address, else the largest that is shown."""
        first = (visit for week in self.seen for visit in self.by_week.get(week.week, [])[:CARDS])
        return self.named or max(first, key=lambda visit: len(visit.departments), default=None)

    @cached_property
    def weeks(self) -> list[BoardWeek]:
        """The weeks that have visits, and those between them."""
        used = [place for place, week in enumerate(self.board.weeks) if week.doors]
        return list(self.board.weeks[used[0] : used[-1] + 1]) if used else []

    @cached_property
    def first(self) -> int:
        """Place of the first column among the weeks."""
        wanted = self.filter.start
        if wanted < 0:
            first = min((visit.week for visit in self.shown if visit.week >= self.this_week), default=-1)
            first = first if first >= 0 else min((visit.week for visit in self.shown), default=-1)  # all of them are over
            wanted = self.named.week if self.named else first
        place = next((place for place, week in enumerate(self.weeks) if week.week >= wanted), 0)
        return max(0, min(place, len(self.weeks) - COLUMNS))

    @cached_property
    def by_week(self) -> dict[int, list[BoardVisit]]:
        found: dict[int, list[BoardVisit]] = {}
        for visit in sorted(self.shown, key=lambda visit: (-len(visit.departments), visit.town, visit.sid)):
            found.setdefault(visit.week, []).append(visit)
        return found

    @property
    def seen(self) -> list[BoardWeek]:
        return self.weeks[self.first : self.first + COLUMNS]

    @property
    def columns(self) -> list[Column]:
        return [self._column(week) for week in self.seen]

    @cached_property
    def known(self) -> "BoardPage | None":
        """What the browser shows already, if it is the same weeks under the same filter: cards that stay are not sent again."""
        stood = self.stood
        weeks = [week.week for week in self.seen]
        return stood if stood and stood.address == self.address and [week.week for week in stood.seen] == weeks else None

    def dealt(self, week: int) -> list[BoardVisit]:
        """The visits whose cards lie in a column."""
        visits = self.by_week.get(week, [])
        first = visits if self.filter.full else visits[:CARDS]
        return [*first[:-1], self.named] if self.named and self.named in visits[len(first) :] else first

    def _column(self, week: BoardWeek) -> Column:
        cards = self.dealt(week.week)
        there = {visit.key: visit for visit in self.known.dealt(week.week)} if self.known else {}
        return Column(
            week=week.week,
            name=week_name(self.row.year, week.week),
            days=days_text(self.year.weeks[week.week]),
            doors=week.doors,
            load=week.load,
            tightest=self.title(week.tightest),
            cards=mark_safe("".join(KEPT % escape(one.key) if there.get(one.key) == one else self._card(one) for one in cards)),  # noqa: S308 escaped
            same=self.known is not None and list(there.values()) == cards,
            more=len(self.by_week.get(week.week, [])) - len(cards),
            more_href=f"{self.path}rows/" + self.filter.address(what="doors", week=week.week, visit="", **{"from": ""}),
        )

    def _card(self, visit: BoardVisit) -> str:
        kind = f"pl-card{' pl-card-alone' if visit.apart else ''}{' pl-card-pinned' if visit.pinned else ''}"
        current = '" aria-current="true' if visit is self.chosen else ""
        look, key = look_of(visit, tuple(map(self.title, visit.departments)), get_language()), escape(visit.key)
        return CARD % (kind + current, self.address, key, look)

    @cached_property
    def address(self) -> str:
        """Of a card's page, up to its key; escaped."""
        query = self.filter.address(visit="")
        return escape(f"{self.path}{query}{'&' if query != '?' else ''}visit=")

    @property
    def strip(self) -> list[Stripe]:
        top = max((week.doors for week in self.weeks), default=1) or 1
        return [self._stripe(place, week, top) for place, week in enumerate(self.weeks)]

    def _stripe(self, place: int, week: BoardWeek, top: int) -> Stripe:
        height = max(2, STRIP_HEIGHT * week.doors // top)
        label = _("%(week)s，%(doors)s 次") % {"week": week_name(self.row.year, week.week), "doors": week.doors}
        href = self.path + self.filter.address(**{"from": week.week})
        inside = self.first <= place < self.first + COLUMNS
        return Stripe(place * STRIP_WIDTH, STRIP_HEIGHT - height, height, inside, label, href)

    @property
    def strip_width(self) -> int:
        return max(1, len(self.weeks)) * STRIP_WIDTH

    @property
    def strip_ends(self) -> tuple[str, str]:
        numbers = [week_number(self.row.year, week.week) for week in self.weeks] or [""]
        return numbers[0], numbers[-1]

    @property
    def earlier(self) -> str:
        return self._leap(self.first - COLUMNS) if self.first else ""

    @property
    def later(self) -> str:
        return self._leap(self.first + COLUMNS) if self.first + COLUMNS < len(self.weeks) else ""

    @property
    def other_size(self) -> str:
        """All cards of these weeks, or the first ones again; empty if that is the same."""
        many = any(len(self.by_week.get(week.week, [])) > CARDS for week in self.seen)
        return self.path + self.filter.address(cards="" if self.filter.full else "all") if many else ""

    def _leap(self, place: int) -> str:
        return self.path + self.filter.address(**{"from": self.weeks[max(0, place)].week, "visit": ""})

    @property
    def departments(self) -> list[DepartmentLine]:
        counts: dict[str, Counter[str]] = {}
        for alone in self.board.alone:
            counts.setdefault(alone.department, Counter())[alone.selection] += 1
        return [self._department(code, counts[code]) for code in sorted(counts, key=lambda code: (-counts[code].total(), code))]

    def _department(self, code: str, counts: Counter[str]) -> DepartmentLine:
        detail = " · ".join(f"{SELECTIONS[kind]} {count}" for kind, count in counts.most_common())
        checked = not self.filter.departments or code in self.filter.departments
        return DepartmentLine(code, self.title(code), counts.total(), detail, f"{self.path}rows/?what=before&department={code}", checked)

    def week_words(self, week: int) -> str:
        return f"{week_name(self.row.year, week)} {days_text(self.year.weeks[week])}"

    @property
    def towns(self) -> list[str]:
        return sorted({visit.town for visit in self.board.visits})

    @property
    def apart(self) -> list[Counted]:
        return self._counted("apart", (visit.apart.code for visit in self.board.visits if visit.apart))

    @property
    def lost(self) -> list[Counted]:
        return self._counted("lost", (loss.reason.code for loss in self.board.losses))

    @property
    def opened(self) -> list[Counted]:
        """Why late work opened doors; a door counts once for each reason."""
        return self._counted("opened", (code for one in self.late for code in codes_of(one)))

    def _counted(self, what: str, codes: Iterable[str]) -> list[Counted]:
        found = Counter(codes).most_common()
        return [Counted(reason_words(code), count, f"{self.path}rows/?what={what}&code={code}") for code, count in found]

    @property
    def apart_count(self) -> int:
        return sum(visit.apart is not None for visit in self.board.visits)

    @property
    def aside(self) -> Aside | None:
        visit = self.chosen
        if visit is None:
            return None
        siblings = [one for one in self.board.visits if one.sid == visit.sid != "" and one is not visit]
        return Aside(
            week=self.week_words(visit.week),
            names=tuple(map(self.title, visit.departments)),
            parts=tuple((code, self.title(code)) for code in visit.departments),
            items=tuple((self.title(item.department), item) for item in visit.items),
            saved=max(0, visit.before - visit.doors),
            place=1 + sum(one.week < visit.week for one in siblings),
            others=tuple(self._other(one, one.apart or visit.apart) for one in siblings),
            refused=tuple((one.week, week_name(self.row.year, one.week), one.reason) for one in visit.refused),
        )

    def _other(self, one: BoardVisit, reason: BoardReason | None) -> Other:
        ways = "；".join(map(str, WAYS.get(reason.code, ()))) if reason else ""
        who = "、".join(map(self.title, one.departments))
        href = self.path + self.filter.address(visit=one.key)
        return Other(who, week_name(self.row.year, one.week), sentence(reason) if reason else "", ways, href)

    @property
    def before(self) -> list[Before]:
        """What the departments would have done alone at the chosen subject."""
        own = [alone for alone in self.board.alone if self.chosen and alone.sid == self.chosen.sid != ""]
        return [self._before(alone) for alone in sorted(own, key=lambda alone: (alone.week, alone.department))]

    def _before(self, alone: BoardAlone) -> Before:
        items = "、".join(dict.fromkeys(item.name for item in alone.items))
        return Before(
            week_name(self.row.year, alone.week),
            days_text(self.year.weeks[alone.week]),
            brief_department(self.title(alone.department)),
            items,
        )
