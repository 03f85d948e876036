"""The `tricity` command. Modules: one per command; `main` reads the arguments and calls one."""

from tricity.site.cli.main import main

__all__ = ["main"]
