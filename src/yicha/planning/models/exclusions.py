from django.db import models

from yicha.draws.models import Draw
from yicha.kernel.models import Entry


class Exclusion(models.Model):
    """Who was kept out of a line at a freeze, and the entry of the ledger that says so: without one nobody is kept out."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="+")
    sid = models.CharField(max_length=64)
    line_id = models.CharField(max_length=60)
    code = models.CharField(max_length=32)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["draw", "sid", "line_id"], name="exclusion_once_in_a_line"),)

    def __str__(self) -> str:
        return f"{self.sid} {self.line_id} {self.code}"
