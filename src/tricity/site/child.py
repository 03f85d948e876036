"""A child process of `tricity serve`: `python -m tricity.site.child web|worker`."""

from __future__ import annotations

import os
import sys

CHILDREN = ("web", "worker")


def main(name: str) -> None:
    """Make the site's models usable, then be the web server or the worker until told to stop."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tricity.site.settings")
    django.setup()
    # Both read models when they are imported, which must not happen before.
    from tricity.site import supervised, web, worker

    supervised.follow_supervisor()
    {"web": web.main, "worker": worker.main}[name]()


if __name__ == "__main__":
    main(sys.argv[1])
