"""Where hls.js is: fetched at set-up into a folder of static files, served from this host."""

from __future__ import annotations

from typing import Final

from csp.constants import SELF
from django.contrib.staticfiles import finders
from django.templatetags.static import static

SCRIPT: Final = "vendor/hls.min.js"
WORKER: Final = "vendor/hls.worker.js"

# hls.js gives the browser what it fetched as a “blob:”, makes the tracks of captions from an empty “data:”, and does its
# work in a worker of our own.
NEEDS: Final = {"media-src": ["blob:", "data:"], "worker-src": [SELF]}
SPEEDS: Final = ("0.75", "1", "1.25", "1.5", "2")


def scripts() -> dict[str, str]:
    """Addresses of the script and its worker; empty where they were not fetched: browsers then play what they can themselves."""
    if finders.find(SCRIPT) is None or finders.find(WORKER) is None:
        return {"script": "", "worker": ""}
    return {"script": static(SCRIPT), "worker": static(WORKER)}
