from __future__ import annotations

import json
import re
import shutil
import tempfile
import zipfile
from typing import IO

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from tricity.accounts.models import User
from tricity.activity.actions import record
from tricity.language import bcp47
from tricity.privacy.purposes import storage_place
from tricity.privacy.registry import holdings
from tricity.privacy.tables import sheet
from tricity.web.chosen import site_name
from tricity.web.languages import reader_language

KEPT_IN_MEMORY = 4 * 1024 * 1024
UNSAFE = re.compile(r"[\x00-\x1f/\\:*?\"<>|]")


def write_archive(user: User) -> IO[bytes]:
    """Everything kept about the person as an open ZIP at its start: `data.json`, `index.html` in the reader's language, files.

    The caller closes it. The audit trail notes that it was taken.
    """
    with transaction.atomic():
        record("account.data-taken", user, by=user)
        exported = {each.name: each.export(user) for each in holdings()}
    target = tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115  # closed by who sends it
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        meta = {"site": site_name(), "node": settings.NODE, "taken_at": timezone.now().isoformat()}
        content = json.dumps({**meta, "holdings": exported}, ensure_ascii=False, indent=2)
        archive.writestr("data.json", content)
        names = _add_files(archive, user)
        archive.writestr("index.html", _index(exported, names))
    target.seek(0)
    return target


def _add_files(archive: zipfile.ZipFile, user: User) -> list[str]:
    """The person's own files, each in the folder of its holding; returns their names in the archive."""
    names: list[str] = []
    for holding in holdings():
        for given, file in holding.files(user):
            name = f"files/{holding.name}/{UNSAFE.sub('_', given)}"
            with archive.open(name, "w", force_zip64=True) as out:
                shutil.copyfileobj(file, out)
            names.append(name)
    return names


def _index(exported: dict[str, object], files: list[str]) -> str:
    context = {
        "sheets": [sheet(each, exported[each.name]) for each in holdings()],
        "files": files,
        "language_tag": bcp47(reader_language()),
        "site_name": site_name(),
        "place": storage_place(),
        "taken_at": timezone.localtime(),
    }
    return render_to_string("privacy/archive.html", context)
