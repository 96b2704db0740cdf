from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.portal"
    label = "portal"
