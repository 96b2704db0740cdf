"""What every step answers: done, the page anew; refused, the page with the form and why."""

from yicha.followups.web.pages import one_follow_up
from yicha.shell.answers import steps_on

acted = steps_on("followups/follow_up.html", "followups:follow_up", one_follow_up)
