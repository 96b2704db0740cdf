from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.enterprise"
    label = "enterprise"
