"""How does anything leave this office? The one outgoing HTTP client.

An address comes from a form, a feed or a paper, hence from a stranger: it must not become a way into the operator's own network. The name
is resolved once, every address that it leads to must be public, and the connection goes to exactly the address that was looked at, so that
a second answer of the name server changes nothing. A redirect is followed on the same host only. Size and time are bounded. Hosts of the
operator's own network have to be named by the operator (`allowed`, "host:port").
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpx

from assay.errors import BadInput, TooLarge, Unreachable

MAX_BYTES = 50_000_000
MAX_REDIRECTS = 3
TIMEOUT_SECONDS = 30.0
MAX_URL_CHARS = 2000

Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back: status, headers with small names, body."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def addresses_of(host: str, port: int) -> list[str]:
    """Every address that the name leads to, as the name server says now."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable(f"no address is known for {host}.", mend="Check the name.") from None
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def check_url(url: str, *, allowed: frozenset[str] = frozenset(), resolve: Resolve = addresses_of) -> str:
    """The address to connect to. BadInput: no http(s) address, with a password in it, or it leads into a private network."""
    if len(url) > MAX_URL_CHARS:
        raise BadInput(f"the address has {len(url)} characters; {MAX_URL_CHARS} are read.", mend="Give a shorter one.")
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise BadInput(
            "this is no address.", where=url[:200], mend="Give one such as https://shop.example/feed."
        ) from None
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        raise BadInput("this is no web address.", where=url[:200], mend="Give one that begins with https://.")
    if parts.username is not None or parts.password is not None:
        raise BadInput("the address holds a name or password.", where=host, mend="Give the token in its own field.")
    own = f"{host}:{port}" in allowed
    if parts.scheme == "http" and not own:
        raise BadInput("the address is not encrypted.", where=host, mend="Give one that begins with https://.")
    found = resolve(host, port)
    if not own:
        for address in found:
            if not ipaddress.ip_address(address.partition("%")[0]).is_global:
                raise BadInput(
                    "the address leads into a private network.",
                    where=host,
                    mend="Give an address that everybody can reach.",
                )
    return found[0]


def request(
    method: str,
    url: str,
    *,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    allowed: frozenset[str] = frozenset(),
    max_bytes: int = MAX_BYTES,
    timeout: float = TIMEOUT_SECONDS,
    resolve: Resolve = addresses_of,
) -> Answer:
    """One request and its answer, whatever its status.

    Raises BadInput (the address may not be asked), TooLarge (the answer passed `max_bytes`), Unreachable (no answer; try again later).
    """
    start = urlsplit(url)
    for _ in range(MAX_REDIRECTS + 1):
        answer = _once(method, url, body, headers or {}, allowed, max_bytes, timeout, resolve)
        target = answer.headers.get("location")
        if answer.status not in (301, 302, 303, 307, 308) or not target:
            return answer
        url = urljoin(url, target)
        if urlsplit(url)[:2] != start[:2]:
            raise BadInput(
                "the address sends us on to another host.", where=start.hostname or "", mend="Give the final address."
            )
        if answer.status in (301, 302, 303) and method != "GET":
            method, body = "GET", None
    raise Unreachable("the address sends us in a circle.", where=start.hostname or "", mend="Give the final address.")


def _once(
    method: str,
    url: str,
    body: bytes | None,
    headers: Mapping[str, str],
    allowed: frozenset[str],
    max_bytes: int,
    timeout: float,
    resolve: Resolve,
) -> Answer:
    address = check_url(url, allowed=allowed, resolve=resolve)
    parts = urlsplit(url)
    host = parts.hostname or ""
    literal = f"[{address}]" if ":" in address else address
    pinned = httpx.URL(url).copy_with(host=literal)
    name = f"[{host}]" if ":" in host else host
    sent = {**headers, "Host": name + (f":{parts.port}" if parts.port else "")}
    try:
        with (
            httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False) as client,
            client.stream(method, pinned, content=body, headers=sent, extensions={"sni_hostname": host}) as response,
        ):
            data = bytearray()
            for chunk in response.iter_bytes():
                data += chunk
                if len(data) > max_bytes:
                    raise TooLarge(
                        f"the answer has more than {max_bytes} bytes.", where=host, mend="Offer it in parts."
                    )
            return Answer(
                status=response.status_code,
                headers={k.lower(): v for k, v in response.headers.items()},
                body=bytes(data),
            )
    except httpx.HTTPError as failed:
        raise Unreachable(
            f"no answer ({type(failed).__name__}).", where=host, mend="Check the address; it is tried again later."
        ) from None
