from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.feedback"
    label = "feedback"
