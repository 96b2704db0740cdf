"""Forms of the room. They read; what is allowed says the rule, and its words come to the field or to the top."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yicha.orgs.types import ROLE_NAMES, Role
from yicha.shell.forms import Form

CODE = {"inputmode": "numeric", "autocomplete": "one-time-code"}
NAME = {"autocomplete": "username", "autocapitalize": "none"}
LOCAL = "%Y-%m-%dT%H:%M"


class Moment(forms.DateTimeField):
    """A local moment, as the browser's own field gives it."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(input_formats=[LOCAL], widget=forms.DateTimeInput({"type": "datetime-local"}, LOCAL), **settings)


class Password(forms.CharField):
    def __init__(self, autocomplete: str = "current-password", **settings: Any) -> None:
        super().__init__(strip=False, max_length=1000, widget=forms.PasswordInput({"autocomplete": autocomplete}), **settings)


class Reason(forms.CharField):
    def __init__(self) -> None:
        super().__init__(label=_("理由"), max_length=200)


class SignInForm(Form):
    username = forms.CharField(label=_("账号"), max_length=100, widget=forms.TextInput(NAME))
    password = Password(label=_("密码"))
    code = forms.CharField(label=_("动态口令（启用了才填）"), required=False, max_length=20, widget=forms.TextInput(CODE))


class NewPasswordForm(Form):
    new = Password("new-password", label=_("新密码"))
    again = Password("new-password", label=_("再输一遍"))

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or {}
        if given.get("new") and given.get("again") and given["new"] != given["again"]:
            self.add_error("again", _("两遍不一样"))
        return given


class ChangePasswordForm(NewPasswordForm):
    field_order = ("old", "code", "new", "again")
    old = Password(label=_("现在的密码"))
    code = forms.CharField(label=_("动态口令（启用了才填）"), required=False, max_length=20, widget=forms.TextInput(CODE))


class LinkForm(NewPasswordForm):
    field_order = ("word", "code", "new", "again")
    word = forms.CharField(label=_("确认词"), max_length=40, help_text=_("由另一名管理员当面或打电话告诉您"))
    code = forms.CharField(label=_("动态口令"), max_length=20, widget=forms.TextInput(CODE))

    def __init__(self, *args: Any, wants_word: bool, wants_code: bool, **settings: Any) -> None:
        super().__init__(*args, **settings)
        for name, wanted in (("word", wants_word), ("code", wants_code)):
            if not wanted:
                del self.fields[name]


class FactorForm(Form):
    sealed = forms.CharField(widget=forms.HiddenInput, max_length=400)
    password = Password(label=_("密码"))
    code = forms.CharField(label=_("应用显示的 6 位动态口令"), max_length=20, widget=forms.TextInput(CODE))


class FactorOffForm(Form):
    password = Password(label=_("密码"))
    code = forms.CharField(label=_("动态口令"), max_length=20, widget=forms.TextInput(CODE))


class ReasonForm(Form):
    reason = Reason()


class AccountForm(Form):
    region = forms.ChoiceField(label=_("区划"))
    username = forms.CharField(label=_("账号名"), max_length=40, help_text=_("小写字母、数字和“.-_”"))
    display_name = forms.CharField(label=_("姓名"), max_length=60)
    person = forms.CharField(label=_("工号或证号"), max_length=60, help_text=_("一人一个启用的账号"))
    cert_no = forms.CharField(label=_("执法证号（检查员才填）"), max_length=40, required=False)

    def __init__(self, *args: Any, regions: list[tuple[str, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["region"] = forms.ChoiceField(label=_("区划"), choices=regions, widget=forms.Select({"class": "yc-input"}))


class PostForm(Form):
    account = forms.CharField(label=_("账号"), max_length=40)
    role = forms.ChoiceField(label=_("岗位"), choices=[(role.value, ROLE_NAMES[role]) for role in Role])
    region = forms.ChoiceField(label=_("区划"))
    department = forms.ChoiceField(label=_("部门"), required=False, help_text=_("管理员和企业不选"))
    subject = forms.CharField(label=_("主体编号"), max_length=32, required=False, help_text=_("企业才填"))
    valid_from = Moment(label=_("起"), required=False, help_text=_("不填：批准之时起"))
    valid_to = Moment(label=_("止"), required=False, help_text=_("不填：到另行结束为止"))

    def __init__(self, *args: Any, regions: list[tuple[str, str]], departments: list[tuple[str, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        for name, choices in (("region", regions), ("department", [("", "—"), *departments])):
            held = self.fields[name]
            if isinstance(held, forms.ChoiceField):
                held.choices = choices


class SubstituteForm(Form):
    post = forms.TypedChoiceField(label=_("谁的岗位"), coerce=int)
    account = forms.ChoiceField(label=_("由谁代办"))
    valid_from = Moment(label=_("起"))
    valid_to = Moment(label=_("止"))
    reason = Reason()

    def __init__(self, *args: Any, posts: list[tuple[int, str]], accounts: list[tuple[str, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        for name, choices in (("post", posts), ("account", accounts)):
            held = self.fields[name]
            if isinstance(held, forms.ChoiceField):
                held.choices = choices


class HandOverForm(Form):
    account = forms.ChoiceField(label=_("谁移交"))
    successor = forms.ChoiceField(label=_("谁接手"))
    reason = Reason()

    def __init__(self, *args: Any, accounts: list[tuple[str, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        for name in ("account", "successor"):
            held = self.fields[name]
            if isinstance(held, forms.ChoiceField):
                held.choices = accounts


class AuditForm(Form):
    person = forms.CharField(label=_("谁（账号）"), required=False, max_length=80)
    event = forms.ChoiceField(label=_("做了什么"), required=False)
    about = forms.CharField(label=_("对什么"), required=False, max_length=120, help_text=_("如 account:zhang、subject:91…"))
    clause = forms.CharField(label=_("依据条款"), required=False, max_length=40)
    since = Moment(label=_("起"), required=False)
    until = Moment(label=_("止（不含）"), required=False)
    reads = forms.BooleanField(label=_("只看查阅记录"), required=False)

    def __init__(self, *args: Any, events: list[tuple[str, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        held = self.fields["event"]
        if isinstance(held, forms.ChoiceField):
            held.choices = [("", _("全部")), *events]


class EnterpriseForm(Form):
    code = forms.CharField(label=_("通知书上的查询码"), max_length=80, widget=forms.TextInput({"autocomplete": "off"}))
