"""The sets of skills say exactly when the minutes of a week can be shared out among the officers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.engines.planning import Cause, Officer, parse_instance, solve, to_plain
from yicha.engines.planning.skill_sets import skill_sets
from yicha.engines.planning.tests.chance import Chance
from yicha.engines.planning.tests.instances import instance, line, officers
from yicha.engines.programme_check import check

SKILLS = ("消防", "危化", "食品", "特种设备")


def team(*skills: tuple[str, ...]) -> list[Officer]:
    return [Officer(f"O{i}", "A", 100, own) for i, own in enumerate(skills)]


def test_two_skills_of_the_same_officer_are_counted_together() -> None:
    assert skill_sets(["消防", "危化"], team(("消防", "危化"), ())) == (("危化", "消防"),)


def test_skills_without_a_common_officer_are_counted_apart() -> None:
    assert skill_sets(["消防", "危化"], team(("消防",), ("危化",), ())) == (("危化",), ("消防",))


def test_a_skill_of_everybody_is_no_limit() -> None:
    assert skill_sets(["消防"], team(("消防",), ("消防",))) == ()


def test_a_skill_of_nobody_is_a_limit() -> None:
    assert skill_sets(["消防"], team((), ())) == (("消防",),)


def test_of_very_many_skills_only_pairs_are_asked_about() -> None:
    many = [f"技能{i:02d}" for i in range(30)]
    found = skill_sets(many, team(*((many[i], many[(i + 1) % 30]) for i in range(30)), ()))
    assert 30 < len(found) <= 30 + 30 * 29 // 2


def shared_out(people: list[Officer], minutes: dict[str, int]) -> bool:
    """Can the minutes of each skill be given to officers who have it? By augmenting paths, sixty minutes at a time."""
    spare = {officer.id: officer.minutes for officer in people}
    given_to = {(officer.id, skill): 0 for officer in people for skill in officer.skills}

    def find(skill: str, seen: set[str]) -> bool:
        for officer in people:
            if skill not in officer.skills or officer.id in seen:
                continue
            seen.add(officer.id)
            moved = spare[officer.id] >= 60 or any(
                given_to[officer.id, other] >= 60 and find_elsewhere(officer.id, other, seen) for other in officer.skills
            )
            if moved:
                spare[officer.id] -= 60
                given_to[officer.id, skill] += 60
                return True
        return False

    def find_elsewhere(name: str, other: str, seen: set[str]) -> bool:
        if find(other, seen):
            given_to[name, other] -= 60
            spare[name] += 60
            return True
        return False

    return all(find(skill, set()) for skill, many in minutes.items() for _ in range(many // 60))


@given(st.integers(0, 10**6))
@settings(max_examples=150, deadline=None)
def test_the_sets_hold_exactly_when_the_minutes_can_be_shared_out(seed: int) -> None:
    chance = Chance("halls", seed)
    people = [
        Officer(f"O{i}", "A", 60 * chance.below(4), tuple(skill for skill in SKILLS if chance.percent(40)))
        for i in range(1 + chance.below(5))
    ]
    minutes = {skill: 60 * chance.below(4) for skill in SKILLS}
    whole = sum(minutes.values()) <= sum(officer.minutes for officer in people)
    sets = whole and all(
        sum(minutes[skill] for skill in skills) <= sum(o.minutes for o in people if set(skills) & set(o.skills))
        for skills in skill_sets(SKILLS, people)
    )
    assert sets == shared_out(people, minutes)


def test_one_officer_cannot_do_the_work_of_two_skills() -> None:
    """Each skill alone has minutes enough; both together have not."""
    rows = [line("L0", last=0, minutes=200, skills=["消防"]), line("L1", last=0, minutes=200, skills=["危化"], exclusive="依法单独实施")]
    both = [*officers("A", many=1, skills=["消防", "危化"], minutes=300), {"id": "x", "department": "A", "minutes": 9000}]
    plain = instance(rows, officers=both, params={"overhead_minutes": 0})
    programme = solve(parse_instance(plain))
    assert [loss.cause for loss in programme.unplaced] == [Cause.CAPACITY]
    assert check(plain, to_plain(programme)) == []
    crammed = to_plain(programme)
    crammed["visits"] += [crammed["visits"][0] | {"demands": [demand]} for demand, _ in crammed["unplaced"]]
    crammed["unplaced"] = []
    assert "P-8" in {breach.rule for breach in check(plain, crammed)}
