"""The Django app of the pages: templates, static files, template tags."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "assay.web"
    label = "web"
