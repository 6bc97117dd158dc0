"""The keys that sign receipts and checkpoints, as a JWK Set (RFC 7517)."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from counterfoil.records.signing import jwks
from counterfoil.service.access.anyone import ANYONE
from counterfoil.service.api.shapes.parts import Said, example
from counterfoil.service.state import Here

router = APIRouter(tags=["keys"])
_FOR_A_WHILE = "public, max-age=300"


class PublicKeyOut(Said):
    """A public key (RFC 8037)."""

    kty: Annotated[str, Field(description="Always `OKP`.")]
    crv: Annotated[str, Field(description="Always `Ed25519`.")]
    x: Annotated[str, Field(description="The public key: 32 bytes in base64url.")]
    kid: Annotated[str, Field(description="Its name, as receipts say it: its thumbprint (RFC 7638).")]
    alg: Annotated[str, Field(description="Always `Ed25519` (RFC 9864).")]
    use: Annotated[str, Field(description="Always `sig`: it verifies signatures.")]


class KeysOut(Said):
    """Every key whose signatures are to be believed."""

    model_config = example(
        keys=[{"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKx...", "kid": "k1", "alg": "Ed25519", "use": "sig"}]
    )

    keys: Annotated[list[PublicKeyOut], Field(description="The first one signs; the others did before.")]


@router.get("/v1/keys", operation_id="getKeys", summary="Get the keys that verify receipts", dependencies=[ANYONE])
def keys(service: Here, response: Response) -> KeysOut:
    """Return the public keys. Anyone may have them: a receipt is verified by whoever is shown it."""
    response.headers["Cache-Control"] = _FOR_A_WHILE
    return KeysOut.model_validate(jwks([service.books.signing_key]))


@router.get("/.well-known/jwks.json", operation_id="getJwks", summary="The same keys", dependencies=[ANYONE])
def well_known(service: Here, response: Response) -> KeysOut:
    """Return the same, where libraries look for it."""
    return keys(service, response)
