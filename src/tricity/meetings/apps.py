from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "tricity.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Tell the pages of events, the desk, the notices and “My data” what of this app they show."""
        from tricity.meetings import notices, personal_data
        from tricity.meetings.registration import register_everywhere

        register_everywhere()
        notices.register_kinds()
        personal_data.register_holdings()
