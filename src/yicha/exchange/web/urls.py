from django.urls import path

from yicha.exchange.web import backflow, batches, board, differences, export, partners, resources, scorecards, webhooks

app_name = "exchange"

urlpatterns = [
    path("", board.board, name="board"),
    path("export/", export.export_records, name="export_records"),
    path("records/<int:pk>/", board.record_page, name="record"),
    path("records/<int:pk>/mend/", board.mend, name="mend"),
    path("records/<int:pk>/withdraw/", board.withdraw, name="withdraw"),
    path("resources/", resources.resource_list, name="resources"),
    path("resources/draft/", resources.draft, name="draft_resource"),
    path("resources/<int:resource>/", resources.resource_page, name="resource"),
    path("resources/<int:resource>/review/", resources.review, name="review_resource"),
    path("resources/<int:resource>/publish/", resources.publish, name="publish_resource"),
    path("resources/<int:resource>/ask/", resources.ask, name="ask_share"),
    path("shares/<int:share>/check/", resources.check, name="check_share"),
    path("shares/<int:share>/answer/", resources.answer, name="answer_share"),
    path("backflow/", backflow.backflow_list, name="backflow"),
    path("quality/", scorecards.scorecards, name="scorecards"),
    path("quality/differences/", differences.worklist, name="differences"),
    path("quality/differences/export/", export.export_differences, name="export_differences"),
    path("quality/differences/<int:difference>/explain/", differences.explain, name="explain_difference"),
    path("partners/", partners.partner_list, name="partners"),
    path("partners/propose/", partners.propose, name="propose_partner"),
    path("partners/<int:partner>/approve/", partners.approve, name="approve_partner"),
    path("partners/<int:partner>/end/", partners.end, name="end_partner"),
    path("subscriptions/", webhooks.subscription_list, name="subscriptions"),
    path("subscriptions/propose/", webhooks.propose, name="propose_subscription"),
    path("subscriptions/<int:subscription>/approve/", webhooks.approve, name="approve_subscription"),
    path("subscriptions/<int:subscription>/end/", webhooks.end, name="end_subscription"),
    path("messages/<int:message>/resend/", webhooks.resend, name="resend_message"),
    path("batches/", batches.batch_list, name="batches"),
    path("batches/build/", batches.build, name="build"),
    path("batches/receipt/", batches.take, name="receipt"),
    path("batches/receipts/<int:receipt>/receipt.json", batches.unread_file, name="unread_file"),
    path("batches/receipts/<int:receipt>/settle/", batches.settle, name="settle_receipt"),
    path("batches/<int:pk>/", batches.batch_page, name="batch"),
    path("batches/<int:pk>/batch.json", batches.download, name="batch_file"),
    path("batches/<int:pk>/send/", batches.send, name="send"),
]
