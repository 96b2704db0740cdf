"""What goes up to the levels above."""

from datetime import timedelta

from tests.ready.inspections import conclude_department
from tests.ready.permits import define_permit_kind
from tests.ready.world import SID, Ready, World, do, maker
from yicha.engines.quality.tests.makers import invented_uscc
from yicha.exchange.queries import (
    batches,
    data_resources,
    folder_of,
    measures_entered,
    messages,
    partners,
    records,
    shares_open,
    source_differences,
    subscriptions,
)
from yicha.exchange.rules.layouts import CHECKS
from yicha.exchange.testing import given_row, match_items, measure_said, name_subject, receipt, resource_draft
from yicha.exchange.types import (
    AnswerShare,
    ApprovePartner,
    ApproveSubscription,
    AskShare,
    BuildBatch,
    CheckShare,
    CompareSources,
    ConfirmBatch,
    CorrectMeasure,
    EndPartner,
    EndSubscription,
    EnterMeasure,
    ExplainDifference,
    FlowBack,
    MapCheck,
    MendRecord,
    NoteFailed,
    NoteMessage,
    NoteSent,
    ProposePartner,
    ProposeSubscription,
    PutReceiptAside,
    RecordRow,
    RereadChecks,
    ResendMessage,
    SettleReceipt,
    StepDataResource,
    TakeRecords,
    TellSubscribers,
    Topic,
    Way,
    WithdrawChecks,
    WithdrawGiven,
    WithdrawRecord,
)
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.permits.testing import permit_row
from yicha.permits.types import ReceivePermits

MEASURE = "punish_action"
PROPOSER = make_actor(Role.SECURITY_ADMIN, name="guard")


@maker
def map_check(world: World) -> Ready:
    concluded = conclude_department(world)
    done = do("conclude_department", concluded.command, concluded.at)
    match_items()
    name_subject(done.sid, invented_uscc(1))
    return Ready(MapCheck(done.inspection, done.department), concluded.at + timedelta(hours=1))


def waiting(world: World) -> RecordRow:
    known = list(records(SYSTEM)[:1])
    if not known:
        ready = map_check(world)
        do("map_check", ready.command, ready.at)
    return records(SYSTEM)[0]  # type: ignore[no-any-return]  # a row of a page


@maker
def mend_record(world: World) -> Ready:
    return Ready(MendRecord(waiting(world).id))


@maker
def withdraw_record(world: World) -> Ready:
    return Ready(WithdrawRecord(waiting(world).id, "检查对象登记错了"))


def mapped_part(world: World) -> tuple[int, str]:
    """The part of an inspection behind the record that waits."""
    _, inspection, department, _ = waiting(world).key.split("-", 3)
    return int(inspection), department


@maker
def withdraw_checks(world: World) -> Ready:
    return Ready(WithdrawChecks(*mapped_part(world), "公示已撤回"))


@maker
def reread_checks(world: World) -> Ready:
    return Ready(RereadChecks(*mapped_part(world)))


@maker
def take_records(world: World) -> Ready:
    return Ready(TakeRecords(REGION, "SCJG", CHECKS, (given_row("A1"), given_row("A2", check_result="99"))))


@maker
def enter_measure(world: World) -> Ready:
    return Ready(EnterMeasure(waiting(world).id, MEASURE, measure_said(MEASURE)))


def entered(world: World) -> int:
    """A penalty after the check that waits."""
    known = [one.id for one in measures_entered(SYSTEM, waiting(world).id)]
    return known[0] if known else int(do("enter_measure", enter_measure(world).command).record)


@maker
def correct_measure(world: World) -> Ready:
    return Ready(CorrectMeasure(entered(world), measure_said(MEASURE, punish_kind="罚款")))


@maker
def withdraw_given(world: World) -> Ready:
    ready = take_records(world)
    do("take_records", ready.command, ready.at)
    return Ready(WithdrawGiven(REGION, "SCJG", CHECKS, ("A1",), "报错了对象"))


@maker
def compare_sources(world: World) -> Ready:
    do("define_permit_kind", define_permit_kind(world).command)
    do("receive_permits", ReceivePermits(REGION, "审批局", (permit_row(7, sid=SID, name="名录里没有的名称"),)))
    return Ready(CompareSources(REGION))


@maker
def explain_difference(world: World) -> Ready:
    return Ready(ExplainDifference(differing(world), "分店的招牌名"))


def differing(world: World) -> int:
    if not source_differences(SYSTEM):
        do("compare_sources", compare_sources(world).command)
    return int(source_differences(SYSTEM)[0].id)


@maker
def build_batch(world: World) -> Ready:
    waiting(world)
    return Ready(BuildBatch(REGION, CHECKS))


