"""What does a brand see, and what can it do? The brand's portal."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "brand"
urlpatterns: list[URLPattern] = []
