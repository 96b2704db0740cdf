from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.imports"
    label = "imports"
