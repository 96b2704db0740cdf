"""`/firm/`: the enterprise's own pages, for a phone."""

from django.urls import URLPattern, path

from yicha.enterprise.web import orders, pages, papers, petitions, rating
from yicha.feedback.types import PetitionKind

app_name = "firm"

urlpatterns: list[URLPattern] = [
    path("", pages.home, name="home"),
    path("record/", pages.past, name="record"),
    path("handbooks/", pages.books, name="handbooks"),
    path("door/", pages.door_sign, name="door_sign"),
    path("orders/", orders.orders, name="orders"),
    path("orders/<int:order>/report/", orders.correction, name="correction"),
    path("orders/<int:order>/order.pdf", orders.order_paper, name="order_paper"),
    path("voice/", petitions.voice, name="voice"),
    path("visits/<int:pk>/self-check/", pages.self_check, name="self_check"),
    path("visits/<int:pk>/hours/", pages.hours, name="hours"),
    path("visits/<int:pk>/objection/", pages.objection, name="objection"),
    path("visits/<int:pk>/papers/", papers.hand_in, name="papers"),
    path("visits/<int:pk>/rating/", rating.rating, name="rating"),
    path("results/<int:result>/appeal/", petitions.petition, {"kind": PetitionKind.APPEAL}, name="appeal"),
    path("results/<int:result>/repair/", petitions.petition, {"kind": PetitionKind.REPAIR}, name="repair"),
    path("recusal/", pages.recusal, name="recusal"),
    path("notices/<int:pk>/", pages.notice, name="notice"),
]
