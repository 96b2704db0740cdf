"""Addresses (`contract.md` §4). Every route declares its permission or is public, or the program does not start."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
