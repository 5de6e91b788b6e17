"""Settings, all read from the environment; docs/operators/settings.md lists them.

With an empty environment everything runs with development values on an SQLite file under var/.
NEWSROOM_PRODUCTION=1 turns on production, under which no development value is accepted: what is
missing or unsafe is named, all of it at once, and nothing starts.
"""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from js_asset import Script

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

PRODUCTION = env.bool("NEWSROOM_PRODUCTION", default=False)

DEVELOPMENT_SECRET_KEY = "development-only-" + "not-a-secret-" * 4
DEVELOPMENT_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]

# --- What production insists on --------------------------------------------------------------


def _production_faults() -> list[str]:
    """What keeps these settings from being production settings, one sentence each."""
    faults = []
    secret_key = env.str("SECRET_KEY", default="")
    if len(secret_key) < 50 or secret_key == DEVELOPMENT_SECRET_KEY:
        faults.append("SECRET_KEY must be set to a secret of at least 50 characters.")
    if not env.list("ALLOWED_HOSTS", default=[]) or "*" in env.list("ALLOWED_HOSTS", default=[]):
        faults.append("ALLOWED_HOSTS must name the hosts that this site answers for, and not be '*'.")
    if not env.str("SITE_URL", default="").startswith("https://"):
        faults.append("SITE_URL must be the public address of the site and begin with https://.")
    if not env.str("DATABASE_URL", default=""):
        faults.append("DATABASE_URL must name the database; the development file is not used.")
    if not env.str("MEDIA_ROOT", default="") and not env.str("NEWSROOM_S3_BUCKET", default=""):
        faults.append("MEDIA_ROOT must name the folder for pictures; the development folder is not used.")
    if (origin := env.str("NEWSROOM_PICTURES_ORIGIN", default="")) and not origin.startswith("https://"):
        faults.append("NEWSROOM_PICTURES_ORIGIN must begin with https://.")
    if env.bool("DEBUG", default=False):
        faults.append("DEBUG must be off.")
    return faults


if PRODUCTION and (faults := _production_faults()):
    raise ImproperlyConfigured("NEWSROOM_PRODUCTION is set, but:\n- " + "\n- ".join(faults))

# --- Where and who ---------------------------------------------------------------------------

# Off in development too, so that everybody sees the pages that readers see, 404 and 500 included.
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default=DEVELOPMENT_SECRET_KEY)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=DEVELOPMENT_HOSTS)
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

NEWSROOM_NAME = env.str("NEWSROOM_NAME", default="The Newsroom")
NEWSROOM_TAGLINE = env.str("NEWSROOM_TAGLINE", default="Reported, dated, corrected in public")

# Whether somebody else than the writers has to approve what goes out. Sections may say otherwise.
NEWSROOM_FOUR_EYES = env.bool("NEWSROOM_FOUR_EYES", default=False)

# Whether readers may look up what an article said before, and what was changed.
NEWSROOM_PUBLIC_HISTORY = env.bool("NEWSROOM_PUBLIC_HISTORY", default=True)

# How long a preview link for somebody without an account may last at most; 0 means that there are none.
NEWSROOM_PREVIEW_LINK_DAYS = env.int("NEWSROOM_PREVIEW_LINK_DAYS", default=7)

# Whether `manage.py make_renditions --watch` runs beside the server: an upload is then answered without waiting.
NEWSROOM_RENDITIONS_WORKER = env.bool("NEWSROOM_RENDITIONS_WORKER", default=False)

# Where a bucket answers: set, readers are sent there by short signed addresses instead of being served from here.
NEWSROOM_PICTURES_ORIGIN = env.str("NEWSROOM_PICTURES_ORIGIN", default="").rstrip("/")

# What machines are told of the newspaper: where its logo is (empty: the site's icon), its pages about policies by
# schema.org's names ("ethicsPolicy=/ethics/,masthead=https://news.example/masthead/"), its profiles elsewhere.
NEWSROOM_LOGO = env.str("NEWSROOM_LOGO", default="")
NEWSROOM_POLICIES = env.dict("NEWSROOM_POLICIES", default={})
NEWSROOM_PROFILES = env.list("NEWSROOM_PROFILES", default=[])

# Where feeds are announced to subscribers (WebSub); empty is nowhere.
NEWSROOM_WEBSUB_HUB = env.str("NEWSROOM_WEBSUB_HUB", default="")

# The name of the publication as it stands on news.google.com, where that is another one.
NEWSROOM_NEWS_NAME = env.str("NEWSROOM_NEWS_NAME", default=NEWSROOM_NAME)

# What robots.txt tells the crawlers of AI companies: "allow" all, "no-training", or "refuse" all.
NEWSROOM_AI_CRAWLERS = env.str("NEWSROOM_AI_CRAWLERS", default="allow")
if NEWSROOM_AI_CRAWLERS not in {"allow", "no-training", "refuse"}:
    raise ImproperlyConfigured("NEWSROOM_AI_CRAWLERS must be allow, no-training or refuse.")

LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en")
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True
USE_I18N = True

# --- The application -------------------------------------------------------------------------

INSTALLED_APPS = [
    # Before the admin, so that templates/admin/ and our static files come first.
    "articles",
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_prose_editor",
    "js_asset",
    "taggit",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.public.context.newsroom",
            ],
            "builtins": ["articles.templatetags.addresses"],
        },
    }
]

# Fields are drawn without a template for each; see there.
FORM_RENDERER = "newsroom.drawing.DirectRenderer"

# --- Storage ---------------------------------------------------------------------------------

if not PRODUCTION:
    # SQLite makes the file, and not the folder that it lies in.
    VAR_DIR.mkdir(exist_ok=True)
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'newsroom.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers read while a writer writes; IMMEDIATE takes the write lock at the start of a
    # transaction, so that writers queue (for up to 20 s) instead of failing half-way as "locked".
    # FULL makes an acknowledged save survive a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Connections stay for the next request: opened anew, SQLite too would read its whole schema for each page.
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)

# Pages that readers got, in Redis where CACHE_URL names one: shared between processes, and machines. A store that
# does not answer within these seconds is done without. In the process, so many pages are kept at most.
CACHES = {
    "default": env.cache_url("CACHE_URL", default="locmemcache://newsroom"),
    "pages": env.cache_url("CACHE_URL", default="locmemcache://pages") | {"KEY_PREFIX": "page"},
}
if CACHES["pages"]["BACKEND"].endswith("RedisCache"):
    CACHES["pages"]["OPTIONS"] = {"socket_connect_timeout": 0.3, "socket_timeout": 0.3}
elif CACHES["pages"]["BACKEND"].endswith("LocMemCache"):
    CACHES["pages"] |= {"LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 200}}
NEWSROOM_PAGE_CACHE = env.bool("NEWSROOM_PAGE_CACHE", default=True)

# For how many seconds a CDN or Varnish in front may keep a page (0: not at all), and where it is told to drop one.
NEWSROOM_SHARED_SECONDS = env.int("NEWSROOM_SHARED_SECONDS", default=0)
NEWSROOM_PURGE_URL = env.str("NEWSROOM_PURGE_URL", default="")
NEWSROOM_PURGE_METHOD = env.str("NEWSROOM_PURGE_METHOD", default="PURGE")
# Headers that it asks for, "Fastly-Key: …": a secret, so from the environment alone.
NEWSROOM_PURGE_HEADERS = env.list("NEWSROOM_PURGE_HEADERS", default=[])
# Never in the cache: when it is down, nobody could sign in or stay signed in.
SESSION_ENGINE = "django.contrib.sessions.backends.db"

MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
NEWSROOM_S3_BUCKET = env.str("NEWSROOM_S3_BUCKET", default="")
_PICTURES: dict[str, Any] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
if NEWSROOM_S3_BUCKET:
    # Needs django-storages[s3]. Who we are, boto3 reads from AWS_ACCESS_KEY_ID and the like.
    _PICTURES = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": NEWSROOM_S3_BUCKET,
            "endpoint_url": env.str("NEWSROOM_S3_ENDPOINT", default=None),
            "region_name": env.str("NEWSROOM_S3_REGION", default=None),
            # Nothing in the bucket is public; a signed address opens one file for a minute.
            "default_acl": "private",
            "querystring_auth": True,
            "querystring_expire": 60,
            "file_overwrite": False,
        },
    }
STORAGES = {
    "default": _PICTURES,
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
# In development static files are served as they lie, without collectstatic.
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = not PRODUCTION

# A story of several megabytes and an article with thousands of form fields are somebody's work:
# they are accepted, or refused by the form with the text still in it, never by the parser.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# --- Words and pictures ----------------------------------------------------------------------

TAGGIT_CASE_INSENSITIVE = True
DJANGO_PROSE_EDITOR_PRESETS = {"newsroom": [Script("articles/admin/body-editor.js", type="module")]}

# --- Security --------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["articles.permissions.DeskBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
# What was typed on an article's form that a stale page sends stays with the person.
CSRF_FAILURE_VIEW = "articles.admin.refusals.stale_page"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:", *([NEWSROOM_PICTURES_ORIGIN] if NEWSROOM_PICTURES_ORIGIN else [])],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
    SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    if env.bool("BEHIND_PROXY", default=False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Logging ---------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        # Django mails its errors to ADMINS by default; here they go where the rest goes.
        "django": {
            "handlers": ["console"],
            "propagate": False,
            "level": env.str("LOG_LEVEL", default="WARNING"),
        },
    },
}
