"""How often somebody has asked, counted where all processes of the web server see it."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0029_referrals")]

    operations = [
        migrations.CreateModel(
            name="RateCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(max_length=30)),
                ("who", models.CharField(max_length=64)),
                ("ends_at", models.DateTimeField()),
                ("times", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["ends_at"], name="rate_count_to_sweep")],
                "constraints": [
                    models.UniqueConstraint(fields=("scope", "who", "ends_at"), name="one_count_a_window"),
                ],
            },
        )
    ]
