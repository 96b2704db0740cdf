"""The screens of 后续处置: the desk by due date, and the page of one matter with all that can be done about it."""

from django.urls import path

from yicha.followups.web import order_steps, pages, spread, steps

app_name = "followups"
urlpatterns = [
    path("", pages.desk, name="follow_ups"),
    path("spread/", spread.spread, name="spread"),
    path("circulars/new/", spread.new_circular, name="new_circular"),
    path("circulars/<int:circular>/", spread.circular_page, name="circular"),
    path("circulars/<int:circular>/acknowledge/", spread.acknowledge, name="acknowledge"),
    path("<int:follow_up>/", pages.follow_up_page, name="follow_up"),
    path("<int:follow_up>/order.pdf", pages.order_paper, name="order_paper"),
    path("<int:follow_up>/photos/<int:place>/", pages.photo, name="photo"),
    path("<int:follow_up>/decide/", steps.decide, name="decide"),
    path("<int:follow_up>/settle/", steps.settle, name="settle"),
    path("<int:follow_up>/drop/", steps.drop, name="drop"),
    path("<int:follow_up>/educate/", steps.educate, name="educate"),
    path("<int:follow_up>/issue/", order_steps.issue, name="issue"),
    path("<int:follow_up>/deliver/", order_steps.deliver, name="deliver"),
    path("<int:follow_up>/report/", order_steps.report, name="report"),
    path("<int:follow_up>/recheck/", order_steps.recheck, name="recheck"),
    path("<int:follow_up>/conclude/", order_steps.conclude, name="conclude"),
    path("<int:follow_up>/withdraw/", order_steps.withdraw, name="withdraw"),
]
