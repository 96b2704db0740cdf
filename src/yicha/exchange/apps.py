from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.exchange"
    label = "exchange"
