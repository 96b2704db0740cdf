"""监管事项: what may be checked. A code keeps its versions; only one of them is in force on a day."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from yicha.items.types import ItemClass, ItemStatus


class Item(models.Model):
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    department = models.CharField(max_length=40)
    check_class = models.CharField(max_length=60)
    legal_basis = models.TextField()
    item_class = models.CharField(max_length=10)
    valid = DateRangeField()
    status = models.CharField(max_length=10, default=ItemStatus.PROPOSED.value)
    check_points = models.JSONField(default=list)
    materials = models.JSONField(default=list)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(item_class__in=[kind.value for kind in ItemClass]), name="item_class"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in ItemStatus]), name="item_status"),
            models.CheckConstraint(condition=~Q(legal_basis=""), name="item_has_legal_basis"),
            models.UniqueConstraint(
                fields=["region_path", "code"], condition=Q(status=ItemStatus.PROPOSED.value), name="item_one_proposal"
            ),
            ExclusionConstraint(
                name="item_one_in_force",
                expressions=[
                    ("region_path", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=Q(status=ItemStatus.PUBLISHED.value),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
