"""Which addresses may be asked: public ones, and those the operator names.

A name is resolved once; the connection then goes to the address that was checked, so that a name that answers
differently the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from tricity.harvest.problems import Problem

_PORTS: Final = {"http": 80, "https": 443}
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
LONGEST: Final = 2000  # characters of an address
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: `ip` is what `host` was resolved to and checked; `path` begins with a slash."""

    scheme: str
    host: str
    port: int
    ip: str
    path: str

    @property
    def host_header(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == _PORTS[self.scheme] else f"{name}:{self.port}"

    @property
    def site(self) -> str:
        """What robots.txt holds for."""
        return f"{self.scheme}://{self.host_header}"


def target(url: str, allowed: Collection[str] = ()) -> Target:
    """Where the address leads. `allowed` are hosts (`name` or `name:port`) that may be private.

    Raises Problem (address, unresolved, private).
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host.encode("idna").decode() if host and not host.isascii() else host
    except ValueError:
        raise Problem("address", address=url[:200]) from None
    if parts.scheme not in _PORTS or not host or parts.username or parts.password or len(url) > LONGEST:
        raise Problem("address", address=url[:200])
    number = port or _PORTS[parts.scheme]
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    ip = _checked(host, number, is_allowed=bool({host, f"{host}:{number}"} & set(allowed)))
    return Target(parts.scheme, host, number, ip, path)


def _checked(host: str, port: int, *, is_allowed: bool) -> str:
    """The first address of the host; every one it has must be public, unless the operator named the host."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Problem("unresolved", is_passing=True, host=host) from None
    addresses = [str(row[4][0]).partition("%")[0] for row in found]
    if not addresses:
        raise Problem("unresolved", is_passing=True, host=host)
    if not is_allowed and not all(is_public(ipaddress.ip_address(each)) for each in addresses):
        raise Problem("private", host=host)
    return addresses[0]


def is_public(address: Address) -> bool:
    """Whether the address is one of the open internet, also where it wraps another (IPv4 in IPv6)."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved
