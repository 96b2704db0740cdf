"""`/subjects/`: the register."""

from django.urls import URLPattern, path

from yicha.subjects.web import arrivals, duplicates, export, lists, one, pool_register, pools

app_name = "subjects"
urlpatterns: list[URLPattern] = [
    path("", lists.subjects, name="subjects"),
    path("export/", export.export, name="export"),
    path("new/", one.new, name="new"),
    path("arrivals/", arrivals.arrival_list, name="arrivals"),
    path("arrivals/export/", arrivals.export, name="export_arrivals"),
    path("arrivals/<str:sid>/", arrivals.arrival, name="arrival"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/export/", duplicates.export, name="export_duplicates"),
    path("duplicates/find/", duplicates.find, name="find_duplicates"),
    path("duplicates/state/", duplicates.state, name="duplicates_state"),
    path("duplicates/<int:suspicion>/dismiss/", duplicates.dismiss, name="dismiss"),
    path("pools/", pools.pool_list, name="pools"),
    path("pools/export/", pools.export, name="export_pools"),
    path("pools/register.xlsx", pool_register.export, name="pool_register"),
    path("pools/new/", pools.new, name="new_pool"),
    path("pools/<int:pool>/", pools.pool, name="pool"),
    path("pools/<int:pool>/end/", pools.end, name="end_pool"),
    path("identifiers/<int:identifier>/end/", one.drop_identifier, name="end_identifier"),
    path("tags/<int:tagging>/end/", one.drop_tag, name="end_tag"),
    path("<str:sid>/details/", one.show, name="details"),
    path("<str:sid>/correct/", one.correct, name="correct"),
    path("<str:sid>/identifiers/", one.identifier, name="identifier"),
    path("<str:sid>/openings/", one.openings, name="openings"),
    path("<str:sid>/tags/", one.tag, name="tag"),
    path("<str:sid>/close/", one.close, name="close"),
    path("<str:sid>/reopen/", one.reopen, name="reopen"),
    path("<str:sid>/move/", one.move, name="move"),
    path("<str:sid>/merge/<str:other>/", duplicates.merge, name="merge"),
    path("<str:sid>/split/", duplicates.split, name="split"),
]
