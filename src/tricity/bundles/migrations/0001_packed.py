import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('events', '0003_resource_downloads'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PackedBundle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'Waiting to be made'), ('making', 'Being made'), ('ready', 'Ready'), ('failed', 'Could not be made')], default='waiting', max_length=8)),
                ('percent', models.PositiveSmallIntegerField(default=0)),
                ('problem', models.CharField(blank=True, choices=[('not-public', 'Not Public'), ('too-large', 'Too Large'), ('faulty', 'Faulty'), ('sound', 'Sound'), ('disk', 'Disk'), ('other', 'Other')], max_length=12)),
                ('said', models.TextField(blank=True)),
                ('name', models.CharField(blank=True, max_length=64)),
                ('size_bytes', models.PositiveBigIntegerField(default=0)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('left_out', models.JSONField(blank=True, default=list)),
                ('is_small', models.BooleanField(default=True)),
                ('asked_at', models.DateTimeField()),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='packed_bundle', to='events.event')),
            ],
        ),
    ]
