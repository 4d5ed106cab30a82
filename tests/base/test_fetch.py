"""The safe fetch: whom it refuses, and that a local listener is never reached."""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest

from octavo.base.fetch import AddressRefused, AnswerRefused, FetchError, HostUnreachable, Policy, fetch, fetch_bytes, is_public

LOCAL = "127.0.0.1"


class Listener:
    """A server of one fixed behaviour that counts who called."""

    def __init__(self, behave: Callable[[socket.socket], None]) -> None:
        self.calls: list[bytes] = []
        self.behave = behave
        self.socket = socket.create_server((LOCAL, 0))
        self.port: int = self.socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            self.calls.append(connection.recv(10_000))
            try:
                self.behave(connection)
            except OSError:
                return


@contextmanager
def listening(behave: Callable[[socket.socket], None]) -> Iterator[Listener]:
    listener = Listener(behave)
    yield listener
    listener.socket.close()


def say(*pieces: bytes) -> Callable[[socket.socket], None]:
    return lambda connection: connection.sendall(b"".join(pieces))


def plain(body: bytes) -> Callable[[socket.socket], None]:
    return say(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: %d\r\n\r\n" % len(body), body)


def local_policy(*listeners: Listener, may_ask: Callable[..., bool] = lambda _: True) -> Policy:
    """Allow this machine, which the default never does, to see the rest at work."""
    return Policy(may_ask=may_ask, ports=frozenset(listener.port for listener in listeners), resolve=lambda _host, _port: [LOCAL])


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "0.0.0.0",
        "0",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "127.0.0.1.",
        "localhost",
        "LOCALHOST.",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[::127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b:1::1]",
        "[2002:7f00:1::]",
        "[2001:0:7f00:1::]",
        "[2001:db8::1]",
        "[fc00::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
    ],
)
def test_no_way_of_writing_an_inner_address_is_fetched(host: str) -> None:
    with pytest.raises((AddressRefused, HostUnreachable)):
        fetch_bytes(f"http://{host}/", timeout_seconds=3)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://example.org/_x",
        "ftp://example.org/",
        "//example.org/",
        "example.org",
        "",
        "http://",
        "http://:80/",
        "http://ana:secret@example.org/",
        "http://@example.org/",
        "http://example.org@127.0.0.1/",
        "http://example.org:8080/",
        "http://example.org:22/",
        "http://example.org:99999/",
        "http://example.org:x/",
        "http://example.org/\r\nHost: inner",
        "http://example.org/ x",
        "http://example.org\\@127.0.0.1/",
        "http://exa%6dple.org/",
        "http://[::1/",
        "http://" + "a" * 64 + ".org/",
        "http://example.org/" + "a" * 5_000,
    ],
)
def test_odd_addresses_are_refused_before_any_name_is_resolved(url: str) -> None:
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["93.184.216.34"]

    with pytest.raises(AddressRefused):
        fetch_bytes(url, policy=Policy(resolve=resolve))

    assert asked == []


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001:81b::200e"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_one_inner_address_among_public_ones_refuses_the_name() -> None:
    with listening(plain(b"x")) as listener:
        policy = Policy(ports=frozenset({listener.port}), resolve=lambda _host, _port: ["93.184.216.34", LOCAL])

        with pytest.raises(AddressRefused, match="not a public address"):
            fetch_bytes(f"http://two.example:{listener.port}/", policy=policy)

        assert listener.calls == []


def test_a_name_is_resolved_once_so_that_a_second_answer_is_never_used() -> None:
    with listening(plain(b"from the first answer")) as listener:
        answers = [[LOCAL], ["127.0.0.2"]]
        policy = Policy(may_ask=lambda _: True, ports=frozenset({listener.port}), resolve=lambda _host, _port: answers.pop(0))

        assert fetch_bytes(f"http://rebound.example:{listener.port}/", policy=policy) == b"from the first answer"
        assert answers == [["127.0.0.2"]]


