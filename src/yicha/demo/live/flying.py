"""不预告的飞行检查: a draw of its own whose names nobody may see before May, and who has looked at them since, with what purpose."""

from datetime import date

from yicha.demo.live.incidents import days
from yicha.demo.story import Story, moment, secret
from yicha.draws.actions.freeze_pool import freeze_pool
from yicha.draws.actions.read_sealed import read_sealed
from yicha.draws.queries import upcoming_number
from yicha.draws.types import BeaconPlan, FreezePool, ReadSealed
from yicha.engines.draw import EVERYBODY, Cell, Heading, Line, Stratum, Subject, freeze_subjects, pack
from yicha.engines.scope import matches, parse_query
from yicha.kernel.actions.keep_file import keep_file
from yicha.kernel.actor import Role
from yicha.kernel.files import store
from yicha.kernel.types import KeepFile
from yicha.planning.types import LineRow
from yicha.subjects.workbooks import ASKED

TITLE = "冬春不预告飞行检查"
MOST, SHARE = 200, Stratum(EVERYBODY, 1, 20, 3)
READINGS = (
    (-9, Role.COORDINATOR, "安排下周检测车辆和试剂，只用到户数和乡镇"),
    (-6, Role.LEGAL_SUPERVISOR, "核对被抽企业与检查人员有无应回避的关系"),
)


def draw_unannounced(story: Story) -> int:
    """Frozen in November, open in May."""
    year = story.year - 1
    story.steady.at(moment(date(year, 11, 24)))
    office = story.who(Role.COORDINATOR)
    number = story.steady.read(lambda: upcoming_number(story.place, year))
    packed = pack(_frame(story, number))
    stored = store([packed], limit=len(packed))
    story.steady.do(keep_file, office, KeepFile(stored.digest, stored.size, "frame", stored.media_type, f"{number}-frame.zip"))
    freeze = FreezePool(story.place, year, stored.digest, story.parties, BeaconPlan(), open_from=date(story.year, 5, 6))
    draw = story.steady.do(freeze_pool, office, freeze).draw
    story.hold_ceremony(draw)
    return draw


def _frame(story: Story, number: str) -> dict[str, bytes]:
    """Of the first line that is by law not announced, or else of the first: whoever is in its scope."""
    lines = [(plan.department, line) for plan in story.county.plans for line in plan.lines if line.selection == "random"]
    department, line = min(lines, key=lambda pair: pair[1].announced)
    asked = Line("FX1", (SHARE,), department, line.item_code, line.scope_query)
    return freeze_subjects(Heading(number, TITLE), [asked], _pool(story, line), secret("salt", "unannounced")).to_files()


def _pool(story: Story, line: LineRow) -> list[Subject]:
    found = matches(parse_query(line.scope_query, ASKED), story.county.subjects)
    return [Subject(row.sid, {0: Cell()}, town=row.town) for row in found[:MOST]]


def look_at_it(story: Story, draw: int) -> None:
    """Each reading is told to the legal supervisor."""
    for before, role, purpose in READINGS:
        story.steady.do(read_sealed, story.who(role), ReadSealed(draw, purpose), days(before, 15))
