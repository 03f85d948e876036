from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "tricity.notices"
    label = "notices"

    def ready(self) -> None:
        """Tell the desk what is unread and what was put away, and the worker how digests are sent."""
        from tricity.accounts import desk
        from tricity.accounts.backends import register_annotation
        from tricity.jobs.registry import job
        from tricity.notices import actions, desks
        from tricity.notices.models import Notice
        from tricity.notices.put_away import without_put_away
        from tricity.notices.queries import UNREAD, unread_expression

        for source in desks.SOURCES:
            desk.register_source(source)
        desk.register_names(Notice, desks.names)
        desk.register_put_away(without_put_away)
        register_annotation(UNREAD, unread_expression)
        job(actions.sending.JOB)(actions.send_digest)
