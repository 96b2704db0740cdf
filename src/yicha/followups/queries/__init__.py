"""Reads of follow-ups and orders, in the actor's jurisdiction only."""

from yicha.followups.queries.desk import due_first, follow_up, follow_ups
from yicha.followups.queries.orders import late_orders, order, order_terms, orders_of_subject, running_orders
from yicha.followups.queries.papers import paper_of, pdf_of
from yicha.followups.queries.problems import earlier_problems, problems_of
from yicha.followups.queries.spread import circular, circulars, spread_of, spread_problems

__all__ = [
    "circular",
    "circulars",
    "due_first",
    "earlier_problems",
    "follow_up",
    "follow_ups",
    "late_orders",
    "order",
    "order_terms",
    "orders_of_subject",
    "paper_of",
    "pdf_of",
    "problems_of",
    "running_orders",
    "spread_of",
    "spread_problems",
]
