"""moto's server: a real HTTP server that speaks like S3 and KMS."""

import re
import subprocess
import sys
import threading
import uuid
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import boto3

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_REGION": "eu-central-1",
    "AWS_DEFAULT_REGION": "eu-central-1",
    "AWS_ALLOW_HTTP": "true",
}


@contextmanager
def serving(port: int = 0) -> Iterator[str]:
    """Run the server; give its URL."""
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own command
        told = server.stderr
        assert told is not None
        found = next(found for line in told if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
        reading = threading.Thread(target=lambda: deque(told, maxlen=0))  # or it would stand still with a full pipe
        reading.start()
        try:
            yield found[0]
        finally:
            server.terminate()
            reading.join()


def new_bucket() -> str:
    """Make a bucket of its own; give its URL."""
    name = f"vault-{uuid.uuid4().hex}"
    make_bucket(name)
    return f"s3://{name}/sealed"


def make_bucket(name: str) -> None:
    """Make a bucket."""
    boto3.client("s3").create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})


def new_kms_key() -> str:
    """Make a key; give its URL."""
    return f"aws-kms://{boto3.client('kms').create_key()['KeyMetadata']['KeyId']}"
