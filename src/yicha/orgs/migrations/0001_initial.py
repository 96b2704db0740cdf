import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('short_name', models.CharField(max_length=40)),
                ('uscc', models.CharField(blank=True, max_length=18)),
                ('kind', models.CharField(max_length=20)),
                ('towns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), default=list, size=None)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
        ),
        migrations.CreateModel(
            name='Officer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cert_no', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=60)),
                ('valid_to', models.DateField(null=True)),
                ('skills', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('towns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('days_per_week', models.DecimalField(decimal_places=1, default=5, max_digits=3)),
                ('in_post', models.BooleanField(default=True)),
                ('issuer', models.CharField(blank=True, max_length=80)),
                ('staff_no', models.CharField(blank=True, max_length=40)),
                ('gender', models.CharField(blank=True, max_length=4)),
                ('id_tail', models.CharField(blank=True, max_length=4)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('education', models.CharField(blank=True, max_length=80)),
                ('job_kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('job_since', models.DateField(null=True)),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('level', models.CharField(blank=True, max_length=20)),
                ('duty', models.CharField(blank=True, max_length=60)),
                ('expertise', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('established', models.CharField(blank=True, max_length=4)),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.department')),
            ],
        ),
        migrations.CreateModel(
            name='Leave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leave', to='orgs.officer')),
            ],
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('username', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('display_name', models.CharField(max_length=60)),
                ('person', models.CharField(max_length=60)),
                ('disabled_at', models.DateTimeField(null=True)),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.officer')),
            ],
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sid', models.CharField(max_length=64)),
                ('reason', models.CharField(max_length=200)),
                ('status', models.CharField(default='declared', max_length=10)),
                ('by_party', models.BooleanField(default=False)),
                ('declared_by', models.CharField(max_length=80)),
                ('decided_by', models.CharField(blank=True, max_length=80)),
                ('decision', models.CharField(blank=True, max_length=200)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='orgs.officer')),
            ],
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('code', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('path', models.CharField(db_collation='C', max_length=40, unique=True)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.region')),
            ],
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=20)),
                ('subject', models.CharField(blank=True, max_length=32)),
                ('status', models.CharField(default='proposed', max_length=10)),
                ('valid', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('founding', models.BooleanField(default=False)),
                ('proposed_by', models.CharField(max_length=80)),
                ('approved_by', models.CharField(blank=True, max_length=80)),
                ('ended_by', models.CharField(blank=True, max_length=80)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_reason', models.CharField(blank=True, max_length=200)),
                ('sphere', models.GeneratedField(db_persist=True, expression=models.Case(models.When(role__in=('audit_admin', 'security_admin', 'system_admin'), then=models.F('role')), default=models.Value('business')), output_field=models.CharField(max_length=20))),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.account')),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.department')),
                ('stands_in_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.post')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.region')),
            ],
        ),
        migrations.AddField(
            model_name='department',
            name='region',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.region'),
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None)),
                ('legal_basis', models.CharField(max_length=300)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField(null=True)),
                ('ended_reason', models.CharField(blank=True, max_length=200)),
                ('from_department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.department')),
                ('to_department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.department')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.region')),
            ],
        ),
        migrations.CreateModel(
            name='DelegatedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item_code', models.CharField(max_length=60)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('delegation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.delegation')),
                ('from_department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.department')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.region')),
            ],
        ),
        migrations.AddField(
            model_name='account',
            name='region',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.region'),
        ),
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('departments', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ('reason', models.CharField(max_length=200)),
                ('by', models.CharField(max_length=80)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.account')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.account')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('account', models.F('successor')), _negated=True), name='hand_over_to_another')],
            },
        ),
        migrations.AddConstraint(
            model_name='officer',
            constraint=models.CheckConstraint(condition=models.Q(('days_per_week__range', (0, 7))), name='officer_days_per_week'),
        ),
        migrations.AddConstraint(
            model_name='leave',
            constraint=models.UniqueConstraint(fields=('officer', 'first_day', 'last_day'), name='leave_once'),
        ),
        migrations.AddConstraint(
            model_name='leave',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='leave_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['declared', 'upheld', 'rejected'])), name='recusal_status'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'rejected'), _negated=True), fields=('officer', 'sid'), name='recusal_open_once'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'declared'), models.Q(models.Q(('decided_by', ''), _negated=True), models.Q(('decided_by', models.F('declared_by')), _negated=True)), _connector='OR'), name='recusal_other_decider'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(models.F('department'), name='post_department'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['coordinator', 'department_clerk', 'department_head', 'team_leader', 'officer', 'legal_supervisor', 'zone_command', 'park_committee', 'procuratorate', 'data_steward', 'enterprise', 'system_admin', 'security_admin', 'audit_admin'])), name='post_role'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'ended'])), name='post_status'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('status', 'approved')), expressions=[('account', '='), ('sphere', '<>'), ('valid', '&&')], name='post_one_sphere'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('status', 'approved')), expressions=[('account', '='), ('role', '='), ('region', '='), (django.db.models.functions.comparison.Coalesce('department', models.Value('')), '='), ('subject', '='), (django.db.models.functions.comparison.Coalesce('stands_in_for', models.Value(0)), '='), ('valid', '&&')], name='post_held_once'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('stands_in_for__isnull', False), ('status', 'approved')), expressions=[('stands_in_for', '='), ('valid', '&&')], name='post_lent_once'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('department', None), ('role__in', ('audit_admin', 'security_admin', 'system_admin')), ('subject', '')), models.Q(('department', None), ('role', 'enterprise'), models.Q(('subject', ''), _negated=True)), models.Q(models.Q(('role__in', ['audit_admin', 'security_admin', 'system_admin', 'enterprise']), _negated=True), ('department__isnull', False), ('subject', '')), _connector='OR'), name='post_stands_for_something'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('founding', True), models.Q(models.Q(('proposed_by', models.F('account')), _negated=True), models.Q(('approved_by', models.F('account')), _negated=True)), _connector='OR'), name='post_not_to_oneself'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('founding', True), ('stands_in_for__isnull', False), models.Q(('status', 'approved'), _negated=True), models.Q(models.Q(('approved_by', ''), _negated=True), models.Q(('approved_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='post_two_persons'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('founding', False), ('role__in', ('audit_admin', 'security_admin', 'system_admin')), _connector='OR'), name='post_founding_administrators'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(condition=models.Q(('founding', True)), fields=('role',), name='post_founded_once'),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['lead_office', 'department', 'town_government', 'zone', 'park', 'justice', 'data_bureau', 'procuratorate'])), name='department_kind'),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.UniqueConstraint(fields=('region', 'name'), name='department_name'),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.UniqueConstraint(fields=('region', 'short_name'), name='department_short_name'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['entrustment', 'park_delegation'])), name='delegation_kind'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('from_department', models.F('to_department')), _negated=True), name='delegation_to_another'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('legal_basis', ''), _negated=True), name='delegation_has_basis'),
        ),
        migrations.AddConstraint(
            model_name='delegateditem',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('from_department', '='), ('area', '='), ('item_code', '='), ('valid', '&&')], name='delegated_to_one'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(condition=models.Q(('disabled_at', None)), fields=('person',), name='account_one_per_person'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(condition=models.Q(('disabled_at', None)), fields=('officer',), name='account_one_per_officer'),
        ),
    ]
