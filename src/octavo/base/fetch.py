"""The one way out to the network: public addresses only, pinned after resolution, limited in time and size.

A name is resolved once and every address it has must be public; the connection
is then made to one of those very addresses, so that a second, different answer
of the name's owner is never asked for. Each redirect goes through the same.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from octavo import __version__

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

READ_BYTES = 64 * 1024
MAX_URL_CHARACTERS = 4_000
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
_REDIRECTS = {301, 302, 303, 307, 308}
# Addresses of IPv6 that carry one of IPv4, which is who would really be asked, and what Python holds to be public beside.
_NEVER = [
    ipaddress.ip_network(network)
    for network in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/23", "3fff::/20", "192.88.99.0/24", "192.0.0.0/24")
]
_ALLOCATED_IPV6 = ipaddress.ip_network("2000::/3")


class FetchError(Exception):
    """Nothing was fetched; the message says why in words for a report."""


class AddressRefused(FetchError):
    """The address is not one this program may ask."""


class HostUnreachable(FetchError):
    """The host does not resolve, or does not answer at all."""


class AnswerRefused(FetchError):
    """The host answered with an error, too much, or too slowly."""


@dataclass(frozen=True)
class Fetched:
    url: str
    content_type: str
    size_bytes: int


def is_public(address: Address) -> bool:
    """Tell whether an address is global unicast and stands for itself."""
    if any(address.version == network.version and address in network for network in _NEVER):
        return False
    if isinstance(address, ipaddress.IPv6Address) and (address not in _ALLOCATED_IPV6 or address.scope_id):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def resolve(host: str, port: int) -> list[str]:
    """Return every address the system's resolver knows for `host`."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


@dataclass(frozen=True)
class Policy:
    """Whom to ask and how much to take. Only tests have reason for another than the default."""

    may_ask: Callable[[Address], bool] = is_public
    ports: frozenset[int] = frozenset({80, 443})
    resolve: Callable[[str, int], list[str]] = resolve
    max_redirects: int = 3


PUBLIC = Policy()


def fetch_bytes(url: str, *, max_bytes: int = 5_000_000, timeout_seconds: float = 5, policy: Policy = PUBLIC) -> bytes:
    """Return what is at a public address."""
    file = BytesIO()
    fetch(url, file, max_bytes=max_bytes, timeout_seconds=timeout_seconds, policy=policy)
    return file.getvalue()


def fetch(
    url: str, into: BinaryIO, *, max_bytes: int = 5_000_000, timeout_seconds: float = 5, policy: Policy = PUBLIC
) -> Fetched:
    """Write what is at a public address to a file, and say what it was. Raises FetchError."""
    deadline = time.monotonic() + timeout_seconds
    for _ in range(policy.max_redirects + 1):
        target = _checked(url, policy)
        with closing(_connect(target, policy, deadline)) as connection:
            watchdog = threading.Timer(max(deadline - time.monotonic(), 0.001), connection.cut)
            watchdog.daemon = True
            watchdog.start()
            try:
                answer = _ask(connection, target)
                if answer.status not in _REDIRECTS:
                    size = _take(answer, into, max_bytes)
                    if connection.was_cut:
                        raise TimeoutError
                    return Fetched(url, answer.headers.get_content_type(), size)
                url = urljoin(url, answer.headers.get("Location", ""))
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise _explained(error, connection, timeout_seconds) from error
            finally:
                watchdog.cancel()
    raise AnswerRefused(f"more than {policy.max_redirects} redirects")


@dataclass(frozen=True)
class _Target:
    scheme: str
    host: str
    port: int
    path: str


def _checked(url: str, policy: Policy) -> _Target:
    if len(url) > MAX_URL_CHARACTERS or any(character <= " " or character in '\x7f\\<>"' for character in url):
        raise AddressRefused("the address is too long or holds characters no address has")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressRefused("it is no web address") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise AddressRefused("only http and https addresses are fetched")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("the address holds a user name")
    port = port or (443 if parts.scheme == "https" else 80)
    if port not in policy.ports:
        raise AddressRefused(f"port {port} is not one of the web")
    return _Target(parts.scheme, _ascii_host(parts.hostname), port, _ascii_path(parts))


def _ascii_host(host: str) -> str:
    if ":" in host:
        return host
    try:
        written = host.encode("idna").decode().lower()
    except UnicodeError as error:
        raise AddressRefused("the host name is not one") from error
    if not _HOST.fullmatch(written):
        raise AddressRefused("the host name is not one")
    return written


