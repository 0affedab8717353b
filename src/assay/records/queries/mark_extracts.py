"""Which extracts of trade mark offices were imported?"""

from __future__ import annotations

from assay.records.models import ExtractedMark, MarkExtract


def extracts() -> list[MarkExtract]:
    """The newest first."""
    return list(MarkExtract.objects.select_related("imported_by").order_by("-imported_at", "-pk")[:100])


def offices() -> list[str]:
    """Offices whose marks are held against an extract."""
    return sorted(ExtractedMark.objects.values_list("office", flat=True).distinct())
