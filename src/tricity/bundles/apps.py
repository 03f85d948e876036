from django.apps import AppConfig


class BundlesConfig(AppConfig):
    name = "tricity.bundles"
    label = "bundles"

    def ready(self) -> None:
        """Tell the pages of events, the jobs and “My data” what of this app they show."""
        # Imported with the holdings: the job that packs.
        from tricity.bundles import personal_data
        from tricity.bundles.event_panels import organizers_link
        from tricity.events.panels import Place, register

        register(organizers_link, Place.ORGANIZE)
        personal_data.register_holdings()
