"""The text of consent of one verification, as its bearer is shown it."""

from counterfoil.records.verifications import Verification
from counterfoil.service.capture.consent import ConsentText, consent_text
from counterfoil.service.settings import Settings


def shown_text(one: Verification, language: str, settings: Settings) -> ConsentText:
    """Return the text of the verification's version, with its purpose and the periods for which evidence is kept.

    Raises:
        ConsentError: There is no such version or language.
    """
    return consent_text(
        one.consent_version,
        language,
        purpose=one.purpose,
        biometrics_days=settings.biometrics_days,
        records_years=settings.records_years,
    )
