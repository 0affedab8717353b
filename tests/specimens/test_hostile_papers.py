"""Is every hostile or broken paper refused, with exactly what is wrong with it, and is the next one read all the same?"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.specimens.making import SPECIMENS, UBL, pdf

from assay import errors
from assay.cli import main
from assay.outside.reader import read_paper
from assay.policy.load import shipped

LIMITS = shipped().document.limits


def test_there_are_a_hundred_specimens_each_named_by_what_is_wrong() -> None:
    assert len(SPECIMENS) >= 100


@pytest.mark.parametrize("name", sorted(SPECIMENS))
def test_a_hostile_paper_gets_its_exact_refusal(name: str, tmp_path: Path) -> None:
    data, error, what = SPECIMENS[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(errors.AssayError) as refusal:
        read_paper(path, name=name, limits=LIMITS)
    assert type(refusal.value).__name__ == error
    assert what in refusal.value.what
    assert refusal.value.where == name
    assert refusal.value.mend


def test_the_other_files_of_a_call_are_read_all_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, data in (("a.xml", UBL), ("b.pdf", b"%PDF-"), ("c.pdf", pdf())):
        (tmp_path / name).write_bytes(data)
    code = main(["read", *(str(tmp_path / n) for n in ("a.xml", "b.pdf", "nothing.pdf", "c.pdf"))])
    out, err = capsys.readouterr()
    assert code == 2
    assert len(out.splitlines()) == 2
    assert [line.split(": ")[0] for line in err.splitlines()] == ["assay read", "assay read"]
    assert "this PDF is cut off" in err.splitlines()[0]
    assert "there is no such file." in err.splitlines()[1]


def test_a_folder_and_a_device_are_no_papers(tmp_path: Path) -> None:
    with pytest.raises(errors.BadInput, match="this is a folder"):
        read_paper(tmp_path, name="folder", limits=LIMITS)
    with pytest.raises(errors.BadInput, match="there is no such file"):
        read_paper(Path("/dev/zero"), name="zero", limits=LIMITS)
