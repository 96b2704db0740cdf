from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "yicha.dossier"
    label = "dossier"
