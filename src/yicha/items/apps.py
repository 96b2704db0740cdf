from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.items"
    label = "items"
