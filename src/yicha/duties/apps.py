from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.duties"
    label = "duties"
