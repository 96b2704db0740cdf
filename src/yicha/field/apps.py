from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.field"
    label = "field"
