"""/permits/: permits with the checks that they owe, their kinds, and taking over a file."""

from yicha.permits.web.urls import app_name, urlpatterns

__all__ = ["app_name", "urlpatterns"]
