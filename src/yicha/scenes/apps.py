from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.scenes"
    label = "scenes"
