"""What the web server calls."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assay.web.settings")
application = get_wsgi_application()

# Everything that pages and calls need is loaded before the first of them. It stays, so the collector of cycles need not walk it: that takes a
# tenth of a second, in which nobody is answered.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
