from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.inspections"
    label = "inspections"
