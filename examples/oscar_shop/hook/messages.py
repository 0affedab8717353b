"""Is this message really from the office, whole and new? Only then it is carried out (Standard Webhooks, signature v1).

Signed is `ID.TIMESTAMP.BODY` with HMAC-SHA256 under the secret of this address. A message that was answered with 2xx is not sent again, so that is
answered only when its effect stands in the database; acknowledging it is another call.
"""

import base64
import hashlib
import hmac
import json
import time

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hook.effects import acknowledge_soon, take
from hook.models import Secret

TOLERANCE_SECONDS = 300


class NotFromOffice(Exception):
    """No secret of ours made this signature, or the message is an old one."""


@csrf_exempt
@require_POST
def receive(request):
    """204: it is done. 401: not from the office. 500, and the office tries again: our own trouble."""
    try:
        verify(request.headers, request.body, secrets=Secret.objects.values_list("secret", flat=True), at=time.time())
    except NotFromOffice as no:
        return HttpResponse(str(no), status=401, content_type="text/plain")
    take(json.loads(request.body)["data"])
    acknowledge_soon()
    return HttpResponse(status=204)


def verify(headers, body, *, secrets, at):
    """NotFromOffice unless one of the secrets signed exactly this, within the last minutes."""
    message, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not stamp.isdigit() or abs(at - int(stamp)) > TOLERANCE_SECONDS:
        raise NotFromOffice("the timestamp is missing, or minutes away from our clock")
    signed = f"{message}.{stamp}.".encode() + body
    given = [
        word.removeprefix("v1,") for word in headers.get("webhook-signature", "").split() if word.startswith("v1,")
    ]
    for secret in secrets:
        key = base64.b64decode(secret.removeprefix("whsec_"))
        wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        if any(hmac.compare_digest(wanted.encode(), one.encode()) for one in given):
            return
    raise NotFromOffice("the signature does not hold")
