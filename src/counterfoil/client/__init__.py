"""A client of the API for Python: create a verification, wait for it, read what it came to.

    from counterfoil.client import Client

    with Client("https://verify.example.org", "cf_live_...") as client:
        created = client.create("remote", expected={"name": "Anna Eriksson"})
        print(created.capture_url)          # send the person there
        ended = client.wait(created.id)
        print(ended.verdict, client.receipt(created.id))

It needs httpx, joserfc and standardwebhooks: ``pip install 'counterfoil[client]'``. Nothing else of the package is
loaded.
"""

from counterfoil.client.client import Client
from counterfoil.client.receipts import ReceiptError, verify_receipt
from counterfoil.client.shapes import Link, Verification
from counterfoil.client.trouble import ApiError, ClientError, TimedOutError, UnreachableError
from counterfoil.client.webhooks import Event, WebhookError, verify_webhook

__all__ = [
    "ApiError",
    "Client",
    "ClientError",
    "Event",
    "Link",
    "ReceiptError",
    "TimedOutError",
    "UnreachableError",
    "Verification",
    "WebhookError",
    "verify_receipt",
    "verify_webhook",
]
