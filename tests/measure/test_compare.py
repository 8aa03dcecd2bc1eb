"""Two revisions over the same texts: what is gained and lost, what gold thinks of it, and nothing is left behind."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimx.cli import main
from claimx.errors import ClaimxError
from claimx.measure.compare import compare_revisions, merge_folders
from claimx.measure.corpora import find_golden, select_corpora

PROJECT = Path(__file__).parents[2]
# An "improvement" of the working tree: no claim about ImageNet any more.
WORSE = """
_before = Extractor.extract
Extractor.extract = lambda self, document: [claim for claim in _before(self, document) if "37" in claim.value.text]
"""
TEXTS = {
    "p-1": "We present FooNet. FooNet reaches 81.5% accuracy on ImageNet.",
    "p-2": "We present BarNet. BarNet reduces inference latency by 37%.",
}


def git(root: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", "-C", str(root), *identity, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a checkout whose working tree makes fewer claims than its last commit."""
    root = tmp_path_factory.mktemp("checkout") / "project"
    for folder in ("claimx", "rules"):
        shutil.copytree(PROJECT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__", "_rules"))
    for folder in ("abstracts", "silent", "gold"):
        (root / "golden" / folder).mkdir(parents=True)
    records = [{"doc_id": doc_id, "title": "", "text": text} for doc_id, text in TEXTS.items()]
    lines = [json.dumps(record) + "\n" for record in records]
    (root / "golden" / "abstracts" / "vision.jsonl").write_text("".join(lines), encoding="utf-8")
    (root / "golden" / "silent" / "none.jsonl").write_text(
        json.dumps({"doc_id": "s-1", "title": "", "text": "It began in 1999."}) + "\n", encoding="utf-8"
    )
    start = TEXTS["p-1"].index("81.5%")
    label = {"spans": [[start, start + 5]], "kind": "score", "low": 81.5, "high": 81.5, "unit": "%"}
    label |= {"benchmarks": ["ImageNet"], "metric": ["accuracy"], "value_text": "81.5%"}
    gold = [{"doc_id": "p-1", "claims": [label]}, {"doc_id": "p-2", "claims": []}]
    (root / "golden" / "gold" / "vision.jsonl").write_text(
        "".join(json.dumps(document) + "\n" for document in gold), encoding="utf-8"
    )
    git(root.parent, "init", "--quiet", str(root))
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Before the change")
    with (root / "claimx" / "extractor.py").open("a", encoding="utf-8") as file:
        file.write(WORSE)
    return root


def compare(checkout: Path, *options: str, revision: str = "HEAD") -> Result:
    command = ["measure", "compare", revision, "--project", str(checkout), *options]
    return CliRunner().invoke(main, command)


def test_lost_claims_are_shown_with_golds_verdict_and_the_scores_before_and_after(checkout: Path) -> None:
    vision, silent = compare_revisions("HEAD", checkout, find_golden(checkout / "golden"))
    (change,) = vision.changes
    assert (change.kind, change.entry.slots["value"]) == ("lost", "81.5%")
    assert vision.verdict(change) == "right"
    assert vision.old.score is not None
    assert vision.new.score is not None
    assert vision.old.score.levels()["L1 detection"]["r"] == 1.0
    assert vision.new.score.levels()["L1 detection"]["r"] == 0.0
    assert silent.changes == []
    assert all(run.seconds > 0 for run in (vision.old, vision.new))


def test_the_report_reads_as_a_diff(checkout: Path) -> None:
    result = compare(checkout)
    assert result.exit_code == 0, result.output
    assert "abstracts/vision: 0 found, 1 lost, 0 changed (lost: 1 right); " in result.stdout
    assert "FooNet reaches «81.5%» accuracy on ImageNet." in result.stdout
    assert "L1 detection" in result.stdout
    assert "silent/none: 0 found, 0 lost, 0 changed" in result.stdout


def test_the_report_can_be_a_table_for_the_changelog(checkout: Path) -> None:
    lines = compare(checkout, "--markdown", "--corpus", "abstracts").stdout.splitlines()
    assert lines[2].startswith("| corpus | found | lost | changed |")
    assert lines[4].startswith("| abstracts | 0 | 1 | 0 | 0.000 (-")
    assert len(lines) == 5


def test_a_summary_takes_the_files_of_a_folder_together(checkout: Path) -> None:
    both = compare_revisions("HEAD", checkout, 2 * find_golden(checkout / "golden"))
    vision, silent = merge_folders(both)
    assert (vision.corpus.name, len(vision.changes), silent.corpus.name) == ("abstracts", 2, "silent")
    assert vision.old.score is not None
    assert vision.old.score.gold == 2
    lines = compare(checkout, "--summary").stdout.splitlines()
    assert [line.split(":")[0] for line in lines if not line.startswith(" ")] == ["abstracts", "silent"]


def test_the_repository_is_left_as_it_was(checkout: Path) -> None:
    before = git(checkout, "status", "--porcelain"), git(checkout, "worktree", "list")
    compare(checkout, "--summary")
    assert (git(checkout, "status", "--porcelain"), git(checkout, "worktree", "list")) == before


def test_an_unknown_revision_is_an_error(checkout: Path) -> None:
    result = compare(checkout, revision="no-such-branch")
    assert result.exit_code == 2
    assert "no revision 'no-such-branch'" in result.stderr


def test_an_unknown_corpus_is_an_error_that_names_the_known_ones(checkout: Path) -> None:
    with pytest.raises(ClaimxError, match="known: abstracts/vision, silent/none"):
        select_corpora(find_golden(checkout / "golden"), ["vison"])


def test_a_revision_that_does_not_run_is_an_error_that_says_why(checkout: Path) -> None:
    broken = checkout.parent / "broken"
    shutil.copytree(checkout, broken)
    (broken / "claimx" / "extractor.py").write_text("raise RuntimeError('half done')\n", encoding="utf-8")
    result = compare(broken)
    assert result.exit_code == 2
    assert "the working tree does not run: RuntimeError: half done" in result.stderr
