"""Where does the office listen, and who could reach it there?"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

from assay.errors import BadInput


@dataclass(frozen=True, kw_only=True)
class Address:
    """An address to listen on. `shown` is what a person types into a browser."""

    host: str
    ip: str
    port: int
    loopback: bool

    @property
    def near(self) -> str:
        """The address by which we reach ourselves: "all addresses" is none to connect to."""
        if ipaddress.ip_address(self.ip.split("%")[0]).is_unspecified:
            return "::1" if ":" in self.ip else "127.0.0.1"
        return self.ip

    @property
    def shown(self) -> str:
        host = "localhost" if self.loopback else self.host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"


def address(host: str, port: int) -> Address:
    """Where to listen; port 0 means any free one. BadInput: no such host, a port that is no port, or one in use."""
    if not 0 <= port <= 65535:
        raise BadInput(f"{port} is not a port.", where="--port", mend="Ports go from 1 to 65535.")
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise BadInput(
            f"no address is known for {host!r}.",
            where="--host",
            mend="Name an address of this machine, such as 127.0.0.1.",
        ) from None
    loopback = all(ipaddress.ip_address(ip.split("%")[0]).is_loopback for ip in found)
    ip = min(found, key=lambda one: (":" in one, one))
    family = socket.AF_INET6 if ":" in ip else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((ip, port))
            trial.listen()
        except OSError as refused:
            mend = "Stop what listens there, or name another port with --port."
            if isinstance(refused, PermissionError):
                mend = "Ports below 1024 are root's; name another one with --port."
            raise BadInput(f"cannot listen here ({refused.strerror}).", where=f"{host}:{port}", mend=mend) from None
        return Address(host=host, ip=ip, port=trial.getsockname()[1], loopback=loopback)


def free_pair(after: int) -> int:
    """The first of two neighbouring free ports of this machine above `after`. BadInput where there are none."""
    for port in range(after + 1, 65535):
        try:
            address("127.0.0.1", port)
            address("127.0.0.1", port + 1)
        except BadInput:
            continue
        return port
    raise BadInput("no two neighbouring ports are free.", where=f"127.0.0.1, above {after}")
