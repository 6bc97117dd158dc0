"""What a session saw while the camera ran is what the same frames are judged to show afterwards."""

import random

import pytest
from takes import MOVEMENTS, STILL

from counterfoil import images, liveness
from counterfoil.checks import Outcome
from counterfoil.images import motion_jpeg
from counterfoil.liveness import Prompt, Session, Step, challenge_json, parse_challenge
from tests.swaying import swaying

TAKES = [("p03", 0, ()), ("p07", 3, ()), ("p12", 0, ()), ("p15", 3, ()), ("p16", 2, ()), ("p02", 1, (Step.NOD,))]
"""Who is before the camera, the seed of challenge and pace, and what they do not do."""


class Take:
    """A person before a camera that is now slower, now faster, who begins each movement as soon as it is shown."""

    def __init__(self, networks, clips, seed: int, unable) -> None:
        chance = random.Random(seed)  # noqa: S311 - to be the same each time
        rate, jitter = chance.choice([6, 8, 10, 12]), chance.random() * 0.04
        self.session = Session(chance.randrange, networks)
        self.coded: list[bytes] = []
        self.prompts: list[Prompt] = []
        at, to_do = 0.0, []
        for number in range(400):
            clip, frame = to_do.pop(0) if to_do else ("turn", 11 + number // 3 % 2)
            coded = swaying(clips[clip][frame], at)
            prompt = self.session.see(motion_jpeg.decode_frame(coded, at, "camera", arrived=at))
            self.coded.append(coded)
            if not self.prompts or prompt != self.prompts[-1]:
                self.prompts.append(prompt)
                if prompt.step not in (None, *unable):
                    to_do += [STILL] * 4 + MOVEMENTS[prompt.step]
            if prompt.state in ("done", "over"):
                return
            at += 1 / rate + chance.random() * jitter


@pytest.mark.parametrize(("person", "seed", "unable"), TAKES)
def test_a_step_that_counted_as_done_before_the_camera_counts_when_it_is_judged(  # noqa: PLR0917
    networks, jpegs, tmp_path, person, seed, unable
):
    clips = {clip: jpegs(person, clip) for clip in ("turn", "nod", "blink", "closer")}
    take = Take(networks, clips, seed, unable)
    found = take.session.finish()
    (tmp_path / "take.mjpeg").write_bytes(b"".join(take.coded))
    stated = parse_challenge(challenge_json(found.challenge).encode(), "challenge")
    judged = liveness.watch(images.load_clip(tmp_path / "take.mjpeg"), stated, networks)
    checks = {check.id: check for check in judged.checks}
    last = take.prompts[-1]
    done = last.of if last.state == "done" else max(prompt.number for prompt in take.prompts) - 1
    assert checks["liveness.challenge"].score == done / len(stated.steps)
    assert (last.state == "done") is (checks["liveness.challenge"].outcome is Outcome.PASSED)
    assert judged.checks == found.checks
    assert judged.trace == found.trace
