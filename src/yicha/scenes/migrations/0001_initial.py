

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Scene',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_path', models.CharField(db_collation='C', db_index=True, max_length=80)),
                ('code', models.CharField(max_length=20)),
                ('version', models.SmallIntegerField()),
                ('name', models.CharField(max_length=80)),
                ('status', models.CharField(max_length=10)),
                ('content', models.JSONField()),
                ('same', models.JSONField(default=list)),
                ('reason', models.CharField(blank=True, max_length=1000)),
                ('findings', models.JSONField(default=list)),
                ('since', models.DateField(null=True)),
                ('origins', models.JSONField(default=list)),
                ('review_note', models.CharField(blank=True, max_length=1000)),
                ('ended_because', models.CharField(blank=True, max_length=400)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField(null=True)),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['suggested', 'proposed', 'returned', 'reviewed', 'published', 'withdrawn', 'dropped'])), name='scene_status'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('withdrawn', 'dropped')), _negated=True), models.Q(('ended_because', ''), _negated=True), _connector='OR'), name='scene_ended_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('valid__isnull', False), _connector='OR'), name='scene_published_from_a_day'), models.UniqueConstraint(fields=('region_path', 'code', 'version'), name='scene_version'), models.UniqueConstraint(condition=models.Q(('status__in', ['suggested', 'proposed', 'returned', 'reviewed'])), fields=('region_path', 'code'), name='scene_one_proposal'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('status', 'published')), expressions=[('region_path', '='), ('code', '='), ('valid', '&&')], name='scene_one_in_force')],
            },
        ),
    ]
