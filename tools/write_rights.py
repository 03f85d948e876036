"""Write the rights matrix of the reference (docs/reference/rights.md) from the rules; makes an empty database for it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tricity.site.settings_test")
    import django

    django.setup()
    from django.db import connection
    from django.utils import translation
    from tests.rights.document import FILE, written
    from tests.rights.world import make_world

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with translation.override("en"):
            FILE.write_text(written(make_world()), encoding="utf-8")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
