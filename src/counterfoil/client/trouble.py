"""What can go wrong between a client and the service.

ClientError
├── ApiError          the service answered that it will not: status, code, detail, request id
├── UnreachableError  no answer came, however often it was asked
├── TimedOutError     it took longer than the caller would wait
├── ReceiptError      no receipt, or one that no published key signed
└── WebhookError      a message that is not from the service, or too old
"""

from collections.abc import Mapping
from typing import Any


class ClientError(Exception):
    """Something between the client and the service went wrong."""


class ApiError(ClientError):
    """The service answered with a problem (RFC 9457).

    Args:
        status: Of the answer.
        problem: The answer; what is not there is left empty.

    Attributes:
        status: Of the answer.
        code: Stable: act on this one.
        detail: What is wrong, for developers.
        request_id: To quote to the operator.
    """

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        self.status = status
        self.code = str(problem.get("code", ""))
        self.detail = str(problem.get("detail", ""))
        self.request_id = str(problem.get("request_id", ""))
        super().__init__(f"{status} {self.code}: {self.detail}")


class UnreachableError(ClientError):
    """The service could not be reached, or did not answer."""


class TimedOutError(ClientError):
    """It took longer than the caller would wait; whatever it is goes on."""
