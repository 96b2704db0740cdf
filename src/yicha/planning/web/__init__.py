"""The screens of 计划: plans of the departments, merge board, schedule."""

from django.urls import path

from yicha.planning.web import boards, conference, rows

app_name = "planning"
urlpatterns = [
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