def _ascii_path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{path}?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else path


class _PinnedConnection(http.client.HTTPConnection):
    """A connection to known addresses; the host's name is only for the Host header and the certificate."""

    def __init__(self, target: _Target, addresses: list[str], deadline: float) -> None:
        default = 443 if target.scheme == "https" else 80
        super().__init__(
            f"[{target.host}]" if ":" in target.host else target.host, None if target.port == default else target.port
        )
        self.default_port = default
        self.port = target.port
        self.target, self.addresses, self.deadline = target, addresses, deadline
        self.wire: socket.socket | None = None
        self.was_cut = False

    def connect(self) -> None:
        self.sock = self.wire = self._first_to_answer()
        if self.target.scheme == "https":
            context = ssl.create_default_context()
            # The handshake comes after the assignment, so that `cut` can end it too.
            self.sock = self.wire = context.wrap_socket(
                self.sock, server_hostname=self.target.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def _first_to_answer(self) -> socket.socket:
        *others, last = self.addresses
        for address in others:
            try:
                return socket.create_connection((address, self.target.port), timeout=self._seconds_left() / 2)
            except OSError:
                continue
        return socket.create_connection((last, self.target.port), timeout=self._seconds_left())

    def _seconds_left(self) -> float:
        return max(self.deadline - time.monotonic(), 0.001)

    def cut(self) -> None:
        """End the conversation: a server that sends a byte now and then would otherwise never be late."""
        self.was_cut = True
        if self.wire is not None:
            with suppress(OSError):
                # Not the method of SSLSocket: it changes the object under the thread that reads.
                socket.socket.shutdown(self.wire, socket.SHUT_RDWR)


def _connect(target: _Target, policy: Policy, deadline: float) -> _PinnedConnection:
    addresses = _addresses(target, policy, deadline)
    parsed = [ipaddress.ip_address(address) for address in addresses]
    refused = next((address for address in parsed if not policy.may_ask(address)), None)
    if refused is not None:
        raise AddressRefused(f"{target.host} is {refused}, which is not a public address")
    return _PinnedConnection(target, addresses, deadline)


def _addresses(target: _Target, policy: Policy, deadline: float) -> list[str]:
    """Resolve in a thread: the system's resolver takes no time limit."""
    found: list[list[str] | Exception] = []

    def look_up() -> None:
        try:
            found.append(policy.resolve(target.host, target.port))
        except (OSError, UnicodeError) as error:
            found.append(error)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(max(deadline - time.monotonic(), 0.001))
    answer = found[0] if found else OSError("no answer in time")
    if isinstance(answer, Exception) or not answer:
        raise HostUnreachable(f"the name {target.host} could not be resolved")
    return answer


def _ask(connection: _PinnedConnection, target: _Target) -> http.client.HTTPResponse:
    try:
        connection.connect()
    except ssl.SSLError:
        raise
    except OSError as error:
        raise HostUnreachable(f"{target.host} does not answer ({error.strerror or error})") from error
    headers = {"User-Agent": f"Octavo/{__version__}", "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
    connection.request("GET", target.path, headers=headers)
    answer = connection.getresponse()
    if answer.status != 200 and answer.status not in _REDIRECTS:
        raise AnswerRefused(f"the host answered {answer.status} {answer.reason}".strip()[:100])
    return answer


def _take(answer: http.client.HTTPResponse, into: BinaryIO, max_bytes: int) -> int:
    size = 0
    if (answer.length or 0) > max_bytes:
        raise AnswerRefused(f"larger than {max_bytes:,} bytes")
    while chunk := answer.read(READ_BYTES):
        size += len(chunk)
        if size > max_bytes:
            raise AnswerRefused(f"larger than {max_bytes:,} bytes")
        into.write(chunk)
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)
    return size


def _explained(error: Exception, connection: _PinnedConnection, timeout_seconds: float) -> FetchError:
    if connection.was_cut or isinstance(error, TimeoutError):
        return AnswerRefused(f"not whole after {timeout_seconds:g} seconds")
    if isinstance(error, ssl.SSLError):
        return AnswerRefused(f"no safe connection ({error.reason or error})")
    return AnswerRefused(f"the answer broke off or is not HTTP ({type(error).__name__})")
