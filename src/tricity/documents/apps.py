from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "tricity.documents"
    label = "documents"

    def ready(self) -> None:
        """Tell worker and desk what this app has for them."""
        from tricity.documents import notices, personal_data, registration

        registration.register_jobs()
        registration.register_desks()
        notices.register_kinds()
        personal_data.register_holdings()
