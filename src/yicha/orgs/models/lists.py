"""How a person keeps the lists: columns that are left out, and filters under a name."""

from django.db import models
from django.db.models import UniqueConstraint

from yicha.orgs.models.registers import ACTOR_LENGTH


class ListChoice(models.Model):
    """`off`: keys of the columns that this person does not want to see in this list."""

    account = models.CharField(max_length=ACTOR_LENGTH)
    listing = models.CharField(max_length=40)
    off = models.JSONField(default=list)

    class Meta:
        constraints = (UniqueConstraint(fields=["account", "listing"], name="list_choice_once"),)

    def __str__(self) -> str:
        return f"{self.account} {self.listing}"


class SavedView(models.Model):
    """`query` is what stands behind the question mark of the list's address."""

    account = models.CharField(max_length=ACTOR_LENGTH)
    listing = models.CharField(max_length=40)
    name = models.CharField(max_length=20)
    query = models.CharField(max_length=1000)

    class Meta:
        constraints = (UniqueConstraint(fields=["account", "listing", "name"], name="saved_view_name"),)

    def __str__(self) -> str:
        return f"{self.account} {self.listing} {self.name}"
