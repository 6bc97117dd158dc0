"""Loading and running networks tells nobody: no socket, no other process, no trace in the home directory.

OpenVINO on its own does: `import openvino` writes an identifier into the home directory and starts a process that
sends a message to Google Analytics. That the same watch sees this shows that it would see us.
"""

import os
import subprocess
import sys

import pytest

WATCH = """
import sys, time
seen = []
watched = ("socket.connect", "socket.getaddrinfo", "os.fork", "os.posix_spawn", "subprocess.Popen")
sys.addaudithook(lambda event, _: event in watched and seen.append(event))
{action}
until = time.monotonic() + {seconds}
while "os.fork" not in seen and time.monotonic() < until:
    time.sleep(0.01)
print(*sorted(set(seen)))
"""

RUN_A_NETWORK = """
from pathlib import Path
import numpy as np
from counterfoil.models import ModelStore, Networks
Networks(ModelStore(Path({folder!r}))).run("yunet", np.zeros((1, 3, 32, 32), np.float32))
"""


@pytest.fixture
def watched(tmp_path):
    """Run Python in a fresh home where nothing says that nothing may be sent, and return what was seen."""

    def watched(action, seconds=0.5):
        # The address leads nowhere, so that not even the comparison sends anything.
        home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "https_proxy": "http://127.0.0.1:9"}
        silencing = {"CI", "TF_BUILD", "JENKINS_URL"}
        surroundings = {name: value for name, value in os.environ.items() if name not in silencing} | home
        script = WATCH.format(action=action, seconds=seconds)
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True)  # noqa: S603
        return done.stdout.split(), sorted(path.name for path in tmp_path.iterdir())

    return watched


def test_running_a_network_opens_no_socket_starts_no_process_and_writes_nothing(watched, store):
    assert watched(RUN_A_NETWORK.format(folder=str(store.folder))) == ([], [])


def test_the_watch_sees_what_importing_openvino_alone_does(watched):
    seen, written = watched("import openvino", seconds=300)
    assert "os.fork" in seen
    assert written == ["intel"]
