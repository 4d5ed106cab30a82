"""A port for a server of a test."""

import socket


def free_port() -> int:
    """Return a port nobody listens on, another one each time: servers of several tests start at once."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
