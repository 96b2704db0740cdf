"""Addresses (`contract.md` §4). Every route declares its permission or is public, or the program does not start."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language
from ninja import NinjaAPI

from yicha.config import VERSION
from yicha.disclosure.api import router as annulments
from yicha.exchange.api import router as records
from yicha.field.api import router as field
from yicha.kernel.problems import speak_problems
from yicha.kernel.web import healthz
from yicha.levels.api import router as tasks
from yicha.permits.api import router as permits

api = NinjaAPI(title="一查 Yicha", version=VERSION, docs_url=None)
speak_problems(api)
api.add_router("/v1", permits)
api.add_router("/v1", records)
api.add_router("/v1", annulments)
api.add_router("/v1", tasks)
api.add_router("/v1/field", field)

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("api/", api.urls),
    path("", include("yicha.imports.web")),
    path("", include("yicha.orgs.web.urls")),
    path("norms/", include("yicha.norms.web")),
    path("log/", include("yicha.kernel.log_web")),
    path("subjects/", include("yicha.subjects.web")),
    path("items/", include("yicha.items.web")),
    path("", include("yicha.portal.web.urls")),
    path("scenes/", include("yicha.scenes.web")),
    path("results/", include("yicha.disclosure.web.urls")),
    path("exchange/", include("yicha.exchange.web.urls")),
    path("feedback/", include("yicha.feedback.web")),
    path("draws/", include("yicha.draws.web.urls")),
    path("", include("yicha.inspections.web")),
    path("field/", include("yicha.field.web")),
    path("phones/", include("yicha.field.web.office")),
    path("levels/", include("yicha.levels.web")),
    path("followups/", include("yicha.followups.web")),
    path("subjects/", include("yicha.dossier.web")),
    path("lookups/", include("yicha.lookups.web")),
    path("permits/", include("yicha.permits.web")),
    path("duties/", include("yicha.duties.web")),
    path("firm/", include("yicha.enterprise.web")),
    path("", include("yicha.appraisal.web")),
    path("language/", set_language, name="set_language"),
    path("", include("yicha.today.web")),
    path("docs/", include("yicha.help.web")),
    path("", include("yicha.planning.web")),
]

handler400 = "yicha.kernel.problems.unreadable"
handler403 = "yicha.kernel.problems.forbidden"
handler404 = "yicha.kernel.problems.absent"
handler500 = "yicha.kernel.problems.broken"
