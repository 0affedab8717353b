"""On what do a brand and the platform work together? Their projects, and the thread of each.

A query takes the brand of whoever asks, or None for the platform's own people, so that another brand's project is never found.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from assay.records.models import Brand, Project, ProjectPost

MOST = 200
MOST_POSTS = 500


@dataclass(frozen=True, kw_only=True)
class ProjectLine:
    """A project as a row. `ended_by`: brand, platform, or nothing while it runs."""

    project: uuid.UUID
    brand_name: str
    name: str
    began_at: datetime
    posts: int
    last_post: datetime | None
    ended_by: str
    ended_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class PostLine:
    """One post. `side` brand or platform; to a brand the platform's people are the platform."""

    post: int
    side: str
    who: str
    text: str
    filename: str
    sha256: str
    at: datetime


def projects(brand: Brand | None) -> tuple[ProjectLine, ...]:
    """Projects of this brand, or of all; those that run first, then the newest."""
    rows = Project.objects.select_related("brand").annotate(total=Count("posts"), last=Max("posts__at"))
    if brand is not None:
        rows = rows.filter(brand=brand)
    lines = [line(r, posts=r.total, last=r.last) for r in rows.order_by("-began_at", "pk")[:MOST]]
    return tuple(sorted(lines, key=lambda p: bool(p.ended_by)))


def line(row: Project, *, posts: int = 0, last: datetime | None = None) -> ProjectLine:
    """One project as a row."""
    ends = [(at, who) for at, who in ((row.ended_by_brand_at, "brand"), (row.ended_by_platform_at, "platform")) if at]
    ended_at, ended_by = min(ends) if ends else (None, "")
    return ProjectLine(
        project=row.pk,
        brand_name=row.brand.name,
        name=row.name,
        began_at=row.began_at,
        posts=posts,
        last_post=last,
        ended_by=ended_by,
        ended_at=ended_at,
    )


def thread(row: Project, *, for_brand: bool) -> tuple[PostLine, ...]:
    """The posts of a project, the oldest first."""
    rows = ProjectPost.objects.filter(project=row).select_related("by").order_by("at", "pk")[:MOST_POSTS]
    return tuple(
        PostLine(
            post=p.pk,
            side="brand" if p.by.brand_id else "platform",
            who="The platform" if for_brand and not p.by.brand_id else p.by.get_full_name() or p.by.username,
            text=p.text,
            filename=p.filename,
            sha256=p.sha256,
            at=p.at,
        )
        for p in rows
    )


def file_of(row: Project, post: int) -> tuple[str, str] | None:
    """Name and SHA-256 of the file of a post of this project; None: there is none."""
    found = ProjectPost.objects.filter(project=row, pk=post).exclude(sha256="").first()
    return (found.filename, found.sha256) if found else None


def brands() -> tuple[tuple[str, str], ...]:
    """Identifier and name of every brand with which a project can begin."""
    return tuple(Brand.objects.order_by("name", "pk").values_list("pk", "name")[:500])


def brand(brand_id: str) -> Brand | None:
    """The enrolled brand under this identifier."""
    return Brand.objects.filter(pk=brand_id).first()