def built(world: World) -> int:
    known = list(batches(SYSTEM)[:1])
    return known[0].id if known else int(do("build_batch", build_batch(world).command).batch)


@maker
def note_sent(world: World) -> Ready:
    return Ready(NoteSent(built(world)))


@maker
def take_receipt(world: World) -> Ready:
    built(world)
    return Ready(receipt(batches(SYSTEM)[0].number, accepted=[waiting(world).key]))


@maker
def flow_back(world: World) -> Ready:
    taken = take_receipt(world)
    do("take_receipt", taken.command)
    return Ready(FlowBack(REGION))


@maker
def note_failed(world: World) -> Ready:
    return Ready(NoteFailed(built(world), "对方答复 503"))


@maker
def confirm_batch(world: World) -> Ready:
    taken = take_receipt(world)
    return Ready(ConfirmBatch(do("take_receipt", taken.command).batch, held=True), NOW + timedelta(days=1))


@maker
def propose_partner(world: World) -> Ready:
    return Ready(ProposePartner(REGION, "省级平台", Way.API, "https://exchange.example.gov.cn/v1"))


def proposed(world: World) -> int:
    known = [one.id for one in partners(SYSTEM)]
    return known[0] if known else int(do("propose_partner", propose_partner(world).command, NOW, PROPOSER).partner)


@maker
def approve_partner(world: World) -> Ready:
    return Ready(ApprovePartner(proposed(world)))


@maker
def end_partner(world: World) -> Ready:
    return Ready(EndPartner(proposed(world), "换平台"))


@maker
def put_receipt_aside(world: World) -> Ready:
    return Ready(PutReceiptAside(proposed(world), "receipt.json", "0" * 32 + ".json", "读不懂回执：不是 JSON"))


def unread(world: World) -> int:
    """A receipt that nobody could make out, with its file."""
    ready = put_receipt_aside(world)
    (folder_of(ready.command.partner, "refused") / ready.command.file).write_text("{")
    return int(do("put_receipt_aside", ready.command).receipt)


@maker
def settle_receipt(world: World) -> Ready:
    return Ready(SettleReceipt(unread(world), "已请对方重发"))


@maker
def draft_data_resource(world: World) -> Ready:
    return Ready(resource_draft())


def drafted(world: World) -> int:
    known = [one.id for one in data_resources(SYSTEM)]
    return known[0] if known else int(do("draft_data_resource", resource_draft()).resource)


@maker
def review_data_resource(world: World) -> Ready:
    return Ready(StepDataResource(drafted(world)))


@maker
def publish_data_resource(world: World) -> Ready:
    resource = drafted(world)
    do("review_data_resource", StepDataResource(resource))
    return Ready(StepDataResource(resource))


@maker
def ask_share(world: World) -> Ready:
    made = publish_data_resource(world).command
    do("publish_data_resource", made)
    return Ready(AskShare(made.resource, "XFJY", "核对许可"), department="XFJY")


def asked(world: World) -> int:
    known = [one.id for one in shares_open(SYSTEM)]
    return known[0] if known else int(do("ask_share", ask_share(world).command).share)


@maker
def check_share(world: World) -> Ready:
    return Ready(CheckShare(asked(world)))


@maker
def answer_share(world: World) -> Ready:
    share = asked(world)
    do("check_share", CheckShare(share))
    return Ready(AnswerShare(share, granted=True))


@maker
def propose_subscription(world: World) -> Ready:
    topics = (Topic.RESULT_PUBLISHED, Topic.TASK_DISPATCHED)
    return Ready(ProposeSubscription(REGION, "SCJG", "市监业务系统", "https://oa.example.gov.cn/events", topics))


def named_system(world: World) -> int:
    known = [one.id for one in subscriptions(SYSTEM)]
    return known[0] if known else int(do("propose_subscription", propose_subscription(world).command, NOW, PROPOSER).subscription)


@maker
def approve_subscription(world: World) -> Ready:
    return Ready(ApproveSubscription(named_system(world)))


@maker
def end_subscription(world: World) -> Ready:
    return Ready(EndSubscription(named_system(world), "系统下线"))


@maker
def tell_subscribers(world: World) -> Ready:
    do("approve_subscription", approve_subscription(world).command)
    return Ready(TellSubscribers(Topic.RESULT_PUBLISHED, REGION, "publication:1", (("SCJG", ("联综查〔2026〕1号",)),)))


def told_system(world: World) -> int:
    known = [one.id for one in messages(SYSTEM)]
    if not known:
        do("tell_subscribers", tell_subscribers(world).command)
    return messages(SYSTEM)[0].id


@maker
def note_message(world: World) -> Ready:
    return Ready(NoteMessage(told_system(world), "对方答复 503"))


@maker
def resend_message(world: World) -> Ready:
    return Ready(ResendMessage(told_system(world)))
