"""A small room for the kernel's own tests: things, and notes that follow from them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import connection, models

from yicha.kernel.actor import Actor
from yicha.kernel.guard import GuardedTable
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.outbox import Handler
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import REGION, RUN_SQL
from yicha.kernel.testing import actor as person
from yicha.kernel.use_case import use_case

CLERK = person("sample.add", "sample.rename", RUN_SQL, department="market")
STRANGER = Actor("u2", "李四")
AWAY = person("sample.rename", id="u3", region="62/6299")


class Thing(models.Model):
    title = models.CharField(max_length=200)
    region_path = models.CharField(max_length=80)
    department = models.CharField(max_length=40)
    objects: ClassVar[models.Manager["Thing"]] = models.Manager()  # the plugin sees only installed rooms

    class Meta:
        app_label = "sample"
        db_table = "sample_thing"
        managed = False

    def __str__(self) -> str:
        return self.title


class Note(models.Model):
    thing = models.BigIntegerField()
    title = models.CharField(max_length=200)
    objects: ClassVar[models.Manager["Note"]] = models.Manager()

    class Meta:
        app_label = "sample"
        db_table = "sample_note"
        managed = False

    def __str__(self) -> str:
        return self.title


def create_tables() -> None:
    with connection.schema_editor() as editor:
        for model in (Thing, Note):
            editor.create_model(model)
            editor.execute(str(GuardedTable(model._meta.db_table).sql))


@dataclass(frozen=True)
class AddThing:
    title: str


@dataclass(frozen=True)
class ThingAdded:
    thing: int
    title: str

    @property
    def about(self) -> str:
        return f"thing:{self.thing}"


@dataclass(frozen=True)
class RenameThing:
    thing: int
    title: str


@dataclass(frozen=True)
class ThingRenamed:
    thing: int
    title: str

    @property
    def about(self) -> str:
        return f"thing:{self.thing}"


@dataclass(frozen=True)
class NoteTaken:
    note: int

    @property
    def about(self) -> str:
        return f"note:{self.note}"


@use_case(may="sample.add", clause="T-1 T-2")
def add_thing(actor: Actor, command: AddThing, at: datetime, /) -> ThingAdded:
    thing = Thing.objects.create(title=command.title, region_path=REGION, department="market")
    return ThingAdded(thing.pk, thing.title)


@use_case(may="sample.rename", clause="T-2")
def rename_thing(actor: Actor, command: RenameThing, at: datetime, /) -> ThingRenamed:
    thing = fetch(actor, Thing.objects.all(), clause="T-2", pk=command.thing)
    thing.title = command.title
    thing.save()
    return ThingRenamed(thing.pk, thing.title)


REFUSED = "refuse"  # a test mends the cause by changing it
pause: Callable[[], None] = lambda: None  # noqa: E731 the killed worker's test puts a long one here


@use_case(may="sample.note", clause="T-3")
def take_note(actor: Actor, command: ThingAdded, at: datetime, /) -> NoteTaken:
    note = Note.objects.create(thing=command.thing, title=command.title)
    if REFUSED in command.title:
        raise RuleBroken("不予受理", clause="T-3")
    if "crash" in command.title:
        raise ZeroDivisionError("程序出错")
    pause()
    return NoteTaken(note.pk)


HANDLERS = [Handler(ThingAdded, take_note, lambda event: event)]
