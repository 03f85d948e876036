from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "tricity.documents"
    label = "documents"

    def ready(self) -> None:
        """Tell worker and desk what this app has for them."""
        from tricity.documents import personal_data, registration

        registration.register_jobs()
        registration.register_desks()
        personal_data.register_holdings()
