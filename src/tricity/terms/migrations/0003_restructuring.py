import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('terms', '0002_termbase'),
    ]

    operations = [
        migrations.CreateModel(
            name='Retired',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('replaced_by', models.SlugField(max_length=80)),
                ('names', models.JSONField(default=dict)),
                ('retired_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['slug'],
            },
        ),
        migrations.AlterField(
            model_name='proposal',
            name='kind',
            field=models.CharField(choices=[('section', 'Words and definition'), ('friend', 'Word that misleads'), ('merge', 'Two topics become one'), ('move', 'Another place among the topics')], default='section', max_length=8),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='language',
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='state',
            field=models.CharField(choices=[('open', 'Waiting for a decision'), ('approved', 'Approved'), ('returned', 'Returned'), ('withdrawn', 'Withdrawn by its author'), ('undone', 'Approved, then undone')], default='open', max_length=10),
        ),
        migrations.CreateModel(
            name='Restructuring',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
                ('moved', models.JSONField(default=dict)),
                ('counts', models.JSONField(default=dict)),
                ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='restructuring', to='terms.proposal')),
            ],
        ),
    ]
