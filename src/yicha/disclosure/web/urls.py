from django.urls import path

from yicha.disclosure.web import pages, steps

app_name = "disclosure"

urlpatterns = [
    path("", pages.results, name="results"),
    path("publish/", steps.publish_many, name="publish_many"),
    path("<int:pk>/", pages.result, name="result"),
    path("<int:pk>/publish/", steps.publish, name="publish"),
    path("<int:pk>/withdraw/", steps.withdraw, name="withdraw"),
]
