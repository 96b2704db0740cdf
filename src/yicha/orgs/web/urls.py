"""Addresses of the room."""

from django.urls import path

from yicha.orgs.web import accounts, audit, enterprise, exports, links, own_account, posts, sign_in

app_name = "orgs"
urlpatterns = [
    path("sign-in/", sign_in.sign_in_page, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("firm/sign-in/", enterprise.enterprise_sign_in, name="enterprise_sign_in"),
    path("links/<str:token>/", links.open_link, name="link"),
    path("posts/choose/", sign_in.choose_post, name="choose_post"),
    path("account/", own_account.account, name="account"),
    path("account/again/", sign_in.sign_in_again, name="sign_in_again"),
    path("account/password/", own_account.change_password, name="change_password"),
    path("account/factor/", own_account.factor_on, name="factor_on"),
    path("account/factor/off/", own_account.factor_off, name="factor_off"),
    path("account/sessions/end/", own_account.end_own, name="end_own"),
    path("exports/", exports.export_list, name="exports"),
    path("exports/ask/", exports.ask, name="ask_export"),
    path("exports/<int:export>/decide/", exports.decide, name="decide_export"),
    path("admin/accounts/", accounts.account_list, name="accounts"),
    path("admin/new-account/", accounts.new_account, name="new_account"),
    path("admin/accounts/<str:username>/", accounts.account_page, name="account_page"),
    path("admin/accounts/<str:username>/disable/", accounts.disable, name="disable"),
    path("admin/accounts/<str:username>/sessions/", accounts.end_all, name="end_all"),
    path("admin/accounts/<str:username>/link/", links.issue, name="issue_link"),
    path("admin/links/", links.links, name="links"),
    path("admin/links/<int:link>/confirm/", links.confirm, name="confirm_link"),
    path("admin/posts/", posts.post_list, name="posts"),
    path("admin/new-post/", posts.new_post, name="new_post"),
    path("admin/posts/<int:post>/approve/", posts.approve, name="approve_post"),
    path("admin/posts/<int:post>/refuse/", posts.refuse, name="refuse_post"),
    path("admin/posts/<int:post>/end/", posts.end, name="end_post"),
    path("admin/substitutions/", posts.substitutions, name="substitutions"),
    path("admin/new-substitution/", posts.new_substitution, name="new_substitution"),
    path("admin/substitutions/<int:post>/end/", posts.end_lent, name="end_substitution"),
    path("admin/new-hand-over/", posts.new_hand_over, name="new_hand_over"),
    path("admin/audit/", audit.search, name="audit"),
    path("admin/audit/export.xlsx", audit.export, {"kind": "xlsx"}, name="audit_xlsx"),
    path("admin/audit/export.csv", audit.export, {"kind": "csv"}, name="audit_csv"),
]
