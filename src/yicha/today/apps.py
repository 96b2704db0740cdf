from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.today"
    label = "today"
