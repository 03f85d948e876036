from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "tricity.directory"
    label = "directory"

    def ready(self) -> None:
        """Tell the apps below what of this one is found, rendered and spoken for, and the checks what to look for."""
        from tricity.directory import checks, personal_data  # noqa: F401  # the checks register themselves
        from tricity.directory.registration import (
            register_discussion,
            register_renderings,
            register_with_search,
        )
        from tricity.directory.statements import notices as statements_notices
        from tricity.directory.statements import registration as statements

        register_with_search()
        register_renderings()
        register_discussion()
        statements.register_with_search()
        statements.register_renderings()
        statements.register_desks()
        statements_notices.register_kinds()
        personal_data.register_holdings()
