"""GX-4.4, LYG-4.3a: what the joint conference may change by hand in a draft. Never a limit of the law: wishes only take ways away."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from yicha.engines.planning import Apart, Demand, Explainer, Instance, InWeek, NotInWeek, Programme, Visit, Wish, amend, newly_lost
from yicha.engines.planning.calendar import Calendar, common_weeks, members
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.planning.rules.boards import key_of, refuses
from yicha.planning.types.boards import Amending, AmendProgramme

CLAUSE = "GX-4.4"
TRIED = 8  # weeks nearest to the wanted one that are tried when it is full
OFFERED = 3
SPLIT_FIRST = Exit("先把来不了的部门拆分出去，再换周")


@dataclass(frozen=True)
class Words:
    """How people call a week, a department, and the work of a demand."""

    week: Callable[[int], str]
    title: Callable[[str], str]
    item: Callable[[str], str]


@dataclass(frozen=True)
class Draft:
    """A draft and the wishes that hold so far, earliest first."""

    instance: Instance
    programme: Programme
    wishes: tuple[Wish, ...]

    def visit(self, key: str) -> Visit:
        """GX-4.4: the visit that is meant; another amendment may have changed it meanwhile."""
        found = next((visit for visit in self.programme.visits if visit.door and key_of(visit) == key), None)
        if found is None:
            raise RuleBroken("这次上门已被别的调整改变", clause=CLAUSE, exits=(Exit("回到合并台，看现在的安排"),))
        return found

    def sites(self, subject: str) -> frozenset[str]:
        """All sites of the enterprise: what an amendment may touch."""
        owner = self.instance.subjects[subject].owner
        return frozenset(site.id for site in self.instance.subjects.values() if site.owner == owner)

    def without_refused(self, subject: str) -> Instance:
        """The instance with the weeks in which a visit of the subject was refused."""
        refused = [wish for wish in self.wishes if isinstance(wish, NotInWeek)]
        weeks = [(subject, wish.week) for wish in refused if self.instance.demands[wish.demands[0]].subject == subject]
        return replace(self.instance, rejected=(*self.instance.rejected, *weeks))


def amended(draft: Draft, command: AmendProgramme, words: Words) -> Draft:
    """The draft after one amendment, or RuleBroken that says which limit is in the way and what is possible instead."""
    visit = draft.visit(command.card)
    match command.act:
        case Amending.PIN:
            return _tried(draft, visit, [*_freed(draft, visit), InWeek(visit.demands, visit.week)], words)
        case Amending.UNPIN:
            return _tried(draft, visit, _freed(draft, visit), words)
        case Amending.MOVE:
            _require_week(draft.without_refused(visit.subject), visit, command.week, words)
            return _tried(draft, visit, [*_freed(draft, visit), InWeek(visit.demands, command.week)], words)
        case Amending.SPLIT:
            return _tried(draft, visit, [*draft.wishes, _require_parts(draft.instance, visit, command.department)], words)
        case Amending.REJECT:
            return _tried(
                draft, visit, [*_freed(draft, visit), NotInWeek(visit.demands, visit.week, _require_reason(command.reason))], words
            )
        case Amending.ALLOW:
            return _tried(draft, visit, _allowed(draft, visit, command.week, words), words)


def _freed(draft: Draft, visit: Visit) -> list[Wish]:
    """The wishes without those that bind this visit to a week."""
    own = set(visit.demands)
    return [wish for wish in draft.wishes if not isinstance(wish, InWeek) or not own & set(wish.demands)]


def _require_reason(reason: str) -> str:
    """GX-4.4: the departments are to know why their visit does not take place then."""
    if not reason.strip():
        raise RuleBroken("不同意须说明理由", clause=CLAUSE, exits=(Exit("写明理由，如企业搬迁、与演练冲突"),))
    return reason.strip()


def _allowed(draft: Draft, visit: Visit, week: int, words: Words) -> list[Wish]:
    """GX-4.4: the wishes without what refused this visit the week; it stays where it is, and may be moved there again."""
    wishes = [wish for wish in draft.wishes if not (refuses(wish, visit.demands) and wish.week == week)]
    if len(wishes) == len(draft.wishes):
        raise RuleBroken(f"没有不同意第{words.week(week)}周", clause=CLAUSE, exits=(Exit("回到合并台，看现在的安排"),))
    return wishes


def _require_parts(instance: Instance, visit: Visit, department: str) -> Apart:
    """GX-4.4: who is split off takes part, and somebody stays."""
    own = tuple(demand for demand in visit.demands if instance.lines[instance.demands[demand].line].department == department)
    others = tuple(demand for demand in visit.demands if demand not in own)
    if not own or not others:
        raise RuleBroken("只有一个部门的上门不能再拆分", clause=CLAUSE, exits=(Exit("换周"), Exit("固定")))
    return Apart(own, others)


def _require_week(instance: Instance, visit: Visit, week: int, words: Words) -> None:
    """LYG-4.3a, R-SUB-3: every piece of work must be allowed in that week, officer-minutes aside."""
    calendar = Calendar(instance)
    for demand in (instance.demands[id_] for id_ in visit.demands):
        if not calendar.admissible[demand.id] >> week & 1:
            allowed = common_weeks((calendar.admissible[each] for each in visit.demands), calendar.weeks)
            raise _closed(calendar, demand, week, words, _ways(members(allowed), week, words))


def _closed(calendar: Calendar, demand: Demand, week: int, words: Words, exits: tuple[Exit, ...]) -> RuleBroken:
    """The first of the layers of admissible weeks that the week fails."""
    line, subject = calendar.instance.lines[demand.line], calendar.instance.subjects[demand.subject]
    who, named = words.title(line.department), words.week(week)
    if not line.first_week <= week <= line.last_week:
        window = f"{words.week(line.first_week)}–{words.week(line.last_week)}"
        return RuleBroken(f"{who}“{words.item(demand.id)}”的时间窗是第{window}周", clause="LYG-4.3a", exits=exits)
    if not calendar.open >> week & 1:
        return RuleBroken(f"第{named}周没有工作日，或已经过去", clause="LYG-4.3a", exits=exits)
    if calendar.quiet(subject) >> week & 1:
        return RuleBroken(f"第{named}周在企业的安静期，不上门", clause="LYG-4.3a", exits=exits)
    if calendar.refused(subject) >> week & 1:
        return RuleBroken(f"联席会议没有同意第{named}周", clause="GX-4.4", exits=(*exits, Exit("先撤回不同意")))
    return RuleBroken(f"第{named}周{who}到岗、未回避且有资格的人员不足 {line.min_officers} 人", clause="R-SUB-3", exits=exits)


def _ways(weeks: Iterable[int], wanted: int, words: Words) -> tuple[Exit, ...]:
    nearest = sorted(weeks, key=lambda week: (abs(week - wanted), week))[:OFFERED]
    offered = (Exit(f"改到第{'、'.join(words.week(week) for week in sorted(nearest))}周"),) if nearest else ()
    return (*offered, SPLIT_FIRST)


def _tried(draft: Draft, visit: Visit, wishes: Sequence[Wish], words: Words) -> Draft:
    """GX-4.4, LYG-4.3d: solve the enterprise anew; what would lose work or break a limit is refused, not stored."""
    sites = draft.sites(visit.subject)
    own = [wish for wish in wishes if draft.instance.demands[wish.demands[0]].subject in sites]
    found = amend(draft.instance, draft.programme, visit.subject, own)
    if lost := newly_lost(draft.programme, found.programme):
        explainer = Explainer(found.asked, found.programme, words.week, lambda line: words.title(line.department))
        why = explainer.loss(lost[0].demand)[0]
        ways = _ways(_roomy(draft, visit, wishes), visit.week, words)
        if wishes and isinstance(wishes[-1], NotInWeek):
            ways = (*ways, Exit("退回部门计划，改宽时间窗"))
        raise RuleBroken(f"{words.item(lost[0].demand)}排不下：{why.chinese}", clause="LYG-4.3d R-SUB-3", exits=ways)
    return Draft(draft.instance, found.programme, tuple(wishes))


def _roomy(draft: Draft, visit: Visit, wishes: Sequence[Wish]) -> Iterable[int]:
    """Weeks near the wanted one in which the whole visit finds room; none for a split."""
    wanted = wishes[-1].week if wishes and isinstance(wishes[-1], InWeek) else None
    if wanted is None:
        return
    calendar = Calendar(draft.instance)
    allowed = members(common_weeks((calendar.admissible[demand] for demand in visit.demands), calendar.weeks))
    sites = draft.sites(visit.subject)
    earlier = [wish for wish in wishes[:-1] if draft.instance.demands[wish.demands[0]].subject in sites]
    for week in sorted(allowed, key=lambda week: abs(week - wanted))[1:TRIED]:
        tried = amend(draft.instance, draft.programme, visit.subject, [*earlier, InWeek(visit.demands, week)])
        if not newly_lost(draft.programme, tried.programme):
            yield week


def in_words(draft: Draft, command: AmendProgramme, words: Words) -> str:
    """The amendment for the list of versions: 好味道餐饮店 从第17周换到第20周. Who is by law not told beforehand has no name there,
    and a reason might say who it is.
    """
    visit = draft.visit(command.card)
    subject, lines = draft.instance.subjects[visit.subject], (draft.instance.demands[demand].line for demand in visit.demands)
    named = all(draft.instance.lines[line].announced for line in lines)
    name = subject.name if named else f"{subject.township}不预告的一家"
    was = words.week(visit.week)
    deed = {
        Amending.PIN: f"{name} 固定在第{was}周",
        Amending.UNPIN: f"{name} 第{was}周不再固定",
        Amending.MOVE: f"{name} 从第{was}周换到第{words.week(command.week)}周" if command.week >= 0 else "",
        Amending.SPLIT: f"{name} 第{was}周拆出{words.title(command.department)}",
        Amending.REJECT: f"{name} 不同意第{was}周：{command.reason.strip()}" if named else f"{name} 不同意第{was}周",
        Amending.ALLOW: f"{name} 撤回对第{words.week(command.week)}周的不同意" if command.week >= 0 else "",
    }
    return deed[command.act]


def wishes_to_plain(wishes: Iterable[Wish]) -> list[dict[str, Any]]:
    return [asdict(wish) for wish in wishes]


def wishes_of_plain(plain: Iterable[Mapping[str, Any]]) -> tuple[Wish, ...]:
    return tuple(map(_wish, plain))


def _wish(plain: Mapping[str, Any]) -> Wish:
    demands = tuple(plain["demands"])
    if "reason" in plain:
        return NotInWeek(demands, plain["week"], plain["reason"])
    return InWeek(demands, plain["week"]) if "week" in plain else Apart(demands, tuple(plain["others"]))


def require_newest(shown: int, newest: int) -> None:
    """GX-4.4: nobody takes back what he has not seen."""
    if shown != newest:
        raise RuleBroken("别人刚做了新的调整", clause=CLAUSE, exits=(Exit("看过新的安排再撤销"),))


def require_something_to_undo(parent: int) -> None:
    """GX-4.4: the first version is what the engine answered."""
    if not parent:
        raise RuleBroken("已是最初的合并结果，没有可撤销的调整", clause=CLAUSE)


def around(instance: Instance, after: Programme, sids: Collection[str]) -> tuple[Instance, Programme]:
    """YX-2.8: the part that an amendment of these subjects can touch, for the checker: they themselves, and who wants the same officers in
    the same weeks. These stand as they were checked before: minutes count them, but only what was solved anew is tried visit by visit.
    """
    own = [visit for visit in after.visits if visit.subject in sids]
    wanted = {(name, visit.week) for visit in own for name in visit.departments}
    rest = [visit for visit in after.visits if visit.subject not in sids]
    near = [replace(one, pinned=True) for one in rest if not wanted.isdisjoint((name, one.week) for name in one.departments)]
    held = {demand for visit in near for demand in visit.demands}
    demands = {id_: demand for id_, demand in instance.demands.items() if id_ in held or demand.subject in sids}
    subjects = {demand.subject for demand in demands.values()}.union(sids)
    part = replace(
        instance,
        demands=demands,
        subjects={sid: instance.subjects[sid] for sid in sorted(subjects)},
        previous=tuple(near),
        rejected=tuple(pair for pair in instance.rejected if pair[0] in sids),
    )
    lost = tuple(loss for loss in after.unplaced if loss.demand in demands)
    proofs = {name: {sid: proof for sid, proof in getattr(after, name).items() if sid in sids} for name in ("certificates", "minima")}
    return part, replace(after, visits=(*near, *own), unplaced=lost, lower_bound=0, unplaced_bound=0, **proofs)


def require_rest_stands(instance: Instance, before: Programme, after: Programme, sids: Collection[str]) -> None:
    """YX-2.8: whoever was not amended stands as he was checked, and what was proven of the whole is still below it."""
    stood, stands = ([visit for visit in one.visits if visit.subject not in sids] for one in (before, after))
    lost, still = ([loss for loss in one.unplaced if instance.demands[loss.demand].subject not in sids] for one in (before, after))
    reached = after.lower_bound <= after.doors and after.unplaced_bound <= len(after.unplaced)
    require_lawful([] if (stood, lost) == (stands, still) and reached else ["别家的安排变了"])


def require_lawful(breaches: Collection[object]) -> None:
    """YX-2.8: what the independent check refuses is never stored."""
    if breaches:
        raise RuleBroken(f"独立核查没有通过，未保存：{next(iter(breaches))}", clause="LYG-4.3d", exits=(Exit("撤销，换一种安排"),))
