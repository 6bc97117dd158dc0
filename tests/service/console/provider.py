"""A small provider of OpenID Connect, in a process of its own: discovery, code flow with PKCE, keys, signed tokens.

It signs in whoever comes, as the person and with the faults that it was told on its command line, as JSON.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

TOLD = json.loads(sys.argv[1])
KEY = RSAKey.generate_key(2048, {"kid": "one"})
OTHER = RSAKey.generate_key(2048, {"kid": "one"})
CODES: dict[str, dict[str, str]] = {}


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.server.server_port}"

    def do_GET(self) -> None:
        place = urlsplit(self.path)
        if place.path == "/.well-known/openid-configuration":
            self.say(
                {
                    "issuer": TOLD.get("discovered_issuer", self.issuer),
                    "authorization_endpoint": f"{self.issuer}/authorize",
                    "token_endpoint": f"{self.issuer}/token",
                    "jwks_uri": f"{self.issuer}/keys",
                }
            )
        elif place.path == "/keys":
            self.say({"keys": [KEY.as_dict(private=False)]})
        elif place.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(place.query).items()}
            code = secrets.token_urlsafe(16)
            CODES[code] = asked
            state = TOLD.get("state", asked["state"])
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': state})}")
            self.end_headers()

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        asked = CODES.pop(form["code"][0], None)
        digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
        expected = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        basic = "Basic " + base64.b64encode(b"counterfoil:s3cret").decode()
        if asked is None or asked["code_challenge"] != expected or self.headers.get("Authorization") != basic:
            self.say({"error": "invalid_grant"}, 400)
            return
        claims = {
            "iss": self.issuer,
            "sub": "person-17",
            "aud": "counterfoil",
            "nonce": asked["nonce"],
            "iat": int(time.time()) + TOLD.get("clock", 0),
            "exp": int(time.time()) + 300 + TOLD.get("clock", 0),
            "preferred_username": "Ann Example",
            "groups": ["kyc-team"],
        } | TOLD.get("claims", {})
        header = {"alg": "RS256", "kid": "one"}
        key = OTHER if TOLD.get("forged") else KEY
        token = jwt.encode(header, {name: value for name, value in claims.items() if value is not None}, key)
        if TOLD.get("unsigned"):
            parts = [{"alg": "none"}, claims]
            token = ".".join(base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=").decode() for one in parts)
            token += "."
        self.say({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def say(self, what: object, status: int = 200) -> None:
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), Provider)
    print(server.server_port, flush=True)  # noqa: T201 - to whoever started it
    server.serve_forever()
