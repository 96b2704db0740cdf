from django import template

from yicha.subjects.queries import scope_words

register = template.Library()
register.filter(scope_words)
