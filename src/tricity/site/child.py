"""A child process of `tricity serve`: `python -m tricity.site.child analysis|live|web|worker`."""

from __future__ import annotations

import os
import sys

CHILDREN = ("analysis", "live", "web", "worker")


def begin() -> None:
    """Make the site's models usable in a new process, its words asked of the analysis process where there is one."""
    _set_up()
    from tricity.site import analysis

    analysis.ask_the_analysis_process()


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tricity.site.settings")
    django.setup()


def main(name: str) -> None:
    """Be the live hub, or make the site's models usable and be the analysis, the web server or the worker; until told
    to stop.
    """
    if name == "live":
        _be_the_hub()
        return
    _set_up()
    # Both read models when they are imported, which must not happen before.
    from tricity.site import analysis, supervised, web, worker

    supervised.follow_supervisor()
    if name != "analysis":
        analysis.ask_the_analysis_process()
    {"analysis": analysis.main, "web": web.main, "worker": worker.main}[name]()


def _be_the_hub() -> None:
    """Without Django, which would cost more memory than all viewers."""
    from tricity.live import process
    from tricity.site import supervised

    supervised.follow_supervisor()
    process.main()


if __name__ == "__main__":
    main(sys.argv[1])
