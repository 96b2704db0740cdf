from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Tags, register
from django.db.models import CharField

from yicha.kernel.access import undeclared_routes
from yicha.kernel.clock import shifted_clock
from yicha.kernel.guard import unguarded_tables
from yicha.kernel.one_of import OneOf


class RoomConfig(AppConfig):
    name = "yicha.kernel"
    label = "kernel"

    def ready(self) -> None:
        CharField.register_lookup(OneOf)
        register(undeclared_routes, Tags.urls)
        register(shifted_clock, Tags.security)
        register(unguarded_tables, Tags.database)
        import_module(settings.YICHA_WIRING)
