"""Items know their notifier: what one notifier has waiting is counted in an index, however much he filed before."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0023_returns_in_parts")]

    operations = [
        migrations.AddField(
            model_name="noticeitem",
            name="notifier",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="records.notifier",
            ),
        ),
        migrations.RunSQL(
            "UPDATE records_noticeitem i SET notifier_id = n.notifier_id FROM records_notice n"
            " WHERE n.notice_id = i.notice_id; SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="noticeitem",
            name="notifier",
            field=models.ForeignKey(
                db_index=False,
                help_text="as on the notice",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="records.notifier",
            ),
        ),
        migrations.AddIndex(
            model_name="noticeitem",
            index=models.Index(
                condition=models.Q(state__in=["filed", "seller_to_answer", "holder_to_answer", "to_decide"]),
                fields=["notifier"],
                name="notice_item_open",
            ),
        ),
    ]
