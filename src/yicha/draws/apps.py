from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.draws"
    label = "draws"
