from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "tricity.calendars"
    label = "calendars"
