"""Why a check did not pass: every reason there is, in the order of a verification, in words for both sides.

The public text tells the person what to do and nothing that would help an attacker; the detail is for the reviewer.
"""

from enum import Enum
from typing import Final

_NOTHING_OF_LISTS: Final = "Nothing for you to do. A person will look at it and come back to you."
"""What the person is told of anything about screening: the same whether there is a hit, a stale list or none.

Whoever tells somebody that their name resembles one on a list tips them off, which is an offence in many countries.
"""


class Reason(Enum):
    """Why a check did not pass: a stable code, what the person can do, what the reviewer should know."""

    code: str
    public: str
    detail: str

    def __init__(self, code: str, public: str, detail: str) -> None:
        self.code, self.public, self.detail = code, public, detail

    DOCUMENT_NOT_FOUND = (
        "document_not_found",
        "Show the whole page with the lines of letters and < signs at its foot, flat and in focus.",
        "No machine-readable zone was found in the picture.",
    )
    DOCUMENT_UNREADABLE = (
        "document_unreadable",
        "Photograph the document again: flat, in focus, without glare over the lines at its foot.",
        "A machine-readable zone was found, but its text could not be read with enough certainty.",
    )
    DOCUMENT_CHECK_DIGIT = (
        "document_check_digit",
        "We could not confirm your document. A person will look at it.",
        "A check digit disagrees with its field as read: a misreading or an altered document.",
    )
    DOCUMENT_REPAIRED = (
        "document_repaired",
        "Photograph the document again, closer and in better light.",
        "The check digits only agree after characters were repaired: compare raw and repaired text.",
    )
    DOCUMENT_FIELD_INVALID = (
        "document_field_invalid",
        "We could not confirm your document. A person will look at it.",
        "A field holds what its place in the zone does not allow (date, state or sex).",
    )
    DOCUMENT_EXPIRED = (
        "document_expired",
        "This document has expired. Use one that is still valid.",
        "The date of expiry lies before today.",
    )
    DOCUMENT_KIND = (
        "document_kind",
        "This kind of document is not accepted here. Use a passport or an identity card.",
        "The policy does not accept this format or document code.",
    )
    NAME_UNCERTAIN = (
        "name_uncertain",
        "Photograph the document again, closer and in better light.",
        "A name line has no check digit, and a character on it was read with little certainty.",
    )
    PORTRAIT_NOT_FOUND = (
        "portrait_not_found",
        "Show the page with your photograph, whole and without glare.",
        "No face was found on the document.",
    )
    PORTRAIT_SMALL = (
        "portrait_small",
        "Photograph the document again, so that it fills the picture.",
        "The portrait on the document has too few pixels to be compared.",
    )
    FACE_NOT_FOUND = (
        "face_not_found",
        "Make sure that your whole face is in the picture.",
        "No face was found in the probe.",
    )
    FACE_SEVERAL = (
        "face_several",
        "Make sure that nobody else is in the picture.",
        "More than one face of a relevant size is in the probe.",
    )
    FACE_SMALL = (
        "face_small",
        "Move closer to the camera.",
        "The distance between the eyes is too small.",
    )
    FACE_POSE = (
        "face_pose",
        "Look straight at the camera.",
        "The head is turned, nodded or tilted too far.",
    )
    FACE_BLURRED = (
        "face_blurred",
        "Hold still and clean the lens.",
        "The face is not sharp.",
    )
    FACE_DARK = (
        "face_dark",
        "More light on your face, please.",
        "The face is under-exposed.",
    )
    FACE_BRIGHT = (
        "face_bright",
        "Less light on your face, please.",
        "The face is over-exposed.",
    )
    FACE_CROPPED = (
        "face_cropped",
        "Move back until your whole head is in the picture.",
        "The face touches the edge of the picture.",
    )
    FACE_LIGHT_LEFT = (
        "face_light_left",
        "More light on the left side of your face, please.",
        "The half of the face at the bearer's left is far darker than the other.",
    )
    FACE_LIGHT_RIGHT = (
        "face_light_right",
        "More light on the right side of your face, please.",
        "The half of the face at the bearer's right is far darker than the other.",
    )
    FACE_SUNGLASSES = (
        "face_sunglasses",
        "Take off your sunglasses.",
        "Something hides the eyes, most likely dark glasses.",
    )
    FACE_HAIR = (
        "face_hair",
        "Push the hair out of your face.",
        "Something hides a part of the face, most likely hair.",
    )
    FACE_CAP = (
        "face_cap",
        "Take off your cap, or push it up until your eyes are free.",
        "Something hides the brows or the eyes, most likely a cap or its shadow.",
    )
    FACE_MASKED = (
        "face_masked",
        "Take off your mask, or pull your scarf down.",
        "Something hides mouth and chin, most likely a mask or scarf.",
    )
    FACE_HAND = (
        "face_hand",
        "Move your hand, and what you hold, away from your face.",
        "Something hides a part of the face, most likely a hand or what it holds.",
    )
    FACE_EYES_CLOSED = (
        "face_eyes_closed",
        "Open your eyes.",
        "The lids seem to cover the eyes.",
    )
    FACE_UNCLEAR = (
        "face_unclear",
        "Take another picture: your whole face, uncovered, in even light, with your mouth closed.",
        "The network's answer to the probe is weak, as for faces that are hidden, blurred or distorted.",
    )
    FACE_DIFFERENT = (
        "face_different",
        "We could not confirm that the document is yours. A person will look at it.",
        "The similarity of portrait and probe lies below the threshold of the policy's false match rate.",
    )
    FACE_COPY = (
        "face_copy",
        "Take a new picture of your face, not of the document.",
        "Portrait and probe agree pixel by pixel: the probe is a copy of the document's picture.",
    )
    AGE_UNDER = (
        "age_under",
        "You are not old enough according to the document.",
        "The birth date on the document makes the holder younger than the policy's age.",
    )
    AGE_UNKNOWN = (
        "age_unknown",
        "The birth date on your document does not tell. A person will look at it.",
        "The birth date is incomplete or unread, and the answer depends on what is missing.",
    )
    EXPECTED_NOBODY = (
        "expected_nobody",
        "Nothing for you to do.",
        "Nobody said whose document to expect.",
    )
    EXPECTED_UNREAD = (
        "expected_unread",
        "We could not confirm your document. A person will look at it.",
        "The document does not say enough to compare it with the person who was expected.",
    )
    EXPECTED_NAME = (
        "expected_name",
        "We could not confirm your document. A person will look at it.",
        "The document bears another name than the person who was expected.",
    )
    EXPECTED_BIRTH_DATE = (
        "expected_birth_date",
        "We could not confirm your document. A person will look at it.",
        "The document bears another birth date than the person who was expected.",
    )
    EXPECTED_NUMBER = (
        "expected_number",
        "We could not confirm your document. A person will look at it.",
        "The document bears another number than the one that was expected.",
    )
    CHECK_SKIPPED = (
        "check_skipped",
        "Nothing for you to do.",
        "An earlier check made this one unnecessary or impossible.",
    )
    LIVENESS_NO_CHALLENGE = (
        "liveness_no_challenge",
        "Nothing for you to do.",
        "Nobody asked the bearer to do anything, so nothing can be said about whether they are really there.",
    )
    LIVENESS_PICTURE = (
        "liveness_picture",
        "Record a clip of yourself while you do what is asked.",
        "The probe is a still picture: it cannot answer a challenge.",
    )
    LIVENESS_UPLOADED = (
        "liveness_uploaded",
        "Nothing for you to do.",
        "The clip was handed over as a file. Nobody saw a camera deliver it, so it is not called live.",
    )
    LIVENESS_UNCHAINED = (
        "liveness_unchained",
        "Record the clip again.",
        "The container does not keep frames as they arrived, so the capture's record cannot be held against them.",
    )
    LIVENESS_CHAIN = (
        "liveness_chain",
        "We could not confirm your recording. A person will look at it.",
        "The frames are not those that the capture's record chains: changed, left out, added or of another challenge.",
    )
    LIVENESS_ARRIVAL = (
        "liveness_arrival",
        "We could not confirm your recording. A person will look at it.",
        "The frames did not arrive as a camera delivers them: out of order, or in bursts.",
    )
    LIVENESS_STEP_MISSED = (
        "liveness_step_missed",
        "Do each movement when it is shown, one after another, and look straight ahead in between.",
        "A step of the challenge was not seen in its time.",
    )
    LIVENESS_OTHER_STEP = (
        "liveness_other_step",
        "Do only what is shown, when it is shown.",
        "Another movement came where a step was asked for, as in a clip that was made for another challenge.",
    )
    LIVENESS_NO_TURN = (
        "liveness_no_turn",
        "Nothing for you to do.",
        "No turn of the head was asked for, so nothing shows whether it is a head or a print.",
    )
    LIVENESS_ANGLE = (
        "liveness_angle",
        "Turn your head further when you are asked to.",
        "Nothing turned far enough to tell a head from a print.",
    )
    LIVENESS_FLAT = (
        "liveness_flat",
        "Show your own face to the camera, not a picture of it.",
        "The nose moves as if it lay in the plane of eyes and mouth: a print, flat or bent.",
    )
    LIVENESS_PERSON = (
        "liveness_person",
        "Make sure that you are the only one in the recording, from beginning to end.",
        "Two faces of the clip are less alike than one person's: somebody else took over.",
    )
    LIVENESS_CUT = (
        "liveness_cut",
        "Record the clip in one go, and keep the camera still.",
        "Face or scene jumped between two frames: a cut.",
    )
    LIVENESS_FEW_FRONTAL = (
        "liveness_few_frontal",
        "Look straight into the camera before and between the movements.",
        "Too few frames show the face from the front to compare them with each other.",
    )
    LIVENESS_NO_FACE = (
        "liveness_no_face",
        "Keep your whole face in the picture all the time.",
        "No face was seen in the clip, or for a part of it.",
    )
    LIVENESS_SHORT = (
        "liveness_short",
        "Record the clip again, from beginning to end.",
        "The clip has too few frames to be judged.",
    )
    LIVENESS_LONG = (
        "liveness_long",
        "Record a shorter clip.",
        "The clip is longer than what is looked at; only its beginning was.",
    )
    LIVENESS_SLOW = (
        "liveness_slow",
        "Close other programs and record the clip again.",
        "There are too few frames a second, or a gap in which anything may have happened.",
    )
    LIVENESS_TIMES = (
        "liveness_times",
        "We could not confirm your recording. A person will look at it.",
        "The frames' times stand still or run backward.",
    )
    LIVENESS_RESIZED = (
        "liveness_resized",
        "Record the clip in one go, and do not turn the camera.",
        "The frames change their size: parts of different recordings.",
    )
    LIVENESS_FROZEN = (
        "liveness_frozen",
        "Close other programs and record the clip again.",
        "The very same picture stays for longer than a camera leaves it.",
    )
    LIVENESS_STILL = (
        "liveness_still",
        "Show your own face to the camera, not a picture of it.",
        "Nothing changes in the face, however the picture moves: a still.",
    )
    LIVENESS_LOOP = (
        "liveness_loop",
        "We could not confirm your recording. A person will look at it.",
        "A stretch of the clip comes again, forward or backward: a loop.",
    )
    LIVENESS_SEVERAL = (
        "liveness_several",
        "Make sure that nobody else is in the recording.",
        "More than one face of a relevant size is in the clip.",
    )
    LIVENESS_NO_COLOUR = (
        "liveness_no_colour",
        "Nothing for you to do.",
        "The challenge showed no colours.",
    )
    LIVENESS_COLOUR = (
        "liveness_colour",
        "Dim the room a little and come closer to the screen.",
        "The face does not follow the colours of the screen more than its background does.",
    )
    LIVENESS_SCREEN = (
        "liveness_screen",
        "Nothing for you to do.",
        "A fine lattice lies over the face, as when a screen is filmed. Advice only.",
    )
    LIVENESS_PRINT = (
        "liveness_print",
        "Nothing for you to do.",
        "The face has more fine texture than skin, as print and paper have. Advice only.",
    )
    LIVENESS_MATT = (
        "liveness_matt",
        "Nothing for you to do.",
        "The face has no highlights, as matt paper has none. Advice only.",
    )
    LIVENESS_SCENE = (
        "liveness_scene",
        "Nothing for you to do.",
        "Face and surroundings differ much in sharpness, as when one was pasted into the other. Advice only.",
    )
    SCREENING_HIT = (
        "screening_hit",
        _NOTHING_OF_LISTS,
        "A listed name is at least as alike as the policy's false positive rate allows. Do not tell the person.",
    )
    SCREENING_NO_LISTS = (
        "screening_no_lists",
        _NOTHING_OF_LISTS,
        "No list is there to screen against, so nobody was screened. Import one with: counterfoil lists add.",
    )
    SCREENING_LISTS_STALE = (
        "screening_lists_stale",
        _NOTHING_OF_LISTS,
        "A list is older than the policy allows. Import its latest version and screen again.",
    )
    SCREENING_NO_NAME = (
        "screening_no_name",
        _NOTHING_OF_LISTS,
        "The document gives no name that could be compared with a list.",
    )
    CAPTURE_UNREADABLE = (
        "capture_unreadable",
        "A picture could not be opened. Take the pictures again.",
        "What was handed in cannot be decoded as a picture or clip.",
    )
    PROCESSING_FAILED = (
        "processing_failed",
        "We could not finish the check by ourselves. A person will look at it.",
        "The worker failed on it again and again. The log says on what kind of error; look at the evidence with care.",
    )
    POLICY_CHANGED = (
        "policy_changed",
        "We could not finish the check by ourselves. A person will look at it.",
        "The policy that it was begun under is not there any more, or its file has changed since.",
    )
