"""Arithmetic with moments inside a statement, in the words of either database."""

from typing import Any

from sqlalchemy import ColumnElement, Float, String, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _SecondsBetween(FunctionElement[float]):
    type = Float()
    inherit_cache = True


class _Beginning(FunctionElement[str]):
    type = String()
    inherit_cache = True


def seconds_between(begin: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[float]:
    """Return the seconds from one moment to another."""
    return _SecondsBetween(begin, end)


def beginning(moment: ColumnElement[Any], *, hours: bool) -> ColumnElement[str]:
    """Return the hour or the day of a moment, in UTC, as ``2026-11-26 14`` or ``2026-11-26``."""
    return _Beginning(moment, literal_column("13" if hours else "10"))


@compiles(_SecondsBetween, "sqlite")
def _seconds_on_sqlite(element: _SecondsBetween, compiler: SQLCompiler, **more: Any) -> str:
    begin, end = (compiler.process(clause, **more) for clause in element.clauses)
    return f"((julianday({end}) - julianday({begin})) * 86400.0)"


@compiles(_SecondsBetween, "postgresql")
def _seconds_on_postgres(element: _SecondsBetween, compiler: SQLCompiler, **more: Any) -> str:
    begin, end = (compiler.process(clause, **more) for clause in element.clauses)
    return f"extract(epoch from ({end}) - ({begin}))"


@compiles(_Beginning, "sqlite")
def _beginning_on_sqlite(element: _Beginning, compiler: SQLCompiler, **more: Any) -> str:
    moment, letters = (compiler.process(clause, **more) for clause in element.clauses)
    return f"substr({moment}, 1, {letters})"


@compiles(_Beginning, "postgresql")
def _beginning_on_postgres(element: _Beginning, compiler: SQLCompiler, **more: Any) -> str:
    moment, letters = (compiler.process(clause, **more) for clause in element.clauses)
    return f"substr(to_char({moment} at time zone 'UTC', 'YYYY-MM-DD HH24'), 1, {letters})"
