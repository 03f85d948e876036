from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "tricity.directory"
    label = "directory"

    def ready(self) -> None:
        """Tell the search what of this app is found, and the checks what to look for."""
        from tricity.directory import checks  # noqa: F401  # registers itself
        from tricity.directory.registration import register_renderings, register_with_search
        from tricity.directory.statements import registration as statements

        register_with_search()
        register_renderings()
        statements.register_with_search()
        statements.register_renderings()
        statements.register_desks()
