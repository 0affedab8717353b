from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0004_programs_and_executions")]
    operations = [
        migrations.AddField(
            model_name="casepseudonym",
            name="pseudonym",
            field=models.CharField(
                default="", help_text="as it stands in the log; made from the salt", max_length=64, unique=True
            ),
            preserve_default=False,
        ),
    ]
