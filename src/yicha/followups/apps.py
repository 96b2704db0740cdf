from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.followups"
    label = "followups"
