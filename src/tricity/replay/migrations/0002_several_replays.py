"""Several replays of an event, parts withheld, captions corrected: what belonged to an event belongs to its replay."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

OWNED = ("Recording", "CaptionTrack", "Passage", "Mark")


def give_to_the_first(apps, schema_editor):
    """Every event that has recordings, captions or marks gets its first replay, and that gets them."""
    replays = apps.get_model("replay", "Replay")
    for name in OWNED:
        rows = apps.get_model("replay", name).objects
        for event in set(rows.order_by().values_list("event_id", flat=True).distinct()):
            replay = replays.objects.get_or_create(event_id=event, number=1)[0]
            rows.filter(event_id=event).update(replay=replay)


def owned(name, related, null):
    field = models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name=related, to="replay.replay", null=null
    )
    return (name, "replay", field)


RELATED = {"Recording": "recordings", "CaptionTrack": "caption_tracks", "Passage": "passages", "Mark": "marks"}


class Migration(migrations.Migration):

    dependencies = [
        ("events", "0003_resource_downloads"),
        ("replay", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            "Replay",
            "event",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="replays", to="events.event"
            ),
        ),
        migrations.AddField("Replay", "number", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField(
            "Replay", "titles", models.JSONField(blank=True, default=dict, verbose_name="title")
        ),
        migrations.AddField(
            "Replay", "sessions", models.ManyToManyField(blank=True, related_name="+", to="events.session")
        ),
        migrations.AddField("Replay", "needs_consent", models.BooleanField(default=False)),
        migrations.AddField("Replay", "blanked", models.JSONField(blank=True, default=list)),
        migrations.AddField("Replay", "withheld_at", models.DateTimeField(blank=True, null=True)),
        migrations.AlterModelOptions("Replay", {"ordering": ["event", "number"]}),
        migrations.AddConstraint(
            "Replay",
            models.UniqueConstraint(fields=("event", "number"), name="replay_one_of_each_number"),
        ),
        *[migrations.AddField(*owned(name, related, True)) for name, related in RELATED.items()],
        migrations.RunPython(give_to_the_first),
        *[migrations.AlterField(*owned(name, related, False)) for name, related in RELATED.items()],
        migrations.RemoveConstraint("CaptionTrack", "replay_one_track_per_language"),
        migrations.RemoveIndex("Passage", "replay_passage_in_order"),
        *[migrations.RemoveField(name, "event") for name in RELATED],
        migrations.AddConstraint(
            "CaptionTrack",
            models.UniqueConstraint(fields=("replay", "language"), name="replay_one_track_a_language"),
        ),
        migrations.AddIndex(
            "Passage", models.Index(fields=["replay", "start_ms"], name="replay_passages_in_order")
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='replay.cue')),
            ],
            options={
                'ordering': ['cue', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Withheld',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(choices=[('all', 'Picture, sound and captions'), ('captions', 'Captions and transcript alone'), ('absent', 'Nothing: the recording does not contain this talk')], default='all', max_length=8)),
                ('start_ms', models.BigIntegerField(default=0)),
                ('end_ms', models.BigIntegerField(default=0)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replay', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='withheld', to='replay.replay')),
                ('talk', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='events.talk')),
            ],
            options={
                'ordering': ['start_ms', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('scope', 'absent'), ('end_ms__gt', models.F('start_ms')), _connector='OR'), name='replay_withheld_has_length')],
            },
        ),
    ]
