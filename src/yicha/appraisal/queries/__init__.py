"""Reads for who supervises: departures from the ordinary course, and whether the clocks of results are kept."""

from yicha.appraisal.queries.deadlines import standings, terms
from yicha.appraisal.queries.departures import departures, with_visits
from yicha.appraisal.queries.meetings import paired

__all__ = ["departures", "paired", "standings", "terms", "with_visits"]
