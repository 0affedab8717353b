"""What all processes of the web server must know of each other and may forget: guesses at second factors, codes that were used."""

from __future__ import annotations

from django.db import models


class KeptValue(models.Model):
    """One value of Django's cache in the database, until it runs out."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)
