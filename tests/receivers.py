"""Hosts on this machine that are told something: an authority for them, receivers that behave, sockets that do not."""

import contextlib
import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_FROM = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_UNTIL = dt.datetime(2120, 1, 1, tzinfo=dt.UTC)


class Authority:
    """Issues certificates that only those believe who are given its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority of the tests")])
        own = self._certificate(self._name, self._key, [], is_authority=True)
        self.file = folder / "authority.pem"
        self.file.write_bytes(own.public_bytes(serialization.Encoding.PEM))

    def trust(self) -> ssl.SSLContext:
        """Return who believes this authority and nobody else."""
        return ssl.create_default_context(cafile=str(self.file))

    def proof(self, host: str) -> ssl.SSLContext:
        """Return what a server needs to prove that it is a host."""
        key = ec.generate_private_key(ec.SECP256R1())
        names: list[x509.GeneralName] = [x509.DNSName(host)]
        with contextlib.suppress(ValueError):
            names = [x509.IPAddress(ipaddress.ip_address(host))]
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Receiver")])
        certificate = self._certificate(subject, key, names, is_authority=False)
        file = self._folder / f"{abs(hash(host))}.pem"
        no_password = serialization.NoEncryption()
        file.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, no_password)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _certificate(
        self, subject: x509.Name, key: Any, names: list[x509.GeneralName], *, is_authority: bool
    ) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(_FROM)
            .not_valid_after(_UNTIL)
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        )
        if names:
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return builder.sign(self._key, hashes.SHA256())


@dataclass
class Receiver:
    """A host that behaves, and remembers what it was told.

    Attributes:
        port: Where it listens, on 127.0.0.1.
        answers: Statuses, with their headers, that it gives one after another; the last one for ever.
        told: The headers, with names in lower case, and the body of each request.
    """

    port: int = 0
    answers: list[tuple[int, Mapping[str, str]]] = field(default_factory=lambda: [(200, {})])
    told: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextlib.contextmanager
def receiving(proof: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """Let a receiver listen, with TLS when it is given a proof of its name."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.told.append(({name.lower(): value for name, value in self.headers.items()}, body))
            status, headers = receiver.answers[0] if len(receiver.answers) == 1 else receiver.answers.pop(0)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def get_request(self) -> tuple[socket.socket, Any]:
            connection, address = super().get_request()
            if proof is None:
                return connection, address
            try:
                return proof.wrap_socket(connection, server_side=True), address
            except OSError:
                connection.close()
                raise

    with Server(("127.0.0.1", 0), Handler) as server:
        receiver.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Socket:
    """A host that does what it likes.

    Attributes:
        port: Where it listens, on 127.0.0.1.
        visits: How often somebody came.
    """

    port: int
    visits: int = 0


@contextlib.contextmanager
def listening(
    visited: Callable[[socket.socket, threading.Event], None], proof: ssl.SSLContext | None = None
) -> Iterator[Socket]:
    """Listen, and let a function have each connection; it is told when all is over."""
    over = threading.Event()
    threads: list[threading.Thread] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.02)
        host = Socket(server.getsockname()[1])

        def visit(connection: socket.socket) -> None:
            with contextlib.suppress(OSError), connection:
                connection.settimeout(60)
                if proof is None:
                    visited(connection, over)
                else:
                    with proof.wrap_socket(connection, server_side=True) as wrapped:
                        visited(wrapped, over)

        def serve() -> None:
            while not over.is_set():
                with contextlib.suppress(TimeoutError):
                    connection, _ = server.accept()
                    host.visits += 1
                    threads.append(threading.Thread(target=visit, args=(connection,)))
                    threads[-1].start()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield host
        finally:
            over.set()
            thread.join()
            for one in threads:
                one.join()
