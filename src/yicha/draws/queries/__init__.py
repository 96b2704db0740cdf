"""What other rooms may read of this one. What stands in `public.py` is for everybody."""

from yicha.draws.queries.ceremonies import (
    assigned,
    bundle,
    draw,
    draw_numbered,
    draws,
    full_zip,
    latest_of,
    lost_of,
    outcome,
    selected,
    selected_if,
    shortages,
    to_check,
    upcoming_number,
    waves_opening,
)
from yicha.draws.queries.duties import DrawStanding, draws_standing
from yicha.draws.queries.figures import exclusions, line_figures, public_exclusions
from yicha.draws.queries.invitations import invited
from yicha.draws.queries.issues import game_calendar, upcoming_issues
from yicha.draws.queries.logged import log_of, log_terms
from yicha.draws.queries.public import (
    challenges,
    draw_that_chose,
    drawn_lists,
    inquiry,
    is_logged,
    manifest_seen,
    public_draw,
    public_draws,
    public_files,
    public_zip,
    standing,
    tickets,
)
from yicha.draws.queries.replays import replays
from yicha.draws.queries.sealed import OPEN_FOR, names_closed, sealed_readings
from yicha.draws.queries.witnessing import witnesses, witnesses_in_time

__all__ = [
    "OPEN_FOR",
    "DrawStanding",
    "assigned",
    "bundle",
    "challenges",
    "draw",
    "draw_numbered",
    "draw_that_chose",
    "drawn_lists",
    "draws",
    "draws_standing",
    "exclusions",
    "full_zip",
    "game_calendar",
    "inquiry",
    "invited",
    "is_logged",
    "latest_of",
    "line_figures",
    "log_of",
    "log_terms",
    "lost_of",
    "manifest_seen",
    "names_closed",
    "outcome",
    "public_draw",
    "public_draws",
    "public_exclusions",
    "public_files",
    "public_zip",
    "replays",
    "sealed_readings",
    "selected",
    "selected_if",
    "shortages",
    "standing",
    "tickets",
    "to_check",
    "upcoming_issues",
    "upcoming_number",
    "waves_opening",
    "witnesses",
    "witnesses_in_time",
]
