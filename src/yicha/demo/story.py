"""The main job in 青禾县, each step by the person whose step it is, through the use cases that everybody uses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from zoneinfo import ZoneInfo

from yicha.demo.county import County
from yicha.demo.people import Appointments, People
from yicha.demo.steady import Steady
from yicha.draws.actions.commit_reveal import commit_reveal
from yicha.draws.actions.record_beacon import record_beacon
from yicha.draws.actions.reveal_secret import reveal_secret
from yicha.draws.actions.run_draw import run_draw
from yicha.draws.actions.seal_manifest import seal_manifest
from yicha.draws.queries import draw as draw_of
from yicha.draws.types import BeaconPlan, CommitReveal, RecordBeacon, RevealSecret, RunDraw, SealManifest
from yicha.engines.draw import commitment_of
from yicha.engines.draw.hashing import suite_of
from yicha.items.actions.propose_items import propose_items
from yicha.items.actions.publish_items import publish_items
from yicha.items.actions.register_main_items import register_main_items
from yicha.items.types import ProposeItems, PublishItems, RegisterMainItems
from yicha.kernel.actions.declare_demo import declare_demo
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.types import DeclareDemo
from yicha.norms.actions.load_calendar import load_calendar
from yicha.norms.actions.load_norms import load_norms
from yicha.norms.types import LoadCalendar, LoadNorms
from yicha.norms.workbooks import shipped_calendar, shipped_norms
from yicha.orgs.actions.create_department import create_department
from yicha.orgs.actions.load_regions import load_regions
from yicha.orgs.actions.register_officers import register_officers
from yicha.orgs.types import LoadRegions, RegisterOfficers
from yicha.planning.actions.adopt_programme import adopt_programme
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.actions.freeze_staffing import freeze_staffing
from yicha.planning.actions.freeze_year import freeze_year
from yicha.planning.actions.give_opinion import give_opinion
from yicha.planning.actions.merge_programme import merge_programme
from yicha.planning.actions.open_consultation import open_consultation
from yicha.planning.actions.record_past_checks import record_past_checks
from yicha.planning.types import (
    AdoptProgramme,
    FreezeStaffing,
    FreezeYear,
    GiveOpinion,
    MergeProgramme,
    OpenConsultation,
    RecordPastChecks,
    Stance,
)
from yicha.subjects.actions.import_subjects import import_subjects
from yicha.subjects.types import ImportSubjects

CHINA = ZoneInfo("Asia/Shanghai")
SMALL = "名录虽小，属重点领域"
TOLD = "演示：企业都是虚构的，让人当场重算"
NO_FILE = sha256(b"").hexdigest()  # the county comes from a generator, not from a workbook
FOUNDED = date(2019, 1, 1)
SUITE = suite_of(1)


def moment(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), CHINA)


@dataclass(frozen=True)
class Drawn:
    """The keys of what the year's planning left."""

    draw: int
    programme: int
    staffing_draw: int


