from django.urls import path

from yicha.draws.web import invitations, pages, projector, records, replays, sealed, steps

app_name = "draws"

urlpatterns = [
    path("", pages.draws, name="draws"),
    path("<int:pk>/", pages.draw, name="draw"),
    path("<int:pk>/record/", records.record, name="record"),
    path("<int:pk>/record.pdf", records.paper, name="paper"),
    path("<int:pk>/sealed/", sealed.sealed, name="sealed"),
    path("<int:pk>/screen/", projector.screen, name="screen"),
    path("<int:pk>/state/", projector.state, name="state"),
    path("<int:pk>/commit/", steps.commit, name="commit"),
    path("<int:pk>/seal/", steps.seal, name="seal"),
    path("<int:pk>/reveal/", steps.reveal, name="reveal"),
    path("<int:pk>/beacon/", steps.beacon, name="beacon"),
    path("<int:pk>/run/", steps.run, name="run"),
    path("<int:pk>/rehearse/", steps.rehearse, name="rehearse"),
    path("<int:pk>/invite/", invitations.invite, name="invite"),
    path("<int:pk>/parties/<int:place>/renew-invitation/", invitations.renew, name="renew-invitation"),
    path("take-part/<str:token>/", invitations.take_part, name="take-part"),
    path("take-part/<str:token>/commit/", invitations.commit, name="take-part-commit"),
    path("take-part/<str:token>/reveal/", invitations.reveal, name="take-part-reveal"),
    path("<int:pk>/full-bundle/", replays.full_bundle, name="full-bundle"),
    path("<int:pk>/confirm-replay/", replays.confirm, name="confirm-replay"),
    path("<int:pk>/propose-void/", steps.suggest_void, name="propose-void"),
    path("<int:pk>/void/", steps.void, name="void"),
]
