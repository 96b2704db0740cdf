"""The screens of 计划: plans of the departments, merge board, schedule."""

from django.urls import path

from yicha.planning.web import boards, campaigns, conference, effects, plans, rows, schedule, sparing, unplanned, uploads
from yicha.planning.web import boards, conference, effects, hours, plans, rows, schedule, unplanned, uploads

app_name = "planning"
urlpatterns = [
    path("plans/", plans.plans, name="plans"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/return/", plans.give_back, name="return_plan"),
    path("plans/<int:pk>/lines/<str:line_id>/count/", plans.line_count, name="line_count"),
    path("plans/items/<str:code>/", effects.uses, name="item_uses"),
    path("plans/items/<str:code>/effect/", effects.effect, name="item_effect"),
    path("plans/years/<int:year>/lines/", plans.new_line, name="new_line"),
    path("plans/years/<int:year>/lines/<str:line_id>/", plans.edit_line, name="edit_line"),
    path("plans/years/<int:year>/lines/<str:line_id>/remove/", plans.remove_line, name="remove_line"),
    path("plans/years/<int:year>/count/", plans.count, name="count"),
    path("plans/years/<int:year>/freeze/", plans.freeze, name="freeze"),
    path("plans/years/<int:year>/upload/", uploads.upload, name="upload"),
    path("plans/years/<int:year>/template.xlsx", uploads.template, name="template"),
    path("plans/unplanned/", unplanned.filed, name="unplanned"),
    path("plans/unplanned/new/", unplanned.new, name="new_unplanned"),
    path("plans/unplanned/<int:pk>/decide/", unplanned.decide, name="decide_unplanned"),
    path("plans/unplanned/<int:pk>/visit/", unplanned.arrange, name="plan_unplanned"),
    path("campaigns/", campaigns.listed, name="campaigns"),
    path("campaigns/new/", campaigns.new, name="new_campaign"),
    path("campaigns/<int:pk>/", campaigns.campaign_page, name="campaign"),
    path("campaigns/<int:pk>/publish/", campaigns.publish, name="publish_campaign"),
    path("spared/", sparing.listed, name="spared"),
    path("spared/new/", sparing.new, name="spare"),
    path("spared/<int:pk>/end/", sparing.end, name="end_sparing"),
    path("schedule/", schedule.calendar, name="schedule"),
    path("schedule/propose/", hours.propose, name="propose_hours"),
    path("schedule/<int:pk>/", hours.hours, name="hours"),
    path("schedule/<int:pk>/request/", hours.answer, name="answer_hours"),
    path("programmes/", boards.programme_list, name="programmes"),
    path("programmes/merge/", boards.merge, name="merge"),
    path("programmes/<int:pk>/", boards.board_page, name="board"),
    path("programmes/<int:pk>/state/", boards.merge_state, name="merge_state"),
    path("programmes/<int:pk>/visit/", boards.visit_aside, name="visit_aside"),
    path("programmes/<int:pk>/rows/", rows.board_rows, name="board_rows"),
    path("programmes/<int:pk>/amend/", boards.amend, name="amend"),
    path("programmes/<int:pk>/undo/", boards.undo, name="undo"),
    path("programmes/<int:pk>/opinion/", conference.opinion, name="opinion"),
    path("programmes/<int:pk>/materials/", conference.materials, name="materials"),
    path("programmes/<int:pk>/materials/programme.xlsx", conference.workbook, name="workbook"),
    path("programmes/<int:pk>/adopt/", conference.adopt, name="adopt"),
    path("programmes/<int:pk>/staff/", conference.staff, name="staff"),
]
