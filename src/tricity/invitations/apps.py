from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "tricity.invitations"
    label = "invitations"

    def ready(self) -> None:
        """Tell the pages of events, the notices and “My data” what of this app they show."""
        from tricity.events import panels
        from tricity.events.consenting import register_listener
        from tricity.invitations import event_panels, notices, personal_data, rendering
        from tricity.invitations.actions.slides import consents_changed

        panels.register(event_panels.organizers_links, panels.Place.ORGANIZE)
        register_listener(consents_changed)
        notices.register_kinds()
        personal_data.register_holdings()
        rendering.register_texts()
