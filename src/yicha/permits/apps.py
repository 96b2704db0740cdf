from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.permits"
    label = "permits"
