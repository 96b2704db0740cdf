"""The screens of 三级联动: whistles of the towns, joint tasks from above."""

from django.urls import path

from yicha.levels.web import patrols, task_steps, tasks, whistle_steps, whistles

app_name = "levels"
urlpatterns = [
    path("", whistles.whistles_page, name="whistles"),
    path("new/", whistles.new, name="new_whistle"),
    path("<int:whistle>/", whistles.whistle_page, name="whistle"),
    path("<int:whistle>/report/", whistle_steps.report, name="report"),
    path("<int:whistle>/release/", whistle_steps.release, name="release"),
    path("<int:whistle>/visit/", whistle_steps.visit, name="visit"),
    path("<int:whistle>/close/", whistle_steps.close, name="close"),
    path("<int:whistle>/withdraw/", whistle_steps.withdraw, name="withdraw"),
    path("patrols/", patrols.patrols_page, name="patrols"),
    path("patrols/new/", patrols.new, name="new_patrol"),
    path("tasks/", tasks.tasks_page, name="tasks"),
    path("tasks/receive/", tasks.receive, name="receive"),
    path("tasks/<int:task>/", tasks.task_page, name="task"),
    path("tasks/<int:task>/feedback.json", tasks.feedback_file, name="feedback_file"),
    path("tasks/<int:task>/claim/", task_steps.claim, name="claim"),
    path("tasks/<int:task>/give-back/", task_steps.give_back, name="give_back"),
    path("tasks/<int:task>/subjects/<int:subject>/execute/", task_steps.execute, name="execute"),
    path("tasks/<int:task>/end/", task_steps.end, name="end"),
    path("tasks/<int:task>/feed-back/", task_steps.feed_back, name="feed_back"),
]
