import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0003_resource_downloads'),
    ]

    operations = [
        migrations.AddField(
            model_name='speakerconsent',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='events.sessionperson'),
        ),
        migrations.AlterField(
            model_name='speakerconsent',
            name='talk',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='events.talk'),
        ),
        migrations.AddConstraint(
            model_name='speakerconsent',
            constraint=models.UniqueConstraint(fields=('person', 'use'), name='events_one_consent_a_use_of_person'),
        ),
        migrations.AddConstraint(
            model_name='speakerconsent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', True), ('talk__isnull', False)), models.Q(('person__isnull', False), ('talk__isnull', True)), _connector='OR'), name='events_consent_of_one'),
        ),
    ]
