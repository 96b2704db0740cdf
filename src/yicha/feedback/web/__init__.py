"""/feedback/: what enterprises say, as the offices see it."""

from django.urls import path

from yicha.feedback.web import petitions, ratings

app_name = "feedback"

urlpatterns = [
    path("ratings/", ratings.totals, name="ratings"),
    path("ratings/opened/", ratings.opened, name="opened"),
    path("ratings/<uuid:rating>/open/", ratings.open_one, name="open"),
    path("petitions/", petitions.waiting, name="petitions"),
    path("petitions/<int:pk>/", petitions.one, name="petition"),
]
