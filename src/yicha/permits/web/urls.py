from django.urls import path

from yicha.permits.web import export, kinds, pages, uploads

app_name = "permits"

urlpatterns = [
    path("", pages.permits_page, name="permits"),
    path("export/", export.export, name="export"),
    path("kinds/", kinds.kinds_page, name="kinds"),
    path("kinds/export/", kinds.export, name="export_kinds"),
    path("upload/", uploads.upload, name="upload"),
    path("template/", uploads.template, name="template"),
]
