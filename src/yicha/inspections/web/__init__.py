"""One visit on screens: `/visits/` for the office, `/check/` for the officer's phone."""

from django.urls import URLPattern, path

from yicha.inspections.web import export, notices, objections, office, phone, problems, progress, question, review, signing, stopping, tasks

app_name = "inspections"
urlpatterns: list[URLPattern] = [
    path("progress/", progress.years, name="progress"),
    path("progress/<int:pk>/", progress.programme, name="programme_progress"),
    path("visits/", office.visit_list, name="visits"),
    path("visits/export.xlsx", export.export, name="export"),
    path("visits/notices/", notices.issue_many, name="issue_many"),
    path("visits/notices.zip", notices.printed_week, name="printed_week"),
    path("visits/review/", review.waiting, name="review"),
    path("visits/tasks/", tasks.unsigned, name="tasks"),
    path("visits/objections/", objections.waiting, name="objections"),
    path("visits/problems/", problems.problems, name="problems"),
    path("visits/<int:inspection>/", office.visit_page, name="visit"),
    path("visits/<int:inspection>/notice/", notices.issue, name="issue"),
    path("visits/<int:inspection>/notice.pdf", notices.printed, name="notice"),
    path("visits/<int:inspection>/record/", office.record_page, name="record"),
    path("visits/<int:inspection>/photos/<int:place>/", office.photo, name="photo"),
    path("visits/<int:inspection>/cancel/", office.cancel, name="cancel"),
    path("visits/<int:inspection>/stop/", stopping.stop, name="stop"),
    path("visits/<int:inspection>/stopped/", stopping.stopped, name="stopped"),
    path("visits/<int:inspection>/objection/", objections.called, name="objection"),
    path("visits/<int:inspection>/objection/decide/", objections.decide, name="decide_objection"),
    path("visits/<int:inspection>/return/<str:department>/", review.give_back, name="return"),
    path("check/", phone.mine, name="check"),
    path("check/<int:inspection>/", phone.overview, name="site"),
    path("check/<int:inspection>/code/", phone.code, name="code"),
    path("check/<int:inspection>/task/", tasks.own_task, name="task"),
    path("check/<int:inspection>/rest/", question.rest, name="rest"),
    path("check/<int:inspection>/sign/", signing.sign, name="sign"),
    path("check/<int:inspection>/submit/", signing.submit, name="submit"),
    path("check/<int:inspection>/<int:place>/", question.question, name="question"),
    path("check/<int:inspection>/<int:place>/photo/", question.add_photo, name="add_photo"),
]
