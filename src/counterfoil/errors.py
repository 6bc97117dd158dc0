"""Every error that Counterfoil raises on purpose.

    CounterfoilError          code, HTTP status, exit code, and one line that a person can act on
    ├── InputError            what was handed over cannot be used (exit 2, status 422)
    │   ├── FileError         missing, a directory, no permission, cannot be written
    │   ├── ImageError        not an image, truncated, too large, a format not supported
    │   ├── MrzError          text that is no machine-readable zone
    │   ├── ListError         a list that cannot be read, is not there, or names nobody
    │   ├── ChallengeError    a challenge file that says something impossible, or too little left to ask for
    │   ├── AccountError      an account that cannot be made or changed so
    │   ├── AlertError        an alert that is not there, or a step that its state or the four eyes do not allow
    │   ├── WebhookError      an endpoint that will not be told anything: its address, its events, or one too many
    │   ├── ReceiptError      no receipt, a changed one, or one that no known key signed (exit 30)
    │   └── PolicyError       a policy file that says something impossible
    ├── SignInError           name, password or code is wrong, or the door is shut for a while (exit 2, status 401)
    ├── ProviderError         the company's own sign-in does not let somebody in (exit 2, status 401)
    ├── RequestError          a request over HTTP that cannot be served as it is (status 400)
    │   ├── CredentialsError  no key, link or session, or one that is not valid (any more) (401)
    │   ├── ForbiddenError    a key or a page that may not do this (403)
    │   │   ├── OriginError       a page of another origin, or none of ours
    │   │   └── FollowingError    a browser whose person went on with another device
    │   ├── NotFoundError     nothing there that the caller may see (404)
    │   ├── InvalidRequestError  a body, address or header that says something wrong (422)
    │   ├── BodyTooLargeError, BodyTooSlowError (413, 408)
    │   └── BusyError         too many requests, or too much work at once: come back later (429)
    ├── SettingError          a setting of the service that cannot be used (exit 2)
    ├── StateError            a step that the state of a verification does not allow (exit 2, status 409)
    │   ├── ConsentError      consent to another text than the one that was to be shown
    │   ├── CaptureError      handed in too early, or a capture that is none
    │   └── ReviewError       a review without a reason, or by the person who made the proposal
    ├── LinkError             a link that opens nothing (any more) (exit 2, status 410)
    ├── IdempotencyError      a key that stood for another request (exit 2, status 409)
    ├── RecordsError          the database cannot be opened, read or written (exit 2, status 503)
    ├── VaultError            the vault's keys or its store cannot be reached or used (exit 2, status 503)
    │   ├── EvidenceOvertaken evidence was sealed and then not registered: do it again (exit 2, status 409)
    │   └── EvidenceAltered   sealed evidence is not what was sealed, or is missing from the store (exit 2, status 500)
    ├── EvidenceGone          evidence whose key was destroyed: it was erased (exit 2, status 410)
    ├── EvidenceUnknown       there is no evidence of that id (exit 2, status 404)
    ├── LedgerError           the ledger is broken where it was to be signed (exit 30, status 500)
    ├── SigningKeyError       the key that signs, or the published ones, cannot be used (exit 2, status 503)
    ├── ModelError            a model file is missing, altered or cannot be fetched (exit 2, status 503)
    └── MissingExtraError     an optional dependency is not installed (exit 2, status 501)

Messages carry no personal data: they name files by the name the caller gave, positions and limits, never contents.
"""

from typing import ClassVar


