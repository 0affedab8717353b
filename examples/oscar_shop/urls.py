"""Oscar's pages, Django's admin, and the address that the office tells."""

from django.apps import apps
from django.contrib import admin
from django.urls import include, path
from hook.messages import receive

urlpatterns = [
    path("office/messages/", receive, name="office-messages"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
    path("", include(apps.get_app_config("oscar").urls[0])),
]
