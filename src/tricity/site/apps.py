from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "tricity.site"
    label = "site"

    def ready(self) -> None:
        from tricity.site import checks  # noqa: F401  # registers the checks
