"""The screens of 法定参数: which numbers hold, on what basis, and what a place lays down for itself."""

from django.urls import path

from yicha.norms.web import pages

app_name = "norms"
urlpatterns = [
    path("", pages.listed, name="norms"),
    path("calendar/", pages.calendar, name="calendar"),
    path("calendar/load/", pages.load, name="load_calendar"),
    path("<str:code>/", pages.one, name="norm"),
    path("<str:code>/change/", pages.change, name="change_norm"),
]
