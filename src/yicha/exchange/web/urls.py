from django.urls import path

from yicha.exchange.web import batches, board, partners, scorecards

app_name = "exchange"

urlpatterns = [
    path("", board.board, name="board"),
    path("records/<int:pk>/", board.record_page, name="record"),
    path("records/<int:pk>/mend/", board.mend, name="mend"),
    path("quality/", scorecards.scorecards, name="scorecards"),
    path("partners/", partners.partner_list, name="partners"),
    path("partners/propose/", partners.propose, name="propose_partner"),
    path("partners/<int:partner>/approve/", partners.approve, name="approve_partner"),
    path("partners/<int:partner>/end/", partners.end, name="end_partner"),
    path("batches/", batches.batch_list, name="batches"),
    path("batches/build/", batches.build, name="build"),
    path("batches/receipt/", batches.take, name="receipt"),
    path("batches/<int:pk>/", batches.batch_page, name="batch"),
    path("batches/<int:pk>/batch.json", batches.download, name="batch_file"),
    path("batches/<int:pk>/send/", batches.send, name="send"),
]
