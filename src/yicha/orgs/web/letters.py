"""Dead letters: what followed from an event and could not be done. Mend the cause, then have it done again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actions.retry_dead_letter import retry_dead_letter
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.outbox import dead_letters
from yicha.kernel.types import KernelPermission, RetryDeadLetter
from yicha.orgs.queries import is_whole_home
from yicha.shell.answers import see_other


@requires(KernelPermission.RETRY_DEAD_LETTER)
@require_safe
def letter_list(request: HttpRequest) -> HttpResponse:
    """The queue holds the matters of every region, so a part of the home is not enough."""
    rows = [(row, row.args.get("handler", row.task).rpartition(".")[2]) for row in dead_letters()] if _whole(request) else []
    return render(request, "orgs/letters.html", {"rows": rows})


@requires(KernelPermission.RETRY_DEAD_LETTER)
@require_POST
def retry(request: HttpRequest, job: int) -> HttpResponseBase:
    if not _whole(request):
        absent("WY-5.8b")
    retry_dead_letter(actor_of(request), RetryDeadLetter(job), now())
    messages.success(request, _("已重新投递，一分钟内见结果"))
    return see_other(reverse("orgs:letters"))


def _whole(request: HttpRequest) -> bool:
    return is_whole_home(actor_of(request))
