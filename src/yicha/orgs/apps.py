from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.orgs"
    label = "orgs"
