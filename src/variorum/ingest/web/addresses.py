"""Host names -> addresses that may be connected to: public ones, unless local ones are allowed."""

from __future__ import annotations

import ipaddress
import socket

from variorum.errors import BadInput

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_CLOSED = tuple(
    ipaddress.ip_network(net)
    for net in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "240.0.0.0/4",  # RFC 6890 and successors
        "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        "5f00::/16", "fec0::/10",  # NAT64 (RFC 6052, 8215), Teredo, 6to4 (RFC 3056) and others that lead elsewhere
    )
)  # fmt: skip


def resolve(host: str, port: int, url: str, *, local: bool) -> list[str]:
    """The addresses of a host, all of them public unless ``local``. Raises BadInput that names the one that is not."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise BadInput(url, f"the host {host!r} cannot be found: {error}") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not local and not is_public(address):
            raise BadInput(url, f"{host!r} is at {address}, which is not a public address")
    return addresses


def is_public(address: str) -> bool:
    """Is an address on the open internet: neither private, loopback, link-local, multicast nor translated to another?"""
    try:
        ip: Address = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        return False
    closed = any(ip in net for net in _CLOSED if net.version == ip.version)
    return ip.is_global and not closed and not ip.is_multicast and not ip.is_reserved
