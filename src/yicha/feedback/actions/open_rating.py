from datetime import datetime

from django.db import IntegrityError

from yicha.feedback.models import Opening
from yicha.feedback.queries.ratings import opened_ratings, sealed_ratings
from yicha.feedback.rules import ratings as rules
from yicha.feedback.types import FeedbackPermission, OpenRating, RatingOpened
from yicha.inspections.queries import inspection
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.limits import broken_limit
from yicha.kernel.notifications import Message, notify
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import holders_for
from yicha.planning.queries import visit


@use_case(may=FeedbackPermission.OPEN_RATING, clause="R-PROC-6 WY-5.8b")
def open_rating(actor: Actor, command: OpenRating, at: datetime, /) -> RatingOpened:
    """开封: the legal supervisor learns who said it, with a reason that stays; the enterprise is told."""
    sealed = next((one for one in sealed_ratings(actor) if one.rating == command.rating), None) or absent("R-PROC-6")
    rules.require_reason(command.reason, "R-PROC-6")
    reason = command.reason.strip()
    try:
        Opening.objects.bulk_create([Opening(rating_id=sealed.rating, reason=reason, by=actor.id, at=at)])
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    opened = next(one for one in opened_ratings(actor) if one.rating == sealed.rating)
    planned = visit(actor, inspection(actor, opened.inspection).visit)
    text = f"司法行政部门看了您对这次检查的评价，理由：{reason}。部门看不到。"
    notify([Message(account, "您的评价被开封", text, "/firm/record/") for account in holders_for(planned.sid, at)], at)
    return RatingOpened(sealed.rating, sealed.department, reason)
