"""One visit on screens: `/visits/` for the office, `/check/` for the officer's phone."""

from django.urls import URLPattern, path

from yicha.inspections.web import notices, office, phone, question, review, signing

app_name = "inspections"
urlpatterns: list[URLPattern] = [
    path("visits/", office.visit_list, name="visits"),
    path("visits/export.xlsx", office.export, name="export"),
    path("visits/notices/", notices.issue_many, name="issue_many"),
    path("visits/notices.zip", notices.printed_week, name="printed_week"),
    path("visits/review/", review.waiting, name="review"),
    path("visits/<int:pk>/", office.visit_page, name="visit"),
    path("visits/<int:pk>/notice/", notices.issue, name="issue"),
    path("visits/<int:pk>/notice.pdf", notices.printed, name="notice"),
    path("visits/<int:pk>/record/", office.record_page, name="record"),
    path("visits/<int:pk>/photos/<int:place>/", office.photo, name="photo"),
    path("visits/<int:pk>/cancel/", office.cancel, name="cancel"),
    path("visits/<int:pk>/return/<str:department>/", review.give_back, name="return"),
    path("check/", phone.mine, name="check"),
    path("check/<int:pk>/", phone.overview, name="site"),
    path("check/<int:pk>/code/", phone.code, name="code"),
    path("check/<int:pk>/rest/", question.rest, name="rest"),
    path("check/<int:pk>/sign/", signing.sign, name="sign"),
    path("check/<int:pk>/submit/", signing.submit, name="submit"),
    path("check/<int:pk>/<int:place>/", question.question, name="question"),
    path("check/<int:pk>/<int:place>/photo/", question.add_photo, name="add_photo"),
]
