from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.levels"
    label = "levels"
