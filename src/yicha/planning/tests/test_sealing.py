"""YX-2.7b: what of a merge board stays when names are sealed; no database."""

from dataclasses import replace
from typing import Any

from yicha.planning.rules.sealing import Sealing
from yicha.planning.types import (
    Board,
    BoardAlone,
    BoardFigures,
    BoardItem,
    BoardLoss,
    BoardReason,
    BoardRefusal,
    BoardVisit,
    BoardWeek,
)

FIGURES = BoardFigures(5, 5, 4, 4, 1, 1, 0, 3, 30)
SEALING = Sealing(frozenset({"F-01"}), frozenset({1}), "封存")


def item(line: str, sid: str) -> BoardItem:
    return BoardItem(f"{line}/{sid}", line[0], "检查", "消防")


def visit(sid: str, line: str, **values: Any) -> BoardVisit:
    plain: dict[str, Any] = {"week": 9, "departments": (line[0],), "appointed": False, "announced": line != "F-01", "minutes": 30}
    plain |= {"officers": 2, "weeks": (9,), "pinned": False, "before": 2, "doors": 2, "apart": None, "base": ""}
    return BoardVisit(
        **({"key": f"{line}{sid}", "sid": sid, "name": f"{sid}店", "town": "东川镇", "items": (item(line, sid),)} | plain | values)
    )


def alone(sid: str, line: str) -> BoardAlone:
    return BoardAlone(sid, f"{sid}店", "东川镇", line[0], "random", 9, (item(line, sid),))


def loss(sid: str, line: str, code: str = "capacity") -> BoardLoss:
    return BoardLoss(sid, f"{sid}店", "东川镇", item(line, sid), BoardReason(code, "", ""))


def board(*visits: BoardVisit, losses: tuple[BoardLoss, ...] = ()) -> Board:
    stood = tuple(alone(one.sid, line) for one in visits for line in [one.items[0].demand.partition("/")[0]])
    return Board(FIGURES, (BoardWeek(9, len(visits), 10, "S"),), visits, stood, losses)


def test_who_is_not_announced_has_no_name_no_number_and_no_key_until_the_week_has_come() -> None:
    whole = board(visit("A", "F-01", refused=(BoardRefusal(8, "A店搬迁"),)), visit("B", "S-01"), visit("C", "F-01", week=1))
    shown = SEALING.of(whole)
    assert [(one.key, one.sid, one.name) for one in shown.visits] == [("S-01B", "B", "B店"), ("F-01C", "C", "C店"), ("0", "", "封存")]
    assert [one.name for one in shown.alone] == ["B店", "C店", "封存"]
    closed = shown.visits[-1]
    assert (closed.week, closed.town, closed.departments, closed.minutes) == (9, "东川镇", ("F",), 30)
    assert closed.refused == ()
    assert {one.demand for one in closed.items} | {one.demand for one in shown.alone[-1].items} == {""}
    assert (shown.figures, shown.weeks) == (whole.figures, whole.weeks)


def test_the_other_visits_of_the_same_firm_say_nothing_of_it() -> None:
    told = visit("A", "S-01", apart=BoardReason("announced", "一项须事先通知", ""), base="F-01A")
    among = visit("A", "S-02", apart=BoardReason("third", "与消防一起", ""), base="S-01A", before=3, doors=3)
    plain = visit("A", "S-03", apart=BoardReason("window", "没有共同的周", ""), base="S-01A")
    seen = {one.key: one for one in SEALING.of(board(told, among, plain, visit("A", "F-01"))).visits}
    assert [(seen[key].before, seen[key].doors, seen[key].apart) for key in ("S-01A", "S-02A")] == [(1, 1, None), (2, 2, None)]
    assert seen["S-03A"].apart == plain.apart


def test_nor_do_the_losses() -> None:
    losses = (loss("A", "F-01"), loss("A", "S-01", "caps"), loss("A", "S-02"), loss("B", "S-01", "caps"))
    shown = SEALING.of(board(visit("A", "F-01"), losses=losses)).losses
    assert [(one.name, one.item.demand) for one in shown] == [("A店", "S-02/A"), ("B店", "S-01/B"), ("封存", ""), ("封存", "")]


def test_their_order_does_not_depend_on_who_they_are() -> None:
    rows = [visit("A", "F-01", week=11), visit("B", "F-01"), visit("C", "F-01", town="安丰镇")]
    one, other = SEALING.of(board(*rows)), SEALING.of(board(*(replace(row, sid=f"{9 - at}") for at, row in enumerate(reversed(rows)))))
    assert [(row.key, row.week, row.town) for row in one.visits] == [(row.key, row.week, row.town) for row in other.visits]


def test_a_board_on_which_everybody_is_announced_stays_as_it_is() -> None:
    whole = board(visit("A", "S-01"), visit("B", "S-01"), losses=(loss("C", "S-01", "caps"),))
    assert SEALING.of(whole) == whole
