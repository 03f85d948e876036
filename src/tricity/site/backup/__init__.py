"""Backups of a whole site in one file, made while it runs, and the way back.

    <name>.tar.gz
      database.sqlite3 | database.pgdump   a consistent snapshot (online backup API, pg_dump)
      data/…                               what the data folder holds, but what is made anew: index, static files
      settings.json                        TRICITY_* variables, secrets left out
      SHA256SUMS                           of the members before, as `sha256sum --check` reads it
      manifest.json                        versions, migrations, rows of each table; last, so its presence means whole

The search index is left out: it is derived from the records, large, and tied to the version of the engine; a restore
builds it.
"""

from tricity.site.backup.making import Made, make
from tricity.site.backup.restoring import Restored, restore, verify

__all__ = ["Made", "Restored", "make", "restore", "verify"]
