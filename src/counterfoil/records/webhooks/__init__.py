"""Webhooks: endpoints that want to be told, messages, and deliveries that are tried until they succeed or die."""

from counterfoil.records.webhooks.events import Event
from counterfoil.records.webhooks.outbox import announce

__all__ = ["Event", "announce"]
