from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.disclosure"
    label = "disclosure"
