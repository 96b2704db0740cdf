"""Results in public."""

from tests.ready.inspections import conclude_department
from tests.ready.world import Ready, World, do, maker
from yicha.disclosure.types import DraftPublication, PublishResult, WithdrawPublication


@maker
def draft_publication(world: World) -> Ready:
    concluded = conclude_department(world)
    done = do("conclude_department", concluded.command, concluded.at)
    return Ready(DraftPublication(done.inspection, done.department, done.sid, done.outcome, done.checked_at), concluded.at)


@maker
def publish_result(world: World) -> Ready:
    ready = draft_publication(world)
    return Ready(PublishResult(do("draft_publication", ready.command, ready.at).publication), ready.at)


@maker
def withdraw_publication(world: World) -> Ready:
    published = publish_result(world)
    do("publish_result", published.command, published.at)
    return Ready(WithdrawPublication(published.command.publication, "登错主体"), published.at)
