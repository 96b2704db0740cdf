"""监管资源: systems, mechanisms, equipment and people outside the register of officers that can be called upon."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yicha.duties.types import ResourceKind


class Resource(models.Model):
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    department = models.CharField(max_length=40)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=100)
    contact = models.CharField(max_length=200)
    available = models.CharField(max_length=200)
    items = ArrayField(models.CharField(max_length=60), default=list)
    retired_on = models.DateField(null=True)
    retired_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region_path", "department", "name"], name="resource_once"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in ResourceKind]), name="resource_kind"),
            models.CheckConstraint(condition=~Q(contact=""), name="resource_can_be_reached"),
            models.CheckConstraint(condition=Q(retired_on__isnull=True) | ~Q(retired_because=""), name="resource_retired_why"),
        )

    def __str__(self) -> str:
        return self.name
