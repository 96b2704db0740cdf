"""The program's settings without what makes it a program."""

from pathlib import Path

from yicha.config.settings import *  # noqa: F403 settings are made so

ROOT_URLCONF = "yicha.config.bench.bare"
MIDDLEWARE = []
TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [Path(__file__).parent / "templates"]},
]
