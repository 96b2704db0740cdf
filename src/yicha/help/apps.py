from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.help"
    label = "help"
