"""规则推演: what was asked, and what came out. It touches no plan, draw or programme."""

from django.db import models

from yicha.draws.models import Draw


class Simulation(models.Model):
    """`changes`: pairs of (parameter, amount). `before`, `after`: an `Outlook` each, empty until computed."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    year = models.SmallIntegerField()
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="+")
    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    changes = models.JSONField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.year} {self.changes}"
