"""Webhooks: endpoints that want to be told, messages, and deliveries that are tried until they succeed or die."""

from counterfoil.records.webhooks.delivery import Delivery, DeliveryState
from counterfoil.records.webhooks.endpoint import Endpoint, endpoints_of, find_endpoint
from counterfoil.records.webhooks.endpoints import add_endpoint, change_endpoint, remove_endpoint
from counterfoil.records.webhooks.events import Event
from counterfoil.records.webhooks.forgetting import forget
from counterfoil.records.webhooks.leasing import Leased, Outcome, is_anything_due, lease, note, put_back
from counterfoil.records.webhooks.looking import DeliveryPage, deliveries_to
from counterfoil.records.webhooks.outbox import announce
from counterfoil.records.webhooks.replaying import ping, replay, replay_since
from counterfoil.records.webhooks.signing import (
    prepare_rotation,
    rotate_secret,
    secret_of_new_endpoint,
    signing_secrets,
)

__all__ = [
    "Delivery",
    "DeliveryPage",
    "DeliveryState",
    "Endpoint",
    "Event",
    "Leased",
    "Outcome",
    "add_endpoint",
    "announce",
    "change_endpoint",
    "deliveries_to",
    "endpoints_of",
    "find_endpoint",
    "forget",
    "is_anything_due",
    "lease",
    "note",
    "ping",
    "prepare_rotation",
    "put_back",
    "remove_endpoint",
    "replay",
    "replay_since",
    "rotate_secret",
    "secret_of_new_endpoint",
    "signing_secrets",
]
