from django.urls import path

from yicha.permits.web import export, pages, uploads

app_name = "permits"

urlpatterns = [
    path("", pages.permits_page, name="permits"),
    path("export/", export.export, name="export"),
    path("kinds/", pages.kinds_page, name="kinds"),
    path("upload/", uploads.upload, name="upload"),
    path("template/", uploads.template, name="template"),
]