def test_the_host_is_asked_by_its_name_and_gets_no_cookie() -> None:
    with listening(plain(b"png")) as listener:
        file = BytesIO()
        fetched = fetch(
            f"http://pictures.example:{listener.port}/a b?x=ä".replace(" ", "%20"), file, policy=local_policy(listener)
        )

        request = listener.calls[0].decode()
        assert request.startswith("GET /a%20b?x=%C3%A4 HTTP/1.1\r\n")
        assert f"Host: pictures.example:{listener.port}\r\n" in request
        assert "cookie" not in request.lower()
        assert (file.getvalue(), fetched.content_type, fetched.size_bytes) == (b"png", "image/png", 3)


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:{inner}/", "//127.0.0.1:{inner}/", "file:///etc/passwd", "http://[::ffff:127.0.0.1]:{inner}/"]
)
def test_a_redirect_is_checked_like_the_first_address(target: str) -> None:
    with listening(plain(b"secret")) as inner:
        location = target.format(inner=inner.port).encode()
        with listening(say(b"HTTP/1.1 302 Found\r\nLocation: ", location, b"\r\nContent-Length: 0\r\n\r\n")) as outer:
            answers = {"public.example": ["127.0.0.3"]}
            policy = Policy(
                may_ask=lambda address: str(address) == "127.0.0.3",
                ports=frozenset({outer.port, inner.port}),
                resolve=lambda host, _port: answers.get(host, [host]),
            )
            outer.socket.close()
            with socket.create_server(("127.0.0.3", outer.port)) as server:
                threading.Thread(target=_answer_once, args=(server, outer.behave), daemon=True).start()

                with pytest.raises(AddressRefused):
                    fetch_bytes(f"http://public.example:{outer.port}/", policy=policy)

        assert inner.calls == []


def test_redirects_end() -> None:
    with listening(say(b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n")) as listener:
        with pytest.raises(AnswerRefused, match="redirects"):
            fetch_bytes(f"http://loop.example:{listener.port}/", policy=local_policy(listener))

        assert len(listener.calls) == 4


def test_a_redirect_within_the_public_web_is_followed() -> None:
    with listening(plain(b"here")) as end:
        location = f"http://end.example:{end.port}/".encode()
        with listening(say(b"HTTP/1.1 301 Moved\r\nLocation: ", location, b"\r\n\r\n")) as start:
            assert fetch_bytes(f"http://start.example:{start.port}/", policy=local_policy(start, end)) == b"here"


@pytest.mark.parametrize("head", [b"Content-Length: 2000\r\n", b"", b"Transfer-Encoding: chunked\r\n"])
def test_more_than_the_limit_is_refused_whatever_the_header_says(head: bytes) -> None:
    body = b"7d0\r\n" + b"x" * 2_000 + b"\r\n0\r\n\r\n" if b"chunked" in head else b"x" * 2_000
    answer = say(b"HTTP/1.1 200 OK\r\n", head, b"\r\n", body)
    with listening(answer) as listener, pytest.raises(AnswerRefused, match="larger than 1,000 bytes"):
        fetch_bytes(f"http://big.example:{listener.port}/", max_bytes=1_000, policy=local_policy(listener))


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_server_that_drips_is_cut_off_in_time(start: bytes) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(50):
            connection.sendall(b"x")
            time.sleep(0.1)

    with listening(drip) as listener:
        began = time.monotonic()

        with pytest.raises(AnswerRefused, match="not whole after"):
            fetch_bytes(f"http://slow.example:{listener.port}/", timeout_seconds=0.5, policy=local_policy(listener))

        assert time.monotonic() - began < 2


def test_a_resolver_that_never_answers_is_not_waited_for() -> None:
    began = time.monotonic()

    with pytest.raises(HostUnreachable):
        fetch_bytes("http://never.example/", timeout_seconds=0.3, policy=Policy(resolve=lambda _host, _port: time.sleep(5) or []))

    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 206 Partial\r\nContent-Length: 1\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        b"SSH-2.0-OpenSSH\r\n",
        b"",
    ],
)
def test_errors_and_broken_answers_are_refused(answer: bytes) -> None:
    with listening(say(answer)) as listener, pytest.raises(AnswerRefused):
        fetch_bytes(f"http://broken.example:{listener.port}/", timeout_seconds=3, policy=local_policy(listener))


def test_a_server_without_a_certificate_for_its_name_is_refused() -> None:
    with listening(plain(b"x")) as listener, pytest.raises(FetchError):
        fetch_bytes(f"https://plain.example:{listener.port}/", timeout_seconds=3, policy=local_policy(listener))


def test_a_host_that_does_not_answer_is_told_apart() -> None:
    with socket.create_server((LOCAL, 0)) as server:
        port = server.getsockname()[1]
    policy = Policy(may_ask=lambda _: True, ports=frozenset({port}), resolve=lambda _host, _port: [LOCAL])

    with pytest.raises(HostUnreachable, match="does not answer"):
        fetch_bytes(f"http://gone.example:{port}/", policy=policy)


def _answer_once(server: socket.socket, behave: Callable[[socket.socket], None]) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(10_000)
        behave(connection)
