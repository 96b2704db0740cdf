"""`/scenes/export/`: the scenes of a tab as a file, in the columns that a person sees and in his order."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.kernel.tables.writing import Cell
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking
from yicha.scenes.types import ScenePermission
from yicha.scenes.web.cards import Card
from yicha.scenes.web.pages import COLUMNS, NAME, TABS, by_tab, carded, listed, tab_asked
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked


@require_POST
@requires(ScenePermission.READ)
def export(request: HttpRequest) -> HttpResponse:
    """It leaves a mark in the trail: who took how many rows."""
    return take_out(request, leaving)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    tab, on, chosen = tab_asked(query), at.date(), columns_asked(query, COLUMNS)
    rows, columns = listed(actor, by_tab(actor, on).get(tab, ()), query, on), (NAME, *(COLUMNS if chosen is None else chosen))
    taking = Taking("scenes", ScenePermission.READ, address_of("scenes:export", query, ("tab",)), str(TABS[tab]), len(rows))
    return Leaving(
        taking, f"scenes-{at:%Y%m%d}.xlsx", lambda path: write_list(path, _("检查场景"), columns, map(cells, carded(actor, rows, on)))
    )


def cells(card: Card) -> dict[str, Cell]:
    """In the words of the page."""
    return {
        "name": card.name,
        "lead": "、".join((card.lead, *card.others)),
        "subjects": "—" if card.subjects is None else card.subjects,
        "items": card.items,
        "questions": _("原 %(alone)s 问 → %(merged)s 问") % {"alone": card.form.alone, "merged": card.questions},
        "state": card.state,
        "valid_from": card.valid_from.isoformat() if card.valid_from else "—",
    }
