"""Which files came with this form? Each is held against its limit before it is read."""

from __future__ import annotations

from django.http import HttpRequest

from assay.actions.policy import in_force
from assay.errors import TooLarge
from assay.regime.document.arrival import display_name


def uploads(request: HttpRequest, name: str, *, most: int | None = None) -> list[tuple[str, bytes]]:
    """Name and bytes of each file under this name. TooLarge: one has more than `most` bytes (None: than the policy takes of a paper)."""
    limit = in_force().document.limits.bytes_per_paper if most is None else most
    for upload in request.FILES.getlist(name):
        if (upload.size or 0) > limit:
            raise TooLarge(
                f"this file has {upload.size} bytes; {limit} are allowed.",
                where=display_name(upload.name or ""),
                mend="Send the part that matters.",
            )
    return [(upload.name or "", upload.read()) for upload in request.FILES.getlist(name)]
