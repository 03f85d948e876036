"""Django settings; what an operator may change is in `variables.py`."""

import os
import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from tricity.site.variables import read_variables, variables_set

# Before openpyxl is loaded: it would parse uploaded workbooks with lxml, where that happens to be installed, instead of
# defusedxml, which refuses entities.
os.environ["OPENPYXL_LXML"] = "False"

VARIABLES = read_variables()
PACKAGE = Path(__file__).resolve().parent.parent
DATA = VARIABLES["DATA"].resolve()
DATA.mkdir(parents=True, exist_ok=True, mode=0o750)


def _secret_key() -> str:
    """The key of this installation, made on first use and readable by its owner alone."""
    path = DATA / "secret-key"
    if not path.exists():
        path.touch(mode=0o600, exist_ok=True)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


SECRET_KEY = VARIABLES["SECRET_KEY"] or _secret_key()
DEBUG = VARIABLES["DEBUG"]
DEMO = VARIABLES["DEMO"]
ALLOWED_HOSTS = VARIABLES["HOSTS"]
NODE = VARIABLES["NODE"]
NODE_URI = VARIABLES["NODE_URI"]
SITE_NAME = VARIABLES["SITE_NAME"]
# Names of the variables somebody set; what was chosen at the first run counts only for the others.
SET_VARIABLES = variables_set()
# An empty site leads to the page that sets it up.
FIRST_RUN = not DEMO
ROOT_URLCONF = "tricity.site.urls"
ASGI_APPLICATION = "tricity.site.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["tricity.accounts.backends.PeopleBackend"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "tricity.web",
    "tricity.activity",
    "tricity.translation",
    "tricity.jobs",
    "tricity.accounts",
    "tricity.privacy",
    "tricity.notices",
    "tricity.terms",
    "tricity.search",
    "tricity.renderings",
    "tricity.discussion",
    "tricity.directory",
    "tricity.indicators",
    "tricity.knowledge",
    "tricity.documents",
    "tricity.harvest",
    "tricity.cooperation",
    "tricity.calendars",
    "tricity.events",
    "tricity.participation",
    "tricity.meetings",
    "tricity.rooms",
    "tricity.replay",
    "tricity.elsewhere",
    "tricity.outcomes",
    "tricity.bundles",
    "tricity.briefings",
    "tricity.invitations",
    "tricity.members",
    "tricity.api",
    "tricity.site",
]

FORM_RENDERER = "tricity.web.drawing.Renderer"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "tricity.web.middleware.permissions_policy",
    "tricity.web.compression.QuickGZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tricity.site.first_run.middleware.until_set_up",
    "tricity.web.middleware.content_language",
    "tricity.web.middleware.offered_language",
    "tricity.accounts.middleware.reader_time_zone",
    "tricity.accounts.credentials.middleware.signed_in_person",
    "tricity.privacy.middleware.ask_after_sign_in",
    "tricity.api.middleware.open_interface",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "template_partials.templatetags.partials",
                "tricity.web.templatetags.web",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tricity.web.context.shell",
                "tricity.notices.context.unread",
            ],
        },
    }
]

# --- Data -----------------------------------------------------------------------------------------------------

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA / "tricity.sqlite3",
    "OPTIONS": {
        # A write takes its lock when it begins, so that two writers wait for each other instead of failing.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000; "
        "PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;",
    },
}
if VARIABLES["DATABASE_URL"]:
    DATABASES = {"default": environ.Env.db_url_config(VARIABLES["DATABASE_URL"])}
else:
    DATABASES = {"default": SQLITE}
WEB_PROCESSES = max(1, VARIABLES["WEB_PROCESSES"])

MEDIA_ROOT = DATA / "files"
MEDIA_URL = "files/"
INDEX_FOLDER = DATA / "index"
BACKUP_FOLDER = Path(VARIABLES["BACKUP_FOLDER"]).resolve() if VARIABLES["BACKUP_FOLDER"] else DATA / "backups"
BACKUP_HOURS = max(0, VARIABLES["BACKUP_HOURS"])
BACKUP_KEEP = VARIABLES["BACKUP_KEEP"]
HOLD_FIRST_POSTS = VARIABLES["HOLD_FIRST_POSTS"]
NODE_COUNTRY = VARIABLES["NODE_COUNTRY"]
DELETION_DAYS = max(0, VARIABLES["DELETION_DAYS"])
REVIEW_DAYS = max(0, VARIABLES["REVIEW_DAYS"])
ACCOUNT_REQUEST_DAYS = max(1, VARIABLES["ACCOUNT_REQUEST_DAYS"])
REVIEW_REMINDER_DAYS = max(1, VARIABLES["REVIEW_REMINDER_DAYS"])
RATES = Path(VARIABLES["RATES"]).resolve() if VARIABLES["RATES"] else None
SYNTHESIS_MEMORY_RECORDS = max(0, VARIABLES["SYNTHESIS_MEMORY_RECORDS"])
ENCODER = Path(VARIABLES["ENCODER"]).resolve() if VARIABLES["ENCODER"] else None
# Documents people bring in, seen by their own body alone: never below MEDIA_ROOT.
DOCUMENTS_FOLDER = DATA / "documents"
# Recordings as they were uploaded, and what is made of them; served by views that ask who may watch.
RECORDINGS_FOLDER = DATA / "recordings"
REPLAY_FOLDER = DATA / "replay"
# Bundles packed for organizers to download; all of them can be made again.
BUNDLES_FOLDER = DATA / "bundles"
BUNDLE_LIMIT_BYTES = VARIABLES["BUNDLE_LIMIT_MB"] * 1024 * 1024
RECORDING_LIMIT_BYTES = VARIABLES["RECORDING_LIMIT_GB"] * 1024**3
UPLOAD_LIMIT_BYTES = VARIABLES["UPLOAD_LIMIT_MB"] * 1024 * 1024
LIVE_PER_ADDRESS = max(0, VARIABLES["LIVE_PER_ADDRESS"])
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}}
}

