"""Files and accounts compared with what the database says of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db.models import FileField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.accounts.demo import ACCOUNTS, DEMO_PASSWORD
from tricity.accounts.models import User
from tricity.site.health.finding import Finding, Level

MOST_NAMED = 5


def missing_files() -> Finding:
    """Rows that name a file which is not there."""
    missing = [path for path in _named() if not path.exists()]
    if not missing:
        return Finding(_("uploaded files"), Level.OK, _("Every file the database names is there."))
    text = ngettext(
        "%(number)d file is missing: %(names)s", "%(number)d files are missing: %(names)s", len(missing)
    )
    advice = _("Take them from a backup: they lie below “data” in its archive.")
    return Finding(_("uploaded files"), Level.ERROR, text % _described(missing), "", advice)


def orphaned_files() -> Finding | None:
    """Files no row names any more. They do no harm, so nothing removes them by itself."""
    named = set(_named())
    roots = {Path(settings.MEDIA_ROOT), Path(settings.DOCUMENTS_FOLDER)}
    left = [
        path
        for root in roots
        if root.exists()
        for path in root.rglob("*")
        if path.is_file() and path not in named
    ]
    if not left:
        return None
    text = ngettext(
        "%(number)d file is named by no row: %(names)s",
        "%(number)d files are named by no row: %(names)s",
        len(left),
    )
    return Finding(_("files left over"), Level.OK, text % _described(left))


def _described(paths: list[Path]) -> dict[str, object]:
    names = ", ".join(path.name for path in paths[:MOST_NAMED])
    return {"number": len(paths), "names": names + (" …" if len(paths) > MOST_NAMED else "")}


def _named() -> Iterator[Path]:
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if not isinstance(field, FileField):
                continue
            names = model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)
            for name in names.iterator(chunk_size=2000):
                if name:
                    yield Path(field.storage.path(name))


def demo_accounts() -> Finding | None:
    """Accounts whose password is public, on a site that is not a demo."""
    if settings.DEMO:
        return None
    known = User.objects.filter(username__in=[account.username for account in ACCOUNTS], is_active=True)
    open_doors = [user.username for user in known if check_password(DEMO_PASSWORD, user.password)]
    if not open_doors:
        return None
    message = _("Accounts of the demo, whose password everybody knows: %(names)s.") % {
        "names": ", ".join(open_doors)
    }
    advice = _("Give each another password (tricity user password NAME), or remove the sample data.")
    return Finding(_("accounts"), Level.ERROR, message, "", advice)
