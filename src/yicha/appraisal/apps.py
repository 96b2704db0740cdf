from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.appraisal"
    label = "appraisal"
