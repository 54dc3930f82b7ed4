"""Which network addresses may be asked, and connections to nothing else.

A name is looked up once, every address it has is checked, and the connection goes to a
checked address: a name server that changes its answer between check and use changes nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from detente.errors import FetchError

GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# Both carry an IPv4 address inside, and would reach it by a relay.
TUNNELS = (ipaddress.ip_network("2002::/16"), ipaddress.ip_network("2001::/32"))
NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an address is on the open Internet: not private, loopback, link-local, reserved.

    An IPv4 address mapped or translated into IPv6 is judged as the IPv4 address it is.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip in NAT64:
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        elif ip not in GLOBAL_UNICAST or any(ip in network for network in TUNNELS):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def checked_addresses(host: str, port: int, allow_private: bool) -> list[str]:
    """The addresses of a host; FetchError when there is none, or any that is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError("no address for this host name", host, "check the URL") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    refused = [] if allow_private else [one for one in addresses if not is_public(one)]
    if refused:
        raise FetchError(
            f"its address {refused[0]} is on a private network",
            host,
            "allow private addresses if you mean it",
        )
    return addresses


class GuardedBackend(httpcore.NetworkBackend):
    """Connections for httpcore, to checked addresses only, and none beyond a moment in time.

    `deadline` is a `time.monotonic()` value that the caller sets before each request: a server
    that drips a byte a second is cut off there.
    """

    def __init__(self, allow_private: bool) -> None:
        """Start without a deadline."""
        self.deadline = float("inf")
        self._allow_private = allow_private
        self._inner = httpcore.SyncBackend()

    def left(self, timeout: float | None) -> float:
        """Seconds for the next step; raises httpcore.ReadTimeout when there are none."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("out of time")
        return left if timeout is None else min(timeout, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first checked address that answers."""
        failed: Exception = httpcore.ConnectError("no address")
        for address in checked_addresses(host, port, self._allow_private):
            try:
                stream = self._inner.connect_tcp(
                    address, port, self.left(timeout), local_address, socket_options
                )
                return GuardedStream(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class GuardedStream(httpcore.NetworkStream):
    """A connection whose every step ends by its backend's deadline."""

    def __init__(self, inner: httpcore.NetworkStream, backend: GuardedBackend) -> None:
        """Wrap a stream of the same backend."""
        self._inner, self._backend = inner, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read as the inner stream does."""
        return self._inner.read(max_bytes, self._backend.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write as the inner stream does."""
        self._inner.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Go over to TLS; the certificate is checked against the name, not the address."""
        left = self._backend.left(timeout)
        stream = self._inner.start_tls(ssl_context, server_hostname, left)
        return GuardedStream(stream, self._backend)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks of the socket."""
        return self._inner.get_extra_info(info)
