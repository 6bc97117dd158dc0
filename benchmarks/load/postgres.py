"""Databases on a server of Postgres that is there already."""

import uuid

import psycopg
from sqlalchemy import make_url


def new_database(server: str) -> str:
    """Make an empty database on a server; return its URL."""
    url = make_url(server)
    name = f"load_{uuid.uuid4().hex}"
    with _connected(server) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return url.set(database=name).render_as_string(hide_password=False)


def version(server: str) -> str:
    """Return what the server is."""
    with _connected(server) as connection:
        number = connection.info.server_version // 10_000
    return f"PostgreSQL {number}"


def _connected(server: str) -> psycopg.Connection:
    plain = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True)
