"""Settings of the test suite: no manifest, fast hashing, everything in a folder of its own."""

import os
import tempfile

os.environ.setdefault("TRICITY_DATA", tempfile.mkdtemp(prefix="tricity-test-"))
os.environ.setdefault("TRICITY_LOG_LEVEL", "WARNING")

from tricity.site.settings import *  # noqa: F403
from tricity.site.settings import DATA, DATABASES, STATIC_ROOT, STORAGES, VARIABLES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
if not VARIABLES["DATABASE_URL"]:
    # A real file, so that threads and connections wait for each other as they do in a site.
    DATABASES["default"]["TEST"] = {"NAME": DATA / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
# Most tests begin without an account and are not about that; those of the first run switch it on.
FIRST_RUN = False