# --- E-mail, of which nothing needs any -------------------------------------------------------------------------

MAIL_CONFIGURED = bool(VARIABLES["EMAIL_URL"])
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
if MAIL_CONFIGURED:
    globals().update(environ.Env.email_url_config(VARIABLES["EMAIL_URL"]))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = VARIABLES["EMAIL_FROM"]

# --- Calls to other servers -----------------------------------------------------------------------------------

# Hosts a harvest may ask although their address is private.
HARVEST_HOSTS = VARIABLES["HARVEST_HOSTS"]
PUBLIC_URL = VARIABLES["PUBLIC_URL"].rstrip("/")

# --- Engines that propose renderings --------------------------------------------------------------------------

TRANSLATION_ENGINE = VARIABLES["TRANSLATION_ENGINE"]
TRANSLATION_URL = VARIABLES["TRANSLATION_URL"]
TRANSLATION_MODEL = VARIABLES["TRANSLATION_MODEL"]
TRANSLATION_KEY = VARIABLES["TRANSLATION_KEY"]
TRANSLATION_TIMEOUT_SECONDS = VARIABLES["TRANSLATION_TIMEOUT_SECONDS"]
TRANSLATION_DAILY_CHARACTERS = VARIABLES["TRANSLATION_DAILY_CHARACTERS"]
TRANSLATION_DAILY_REQUESTS = VARIABLES["TRANSLATION_DAILY_REQUESTS"]
TRANSLATION_PRICE = VARIABLES["TRANSLATION_PRICE"]
TRANSLATION_DAILY_COST = VARIABLES["TRANSLATION_DAILY_COST"]
TRANSLATION_CURRENCY = VARIABLES["TRANSLATION_CURRENCY"]

# --- Languages and time ---------------------------------------------------------------------------------------

USE_I18N = True
USE_TZ = True
TIME_ZONE = VARIABLES["TIME_ZONE"]
LANGUAGE_CODE = "en"
# Each language is named in itself; readers see the list ordered by those names, never by country.
LANGUAGES = [
    ("en", _("English")),
    ("ja", _("Japanese")),
    ("ko", _("Korean")),
    ("zh-hans", _("Simplified Chinese")),
]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600

# --- Files the browser gets ------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Security -------------------------------------------------------------------------------------------------

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tricity.web.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if VARIABLES["HTTPS"]:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
# --- Signing in -----------------------------------------------------------------------------------------------

# Whose accounts must have a second factor or a passkey: roles, or “everyone”.
REQUIRE_SECOND_FACTOR = frozenset(VARIABLES["REQUIRE_SECOND_FACTOR"])
OIDC_ISSUER = VARIABLES["OIDC_ISSUER"].rstrip("/")
OIDC_LABEL = VARIABLES["OIDC_LABEL"]
OIDC_LINK = VARIABLES["OIDC_LINK"]
ACCOUNT_ADAPTER = "tricity.accounts.credentials.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Counted by `accounts.throttle`, in the database, which all processes share.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
MFA_ADAPTER = "tricity.accounts.credentials.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = SITE_NAME
# A phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "tricity.accounts.credentials.linking.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "sso",
                "name": OIDC_LABEL,
                "client_id": VARIABLES["OIDC_CLIENT_ID"],
                "secret": VARIABLES["OIDC_CLIENT_SECRET"],
                "settings": {"server_url": OIDC_ISSUER, "oauth_pkce_enabled": True},
            }
        ]
    }
}

# --- What browsers may load -------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SILENCED_SYSTEM_CHECKS = [
    "security.W004",  # HSTS, SSL redirect and secure cookies follow TRICITY_HTTPS
    "security.W008",
    "security.W012",
    "security.W016",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": VARIABLES["LOG_LEVEL"]},
}
