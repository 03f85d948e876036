"""A replay of chosen sessions stays one of these alone when they are deleted."""

from django.db import migrations, models


def mark_those_of_chosen_sessions(apps, schema_editor):
    replays = apps.get_model("replay", "Replay").objects
    replays.filter(pk__in=replays.exclude(sessions=None).values("pk")).update(only_chosen=True)


class Migration(migrations.Migration):
    dependencies = [
        ("replay", "0003_withheld_people"),
    ]

    operations = [
        migrations.AddField("Replay", "only_chosen", models.BooleanField(default=False)),
        migrations.RunPython(mark_those_of_chosen_sessions, migrations.RunPython.noop),
    ]
