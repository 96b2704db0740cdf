"""/scenes/: what departments look at together."""

from django.urls import path

from yicha.scenes.web import differences, editing, export, handbooks, packages, pages, same, steps

app_name = "scenes"
urlpatterns = [
    path("", pages.scenes, name="scenes"),
    path("export/", export.export, name="export"),
    path("new/", editing.new, name="new"),
    path("<int:pk>/edit/", editing.edit, name="edit"),
    path("<int:pk>/changes/", differences.changes, name="changes"),
    path("import/", packages.take_over, name="take_over"),
    path("<int:pk>/package.json", packages.package, name="package"),
    path("<int:pk>/form/", same.same, name="same"),
    path("<int:pk>/handbook/", handbooks.handbook, name="handbook"),
    path("<int:pk>/handbook.pdf", handbooks.handbook_pdf, name="handbook_pdf"),
    path("<int:pk>/", pages.scene_page, name="scene"),
    path("<int:pk>/review/", steps.review, name="review"),
    path("<int:pk>/publish/", steps.publish, name="publish"),
    path("<int:pk>/withdraw/", steps.withdraw, name="withdraw"),
    path("<int:pk>/drop/", steps.drop, name="drop"),
    path("<int:pk>/items/<int:place>/propose/", steps.offer, name="propose_offer"),
]
