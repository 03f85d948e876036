from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "tricity.knowledge"
    label = "knowledge"

    def ready(self) -> None:
        """Tell the search what of this app is indexed, and the worker which jobs are ours."""
        from tricity.knowledge import panels, registration

        panels.register_with_directory()
        registration.register_with_search()
        registration.register_jobs()
