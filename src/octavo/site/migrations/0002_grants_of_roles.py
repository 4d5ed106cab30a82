from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('octavo_site', '0001_heartbeats_and_leases'),
    ]

    operations = [
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=150)),
                ('what', models.CharField(max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('role', 'what'), name='role_given_a_thing_once')],
            },
        ),
    ]
