from django.apps import AppConfig


class BriefingsConfig(AppConfig):
    name = "tricity.briefings"
    label = "briefings"

    def ready(self) -> None:
        """Tell the workers of the job that prints."""
        from tricity.briefings import actions

        assert actions.PRINT
