from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "tricity.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Say what this app and those below it keep about people, and tell forms, worker and sign-in what it does."""
        from django.contrib.auth.signals import user_logged_in

        from tricity.accounts import agreements
        from tricity.jobs.registry import job
        from tricity.privacy import actions, agreeing, credentials, registration
        from tricity.privacy.actions import deletion, retention
        from tricity.privacy.middleware import remember_to_ask

        registration.register_holdings()
        credentials.register_holdings()
        registration.register_purposes()
        agreements.register(agreeing)
        job(deletion.JOB)(actions.erase_due)
        job(retention.JOB)(actions.retain)
        # Django's own signal: whichever way people sign in, it is sent.
        user_logged_in.connect(remember_to_ask, dispatch_uid="privacy.remember_to_ask")
