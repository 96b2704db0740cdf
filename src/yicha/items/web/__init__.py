"""The screens of 事项清单."""

from django.urls import path

from yicha.items.web import export, importing, laws, lists, mapping, pages, proposing, quality, registers, reviewing

app_name = "items"
urlpatterns = [
    path("", lists.items, name="items"),
    path("export/", export.export, name="export"),
    path("new/", proposing.new, name="new"),
    path("import/", importing.upload, name="import"),
    path("import/template.xlsx", importing.template, name="template"),
    path("quality/", quality.quality, name="quality"),
    path("quality/export/", registers.export_elements, name="export_elements"),
    path("quality/report/", quality.report, name="quality_report"),
    path("laws/", laws.laws, name="laws"),
    path("laws/export/", registers.export_laws, name="export_laws"),
    path("laws/new/", laws.new, name="new_law"),
    path("laws/<int:pk>/", laws.law, name="law"),
    path("laws/tasks/<int:task>/answer/", laws.answer, name="answer_law"),
    path("mapping/", mapping.mapping, name="mapping"),
    path("mapping/export/", registers.export_mapping, name="export_mapping"),
    path("mapping/load/", mapping.load, name="load_catalogue"),
    path("mapping/items/<str:code>/", mapping.decide, name="decide_mapping"),
    path("mapping/entries/<int:entry>/exclude/", mapping.exclude, name="exclude_entry"),
    path("mains/", proposing.mains, name="mains"),
    path("mains/export/", registers.export_mains, name="export_mains"),
    path("review/", reviewing.desk, name="review"),
    path("review/export.xlsx", registers.export_proposals, name="export_proposals"),
    path("review/publish/", reviewing.publish_many, name="publish_many"),
    path("review/<str:code>/", reviewing.proposal, name="proposal"),
    path("review/<str:code>/publish/", reviewing.publish, name="publish"),
    path("review/<str:code>/return/", reviewing.give_back, name="give_back"),
    path("review/<str:code>/opinion/", reviewing.say, name="say"),
    path("review/<str:code>/urge/", reviewing.urge, name="urge"),
    path("of/<str:code>/", pages.item, name="item"),
    path("of/<str:code>/edit/", proposing.edit, name="edit"),
    path("of/<str:code>/diff/", pages.diff, name="diff"),
    path("of/<str:code>/withdraw/", pages.withdraw, name="withdraw"),
]
