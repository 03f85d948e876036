from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "tricity.site"
    label = "site"

    def ready(self) -> None:
        from tricity.accounts import desk
        from tricity.jobs.registry import job
        from tricity.site import checks  # noqa: F401  # registers the checks
        from tricity.site.first_run.actions import LOAD_SAMPLE, load_whole_sample
        from tricity.site.health.desks import SOURCE

        desk.register_source(SOURCE)
        job(LOAD_SAMPLE)(load_whole_sample)
