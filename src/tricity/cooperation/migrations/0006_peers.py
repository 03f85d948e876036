import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0005_topic_proposals"),
        ("knowledge", "0002_versions_and_review"),
    ]

    operations = [
        migrations.CreateModel(
            name="PeerPair",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("score", models.FloatField()),
                ("is_close", models.BooleanField(default=True)),
                ("is_same_country", models.BooleanField(default=False)),
                ("reasons", models.JSONField(default=list)),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="knowledge.record"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="knowledge.record"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="peers",
                        to="cooperation.synthesisrun",
                    ),
                ),
            ],
            options={
                "ordering": ["-score", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("run", "one", "other"), name="cooperation_one_pair")
                ],
            },
        ),
    ]
