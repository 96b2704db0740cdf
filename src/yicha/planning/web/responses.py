"""Answers that several screens of this room give."""

from datetime import date

from django.http import HttpRequest


def day(request: HttpRequest, name: str, otherwise: date) -> date:
    """A day of a form, or `otherwise`."""
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        return otherwise