class Story:
    """Autumn before the year: lists and registers; December: plans, draw, merging, adoption, officers."""

    def __init__(self, county: County, tell: Callable[[str], None]) -> None:
        self.county, self.tell = county, tell
        self.place, self.year = county.region_path, county.year
        self.steady = Steady(moment(date(county.year - 1, 10, 8)))
        self.appointments: Appointments
        self.people: People
        self.sealed: Callable[[], None] = lambda: None  # what is to happen before secrets are told
        self.faulted: dict[str, frozenset[str]] = {}  # number of a visit: the departments that found something to correct
        self.departments = tuple(dict.fromkeys(plan.department for plan in county.plans))

    def who(self, role: Role, department: str = "") -> Actor:
        """In office at this moment, as the database says."""
        code = department or next(code for held, code in self.people.posts if held is role)
        return self.steady.read(lambda: self.people.actor(role, code, self.steady.now))

    def prepare(self) -> None:
        """法定参数, 区划, 部门, 执法人员, 账号, 名录, 清单, 往年检查."""
        do, county = self.steady.do, self.county
        self.tell("法定参数、区划和部门 · norms, regions, departments")
        do(declare_demo, SYSTEM, DeclareDemo("yicha demo"))
        do(load_norms, SYSTEM, LoadNorms((*shipped_norms(), *county.norms)))
        do(load_calendar, SYSTEM, LoadCalendar(shipped_calendar()))
        do(load_regions, SYSTEM, LoadRegions(NO_FILE, county.regions, FOUNDED))
        for found in county.departments:
            do(create_department, SYSTEM, found)
        do(register_officers, SYSTEM, RegisterOfficers(self.place, NO_FILE, county.officers))
        self.tell("账号和任职 · accounts and posts")
        self.appointments = Appointments(county, self.steady)
        self.people = self.appointments.everybody()
        self.steady.at(moment(date(self.year - 1, 11, 3)))
        self.tell(f"监管对象 {len(county.subjects)} 户 · register of subjects")
        do(import_subjects, self.who(Role.DATA_STEWARD), ImportSubjects(self.place, NO_FILE, county.subjects))
        do(record_past_checks, self.who(Role.COORDINATOR), RecordPastChecks(self.place, NO_FILE, county.history))
        self.tell(f"事项清单 {len(county.items)} 项 · list of items")
        for department in dict.fromkeys(row.department for row in county.items):
            mains = tuple(row for row in county.main_items if row.department == department)
            do(register_main_items, self.who(Role.DEPARTMENT_CLERK, department), RegisterMainItems(self.place, department, mains))
            rows = tuple(row for row in county.items if row.department == department)
            do(propose_items, self.who(Role.DEPARTMENT_CLERK, department), ProposeItems(self.place, department, rows))
            codes = tuple(row.code for row in rows)
            do(publish_items, self.who(Role.DATA_STEWARD), PublishItems(self.place, department, codes))

    def plan(self) -> Drawn:
        """年度计划 → 冻结 → 抽取 → 合并 → 意见征集 → 审定 → 抽取执法人员."""
        self.file_plans()
        draw = self.draw_subjects()
        programme = self.merge(draw)
        self.adopt(programme)
        self.tell("抽取执法人员 · officers are drawn")
        staffing = self.freeze_officers(programme)
        self.hold_ceremony(staffing)
        return Drawn(draw, programme, staffing)

    def file_plans(self) -> None:
        self.steady.at(moment(date(self.year - 1, 12, 1)))
        self.tell(f"{len(self.county.plans)} 个部门报送计划 · departments file their plans")
        for filed in self.county.plans:
            self.steady.do(file_plan, self.who(Role.DEPARTMENT_CLERK, filed.department), filed)

    def draw_subjects(self) -> int:
        self.steady.at(moment(date(self.year - 1, 12, 15)))
        self.tell("冻结名录，一把钥匙抽取所有部门 · pools frozen, one key draws for all departments")
        freeze = FreezeYear(self.place, self.year, self.parties, BeaconPlan(), secret("salt", "subjects").hex(), TOLD, SMALL)
        draw = self.steady.do(freeze_year, self.who(Role.COORDINATOR), freeze).draw
        self.hold_ceremony(draw)
        return draw

    def merge(self, draw: int) -> int:
        self.tell("合并为最少的上门 · merging into the fewest visits")
        merge = MergeProgramme(draw, date(self.year, 1, 1))
        return self.steady.do(merge_programme, self.who(Role.COORDINATOR), merge).programme

    def adopt(self, programme: int) -> None:
        do = self.steady.do
        do(open_consultation, self.who(Role.COORDINATOR), OpenConsultation(programme))
        for department in self.departments:
            do(give_opinion, self.who(Role.DEPARTMENT_HEAD, department), GiveOpinion(programme, department, Stance.AGREE))
        self.steady.at(moment(date(self.year - 1, 12, 25)))
        self.tell("联席会议审定 · the joint conference adopts")
        do(adopt_programme, self.who(Role.COORDINATOR), AdoptProgramme(programme))

    def freeze_officers(self, programme: int) -> int:
        staff = FreezeStaffing(programme, self.parties, BeaconPlan(), secret("salt", "officers").hex())
        return self.steady.do(freeze_staffing, self.who(Role.COORDINATOR), staff).draw

    @property
    def parties(self) -> tuple[str, ...]:
        """Who holds a secret: three departments and the justice bureau."""
        justice = next(code for role, code in self.people.posts if role is Role.LEGAL_SUPERVISOR)
        return (*self.departments[:3], justice)

    def hold_ceremony(self, draw: int) -> None:
        do, office = self.steady.do, self.who(Role.COORDINATOR)
        row = self.steady.read(lambda: draw_of(office, draw))
        for one in row.participants:
            commitment = commitment_of(SUITE, row.number, one.place, secret(row.number, one.department)).hex()
            do(commit_reveal, self._holder(one.department), CommitReveal(draw, one.department, commitment))
        do(seal_manifest, office, SealManifest(draw))
        self.sealed()
        for one in row.participants:
            reveal = RevealSecret(draw, one.department, secret(row.number, one.department).hex())
            do(reveal_secret, self._holder(one.department), reveal)
        do(record_beacon, office, RecordBeacon(draw, ""))
        do(run_draw, office, RunDraw(draw))

    def _holder(self, department: str) -> Actor:
        role = Role.DEPARTMENT_HEAD if department in self.departments else Role.LEGAL_SUPERVISOR
        return self.who(role, department)


def secret(*words: str) -> bytes:
    """The demo is a test draw: its secrets are known to everybody, and it says so."""
    return sha256("|".join(("yicha demo", *words)).encode()).digest()
