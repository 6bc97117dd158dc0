"""What an operator can set, from the environment: each setting is ``COUNTERFOIL_`` and its name in capitals.

docs/reference/settings.md is generated from here.
"""

from pathlib import Path
from typing import Annotated, Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from counterfoil.errors import SettingError
from counterfoil.network.reach import Reach
from counterfoil.records.verifications.retention import Retention

PREFIX: Final = "COUNTERFOIL_"


def _origin(address: str) -> str:
    """Return an address without a path: scheme, host and port, as browsers write an origin."""
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError("write the address as https://verify.example.org, without a path")
    return f"{parts.scheme}://{parts.netloc}".lower()


def _listed(text: object) -> object:
    return tuple(filter(None, (one.strip() for one in text.split(",")))) if isinstance(text, str) else text


def _private_networks(text: str) -> str:
    """See that networks can be read."""
    Reach.of(text)
    return text


class Settings(BaseSettings):
    """The settings of the service. Unknown ones are left to whom they belong; wrong ones are refused at start."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True)

    base_url: Annotated[
        str,
        AfterValidator(_origin),
        Field(
            description="The address by which browsers reach the service, without a path. Links are made of it, and "
            "writes from a page of any other origin are refused. With https, cookies are only sent over https."
        ),
    ] = "http://localhost:8000"
    policies: Annotated[
        Path | None,
        Field(description="A folder of policies of your own (`*.toml`), beside those that come with Counterfoil."),
    ] = None
    verification_hours: Annotated[
        int, Field(description="Hours that a person has to complete a verification; then it expires.", ge=1, le=720)
    ] = 72
    attempts: Annotated[int, Field(description="How often a person may try, the first time included.", ge=1, le=10)] = 3
    link_minutes: Annotated[int, Field(description="Minutes for which a capture link can be opened.", ge=1, le=60)] = 15
    session_minutes: Annotated[
        int, Field(description="Minutes for which a browser that opened a capture link may go on.", ge=5, le=1440)
    ] = 60
    second_review: Annotated[
        bool, Field(description="Whether what a reviewer decides needs a second reviewer who agrees.")
    ] = False
    upload_megabytes: Annotated[
        int, Field(description="The largest picture or clip taken, in MB of 1024 x 1024 bytes.", ge=1, le=64)
    ] = 32
    body_kilobytes: Annotated[
        int,
        Field(
            description="The largest list of names to screen, in KB of 1024 bytes. Every other body has at most 64.",
            ge=8,
            le=16384,
        ),
    ] = 1024
    body_seconds: Annotated[
        float,
        Field(
            description="Seconds within which the head of a request must have arrived, and then its body; and for "
            "which a caller may take nothing of an answer. Then the connection is closed.",
            gt=0,
            le=600,
        ),
    ] = 60
    requests_per_minute_key: Annotated[
        int, Field(description="Requests a minute that one API key may make, in each process.", ge=1)
    ] = 600
    requests_per_minute_session: Annotated[
        int, Field(description="Requests a minute that one capture session may make, in each process.", ge=1)
    ] = 240
    requests_per_minute_address: Annotated[
        int,
        Field(
            description="Requests a minute that one address may make without being known, in each process: with a "
            "wrong key, an unknown link, or for what is open to everyone, such as the parts of the capture page. Many "
            "people may share an address.",
            ge=1,
        ),
    ] = 1200
    heavy_at_once: Annotated[
        int,
        Field(
            description="How many pictures are looked at, and screenings made, at the same time in each process. "
            "Whoever comes when all are taken is told to come back: 429 with Retry-After.",
            ge=1,
            le=256,
        ),
    ] = 4
    uploads_at_once: Annotated[
        int,
        Field(
            description="How many uploads are taken in at the same time in each process; each is in memory as a whole.",
            ge=1,
            le=256,
        ),
    ] = 16
    waiting_at_most: Annotated[
        int,
        Field(
            description="How many verifications may wait to be judged. While so many do, handing in is answered with "
            "429.",
            ge=1,
        ),
    ] = 500
    waiting_while_looking: Annotated[
        int,
        Field(
            description="How many verifications may wait to be judged while uploads are still looked at. When more do, "
            "they come first: pictures are taken as they are, and their person learns of a bad one after handing in. "
            "The usual number suits workers on two cores, which judge so many in a second or two.",
            ge=0,
        ),
    ] = 4
    review_days: Annotated[
        int,
        Field(
            description="Days that a case waits for a reviewer, from when it came to people or from the last thing "
            "that one of them did to it. Then it ends undecided, and its pictures and clips are erased.",
            ge=1,
            le=365,
        ),
    ] = 30
    biometrics_days: Annotated[
        int, Field(description="Days after the decision for which pictures and clips are kept.", ge=0, le=1095)
    ] = 30
    records_years: Annotated[
        int,
        Field(
            description="Years after the end of the business relationship, or after a rejection, for which everything "
            "else is kept.",
            ge=0,
            le=10,
        ),
    ] = 5
    metrics_token: Annotated[
        SecretStr | None,
        Field(
            description="What a scraper sends to `/metrics` as `Authorization: Bearer`, 16 characters at least. "
            "Without it there are no metrics.",
            min_length=16,
        ),
    ] = None
    webhook_networks: Annotated[
        str,
        AfterValidator(_private_networks),
        Field(
            description="Private networks that webhooks may be sent to, parted by commas, such as `10.1.0.0/16`. By "
            "default none is: whoever may add a webhook could otherwise knock on every door of your network. "
            "`127.0.0.0/8` lets them reach this machine, without TLS if need be: for trying things out."
        ),
    ] = ""
    trusted_proxies: Annotated[
        tuple[str, ...],
        NoDecode,
        BeforeValidator(_listed),
        Field(
            description="Addresses of proxies, parted by commas, whose `X-Forwarded-For` and `X-Forwarded-Proto` are "
            "believed. By default none is."
        ),
    ] = ()
    oidc_issuer: Annotated[
        str,
        Field(
            description="The address of the provider (OpenID Connect) with which people sign in to the console. "
            "Without one, only local accounts do."
        ),
    ] = ""
    oidc_name: Annotated[str, Field(description="What the button of that sign-in calls it.")] = "your company's sign-in"
    oidc_client_id: Annotated[str, Field(description="The client that this service is at the provider.")] = ""
    oidc_client_secret: Annotated[SecretStr, Field(description="Its secret there; none for a public client.")] = (
        SecretStr("")
    )
    oidc_tenant: Annotated[str, Field(description="The tenant whose people the provider knows.")] = "default"
    oidc_role_claim: Annotated[
        str, Field(description="Which claim of the provider's token names the role, or a list of groups.")
    ] = "counterfoil_role"
    oidc_roles: Annotated[
        dict[str, Literal["operator", "reviewer", "supervisor", "auditor"]],
        Field(
            description='Which value of that claim stands for which role, as JSON: `{"kyc-team": "reviewer"}`. Whoever '
            "has none of the values, or values of two roles, is not let in."
        ),
    ] = {
        "operator": "operator",
        "reviewer": "reviewer",
        "supervisor": "supervisor",
        "auditor": "auditor",
    }
    log_format: Annotated[
        str, Field(description="How log lines are written: `json` or `text`.", pattern=r"^(json|text)$")
    ] = "json"

    @classmethod
    def at(cls, address: str) -> Self:
        """Return the settings of a process that answers at an address, unless the environment says another.

        Raises:
            SettingError: One is wrong.
        """
        said = cls.from_environment()
        return said if "base_url" in said.model_fields_set else cls.from_environment(base_url=address)

    @classmethod
    def from_environment(cls, **chosen: object) -> Self:
        """Return the settings of this process.

        Args:
            chosen: Settings that a command line gave; they go before the environment.

        Raises:
            SettingError: One is wrong; the message names it and never what it said.
        """
        try:
            return cls(**chosen)  # type: ignore[arg-type]
        except ValidationError as wrong:
            first = wrong.errors(include_url=False, include_input=False)[0]
            name = f"{PREFIX}{'_'.join(map(str, first['loc'])).upper()}"
            reason = first["msg"].removeprefix("Value error, ").replace("Input should be", "this should be")
            raise SettingError(f"{name}: {reason}", remedy="See: docs/reference/settings.md") from None

    @property
    def retention(self) -> Retention:
        """How long evidence is kept, and how long a case waits for people."""
        return Retention(self.biometrics_days, self.records_years, review_days=self.review_days)

    @property
    def reach(self) -> Reach:
        """What webhooks may reach beside public addresses."""
        return Reach.of(self.webhook_networks)

    @property
    def over_https(self) -> bool:
        """Whether browsers reach the service over https."""
        return self.base_url.startswith("https://")
