from datetime import datetime

from django.db import IntegrityError

from yicha.feedback.models import Rating
from yicha.feedback.queries.ratings import conduct_rules, own_inspection
from yicha.feedback.rules import ratings as rules
from yicha.feedback.types import FeedbackPermission, RateVisit, VisitRated
from yicha.kernel.actor import Actor
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case


@use_case(may=FeedbackPermission.RATE, clause="R-PROC-6 LYG-4.5 WS-3.3")
def rate_visit(actor: Actor, command: RateVisit, at: datetime, /) -> VisitRated:
    """评价: by the enterprise that was visited, once, each department by itself. From here on not even it can read what it said."""
    row = own_inspection(actor, command.inspection)
    known = {rule.code for rule in conduct_rules(row.region_path, at.date())}
    rules.require_ratings(command.ratings, rules.rateable(row), known)
    made = [
        Rating(
            region_path=row.region_path,
            inspection_id=row.id,
            department=one.department,
            year=at.year,
            grade=one.grade.value,
            broken=list(dict.fromkeys(one.broken)),
        )
        for one in command.ratings
    ]
    try:
        Rating.objects.bulk_create(made)
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    return VisitRated(len(made))
