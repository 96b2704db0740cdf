"""Settings. Everything that differs between places comes from the environment: DATABASE_URL and YICHA_*."""

import json
import os
import secrets
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from yicha.config import VERSION
from yicha.config.home import default_home
from yicha.config.identity import identity

# Initials need a table of characters only; that of phrases would cost every process 40 MB (engines/search).
os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
YICHA_VERSION = VERSION
YICHA_HOME = default_home()

_secret = YICHA_HOME / "keys/web"
# Without a file each process makes up its own: nobody stays signed in, and nothing constant is ever used.
SECRET_KEY = os.environ.get("YICHA_SECRET") or (_secret.read_text() if _secret.exists() else secrets.token_urlsafe(48))
DEBUG = False
ALLOWED_HOSTS = os.environ.get("YICHA_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ROOT_URLCONF = "yicha.config.urls"
WSGI_APPLICATION = "yicha.config.wsgi.application"
YICHA_WIRING = "yicha.config.wiring"
YICHA_EXPORTS = {  # kind of list → what puts it into a file; the worker makes the long ones
    "subjects": "yicha.subjects.web.export.leaving",
    "officers": "yicha.orgs.web.officer_export.leaving",
    "permits": "yicha.permits.web.export.leaving",
    "visits": "yicha.inspections.web.export.leaving",
    "devices": "yicha.inspections.web.device_export.leaving",
    "items": "yicha.items.web.export.leaving",
    "duties": "yicha.duties.web.export.leaving",
    "policies": "yicha.duties.web.registers.leaving_policies",
    "conflicts": "yicha.duties.web.registers.leaving_conflicts",
    "resources": "yicha.duties.web.registers.leaving_resources",
    "records": "yicha.exchange.web.export.leaving_records",
    "differences": "yicha.exchange.web.export.leaving_differences",
    "pools": "yicha.subjects.web.pools.leaving",
    "duty_register": "yicha.duties.web.workbook.leaving",
    "policy_register": "yicha.duties.web.workbook.leaving_policies",
    "resource_register": "yicha.duties.web.workbook.leaving_resources",
    "conflict_register": "yicha.duties.web.workbook.leaving_conflicts",
    "pool_register": "yicha.subjects.web.pool_register.leaving",
    "accounts": "yicha.orgs.web.people_export.leaving_accounts",
    "posts": "yicha.orgs.web.people_export.leaving_posts",
    "recusals": "yicha.orgs.web.people_export.leaving_recusals",
    "elements": "yicha.items.web.registers.leaving_elements",
    "mains": "yicha.items.web.registers.leaving_mains",
    "proposals": "yicha.items.web.registers.leaving_proposals",
    "permit_kinds": "yicha.permits.web.kinds.leaving",
    "delegations": "yicha.orgs.web.delegation_export.leaving",
    "disputes": "yicha.duties.web.registers.leaving_disputes",
    "minutes": "yicha.duties.web.registers.leaving_minutes",
    "laws": "yicha.items.web.registers.leaving_laws",
    "mapping": "yicha.items.web.registers.leaving_mapping",
    "scenes": "yicha.scenes.web.export.leaving",
    "duplicates": "yicha.subjects.web.duplicates.leaving",
    "imports": "yicha.imports.web.history.leaving",
    "lookups": "yicha.lookups.web.leaving",
    "tasks": "yicha.inspections.web.task_export.leaving",
    "minutes_register": "yicha.duties.web.workbook.leaving_minutes",
    "programs": "yicha.orgs.web.small_lists.leaving_programs",
    "links": "yicha.orgs.web.small_lists.leaving_links",
    "redactions": "yicha.orgs.web.small_lists.leaving_redactions",
    "substitutions": "yicha.orgs.web.small_lists.leaving_substitutions",
    "departments": "yicha.orgs.web.small_lists.leaving_departments",
    "arrivals": "yicha.subjects.web.arrivals.leaving",
    "norms": "yicha.orgs.web.small_lists.leaving_norms",
    "regions": "yicha.orgs.web.small_lists.leaving_regions",
}
YICHA_ROLES = "yicha.config.roles.ROLES"
YICHA_ROLE_NAMES = "yicha.orgs.types.ROLE_NAMES"
YICHA_SCOPES = "yicha.config.roles.SCOPES"
YICHA_CRYPTO = "yicha.kernel.crypto.FileKeys"  # or a site's own provider; it is given the folder of keys
YICHA_LEDGER_ORIGIN = os.environ.get("YICHA_LEDGER_ORIGIN", "yicha.local/ledger")  # the log's name in every checkpoint
# Base registers that may be asked, by name (lookups/registers.py): all off until a site names them.
YICHA_REGISTERS: dict[str, tuple[str, dict[str, Any]]] = json.loads(os.environ.get("YICHA_REGISTERS", "{}"))
# Ways to reach people outside the program: all off until a site names them (kernel/channels.py).
YICHA_CHANNELS: dict[str, tuple[str, dict[str, Any]]] = json.loads(os.environ.get("YICHA_CHANNELS", "{}"))
# By which identity provider of the operator's own enterprises sign in (orgs/queries/identity.py): by none until a site names one.
YICHA_IDENTITY: dict[str, str] = identity(YICHA_HOME)
YICHA_ADDRESS = os.environ.get("YICHA_ADDRESS", "")  # where the public finds the portal: the worker looks whether it opens
AUTH_USER_MODEL = "orgs.Account"

ROOMS = [
    "yicha.kernel",
    "yicha.shell",
    "yicha.norms",
    "yicha.orgs",
    "yicha.subjects",
    "yicha.items",
    "yicha.duties",
    "yicha.scenes",
    "yicha.permits",
    "yicha.lookups",
    "yicha.draws",
    "yicha.planning",
    "yicha.inspections",
    "yicha.field",
    "yicha.followups",
    "yicha.levels",
    "yicha.disclosure",
    "yicha.exchange",
    "yicha.feedback",
    "yicha.dossier",
    "yicha.portal",
    "yicha.enterprise",
    "yicha.appraisal",
    "yicha.help",
    "yicha.imports",
    "yicha.today",
]
INSTALLED_APPS = [
    "django.contrib.postgres",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "bootstrap",
    "django_htmx",
    "procrastinate.contrib.django",
    *ROOMS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yicha.portal.web.kept.KeptPages",
    "yicha.kernel.headers.strict_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "yicha.kernel.problems.Refusals",
    "yicha.norms.web.caching.norms_once_a_request",
    "yicha.orgs.web.actors.Actors",
]
CSRF_FAILURE_VIEW = "yicha.kernel.problems.forbidden"
# Routes of other packages, by the module of their view, and why they need no mark of ours.
YICHA_FOREIGN_ROUTES = {
    "django.views.i18n": "the language of the pages, for anybody: a cookie, no change of state",
    "ninja.openapi.views": "the description of the API, and its root, which answers 404",
}

_database = conninfo_to_dict(os.environ.get("DATABASE_URL", "postgresql:///yicha"))
_known = {"dbname", "user", "password", "host", "port"}
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _database.get("dbname"),
        "USER": _database.get("user"),
        "PASSWORD": _database.get("password"),
        "HOST": _database.get("host"),
        "PORT": _database.get("port"),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {name: value for name, value in _database.items() if name not in _known},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "yicha.config.frame.frame",
            ],
        },
    },
]
# What nobody foresaw goes to standard error, that is to web.log and worker.log, with its traceback; people see a page (kernel/problems).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
LANGUAGE_CODE = "zh-hans"
LOCALE_PATHS = [str(Path(__file__).parent / "locale")]  # the menus; rooms bring their own
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# Pages (docs/adr/0013): files are served by the program itself, from the packages; a browser asks again after a minute.
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# A demo home shows invented people on an invented day, and says so on every page.
YICHA_DEMO = os.environ.get("YICHA_DEMO") == "1"
YICHA_CLOCK_SHIFT = int(os.environ.get("YICHA_CLOCK_SHIFT", "0"))  # seconds; only a demo may

