from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "tricity.invitations"
    label = "invitations"

    def ready(self) -> None:
        """Tell the pages of events, the notices and “My data” what of this app they show."""
        from tricity.events import panels
        from tricity.invitations import event_panels, notices, personal_data, rendering

        panels.register(event_panels.organizers_links, panels.Place.ORGANIZE)
        notices.register_kinds()
        personal_data.register_holdings()
        rendering.register_texts()
