"""GX-5.1: third parties watch over the ledger; who they are, how they stand, and who may say so."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.engines.ledger import KeyKind, VerifierKey, leaf_hash, read_bundle
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.cosigning import Reply, ask_witnesses, witness_lines
from yicha.kernel.ledger import LOGS, sequence, verifier_keys
from yicha.kernel.models import Entry, Leaf, Witness
from yicha.kernel.refusals import NotFound, NotPermitted, Refusal, RuleBroken
from yicha.kernel.testing import NOW
from yicha.kernel.witness.memory import Memory
from yicha.norms.testing import load_shipped
from yicha.orgs.actions.appoint_witness import appoint_witness
from yicha.orgs.actions.dismiss_witness import dismiss_witness
from yicha.orgs.queries import witness_alarms, witnesses
from yicha.orgs.rules.witnesses import require_witness_address
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.orgs.types import AppointWitness, DismissWitness, WitnessStanding
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
scenarios("features/witnesses.feature")

AUDITOR, KEEPER = make_actor(Role.AUDIT_ADMIN, name="audit"), make_actor(Role.SYSTEM_ADMIN, name="sys")
URL = "https://justice.example"
KEY = str(VerifierKey("justice.example", bytes(range(32)), KeyKind.COSIGNATURE))
ROLES = {"审计管理员": AUDITOR, "系统管理员": KEEPER}
STANDINGS = {
    "尚未见证": WitnessStanding.NEW,
    "正常": WitnessStanding.SOUND,
    "逾时未见证": WitnessStanding.SILENT,
    "拒绝见证": WitnessStanding.REFUSING,
}
REPLIES = {"不答复": Reply(0, "timed out"), "拒绝": Reply(422, "the proof does not show"), "出故障": Reply(502, "bad gateway")}


@dataclass
class Story:
    memory: Memory
    hours: int = 0
    refusal: Refusal | None = field(default=None)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        self.refusal = None
        try:
            yield
        except Refusal as refusal:
            self.refusal = refusal

    def send(self, _: str, body: bytes) -> Reply:
        said = self.memory.answer(body, 1_800_000_000)
        return Reply(said.status, said.text)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    settings.YICHA_HOME = tmp_path
    load_shipped()


@pytest.fixture
def story(tmp_path: Path) -> Story:
    memory = Memory(tmp_path / "witness")
    memory.settle("justice.example", [VerifierKey.parse(verifier_keys(log)[0]) for log in LOGS])
    return Story(memory)


@given(parsers.parse("{who}登记见证人“{name}”"))
@when(parsers.parse("{who}登记见证人“{name}”"))
def _(story: Story, who: str, name: str) -> None:
    assert story.memory.key().name == name
    with story.attempt():
        appoint_witness(ROLES[who], AppointWitness(str(story.memory.key()), URL), NOW)


@given("日志请见证人见证")
@when("日志请见证人见证")
def _(story: Story) -> None:
    sequence()
    assert ask_witnesses(NOW, story.send) == 2


@when(parsers.parse("见证人{reply}，过了 {hours:d} 小时"))
def _(story: Story, reply: str, hours: int) -> None:
    sequence()
    assert ask_witnesses(NOW, lambda _, __: REPLIES[reply]) == 0
    story.hours = hours


@when(parsers.re("审计管理员因“(?P<reason>.*)”停用见证人"))
def _(story: Story, reason: str) -> None:
    with story.attempt():
        dismiss_witness(AUDITOR, DismissWitness(Witness.objects.get().pk, reason), NOW)


@then(parsers.parse("“{name}”的状态是“{standing}”"))
def _(story: Story, name: str, standing: str) -> None:
    at = NOW + timedelta(hours=story.hours)
    (row,) = witnesses(AUDITOR, at)
    assert (row.name, row.standing) == (name, STANDINGS[standing])
    alarming = row.standing in {WitnessStanding.SILENT, WitnessStanding.REFUSING}
    assert (len(witness_alarms(AUDITOR, at)), bool(row.said)) == (alarming, alarming)


@then("被拒绝")
def _(story: Story) -> None:
    assert story.refusal is not None


@then("没有在任的见证人")
def _() -> None:
    assert witnesses(AUDITOR, NOW) == []


@then(parsers.parse("公众仍看到“{name}”见证过"))
def _(name: str) -> None:
    (line,) = witness_lines()
    assert (line.name, line.ended_at) == (name, NOW)
    assert line.size > 0


def elsewhere() -> None:
    """A department outside the county of the auditor."""
    make_region("620798", "邻县")
    make_department("LXSJ", "620798")


class TestAppointing:
    @pytest.mark.parametrize("key", ["", "nonsense", "a+b+c", str(VerifierKey("log.example", bytes(32)))])
    def test_wants_the_key_of_a_witness(self, key: str) -> None:
        with pytest.raises(RuleBroken, match="公钥"):
            appoint_witness(AUDITOR, AppointWitness(key, URL), NOW)

    def test_the_same_name_twice_is_refused_even_with_another_key(self) -> None:
        appoint_witness(AUDITOR, AppointWitness(KEY, URL), NOW)
        other = str(VerifierKey("justice.example", bytes(32), KeyKind.COSIGNATURE))
        for key in (KEY, other):
            with pytest.raises(RuleBroken, match="已登记过"):
                appoint_witness(AUDITOR, AppointWitness(key, URL), NOW)

    @pytest.mark.parametrize(
        "url",
        [
            *(
                "",
                "justice.example",
                "ftp://justice.example",
                "file:///etc/passwd",
                "https://",
                "https://u:p@justice.example",
                "http://[::1",
            ),
            *(
                "https://a b",
                "https://justice.example/?q=1",
                "https://例子.example",
                "https://x:99999",
                "https://x/" + "x" * 300,
            ),
        ],
    )
    def test_wants_an_address_on_the_network(self, url: str) -> None:
        with pytest.raises(RuleBroken, match="地址"):
            require_witness_address(url)

    def test_is_for_who_sees_the_whole_home(self) -> None:
        """The log is one for all regions: a part of them does not choose its witnesses."""
        elsewhere()
        with pytest.raises(NotFound):
            appoint_witness(AUDITOR, AppointWitness(KEY, URL), NOW)
        made = appoint_witness(SYSTEM, AppointWitness(KEY, URL), NOW)
        assert witnesses(AUDITOR, NOW) == []
        with pytest.raises(NotFound):
            dismiss_witness(AUDITOR, DismissWitness(made.witness, "x"), NOW)

    def test_dismissing_twice_finds_nobody(self) -> None:
        made = appoint_witness(AUDITOR, AppointWitness(KEY, URL), NOW)
        dismiss_witness(AUDITOR, DismissWitness(made.witness, "撤并"), NOW)
        with pytest.raises(NotFound):
            dismiss_witness(AUDITOR, DismissWitness(made.witness, "撤并"), NOW)

    def test_is_not_for_who_runs_the_machine(self) -> None:
        with pytest.raises(NotPermitted):
            witnesses(KEEPER, NOW)


class TestThePage:
    def test_appoints_and_dismisses(self) -> None:
        client = acting(AUDITOR)
        assert client.get("/admin/witnesses/").status_code == 200
        assert client.post("/admin/witnesses/", {"key": KEY, "url": URL}).status_code in {302, 303}
        page = client.get("/admin/witnesses/").content.decode()
        assert "justice.example" in page
        assert "尚未见证" in page
        pk = Witness.objects.get().pk
        assert client.post(f"/admin/witnesses/{pk}/dismiss/", {"reason": "撤并"}).status_code in {302, 303}
        assert witnesses(AUDITOR, NOW) == []

    def test_says_at_the_form_what_is_wrong(self) -> None:
        answer = acting(AUDITOR).post("/admin/witnesses/", {"key": "nonsense", "url": URL})
        assert (answer.status_code, "公钥不对" in answer.content.decode(), Witness.objects.count()) == (409, True, 0)

    def test_changes_nothing_on_get_and_is_for_auditors(self) -> None:
        before = Entry.objects.count()
        acting(AUDITOR).get("/admin/witnesses/", {"key": KEY, "url": URL})
        assert acting(AUDITOR).get("/admin/witnesses/1/dismiss/").status_code == 405
        assert acting(KEEPER).get("/admin/witnesses/").status_code == 403
        assert acting(KEEPER).post("/admin/witnesses/", {"key": KEY, "url": URL}).status_code == 403
        assert (Entry.objects.count(), Witness.objects.count()) == (before, 0)


class TestTheTextsUnderTheHashes:
    def test_are_given_to_who_audits_the_whole_home(self) -> None:
        appoint_witness(AUDITOR, AppointWitness(KEY, URL), NOW)
        size, client = sequence(), acting(AUDITOR)
        answer = client.get(f"/log/tile/entries/000.p/{size}")
        assert client.get(f"/log/tile/entries/000.p/{size + 1}").status_code == 404
        assert client.get("/log/tile/entries/nonsense").status_code == 404
        hashes = [bytes(leaf) for leaf in Leaf.objects.order_by("index").values_list("leaf_hash", flat=True)]
        assert [leaf_hash(body) for body in read_bundle(answer.content)] == hashes
        assert answer.headers["Cache-Control"] == "private, no-store"

    def test_are_not_given_for_a_part_of_it(self) -> None:
        elsewhere()
        sequence()
        assert acting(AUDITOR).get("/log/tile/entries/000.p/1").status_code == 404
        assert acting(KEEPER).get("/log/tile/entries/000.p/1").status_code == 403
