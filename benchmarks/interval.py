"""Between which bounds does a share lie with 95 % certainty? Wilson's interval, which holds for few cases and for none missed."""

from __future__ import annotations

import math
from typing import Any

Z = 1.96


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Lower and upper bound, 0 to 1; of nothing, both ends."""
    if not of:
        return 0.0, 1.0
    p = hits / of
    middle, half = p + Z * Z / (2 * of), Z * math.sqrt(p * (1 - p) / of + Z * Z / (4 * of * of))
    return max(0.0, (middle - half) / (1 + Z * Z / of)), min(1.0, (middle + half) / (1 + Z * Z / of))


def share(hits: int, of: int) -> dict[str, Any]:
    """A share with its denominator and interval, as result files hold it."""
    low, high = wilson(hits, of)
    part = round(hits / of, 4) if of else None
    return {"hits": hits, "of": of, "share": part, "low": round(low, 4), "high": round(high, 4)}
