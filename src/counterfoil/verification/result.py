"""What one verification found, and what it came to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from counterfoil.checks import Check
from counterfoil.decision import Decision, Policy
from counterfoil.document import Reading
from counterfoil.face import Comparison, Component, Face
from counterfoil.images import Picture
from counterfoil.liveness import Findings
from counterfoil.screening.screened import Screened


@dataclass(frozen=True, slots=True, eq=False)
class Verification:
    """Everything that one verification found, and what it came to.

    Attributes:
        decision: What it came to, and why.
        checks: Every check of the policy, in the order they were run; those not reached are ``not_run``.
        reading: What the document says and shows: of a card photographed on both sides, the side with the zone.
        portrait: The face on the document; None when there is none or it was not reached.
        portrait_page: The upright page that `portrait` is on; the page of `reading` when there is none.
        probe_face: The bearer's face; None when there is not exactly one or it was not reached.
        comparison: The two faces held against each other; None when they were not.
        quality: The components of the probe's quality; empty without a probe face.
        policy: The rules that were applied.
        today: The day on which the document was judged.
        document_picture: The document as it was handed over; of a card, its front.
        back_picture: The back of the card as it was handed over; None when one picture was enough.
        probe_picture: The probe as it was handed over; of a clip, the frame that was compared.
        liveness: What was found in the clip; None when the probe is a picture or the clip was not reached.
        screened: Whom the lists name so; None when the policy does not ask, or nobody could be screened.
        versions: What judged it: the package, each model, the calibration; the matcher and each list when it screened.
    """

    decision: Decision
    checks: tuple[Check, ...]
    reading: Reading
    portrait: Face | None
    portrait_page: Picture
    probe_face: Face | None
    comparison: Comparison | None
    quality: tuple[Component, ...]
    policy: Policy
    today: date
    document_picture: Picture
    back_picture: Picture | None
    probe_picture: Picture
    liveness: Findings | None
    screened: Screened | None
    versions: Mapping[str, str]
