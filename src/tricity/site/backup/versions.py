"""Does this version of the code know the layout of a backup's database?"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from tricity.site.backup.errors import Unsuitable


def check_known(manifest: Mapping[str, Any]) -> None:
    """Raises Unsuitable where migrations were applied that this version does not have: it is the older one."""
    unknown = [f"{row['app']}.{row['name']}" for row in manifest["migrations"] if not _exists(row)]
    if unknown:
        message = _(
            "It was made by version %(version)s of Tricity, which is newer than this one (unknown: %(names)s)."
            " Install that version or a later one, then restore."
        )
        version = " ".join(filter(None, [str(manifest.get("tricity")), str(manifest.get("code") or "")]))
        raise Unsuitable(message % {"version": version, "names": ", ".join(unknown[:3])})


def _exists(row: Mapping[str, str]) -> bool:
    root, *rest = row["module"].split(".")
    spec = importlib.util.find_spec(root) if root.isidentifier() else None
    places = spec.submodule_search_locations if spec else None
    return bool(row["name"].isidentifier() or row["name"][:4].isdigit()) and any(
        Path(place, *rest, f"{row['name']}.py").exists() for place in places or ()
    )
