"""`python -m tricity.site.backup.finish migrate index`: the last steps of a restore, in a process whose data folder is
the one that is being restored.
"""

from __future__ import annotations

import sys

from tricity.site.child import begin


def main(steps: list[str]) -> int:
    """Do the steps named, in order."""
    begin()
    from django.core.management import call_command

    from tricity.search import indexer

    if "migrate" in steps:
        call_command("migrate", verbosity=0, interactive=False)
    if "index" in steps:
        indexer.rebuild(begin=begin)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
