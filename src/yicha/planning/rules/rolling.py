"""What was filed too late, or given back, stands in the next plan (LYG-4.3b, R-PLAN-3): nobody has to remember it."""

from collections.abc import Collection, Mapping, Sequence
from itertools import count

from yicha.items.types import ItemRow
from yicha.planning.rules.pools import LISTED
from yicha.planning.types import FilingRow, LineRow, OwedCheck


def rolled_lines(
    department: str, lines: Sequence[LineRow], owed: Sequence[FilingRow | OwedCheck], items: Mapping[str, ItemRow], officers: int
) -> tuple[LineRow, ...]:
    """LYG-4.3b: one list per item of those owed that no list of the plan names yet, on the days that the plan's lines span."""
    waiting = not_yet_planned(lines, owed)
    codes = sorted({row.item_code for row in waiting} & set(items))
    numbers = _open_numbers(department, {line.line_id for line in lines})
    window = (min(line.window[0] for line in lines), max(line.window[1] for line in lines))
    return tuple(
        LineRow(
            line_id=next(numbers),
            item_code=code,
            item_name=items[code].name,
            check_class=items[code].check_class,
            scope_query="TRUE",
            selection=LISTED,
            window=window,
            sids=tuple(sorted({row.sid for row in waiting if row.item_code == code})),
            minutes=max(row.minutes for row in waiting if row.item_code == code),
            min_officers=officers,
        )
        for code in codes
    )


def not_yet_planned(lines: Collection[LineRow], owed: Sequence[FilingRow | OwedCheck]) -> list[FilingRow | OwedCheck]:
    """LYG-4.3b: those whom no list of the plan names for their item."""
    named = {(line.item_code, sid) for line in lines if line.selection == LISTED for sid in line.sids}
    return [row for row in owed if (row.item_code, row.sid) not in named]


def _open_numbers(department: str, taken: Collection[str]) -> "filter[str]":
    return filter(lambda name: name not in taken, (f"{department}-R{number:02}" for number in count(1)))
