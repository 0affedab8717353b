"""How does anything leave this office? The one outgoing HTTP client.

An address comes from a form, a feed or a paper, hence from a stranger: it must not become a way into the operator's own network. The name
is resolved once, every address that it leads to must be public, and the connection goes to exactly the address that was looked at, so that
a second answer of the name server changes nothing. A redirect is followed on the same host only. Size is bounded after unpacking, and time from the
first word to the last: when it is over the line is cut, for a byte a minute keeps every read timeout quiet for ever. Hosts of the operator's own
network have to be named by the operator (`allowed`, "host:port").
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from assay.errors import BadInput, TooLarge, Unreachable

MAX_BYTES = 50_000_000
MAX_REDIRECTS = 3
TIMEOUT_SECONDS = 30.0
MAX_URL_CHARS = 2000

Resolve = Callable[[str, int], list[str]]
# Whose last four bytes are an address of IPv4: NAT64 (RFC 6052) and the old compatible form (RFC 4291).
_CARRIERS = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))


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


def is_public(address: str) -> bool:
    """Can everybody reach this address? An address of IPv4 that one of IPv6 carries (mapped, 6to4, NAT64) is judged as what it is."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        carried = found.ipv4_mapped or found.sixtofour
        if carried is None and any(found in network for network in _CARRIERS):
            carried = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if carried is not None:
            return is_public(str(carried))
        if found.is_site_local:
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


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
            if not is_public(address):
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
    types: frozenset[str] = frozenset(),
    resolve: Resolve = addresses_of,
) -> Answer:
    """One request and its answer, whatever its status. `timeout`: seconds for all of it, redirects too; `types`: media types that are taken, all
    where it is empty.

    Raises BadInput (the address may not be asked, or answers in another type), TooLarge (the answer passed `max_bytes`, unpacked), Unreachable (no
    answer, or none in time; try again later).
    """
    start = urlsplit(url)
    ends = time.monotonic() + timeout
    for _ in range(MAX_REDIRECTS + 1):
        left = ends - time.monotonic()
        if left <= 0:
            raise _late(start.hostname or "", timeout)
        answer = _once(method, url, body, headers or {}, allowed, max_bytes, left, types, resolve)
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
    seconds: float,
    types: frozenset[str],
    resolve: Resolve,
) -> Answer:
    address = check_url(url, allowed=allowed, resolve=resolve)
    parts = urlsplit(url)
    host = parts.hostname or ""
    literal = f"[{address}]" if ":" in address else address
    pinned = httpx.URL(url).copy_with(host=literal)
    name = f"[{host}]" if ":" in host else host
    sent = {"Accept-Encoding": "gzip", **headers, "Host": name + (f":{parts.port}" if parts.port else "")}
    line = _Line(seconds)
    more = {"sni_hostname": host, "trace": line.trace}
    try:
        with (
            line,
            httpx.Client(timeout=seconds, follow_redirects=False, trust_env=False) as client,
            client.stream(method, pinned, content=body, headers=sent, extensions=more) as response,
        ):
            _check_type(response, types=types, host=host)
            data = bytearray()
            for chunk in _unpacked(response, most=max_bytes, host=host):
                data += chunk
                if len(data) > max_bytes:
                    raise _too_large(max_bytes, host)
            if line.cut:
                raise _late(host, seconds)
            return Answer(
                status=response.status_code,
                headers={k.lower(): v for k, v in response.headers.items()},
                body=bytes(data),
            )
    except httpx.HTTPError as failed:
        if line.cut:
            raise _late(host, seconds) from None
        raise Unreachable(
            f"no answer ({type(failed).__name__}).", where=host, mend="Check the address; it is tried again later."
        ) from None


class _Line:
    """The line of one request. When its time is over it is cut from outside, whatever the other side is doing at that moment."""

    def __init__(self, seconds: float) -> None:
        self.cut = False
        self._streams: list[Any] = []
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> _Line:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """httpcore tells here when it has a connection."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._streams.append(info["return_value"])

    def _end(self) -> None:
        self.cut = True
        for stream in self._streams:
            with contextlib.suppress(OSError, AttributeError):
                # Past what TLS would like to say first: the other side may not be listening.
                socket.socket.shutdown(stream.get_extra_info("socket"), socket.SHUT_RDWR)


def _check_type(response: httpx.Response, *, types: frozenset[str], host: str) -> None:
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if types and response.is_success and kind not in types:
        raise BadInput(
            f"the address answers with {kind[:60] or 'no media type'}.",
            where=host,
            mend=f"Offer it as {', '.join(sorted(types))}.",
        )


def _unpacked(response: httpx.Response, *, most: int, host: str) -> Iterator[bytes]:
    """The body in pieces, each unpacked no further than one byte past `most`: what is packed a million times is not unpacked to be counted."""
    declared = response.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared[:20]) > most:
        raise _too_large(most, host)
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing in ("", "identity"):
        yield from response.iter_raw()
        return
    if packing not in ("gzip", "x-gzip"):
        raise BadInput(f"the answer is packed as {packing[:40]!r}.", where=host, mend="Offer it plain, or as gzip.")
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        for chunk in response.iter_raw():
            yield unpacker.decompress(chunk, most + 1)
            if unpacker.unconsumed_tail:
                raise _too_large(most, host)
    except zlib.error:
        raise BadInput("the answer cannot be unpacked.", where=host, mend="Offer it plain.") from None


def _too_large(most: int, host: str) -> TooLarge:
    return TooLarge(f"the answer has more than {most} bytes.", where=host, mend="Offer it in parts.")


def _late(host: str, seconds: float) -> Unreachable:
    return Unreachable(
        f"no whole answer within {seconds:.0f} s.", where=host, mend="Check the address; it is tried again later."
    )
