import json
import shutil
import sys
from pathlib import Path

import pytest

from tools import measure_mrz


@pytest.fixture
def known(tmp_path: Path, specimens: Path) -> Path:
    """A folder of one scan whose text is known."""
    folder = tmp_path / "known"
    (folder / "p01").mkdir(parents=True)
    shutil.copy(specimens / "p01" / "document-flat.jpg", folder / "p01")
    truth = json.loads((specimens / "p01" / "truth.json").read_text(encoding="utf-8"))
    told = {"mrz": truth["mrz"], "pictures": {"document-flat.jpg": {}}}
    (folder / "p01" / "truth.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


def test_the_measurement_counts_what_was_read_exactly(
    known: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["measure_mrz", "--data", str(known)])
    measure_mrz.main()
    assert "| exact after the check digits' repairs | 1 (100.0 %) |" in capsys.readouterr().out


def test_the_measurement_names_what_was_not_read_exactly(
    known: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = {"wrong.jpg": {"lines": ["A" * 44, "B" * 44]}}
    shutil.copy(known / "p01" / "document-flat.jpg", known / "wrong.jpg")
    (known / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["measure_mrz", "--data", str(known)])
    measure_mrz.main()
    told = capsys.readouterr().out
    assert "known/wrong.jpg, turned 0: not exact" in told
    assert "| wrong, yet its check digits passed | 1 (50.0 %) |" in told


def test_a_folder_without_pictures_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["measure_mrz", "--data", str(tmp_path)])
    with pytest.raises(SystemExit):
        measure_mrz.main()
