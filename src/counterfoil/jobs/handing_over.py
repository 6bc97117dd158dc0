"""Handing work to the workers, from any process. It follows the transaction that asks for it.

Where it is lost, by a kill in between or because the engine's tables cannot be reached, the workers' next look at the
records finds the attempt. So handing over never fails; it only makes the wait shorter.
"""

import logging
import threading
from typing import Any

from counterfoil.jobs import engine_place as place
from counterfoil.records.database import Database

_LOG = logging.getLogger(__name__)


class Handover:
    """Hands attempts to the workers. May be shared between threads; connects when it is first used, or prepared.

    Args:
        database: The records.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._client: Any = None

    def prepare(self) -> None:
        """Connect beside whatever else is done: the first one to hand in need not wait for the engine to be loaded."""
        threading.Thread(target=self._prepare, name="handover", daemon=True).start()

    def hand_over(self, which: str, attempt: int) -> bool:
        """Tell the workers that an attempt waits to be judged. Doing it again changes nothing.

        Args:
            which: The verification's id.
            attempt: Which attempt.

        Returns:
            Whether they were told; if not, they find out by themselves within seconds.
        """
        try:
            self._opened().enqueue(
                {
                    "workflow_name": place.JUDGE,
                    "queue_name": place.QUEUE,
                    "workflow_id": place.name_of(which, attempt),
                    "app_version": place.SHAPE,
                },
                which,
                attempt,
            )
        except Exception as wrong:  # noqa: BLE001 - whatever the engine's trouble is, the attempt is safe in the records
            _LOG.warning("an attempt could not be handed over", extra={"error": type(wrong).__name__})
            return False
        return True

    def close(self) -> None:
        """Let go of every connection."""
        with self._lock:
            if self._client is not None:
                self._client.destroy()
                self._client = None

    def _prepare(self) -> None:
        try:
            self._opened()
        except Exception as wrong:  # noqa: BLE001 - as in hand_over, which tries again
            _LOG.warning("the engine cannot be reached yet", extra={"error": type(wrong).__name__})

    def _opened(self) -> Any:
        with self._lock:
            if self._client is None:
                dbos = place.engine_module()
                place.make_tables(self._database)
                self._client = dbos.DBOSClient(
                    system_database_url=place.address_of(self._database),
                    dbos_system_schema=place.SCHEMA,
                    application_name=place.APPLICATION,
                    serializer=dbos.DBOSPortableJSONSerializer(),
                    retry_connection_errors=False,
                    lazy=True,
                )
            return self._client
