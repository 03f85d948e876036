from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "tricity.knowledge"
    label = "knowledge"

    def ready(self) -> None:
        """Tell directory, search, worker, desk, translators and topics what this app has for them."""
        from tricity.knowledge import notices, panels, personal_data, registration
        from tricity.knowledge.concepts import RECORDS
        from tricity.terms import holders

        panels.register_with_directory()
        registration.register_with_search()
        registration.register_jobs()
        registration.register_desks()
        registration.register_renderings()
        registration.register_discussion()
        personal_data.register_holdings()
        notices.register_kinds()
        holders.register(RECORDS)
