from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "tricity.directory"
    label = "directory"

    def ready(self) -> None:
        """Tell the search what of this app is found, and the checks what to look for."""
        from tricity.directory import checks, personal_data  # noqa: F401  # the checks register themselves
        from tricity.directory.registration import register_renderings, register_with_search

        register_with_search()
        register_renderings()
        personal_data.register_holdings()
