"""`/`, `/notices/`, `/search/`"""

from django.urls import path

from yicha.today.web import pages

app_name = "today"
urlpatterns = [
    path("", pages.today, name="today"),
    path("notices/", pages.notices, name="notices"),
    path("notices/<uuid:notification>/", pages.open_notice, name="open_notice"),
    path("urge/", pages.urge, name="urge"),
    path("search/", pages.search, name="search"),
]
