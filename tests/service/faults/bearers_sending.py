"""Bearers who send pictures, and integrators who test."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle
from typing import Any

from traffic import Traffic, picture


class Sender(Traffic):
    """Creates a verification and hands pictures in for it; every third is a test that ends by itself.

    Attributes:
        bodies: What was asked for, by the key that it was asked for with.
        told: What was answered, by the same key.
        sent: The pictures of each verification, by its id.
        submitted: What was handed in.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.bodies: dict[str, dict[str, Any]] = {}
        self.told: dict[str, dict[str, Any]] = {}
        self.sent: dict[str, dict[str, bytes]] = {}
        self.submitted: set[str] = set()
        self._kinds: Iterator[bool] = cycle((False, False, True))

    def has_arrived(self) -> bool:
        """Return whether something was handed in."""
        return bool(self.submitted)

    def go(self, opened: ExitStack) -> None:
        """Go the whole way."""
        api, page = opened.enter_context(self.deployment.api()), opened.enter_context(self.deployment.page())
        key, magic = self.key(), next(self._kinds)
        body = {"policy": "bank", "reference": key} | ({"test": "accept"} if magic else {})
        self.bodies[key] = body
        created = self.told[key] = self.created(api, body, key)
        if magic:
            return
        self.consented(api, page, created)
        pictures = {"document_front": picture(self.chance), "probe": picture(self.chance)}
        for kind, content in pictures.items():
            kept = self.until_answered(page, "PUT", f"/v1/capture/{kind.replace('_', '/')}", content=content)
            assert kept.status_code == 200, kept.text
            assert kept.json()["version"] == 1
        self.sent[created["id"]] = pictures
        self.step(page, "POST", "/v1/capture/submit")
        self.submitted.add(created["id"])
