from django.urls import path

from yicha.duties.web import conflicts, dispute_steps, disputes, duties, export, minutes, policies, resources

app_name = "duties"

urlpatterns = [
    path("", duties.matrix_page, name="matrix"),
    path("export/", export.export, name="export"),
    path("new/", duties.new, name="new"),
    path("items/<str:item>/", duties.item_page, name="item"),
    path("<int:duty>/end/", duties.end, name="end"),
    path("disputes/", disputes.disputes_page, name="disputes"),
    path("disputes/new/", disputes.new, name="new_dispute"),
    path("disputes/<int:dispute>/", disputes.dispute_page, name="dispute"),
    path("disputes/<int:dispute>/invite/", dispute_steps.invite, name="invite"),
    path("disputes/<int:dispute>/claim/", dispute_steps.claim, name="claim"),
    path("disputes/<int:dispute>/review/", dispute_steps.review, name="review"),
    path("disputes/<int:dispute>/decide/", dispute_steps.decide, name="decide"),
    path("disputes/<int:dispute>/withdraw/", dispute_steps.withdraw, name="withdraw"),
    path("conflicts/", conflicts.conflicts_page, name="conflicts"),
    path("conflicts/new/", conflicts.new, name="new_conflict"),
    path("conflicts/<int:conflict>/", conflicts.conflict_page, name="conflict"),
    path("conflicts/<int:conflict>/opinion/", conflicts.opinion, name="opinion"),
    path("conflicts/<int:conflict>/settle/", conflicts.settle, name="settle"),
    path("policies/", policies.policies_page, name="policies"),
    path("policies/new/", policies.new, name="new_policy"),
    path("policies/<int:policy>/", policies.policy_page, name="policy"),
    path("policies/<int:policy>/file/", policies.download, name="policy_file"),
    path("policies/<int:policy>/consult/", policies.consult, name="consult"),
    path("policies/<int:policy>/opine/", policies.opine, name="opine"),
    path("policies/<int:policy>/opinions/<str:department>/", policies.answer, name="answer"),
    path("policies/<int:policy>/issue/", policies.issue, name="issue"),
    path("policies/<int:policy>/repeal/", policies.repeal, name="repeal"),
    path("minutes/", minutes.minutes_list, name="minutes_list"),
    path("minutes/new/", minutes.new, name="new_minutes"),
    path("minutes/<int:minutes>/", minutes.minutes_page, name="minutes"),
    path("minutes/<int:minutes>/follow-ups/<int:follow_up>/", minutes.finish, name="finish"),
    path("resources/", resources.resources_page, name="resources"),
    path("resources/new/", resources.new, name="new_resource"),
    path("resources/<int:resource>/retire/", resources.retire, name="retire"),
]
