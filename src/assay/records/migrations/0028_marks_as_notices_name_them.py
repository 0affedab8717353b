"""A notice names its mark as people write it: the mark is found in an index, however many are registered."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    dependencies = [("records", "0027_pictures")]

    operations = [
        migrations.AddIndex(
            model_name="mark",
            index=models.Index(Upper("office"), Upper("number"), name="mark_by_its_name"),
        )
    ]
