from django.apps import AppConfig


class HarvestConfig(AppConfig):
    name = "tricity.harvest"
    label = "harvest"

    def ready(self) -> None:
        """Tell the worker, the desk and the pages of records what this app has for them."""
        from tricity.harvest import notices, personal_data, registration

        registration.register_jobs()
        registration.register_desks()
        registration.register_with_records()
        notices.register_kinds()
        personal_data.register_holdings()
