from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "tricity.knowledge"
    label = "knowledge"

    def ready(self) -> None:
        """Tell directory, search, worker, desk and translators what this app has for them."""
        from tricity.knowledge import notices, panels, registration

        panels.register_with_directory()
        registration.register_with_search()
        registration.register_jobs()
        registration.register_desks()
        registration.register_renderings()
        notices.register_kinds()
