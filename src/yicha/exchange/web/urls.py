from django.urls import path

from yicha.exchange.web import batches, board

app_name = "exchange"

urlpatterns = [
    path("", board.board, name="board"),
    path("records/<int:pk>/", board.record_page, name="record"),
    path("records/<int:pk>/mend/", board.mend, name="mend"),
    path("batches/", batches.batch_list, name="batches"),
    path("batches/build/", batches.build, name="build"),
    path("batches/receipt/", batches.take, name="receipt"),
    path("batches/<int:pk>/", batches.batch_page, name="batch"),
    path("batches/<int:pk>/batch.json", batches.download, name="batch_file"),
    path("batches/<int:pk>/send/", batches.send, name="send"),
]
