"""From a host to addresses that may be reached: looked up once, checked, and then connected to.

An address inside (loopback, private, link-local, the cloud's own) is refused, however it is written: a
journey's author must not be able to speak to what only this machine can reach (OWASP ASVS 12.6.1, 13.2.x).
"""

import asyncio
import ipaddress
import socket
from typing import Final

_TRANSLATION: Final = ipaddress.IPv6Network("64:ff9b::/96")
_LOCAL_TRANSLATION: Final = ipaddress.IPv6Network("64:ff9b:1::/48")  # RFC 8215

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotPublic(Exception):
    """The name leads to an address that is not of the public internet."""


async def resolve(host: str, port: int, *, private: bool) -> list[str]:
    """The host's addresses, in the order to try. Raises NotPublic unless `private`, OSError without any.

    One address that is not public spoils the name: who answers so now may answer otherwise later.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not addresses:
        raise OSError("the name has no address")
    if not private and not all(is_public(address) for address in addresses):
        raise NotPublic
    return [str(address) for address in dict.fromkeys(addresses)]


def is_public(address: Address) -> bool:
    """Also of the IPv4 address that an IPv6 one stands for (RFC 4291 2.5.5.2, 3056, 6052, 4380)."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or _translated(address)
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None or address in _LOCAL_TRANSLATION:
            return False
    return address.is_global and not address.is_multicast


def _translated(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """64:ff9b::/96 carries an IPv4 address in its last 32 bits (RFC 6052 2.1)."""
    if address in _TRANSLATION:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