class CounterfoilError(Exception):
    """An error with a stable code.

    Args:
        message: One line: what is wrong and where.
        remedy: What would help, as a sentence; may be empty.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}. {self.remedy}" if self.remedy else self.message


class InputError(CounterfoilError):
    """What was handed over cannot be used."""

    code = "input_unusable"
    status = 422


class FileError(InputError):
    """A file is missing, is a directory, may not be read or cannot be written."""

    code = "file_unusable"


class ImageError(InputError):
    """Bytes are not a picture that can be read safely."""

    code = "image_unusable"


class ListError(InputError):
    """A sanctions list cannot be read, is not there, or names nobody that could be screened against."""

    code = "list_unusable"


class MrzError(InputError):
    """Text is no machine-readable zone of ICAO Doc 9303."""

    code = "mrz_malformed"


class ChallengeError(InputError):
    """A liveness challenge is wrong, with the place, or too few steps are left to make one."""

    code = "challenge_invalid"


class AccountError(InputError):
    """An account cannot be made or changed so; the message says why."""

    code = "account_refused"
    status = 409


class AlertError(InputError):
    """An alert is not there, or a step is asked for that its state or the rule of two people does not allow."""

    code = "alert_refused"
    status = 409


class WebhookError(InputError):
    """An endpoint has an address that is not opened or events that there are not, or is one too many."""

    code = "webhook_invalid"


class ReceiptError(InputError):
    """A receipt is none, was changed, or is signed by no key that is trusted."""

    code = "receipt_invalid"
    exit_code = 30


class PolicyError(InputError):
    """A policy file is wrong; the message says where."""

    code = "policy_invalid"


class SignInError(CounterfoilError):
    """Name, password or code is wrong, or too many were. It never says which."""

    code = "sign_in_refused"
    status = 401

    def __init__(self) -> None:
        super().__init__("That did not work", remedy="Check name, password and code. After five tries wait 15 minutes.")


class ProviderError(CounterfoilError):
    """A provider of OpenID Connect does not answer as it should, or what it says does not let anybody in."""

    code = "provider_refused"
    status = 401


class RequestError(CounterfoilError):
    """A request cannot be served as it is."""

    code = "request_unusable"
    status = 400


class CredentialsError(RequestError):
    """There is no API key, capture link or session, or one that is not valid, or not any more."""

    code = "credentials_invalid"
    status = 401


class ForbiddenError(RequestError):
    """The API key lacks the scope for this, or the kind of objects is not its own (live or test)."""

    code = "forbidden"
    status = 403


class OriginError(ForbiddenError):
    """A page of another origin, or none of ours, asked a browser to send this."""

    code = "origin_refused"


class FollowingError(ForbiddenError):
    """The person went on with another device; this browser may only see how far they are."""

    code = "session_follows"


class NotFoundError(RequestError):
    """There is nothing of that name, or nothing that the caller may see."""

    code = "not_found"
    status = 404


class InvalidRequestError(RequestError):
    """The body, the address or a header says something that this operation cannot mean."""

    code = "request_invalid"
    status = 422


class BodyTooLargeError(RequestError):
    """A body has more bytes than this operation takes."""

    code = "body_too_large"
    status = 413


class BodyTooSlowError(RequestError):
    """A body did not arrive in time."""

    code = "body_too_slow"
    status = 408


class BusyError(RequestError):
    """Too many requests in a minute, or too much work at once; ``Retry-After`` says when to come back.

    Args:
        message: One line: what there is too much of.
        retry_after: Seconds after which it is worth another try.
    """

    code = "too_many_requests"
    status = 429

    def __init__(self, message: str, *, retry_after: float) -> None:
        super().__init__(message, remedy="Come back after the seconds that Retry-After says.")
        self.retry_after = retry_after


class SettingError(CounterfoilError):
    """A setting of the service cannot be used; the message names it."""

    code = "setting_invalid"


class StateError(CounterfoilError):
    """A step is asked for that the state of a verification does not allow."""

    code = "state_conflict"
    status = 409


class ConsentError(StateError):
    """Consent was given to another text than the one that was to be shown."""

    code = "consent_outdated"


class CaptureError(StateError):
    """Something is missing of what is handed in, nothing is new in it, or it is no capture of this verification."""

    code = "capture_incomplete"


class ReviewError(StateError):
    """A review has no reason, is not the second person's, or is about another verdict than the one proposed."""

    code = "review_refused"


class LinkError(CounterfoilError):
    """A link to the capture page is unknown, was used or has run out; which of these is not said."""

    code = "link_unusable"
    status = 410


class IdempotencyError(CounterfoilError):
    """An idempotency key comes with another request than the first time."""

    code = "idempotency_mismatch"
    status = 409


class RecordsError(CounterfoilError):
    """The database of the records cannot be opened, read or written."""

    code = "records_unavailable"
    status = 503


class VaultError(CounterfoilError):
    """The vault's keys, or the store of its sealed objects, cannot be reached or used."""

    code = "vault_unavailable"
    status = 503


class EvidenceOvertaken(VaultError):  # noqa: N818 - it names what is found, as the three below
    """Between sealing and registering, another piece of the same kind or the sweep came first. Done again, it works."""

    code = "evidence_overtaken"
    status = 409


class EvidenceAltered(VaultError):  # noqa: N818
    """Sealed evidence is not what was sealed, or its object is missing. The message names its id only."""

    code = "evidence_altered"
    status = 500


class EvidenceGone(CounterfoilError):  # noqa: N818
    """Evidence was erased: its key was destroyed."""

    code = "evidence_gone"
    status = 410


class EvidenceUnknown(CounterfoilError):  # noqa: N818
    """There is no evidence of that id, or it is another tenant's."""

    code = "evidence_unknown"
    status = 404


class LedgerError(CounterfoilError):
    """The ledger is broken; the message names the first bad entry."""

    code = "ledger_broken"
    exit_code = 30


class SigningKeyError(CounterfoilError):
    """The file of the signing key, or a set of public keys, cannot be used."""

    code = "signing_key_unusable"
    status = 503


class ModelError(CounterfoilError):
    """A model file is missing, has another digest than the registry's or cannot be fetched."""

    code = "model_unavailable"
    status = 503


class MissingExtraError(CounterfoilError):
    """An optional dependency is not installed; the message names the extra.

    Args:
        what: What was asked for, such as ``HEIC pictures``.
        extra: The extra of the package that brings it.
    """

    code = "extra_missing"
    status = 501

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} need an optional part", remedy=f"Install it with: pip install 'counterfoil[{extra}]'")
