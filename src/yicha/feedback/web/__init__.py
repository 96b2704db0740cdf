"""/feedback/: what enterprises and passers-by say, as the offices see it."""

from django.urls import path

from yicha.feedback.web import petitions, ratings, reports

app_name = "feedback"

urlpatterns = [
    path("ratings/", ratings.totals, name="ratings"),
    path("ratings/opened/", ratings.opened, name="opened"),
    path("ratings/<uuid:rating>/open/", ratings.open_one, name="open"),
    path("petitions/", petitions.waiting, name="petitions"),
    path("petitions/<int:pk>/", petitions.one, name="petition"),
    path("reports/", reports.inbox, name="reports"),
    path("reports/<int:report>/", reports.one, name="report"),
    path("reports/<int:report>/photos/<int:place>/", reports.photo, name="report_photo"),
    path("reports/<int:report>/contact/", reports.contact, name="report_contact"),
    path("reports/<int:report>/forward/", reports.forward, name="forward_report"),
    path("reports/<int:report>/answer/", reports.answer, name="answer_report"),
    path("reports/<int:report>/close/", reports.close, name="close_report"),
]
