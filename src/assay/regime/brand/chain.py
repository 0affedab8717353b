"""Who authorised whom, level by level, from the owner of the mark down to the store?

A letter is worth what its author had to give. So the chain is followed upwards from the store: each author must be the owner, a dealer whom the brand
has named, or be authorised by another letter that lets him pass it on. Nobody authorises himself, nothing goes in a circle, and no letter gives more
goods, territories or channels than its author got. What a letter does not say is unclear, not wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice

from assay.regime.brand.register import Brand, Dealer
from assay.regime.brand.standing import Known, Named, Part, known_as
from assay.regime.channels import covers_channel, knows_channel
from assay.regime.identifiers import same_number
from assay.regime.names import letters_of, name_score
from assay.regime.territories import covers_territory, knows_territory

MOST_WAYS = 64  # through letters that name the same dealers; an application has twenty papers at most


class Break(StrEnum):
    """Where a chain does not hold."""

    NOT_FROM_THE_OWNER = "not_from_the_owner"
    STORE_NOT_AUTHORIZED = "store_not_authorized"
    ENDED = "ended"
    NOT_BEGUN = "not_begun"
    TOO_SHORT = "too_short"
    SCOPE_WIDENED = "scope_widened"
    MAY_NOT_PASS_ON = "may_not_pass_on"  # noqa: S105  no password
    TOO_LONG = "too_long"
    LOOPS = "loops"
    SELF_AUTHORIZED = "self_authorized"
    UNCLEAR = "unclear"


@dataclass(frozen=True, kw_only=True)
class Link:
    """One letter: who lets whom sell what. Empty goods, territories and channels mean all; None is not said."""

    paper: str
    authoriser: Named
    authorised: Named
    goods: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    level: int | None = None
    may_pass_on: bool | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    from_brand: bool = (
        False  # a signer whom the brand has enrolled signed it: then the brand is its author, whatever name it bears
    )
    unsure: bool = False  # whom it authorizes was not read clearly; he stands on its page


@dataclass(frozen=True, kw_only=True)
class Broken:
    """One place at which the chain does not hold, with what was seen and what would be allowed."""

    at: Break
    paper: str
    seen: str
    allowed: str
    unclear: bool = False  # the words leave it open: two names of one kind of goods may mean the same


@dataclass(frozen=True, kw_only=True)
class Chain:
    """The way from the root to the store. `level` counts the links below the owner; `until` is the earliest end of any letter in it."""

    links: tuple[Link, ...]
    breaks: tuple[Broken, ...]
    root: Known | None
    level: int
    until: date | None


def follow(
    links: Sequence[Link],
    *,
    holder: Named,
    brand: Brand,
    same: float,
    on: date,
    doubtful: float | None = None,
    max_level: int | None = None,
    min_days: int | None = None,
) -> Chain:
    """Follow the letters up from `holder` (the store, or the issuer of its invoice). The chain with the fewest breaks is the answer.

    A name that comes within `doubtful` of the holder's is not another's beyond doubt.
    """
    starts = [link for link in links if _one(link.authorised, holder, same=same)]
    if not starts:
        return _no_start(links, holder=holder, doubtful=same if doubtful is None else doubtful)
    chains = [
        _judged(climbed, brand=brand, on=on, max_level=max_level, min_days=min_days, same=same)
        for start in starts
        for climbed in islice(_climb([start], links, brand=brand, same=same), MOST_WAYS)
    ]
    return min(chains, key=lambda c: (len(c.breaks), c.level))


def _no_start(links: Sequence[Link], *, holder: Named, doubtful: float) -> Chain:
    unsaid = [link for link in links if not link.authorised.name]
    breaks = tuple(
        Broken(
            at=Break.UNCLEAR if link in unsaid else Break.STORE_NOT_AUTHORIZED,
            paper=link.paper,
            seen=link.authorised.name or "nobody is named",
            allowed=holder.name,
            unclear=name_score(link.authorised.name, holder.name) >= doubtful,
        )
        for link in links
    )
    return Chain(links=(), breaks=breaks, root=None, level=0, until=None)


def _climb(
    path: list[Link], links: Sequence[Link], *, brand: Brand, same: float
) -> Iterator[tuple[list[Link], Known | None, bool]]:
    """Every way from the store upwards: the letters, whom the register knows at the top, whether it went in a circle.

    A letter to a dealer counts before the register's word for him: it may say that he must not pass it on. Where two letters name the same
    dealer, each is a way: one may have ended.
    """
    top = path[-1]
    known = known_as(top.authoriser, brand=brand, same=same)
    if top.from_brand:
        yield path, Known(part=Part.OWNER, dealer=brand.owner or Dealer(legal_name=brand.name, level=0)), False
        return
    if known is not None and known.part is Part.OWNER:
        yield path, known, False
        return
    above = [link for link in links if link is not top and _one(link.authorised, top.authoriser, same=same)]
    fresh = [link for link in above if link not in path]
    if not fresh:
        yield path, known, bool(above) and known is None
        return
    for link in fresh:
        yield from _climb([*path, link], links, brand=brand, same=same)


def _judged(
    climbed: tuple[list[Link], Known | None, bool],
    *,
    brand: Brand,
    on: date,
    max_level: int | None,
    min_days: int | None,
    same: float,
) -> Chain:
    path, root, circle = climbed
    breaks: list[Broken] = []
    top = path[-1]
    if circle:
        breaks.append(
            Broken(
                at=Break.LOOPS, paper=top.paper, seen=" > ".join(x.authoriser.name for x in path), allowed="a beginning"
            )
        )
    elif root is None:
        breaks.append(
            Broken(
                at=Break.NOT_FROM_THE_OWNER if top.authoriser.name else Break.UNCLEAR,
                paper=top.paper,
                seen=top.authoriser.name or "nobody is named as the author",
                allowed=brand.owner.legal_name
                if brand.owner
                else f"the owner of {brand.name} or a dealer whom it named",
            )
        )
    for link in path:
        breaks += _of_one(link, on=on, min_days=min_days, same=same)
    for upper, lower in zip(path[1:], path, strict=False):
        breaks += _between(upper, lower)
    base = 0 if root is None or root.part is Part.OWNER else (root.dealer.level if root.dealer.level is not None else 1)
    level = max(base + len(path), *(link.level or 0 for link in path[:1]))
    if max_level is not None and level > max_level:
        breaks.append(
            Broken(at=Break.TOO_LONG, paper=path[0].paper, seen=f"level {level}", allowed=f"level {max_level} at most")
        )
    ends = [link.valid_to for link in path if link.valid_to is not None]
    return Chain(
        links=tuple(reversed(path)), breaks=tuple(breaks), root=root, level=level, until=min(ends, default=None)
    )


def _of_one(link: Link, *, on: date, min_days: int | None, same: float) -> list[Broken]:
    breaks = []
    if link.unsure:
        breaks.append(
            Broken(
                at=Break.UNCLEAR,
                paper=link.paper,
                seen=f"{link.authorised.name} stands on it, not clearly as the one who is authorized",
                allowed="a letter that says whom it authorizes",
            )
        )
    if _one(link.authoriser, link.authorised, same=same):
        breaks.append(
            Broken(at=Break.SELF_AUTHORIZED, paper=link.paper, seen=link.authorised.name, allowed="another author")
        )
    if link.valid_to is not None and link.valid_to < on:
        breaks.append(Broken(at=Break.ENDED, paper=link.paper, seen=f"until {link.valid_to}", allowed=f"valid on {on}"))
    if link.valid_from is not None and link.valid_from > on:
        breaks.append(
            Broken(at=Break.NOT_BEGUN, paper=link.paper, seen=f"from {link.valid_from}", allowed=f"valid on {on}")
        )
    if link.valid_to is None:
        breaks.append(
            Broken(at=Break.UNCLEAR, paper=link.paper, seen="no end is named", allowed="a letter with an end")
        )
    elif min_days is not None and link.valid_from is not None and (link.valid_to - link.valid_from).days + 1 < min_days:
        breaks.append(
            Broken(
                at=Break.TOO_SHORT,
                paper=link.paper,
                seen=f"{link.valid_from} to {link.valid_to}",
                allowed=f"at least {min_days} days",
            )
        )
    return breaks


def _between(upper: Link, lower: Link) -> list[Broken]:
    """May the author of the lower letter give what it gives?"""
    breaks = []
    if upper.may_pass_on is False:
        breaks.append(
            Broken(
                at=Break.MAY_NOT_PASS_ON,
                paper=lower.paper,
                seen=lower.authoriser.name,
                allowed=f"{upper.paper} does not let it be passed on",
            )
        )
    elif upper.may_pass_on is None:
        breaks.append(
            Broken(
                at=Break.UNCLEAR,
                paper=upper.paper,
                seen="it does not say",
                allowed="a word on whether it may be passed on",
            )
        )
    for what, theirs, ours in (
        ("goods", upper.goods, lower.goods),
        ("territories", upper.territories, lower.territories),
        ("channels", upper.channels, lower.channels),
    ):
        if theirs and not ours and not (what == "territories" and "WORLD" in theirs):
            # It gives no more than its author had (`document.earned` takes the narrower), but it does not say so.
            breaks.append(
                Broken(at=Break.UNCLEAR, paper=lower.paper, seen=f"it names no {what}", allowed=", ".join(theirs))
            )
            continue
        wider = _wider(what, theirs, ours)
        if wider:
            breaks.append(
                Broken(
                    at=Break.SCOPE_WIDENED,
                    paper=lower.paper,
                    seen=f"{what}: {wider}",
                    allowed=f"{what}: {', '.join(theirs)}",
                    unclear=(what == "goods" and _names_a_family(theirs))
                    or (what == "territories" and not any(map(knows_territory, wider.split(", "))))
                    or (what == "channels" and not any(map(knows_channel, wider.split(", ")))),
                )
            )
    return breaks


def _wider(what: str, upper: Sequence[str], lower: Sequence[str]) -> str:
    """What the lower one names and the upper one does not cover; empty where it covers all."""
    if not upper:
        return ""
    if what == "territories":
        return ", ".join(t for t in lower if not any(covers_territory(u, t) for u in upper))
    if what == "channels":
        return ", ".join(c for c in lower if not any(covers_channel(u, c) for u in upper))
    have = [letters_of(u) for u in upper]
    # `handbags` are covered by `leather goods and handbags`: the words of the upper letter hold those of the lower.
    return ", ".join(item for item in lower if not any(letters_of(item) in u for u in have) and "all" not in have)


_FAMILIES = re.compile(
    r"accessor|goods|products?|articles?|items?|merchandise|collection|wares|leather|fashion|apparel|clothing|waren|artikel|produkte|mode|"
    r"produits|maroquinerie|productos|art[ií]culos|prodotti|articoli|pelletteria|producten|kleding|产品|產品|商品|用品|皮具|服|製品",
    re.IGNORECASE,
)


def _names_a_family(goods: Sequence[str]) -> bool:
    """Do the words name a family of goods (leather goods, accessories) that may hold others by name (wallets)?"""
    return any(_FAMILIES.search(g) for g in goods)


def _one(one: Named, other: Named, *, same: float) -> bool:
    """Are these the same party? By tax number, else by name."""
    if same_number(one.vat_id, other.vat_id) or same_number(one.registration, other.registration):
        return True
    # A credential may name its holder by his number alone.
    if any(same_number(a.name, n) for a, b in ((one, other), (other, one)) for n in (b.vat_id, b.registration)):
        return True
    return bool(one.name and other.name) and name_score(one.name, other.name) >= same
