from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "tricity.members"
    label = "members"

    def ready(self) -> None:
        """Tell the apps below what waits on desks and what stands on the pages of organizations."""
        from tricity.members import notices, personal_data
        from tricity.members.registration import register

        register()
        notices.register_kinds()
        personal_data.register_holdings()
