"""What does a seller see, and what can he do? The store's portal."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "store"
urlpatterns: list[URLPattern] = []
