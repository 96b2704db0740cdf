"""`/docs/`"""

from django.urls import path

from yicha.help.web import pages

app_name = "help"
urlpatterns = [
    path("", pages.index, name="index"),
    path("roles/<slug:role>/", pages.guide, name="guide"),
    path("clauses/", pages.clauses, name="clauses"),
    path("clauses/<str:code>/", pages.clause, name="clause"),
    path("components/", pages.components, name="components"),
]
