"""Starting Django for the commands that work on a site."""

from __future__ import annotations

import os
import sys

from tricity.site.cli import say
from tricity.site.cli.speech import chosen_language
from tricity.site.cli.speech import gettext as _


def start(*, demo: bool = False) -> None:
    """Make the site's models usable; ends the command with code 2 where a TRICITY_* variable is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tricity.site.settings")
    if demo:
        os.environ["TRICITY_DEMO"] = "yes"
    import django
    from django.utils import translation

    from tricity.site.variables import InvalidVariable

    try:
        django.setup()
    except InvalidVariable as error:
        say.note(str(error))
        sys.exit(2)
    translation.activate(chosen_language())


def migrate() -> None:
    """Bring the database to the layout of this version, with a backup of before; a new one gets the countries, without
    which nothing imports. Ends the command with code 1 where that fails: the database is as before then.
    """
    from django.conf import settings

    from tricity.site.backup import swapping
    from tricity.site.upgrade import upgrade
    from tricity.web.errors import TricityError

    try:
        swapping.finish(settings.DATA)
        done = upgrade()
    except TricityError as error:
        say.note(error.message)
        sys.exit(1)
    if done is not None and done.backup:
        say.note(_("The database was brought up to date. Backup of before: %(path)s") % {"path": done.backup})

    from tricity.directory.models import Country
    from tricity.site.sample import load_countries

    if not Country.objects.exists():
        load_countries()
