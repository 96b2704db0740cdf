from django.urls import path

from yicha.portal.web import articles, codes, documents, downloads, draws, handbooks, lists, log, pages, shops, version, watch

app_name = "portal"

urlpatterns = [
    path("public/", pages.results, name="results"),
    path("public/subjects/<str:sid>/", pages.subject, name="subject"),
    path("public/plans/", pages.plans, name="plans"),
    path("public/plans/lines/", lists.lines, name="lines"),
    path("public/items/", lists.items, name="items"),
    path("public/outside/", pages.outside, name="outside"),
    path("public/handbooks/", handbooks.handbooks, name="handbooks"),
    path("public/handbooks/<str:scene>/", handbooks.handbook, name="handbook"),
    path("public/handbooks/<str:scene>.pdf", handbooks.handbook_pdf, name="handbook_pdf"),
    path("public/news/", articles.news, name="news"),
    path("public/news/exposure/", articles.exposure, name="exposure"),
    path("public/news/<str:number>/", articles.article, name="article"),
    path("public/news/<str:number>/<int:place>.jpg", articles.picture, name="picture"),
    path("public/documents/", documents.document, name="documents"),
    path("public/documents/<str:number>/", documents.document, name="document"),
    path("public/problems/", pages.problems, name="problems"),
    path("public/devices/", pages.devices, name="devices"),
    path("public/about/", pages.about, name="about"),
    path("public/watch/", watch.watched, name="watch"),
    path("watch/", watch.watched_inside, name="watch_inside"),
    path("public/version/", version.version, name="version"),
    path("v/<str:code>", codes.code, name="code"),
    path("d/<str:sid>/<str:mark>/", shops.door, name="door"),
    path("public/receipt/", shops.receipt, name="receipt"),
    path("public/draws/", draws.draws, name="draws"),
    path("public/draws/<str:number>/", draws.draw, name="draw"),
    path("public/draws/<str:number>/bundle.zip", draws.bundle, name="bundle"),
    path("public/draws/<str:number>/inquiries/<str:sid>.json", draws.inquiry, name="inquiry"),
    path("public/draws/<str:number>/files/<path:file>", draws.file, name="file"),
    path("public/log/", log.log, name="log"),
    path("public/log/<int:size>.pdf", log.sheet, name="log_sheet"),
    path("public/data/", downloads.data, name="data"),
    path("public/data/catalogue.json", downloads.catalogue, name="catalogue"),
    path("public/data/<str:dataset>.schema.json", downloads.schema, name="schema"),
    path("public/data/<str:dataset>.csv", downloads.as_csv, name="csv"),
    path("public/data/<str:dataset>.json", downloads.as_json, name="json"),
]
