from django.urls import path

from yicha.permits.web import pages, uploads

app_name = "permits"

urlpatterns = [
    path("", pages.permits_page, name="permits"),
    path("kinds/", pages.kinds_page, name="kinds"),
    path("upload/", uploads.upload, name="upload"),
    path("template/", uploads.template, name="template"),
]