# Over plain http, as on one's own machine, the browser must be allowed to send the cookies; a site behind TLS says so.
YICHA_TLS = os.environ.get("YICHA_TLS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = YICHA_TLS
SESSION_COOKIE_NAME = "__Host-session" if YICHA_TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if YICHA_TLS else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if YICHA_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if YICHA_TLS else None
SECURE_REFERRER_POLICY = "same-origin"

# Signing in is ours (docs/adr/0028): sessions in a table that knows their account; how long they last are norms.
SESSION_ENGINE = "yicha.orgs.web.session_store"
SESSION_COOKIE_AGE = 24 * 3600  # for sweeping; the norm ends a session earlier
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
PASSWORD_HASHERS = ["yicha.orgs.web.passwords.Argon2"]
LOGIN_URL = "/sign-in/"
YICHA_PROXIES = int(os.environ.get("YICHA_PROXIES", "0"))  # how many reverse proxies of ours stand before us: who came is read behind them
YICHA_TASKS_AT_HAND = "yicha.inspections.queries.tasks_at_hand"  # (actor, sid) -> numbers; a room above the lookups
YICHA_ENTERPRISE_CODES = "yicha.inspections.queries.enterprise_of_code"  # (code, at) -> sid, region, name; a room above signing in
YICHA_DOORS_OF_CODE = "yicha.subjects.queries.doors_of_code"  # (uscc) -> [(sid, region, name, address)]; a room above signing in
