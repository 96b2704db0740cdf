from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.lookups"
    label = "lookups"
