from django.urls import path

from yicha.draws.web import pages, projector, steps

app_name = "draws"

urlpatterns = [
    path("", pages.draws, name="draws"),
    path("<int:pk>/", pages.draw, name="draw"),
    path("<int:pk>/record/", pages.record, name="record"),
    path("<int:pk>/screen/", projector.screen, name="screen"),
    path("<int:pk>/state/", projector.state, name="state"),
    path("<int:pk>/commit/", steps.commit, name="commit"),
    path("<int:pk>/seal/", steps.seal, name="seal"),
    path("<int:pk>/reveal/", steps.reveal, name="reveal"),
    path("<int:pk>/beacon/", steps.beacon, name="beacon"),
    path("<int:pk>/run/", steps.run, name="run"),
    path("<int:pk>/rehearse/", steps.rehearse, name="rehearse"),
    path("<int:pk>/propose-void/", steps.suggest_void, name="propose-void"),
    path("<int:pk>/void/", steps.void, name="void"),
]
