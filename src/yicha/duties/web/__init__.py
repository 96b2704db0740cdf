"""/duties/: who leads what, where nobody does, and what departments dispute."""

from yicha.duties.web.urls import app_name, urlpatterns

__all__ = ["app_name", "urlpatterns"]
