from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "tricity.jobs"
    label = "jobs"
