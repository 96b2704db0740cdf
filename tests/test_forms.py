"""Every form says what it wants and what is wrong with it (U12, U13, U24); what is excused says why."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Final

from django import forms
from django.template import Context, Template

import yicha
from yicha.shell.forms import Form, ItemsField, SubjectField

SOURCE: Final = Path(__file__).parents[1] / "src" / "yicha"
NO_WORDS: Final = {  # fields that nobody fills in by their label
    "BeaconForm.fallback": "two buttons, each with its words",
    "PetitionForm.words": "under a heading of its own",
    "ReasonForm.reason": "the page of imports labels it",
    "ReasonForm.code": "what a button says",
    "AnswerForm.result": "the card of a question, whose words are the question",
    "AnswerForm.was": "the card of a question",
    "AnswerForm.value": "the card of a question",
    "AnswerForm.note": "the card of a question",
    "RestForm.result": "two buttons, each with its words",
    "VersionForm.size": "buttons of the large version",
    "VersionForm.next": "where to go on",
}
OWN_BASE: Final = {"AnswerForm": "the card of a question: its errors stand in the card, the page lists what is missing"}
TYPED: Final = {  # names of the lists that are typed all the same
    "DecisionForm.item": "of a new business: the code is not in the list yet, it is laid down here",
    "ArrivalForm.town": "as FactsForm.town",
    "FactsForm.town": "a list where the house knows its places (the form offers it), words where it does not",
    "MoveForm.region": "another county, which this house may know by its code alone",
    "DelegationForm.items": "codes, compared with the items of the office when its plans are judged (R-ITEM-1)",
}
FROM_LISTS: Final = {"department", "owner", "item", "items", "step", "lead", "area", "region", "town", "role", "kind"}
NO_SUMMARY: Final = {  # templates that show fields without the summary of errors on top
    "appraisal/oversight.html": "a filter",
    "draws/parts/act.html": "a part: the page has the summary",
    "draws/parts/replays.html": "a part: the page has the summary",
    "enterprise/rating_parts.html": "a part: the page has the summary",
    "inspections/code.html": "one button",
    "inspections/parts/question.html": "a card with its own errors",
    "inspections/sign.html": "each signature stands with its own errors beside it",
    "items/items.html": "a filter",
    "items/parts/edited.html": "a part: the page has the summary",
    "orgs/audit.html": "a filter",
    "orgs/officers.html": "a filter",
    "planning/board.html": "one word each, refused on a page of its own",
    "planning/parts/sources.html": "a part: the page has the summary",
    "scenes/scene.html": "one word each, refused on a page of its own",
    "subjects/openings.html": "the summary is a part",
    "subjects/pool.html": "one word, refused on a page of its own",
    "subjects/subjects.html": "a filter",
}
NO_DRAFT: Final = {  # pages that ask for something new without keeping what was typed
    "orgs/new_account.html": "names of a person stay in no browser",
    "orgs/new_hand_over.html": "two choices and a reason",
    "orgs/new_post.html": "choices from lists",
    "orgs/new_substitution.html": "choices from lists",
}


def all_forms() -> Iterator[type[forms.Form]]:
    for found in walk_packages(yicha.__path__, "yicha."):
        if ".web" in found.name and ".tests" not in found.name:
            import_module(found.name)
    seen, waiting = set(), [forms.Form]
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            if one.__module__.startswith("yicha.") and ".tests" not in one.__module__ and one not in seen:
                seen.add(one)
                yield one


FORMS: Final = sorted(all_forms(), key=lambda one: (one.__module__, one.__qualname__))


FIELDS: Final = [(f"{form.__name__}.{name}", field) for form in FORMS for name, field in form.base_fields.items()]


def test_every_form_is_one_of_the_house() -> None:
    """U13: errors at the field and on top, in the same words, Chinese, none of them "this field is required"."""
    assert len(FORMS) > 150
    assert {form.__name__ for form in FORMS if not issubclass(form, Form)} == set(OWN_BASE)


def test_every_field_says_what_it_is() -> None:
    assert {name for name, field in FIELDS if not field.label and not isinstance(field.widget, forms.HiddenInput)} == set(NO_WORDS)


def test_what_is_typed_is_bounded() -> None:
    free = {name for name, field in FIELDS if type(field) is forms.CharField and field.max_length is None}
    assert {name.rpartition(".")[2] for name in free} == {"position"}  # where a device says it is


def test_names_come_from_the_lists() -> None:
    """U24: no free text where a code exists."""
    chosen = (SubjectField, ItemsField)
    typed = {name for name, field in FIELDS if isinstance(field, forms.CharField) and not isinstance(field, chosen)}
    assert {name for name in typed if name.rpartition(".")[2] in FROM_LISTS} == set(TYPED)


def templates() -> dict[str, str]:
    found = SOURCE.glob("*/templates/**/*.html")
    return {"/".join(path.parts[path.parts.index("templates") + 1 :]): path.read_text(encoding="utf-8") for path in found}


TEMPLATES: Final = templates()


def test_errors_stand_on_top_of_every_page_with_fields() -> None:
    lacking = {name for name, text in TEMPLATES.items() if "{% field" in text and "{% errors" not in text}
    assert lacking == set(NO_SUMMARY)


def test_what_is_written_at_length_is_kept_every_few_seconds() -> None:
    """U12: a page that asks for something new keeps what was typed and gives it back."""
    new = re.compile(r"(^|/|_)(new|edit)(_|\.)")
    asked = {name for name, text in TEMPLATES.items() if new.search(name) and "/parts/" not in name and 'method="post"' in text}
    without = {name for name in asked if "data-draft" not in TEMPLATES[name]}
    assert without == set(NO_DRAFT)
    assert all('include "shell/parts/draft.html"' in TEMPLATES[name] for name in asked - without)


def test_a_form_that_changes_something_cannot_be_sent_from_elsewhere() -> None:
    for name, text in TEMPLATES.items():
        for form in re.findall(r'<form[^>]*method="post".*?</form>', text, flags=re.DOTALL):
            assert "{% csrf_token %}" in form, name


class Asked(Form):
    name = forms.CharField(label="名称", max_length=5, help_text="简短")
    reason = forms.CharField(label="理由", max_length=9)


def test_a_form_comes_back_as_it_was_sent() -> None:
    """U13: what was typed stands there again; each error is in Chinese, beside its field, and on top with a link to it."""
    words = Template("{% load yc %}{% errors form %}{% field form.name %}{% field form.reason %}")
    page = words.render(Context({"form": Asked({"name": "太长太长太长", "reason": ""})}))
    assert 'value="太长太长太长"' in page
    assert page.count("还没填：理由") == 2
    assert 'href="#id_reason"' in page
    assert 'aria-invalid="true" ' in page or 'aria-invalid="true">' in page
    assert 'aria-describedby="id_name-help id_name-error"' in page
