"""The program's settings without what makes it a program: for the naive way of `yicha bench pages` (demo/bench)."""

from pathlib import Path

from yicha.config.settings import *  # noqa: F403 settings are made so

ROOT_URLCONF = "yicha.demo.bench.bare"
MIDDLEWARE = []
TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [Path(__file__).parents[1] / "demo/bench/templates"]},
]
