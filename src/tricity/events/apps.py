from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "tricity.events"
    label = "events"
