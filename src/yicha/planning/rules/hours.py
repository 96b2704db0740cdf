"""排班: at which hour a visit may be, and a proposal for a week by town. Values in, values out; hours are Beijing's."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from yicha.engines.deadlines import BEIJING, WorkingCalendar, latest_day
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.norms.types import NormCode, NormsInForce
from yicha.planning.types import HoursRequestStatus, VisitStatus
from yicha.subjects.types import Opening

QUARTER = timedelta(minutes=15)
A_DAY = timedelta(days=1)
ANOTHER_HOUR = Exit("换一个时间")
ANOTHER_DAY = Exit("换到这一周的另一天")
OTHER_OFFICER = Exit("按规定更换人员并留痕", "R-SUB-3")
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Call:
    """A visit that is to be given an hour. `days`: those of its week inside the window of every line."""

    visit: int
    number: str
    name: str
    town: str
    length: timedelta
    officers: Mapping[str, str]  # certificate number → name
    days: tuple[date, ...]
    openings: tuple[Opening, ...]


@dataclass(frozen=True)
class Door:
    """Where an officer is already."""

    name: str
    town: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Frame:
    """What holds for all visits: hours of the office, the way between two doors, who is away when, who is where."""

    opens: time
    closes: time
    near: timedelta
    far: timedelta
    away: Mapping[str, frozenset[date]] = field(default_factory=dict)
    doors: Mapping[str, Sequence[Door]] = field(default_factory=dict)

    def way(self, one: str, other: str) -> timedelta:
        return self.near if one == other else self.far


def office_hours(norms: NormsInForce) -> tuple[time, time]:
    opens, _, closes = norms.text(NormCode.OFFICE_HOURS).partition("/")
    return time.fromisoformat(opens), time.fromisoformat(closes)


def frame_of(norms: NormsInForce, away: Mapping[str, frozenset[date]], doors: Mapping[str, Sequence[Door]]) -> Frame:
    near, far = (timedelta(minutes=norms.whole(code)) for code in (NormCode.NEAR_MINUTES, NormCode.OVERHEAD_MINUTES))
    return Frame(*office_hours(norms), near, far, away, doors)


def spans_on(call: Call, day: date, frame: Frame) -> tuple[Span, ...]:
    """When somebody may be at the door: inside opening hours and those of the office; who opens only outside them, in the own hours."""
    office = (_moment(day, frame.opens), _moment(day, frame.closes))
    if not call.openings:
        return _long_enough([office], call)
    opened = [_span(opening, day) for opening in call.openings if _holds(opening, day)]
    by_day = [(max(one[0], office[0]), min(one[1], office[1])) for one in opened]
    return _long_enough(by_day, call) or _long_enough(opened, call)


def _long_enough(spans: Iterable[Span], call: Call) -> tuple[Span, ...]:
    return tuple(sorted(span for span in spans if span[1] - span[0] >= call.length))


def _holds(opening: Opening, day: date) -> bool:
    first, last = opening.season
    today = f"{day:%m-%d}"
    in_season = first <= today <= last if first <= last else today >= first or today <= last
    return in_season and day.isoweekday() in opening.weekdays


def _span(opening: Opening, day: date) -> Span:
    overnight = A_DAY if opening.closes <= opening.opens else timedelta()
    return _moment(day, opening.opens), _moment(day, opening.closes) + overnight


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, BEIJING)


def require_movable(status: VisitStatus) -> None:
    """LYG-4.3e: what the enterprise was told stands; only its own wish moves it."""
    if status is not VisitStatus.PUBLISHED:
        raise RuleBroken(
            "时间已经通知企业，不再变动", clause="LYG-4.3e", exits=(Exit("企业申请改期，由牵头部门答复"), Exit("由联席办取消，重新安排"))
        )


def require_staffed(call: Call, *, staffed: bool) -> None:
    """R-SUB-3: an hour is one of persons."""
    if not staffed:
        raise RuleBroken(f"{call.number} 还没有抽定执法人员", clause="R-SUB-3", exits=(Exit("先抽取执法人员"),))


def require_hour(call: Call, starts_at: datetime, frame: Frame) -> None:
    """LYG-4.3a, GX-4.4: on one of its days, while the firm is open."""
    day = starts_at.astimezone(BEIJING).date()
    if day not in call.days:
        named = "、".join(f"{one:%m-%d}" for one in call.days)
        raise RuleBroken(f"只能在 {named} 上门：这是各计划行时间窗都允许的日子", clause="LYG-4.3a", exits=(ANOTHER_DAY,))
    _require_open(call, starts_at, spans_on(call, day, frame))


def require_team(call: Call, starts_at: datetime, frame: Frame) -> None:
    """R-SUB-3, GX-4.4: everybody is there that day, and can be at the door in time."""
    _require_present(call, starts_at.astimezone(BEIJING).date(), frame)
    _require_reachable(call, starts_at, frame)


def _require_open(call: Call, starts_at: datetime, spans: Sequence[Span]) -> None:
    if not any(first <= starts_at and starts_at + call.length <= last for first, last in spans):
        named = "、".join(f"{first.astimezone(BEIJING):%H:%M}–{last.astimezone(BEIJING):%H:%M}" for first, last in spans) or "没有"
        raise RuleBroken(
            f"要 {call.length.seconds // 60} 分钟，这一天可以上门的时间：{named}", clause="GX-4.4", exits=(ANOTHER_HOUR, ANOTHER_DAY)
        )


def _require_present(call: Call, day: date, frame: Frame) -> None:
    missing = [name for cert_no, name in call.officers.items() if day in frame.away.get(cert_no, ())]
    if missing:
        raise RuleBroken(f"{'、'.join(missing)} 这一天请假或执法证无效", clause="R-SUB-3", exits=(ANOTHER_DAY, OTHER_OFFICER))


def _require_reachable(call: Call, starts_at: datetime, frame: Frame) -> None:
    for cert_no, name in call.officers.items():
        for door in frame.doors.get(cert_no, ()):
            if not _apart(call, starts_at, door, frame):
                hours = f"{door.starts_at.astimezone(BEIJING):%m-%d %H:%M}–{door.ends_at.astimezone(BEIJING):%H:%M}"
                raise RuleBroken(f"{name} {hours} 在 {door.name}，赶不到", clause="GX-4.4", exits=(ANOTHER_HOUR, ANOTHER_DAY))


def _apart(call: Call, starts_at: datetime, door: Door, frame: Frame) -> bool:
    way = frame.way(call.town, door.town)
    return starts_at >= door.ends_at + way or starts_at + call.length + way <= door.starts_at


def propose(calls: Iterable[Call], frame: Frame) -> dict[int, datetime]:
    """GX-4.4: an hour for each call that finds one. Town by town: on a day on which its officers are in the town already, else on the
    day on which they have least to do, else on the emptiest, each time as early as can be. The same calls give the same hours, in
    whatever order they come.
    """
    doors = {cert_no: list(held) for cert_no, held in frame.doors.items()}
    frame = Frame(frame.opens, frame.closes, frame.near, frame.far, frame.away, doors)
    found: dict[int, datetime] = {}
    placed: Counter[date] = Counter()
    for call in sorted(calls, key=lambda call: (call.town, call.number)):
        starts = [hour for day in call.days if (hour := first_hour(call, day, frame))]
        if starts:
            best = min(starts, key=lambda hour: (*_worth(call, hour, frame), placed[hour.date()], hour))
            found[call.visit] = best
            placed[best.date()] += 1
            for cert_no in call.officers:
                doors.setdefault(cert_no, []).append(Door(call.name, call.town, best, best + call.length))
    return found


def _worth(call: Call, hour: datetime, frame: Frame) -> tuple[int, timedelta]:
    """Less is better: officers who are not in the town yet, and what they have on that day."""
    held = [
        [door for door in frame.doors.get(cert_no, ()) if door.starts_at.astimezone(BEIJING).date() == hour.date()]
        for cert_no in call.officers
    ]
    strangers = sum(all(door.town != call.town for door in doors) for doors in held)
    return strangers, sum((door.ends_at - door.starts_at for doors in held for door in doors), timedelta())


def first_hour(call: Call, day: date, frame: Frame) -> datetime | None:
    """The earliest quarter of an hour at which everybody can be there. After midnight it is another day, whose turn comes by itself."""
    if any(day in frame.away.get(cert_no, ()) for cert_no in call.officers):
        return None
    held = [door for cert_no in call.officers for door in frame.doors.get(cert_no, ())]
    for span in spans_on(call, day, frame):
        for hour in sorted(_candidates(call, span, held, frame)):
            if hour.date() == day and hour + call.length <= span[1] and all(_apart(call, hour, door, frame) for door in held):
                return hour
    return None


def _candidates(call: Call, span: Span, held: Iterable[Door], frame: Frame) -> Iterator[datetime]:
    yield span[0]
    for door in held:
        hour = _quarter(door.ends_at.astimezone(BEIJING) + frame.way(call.town, door.town))
        if hour >= span[0]:
            yield hour


def _quarter(moment: datetime) -> datetime:
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - (midnight - moment) // QUARTER * QUARTER


def require_told(status: VisitStatus) -> None:
    """LYG-4.3e: who was not told of a visit has nothing to ask."""
    if status is not VisitStatus.NOTIFIED:
        raise RuleBroken("只有已通知、还没有进行的检查可以申请改期", clause="LYG-4.3e", exits=(Exit("与通知书上的联系人商量"),))


def require_asked_in_time(today: date, first_day: date, norms: NormsInForce, calendar: WorkingCalendar) -> None:
    """双预约 (domain §2.8): so many working days before the visit at the latest."""
    latest = latest_day(first_day, norms.term(NormCode.ANOTHER_SLOT), calendar)
    if today > latest:
        raise RuleBroken(f"申请改期最迟在 {latest:%Y-%m-%d}", clause="LYG-4.3e", exits=(Exit("与通知书上的联系人商量"),))


def require_first_wish(asked: bool) -> None:  # noqa: FBT001 whether there is one
    """双预约: once for each visit."""
    if asked:
        raise RuleBroken("每次检查只能申请改期一次", clause="LYG-4.3e", exits=(Exit("与通知书上的联系人商量"),))


def require_open_wish(status: HoursRequestStatus) -> None:
    """LYG-4.3e: what has been answered stays answered."""
    if status is not HoursRequestStatus.OPEN:
        raise RuleBroken("改期申请已经答复", clause="LYG-4.3e")


def require_wish_reason(reason: str) -> None:
    """LYG-4.3e: a wish, and its refusal, say why."""
    if not reason.strip():
        raise RuleBroken("必须说明原因", clause="LYG-4.3e", exits=(Exit("写明原因"),))
