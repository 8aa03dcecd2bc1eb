"""``claimx review``: from claims to workbooks to a ledger to claims again, as a user runs it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import load_workbook

from claimx.measure.gold import load_gold
from claimx.review.ledger import read_ledger
from tests.cli.conftest import Run
from tests.review.books import add_claim, edit, export
from tests.writers.samples import HARBOUR, RIVERBED, sample_claims, sample_documents

CLAIMS = sample_claims()
GAIN, CUT, RISE, ERROR = CLAIMS[0], CLAIMS[2], CLAIMS[4], CLAIMS[7]


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    """Return a file of ten claims of two papers."""
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(f"{claim.to_json()}\n" for claim in CLAIMS), encoding="utf-8")
    return path


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Return a file of the papers that they are from."""
    path = tmp_path / "papers.jsonl"
    records = [{"doc_id": d.doc_id, "title": d.title, "text": d.text} for d in sample_documents().values()]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the workbooks of two reviewers who agree on two claims and disagree on one."""
    folder = tmp_path_factory.mktemp("reviewed")
    both: dict[str, dict[str, object]] = {
        GAIN.id: {"Decision": "accept"},
        CUT.id: {"Decision": "reject", "Reason": "duplicate"},
    }
    edit(
        export(folder / "ana.xlsx", reviewer="ana"),
        {**both, RISE.id: {"Decision": "accept"}, ERROR.id: {"Decision": "accept"}},
    )
    edit(
        export(folder / "bo.xlsx", reviewer="bo"),
        {**both, RISE.id: {"Decision": "correct", "Fixed value": "50 → 72"}},
    )
    return folder


@pytest.fixture
def ledger(run: Run, reviewed: Path, tmp_path: Path) -> Path:
    """Return their ledger; the workbooks stand beside it."""
    for name in ("ana.xlsx", "bo.xlsx"):
        shutil.copy(reviewed / name, tmp_path / name)
    done(run("review", "import", tmp_path / "ana.xlsx", tmp_path / "bo.xlsx", "-o", tmp_path / "decisions.jsonl"))
    return tmp_path / "decisions.jsonl"


def done(result: Result, code: int = 0) -> Result:
    assert result.exit_code == code, result.output
    return result


def test_export_says_what_it_wrote(run: Run, claims: Path, documents: Path, tmp_path: Path) -> None:
    out = tmp_path / "review.xlsx"
    result = done(run("review", "export", claims, "-o", out, "--reviewer", "ana", "--documents", documents))
    assert result.stderr == f"Wrote 10 claims to {out}\n"
    progress = load_workbook(out)["Progress"]
    assert [progress.cell(row, 2).value for row in (13, 14, 15)] == list(sample_documents())


def test_papers_that_cannot_be_read_are_named_and_the_rest_is_done(
    run: Run, claims: Path, documents: Path, tmp_path: Path
) -> None:
    documents.write_text(documents.read_text(encoding="utf-8") + "{broken\n", encoding="utf-8")
    result = run("review", "export", claims, "-o", tmp_path / "r.xlsx", "--documents", documents)
    done(result, 3)
    assert "skipped:" in result.stderr
    assert (tmp_path / "r.xlsx").exists()


def test_import_counts_and_a_second_import_appends_nothing(run: Run, ledger: Path, tmp_path: Path) -> None:
    result = done(run("review", "import", tmp_path / "ana.xlsx", "-o", ledger))
    assert "ana: 10 claims in the workbook; 3 accept, 1 reject" in result.stderr
    assert f"0 new decisions, 7 in {ledger}" in result.stderr


def test_import_names_every_problem_and_writes_nothing(run: Run, claims: Path, tmp_path: Path) -> None:
    book, out = tmp_path / "ana.xlsx", tmp_path / "decisions.jsonl"
    done(run("review", "export", claims, "-o", book, "--reviewer", "ana"))
    edit(book, {GAIN.id: {"Decision": "maybe"}, CUT.id: {"Decision": "reject"}, RISE.id: {"Decision": "accept"}})
    result = done(run("review", "import", book, "-o", out), 2)
    assert f"{book}: Review!C2: 'maybe' is no decision" in result.stderr
    assert f"{book}: Review!D4: reject without a reason" in result.stderr
    assert "2 problems; nothing was imported" in result.stderr
    assert not out.exists()


def test_a_problem_leaves_an_existing_ledger_as_it_was(run: Run, ledger: Path, tmp_path: Path) -> None:
    before = ledger.read_bytes()
    edit(tmp_path / "ana.xlsx", {GAIN.id: {"Decision": "reject"}})
    done(run("review", "import", tmp_path / "ana.xlsx", "-o", ledger), 2)
    assert ledger.read_bytes() == before


def test_import_asks_who_reviewed(run: Run, claims: Path, tmp_path: Path) -> None:
    book, out = tmp_path / "r.xlsx", tmp_path / "d.jsonl"
    done(run("review", "export", claims, "-o", book))
    edit(book, {GAIN.id: {"Decision": "accept"}})
    assert "--reviewer" in done(run("review", "import", book, "-o", out), 2).stderr
    done(run("review", "import", book, "-o", out, "--reviewer", "ana"))
    assert [decision.reviewer for decision in read_ledger(out)] == ["ana"]


def test_added_claims_are_placed_with_the_papers_and_refused_without(
    run: Run, claims: Path, documents: Path, tmp_path: Path
) -> None:
    book, out = tmp_path / "ana.xlsx", tmp_path / "d.jsonl"
    done(run("review", "export", claims, "-o", book, "--reviewer", "ana", "--documents", documents))
    add_claim(book, Paper_id=RIVERBED.doc_id, Quote="accuracy rises from 50%", Value="51", Kind="score", Model="Pier")
    assert "Added!A2" in done(run("review", "import", book, "-o", out), 2).stderr
    result = done(run("review", "import", book, "-o", out, "--claims", claims, "--documents", documents), 2)
    assert "Added!C2: the quote does not state '51'" in result.stderr
    add_claim(book, Value="50")
    result = done(run("review", "import", book, "-o", out, "--documents", documents))
    assert "'Pier' is kept, but the paper does not have it so written" in result.stderr
    shown = json.loads(done(run("review", "status", claims, "--decisions", out, "--json")).stdout)
    assert (shown["claims"], shown["of them added"]) == (11, 1)


def test_a_later_export_holds_the_reviewers_own_decisions_and_nobody_elses(
    run: Run, claims: Path, ledger: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.xlsx"
    done(run("review", "export", claims, "-o", again, "--reviewer", "bo", "--decisions", ledger))
    sheet = load_workbook(again)["Review"]
    shown = {sheet.cell(row, 1).value: sheet.cell(row, 3).value for row in range(2, 12)}
    assert (shown[RISE.id], shown[ERROR.id]) == ("correct", None)
    done(run("review", "import", again, "-o", ledger))
    assert len(read_ledger(ledger)) == 7
    done(run("review", "export", claims, "-o", again, "--reviewer", "bo", "--decisions", ledger, "--undecided"))
    assert load_workbook(again)["Review"].max_row == 8


def test_what_no_longer_fits_is_listed_and_exported_again(run: Run, claims: Path, ledger: Path, tmp_path: Path) -> None:
    changed = GAIN.model_copy(update={"direction": "down"})
    claims.write_text("".join(f"{claim.to_json()}\n" for claim in [changed, *CLAIMS[1:]]), encoding="utf-8")
    result = done(run("review", "status", claims, "--decisions", ledger), 1)
    assert (
        f"stale: {GAIN.id} ({GAIN.doc_id}): ana's vote 'accept': kind was delta, up, now delta, down" in result.stderr
    )
    again = tmp_path / "again.xlsx"
    exported = done(run("review", "export", claims, "-o", again, "--reviewer", "ana", "--decisions", ledger))
    assert "1 decision to be made anew" in exported.stderr
    edit(again, {GAIN.id: {"Decision": "accept"}}, "Stale")
    done(run("review", "import", again, "-o", ledger))
    assert "ana's vote" not in run("review", "status", claims, "--decisions", ledger).stderr


def test_agree_prints_agreement_and_exits_1_while_conflicts_are_open(run: Run, ledger: Path, tmp_path: Path) -> None:
    conflicts = tmp_path / "conflicts.xlsx"
    result = done(run("review", "agree", ledger, "-o", conflicts, "--reviewer", "cy"), 1)
    lines = result.stdout.splitlines()
    assert lines[0] == "ana and bo: 3 seen by both, 1 by one of them only"
    assert lines[1].startswith("  decisions   66.7 % agree  kappa 0.50 (")
    assert lines[-1] == f"1 open conflict, listed in {conflicts}"
    edit(conflicts, {RISE.id: {"Consensus": "accept"}}, "Conflicts")
    done(run("review", "import", conflicts, "-o", ledger))
    again = done(run("review", "agree", ledger))
    assert again.stdout.splitlines()[:-1] == lines[:-1]  # first votes are kept
    assert again.stdout.splitlines()[-1] == "0 open conflicts"


def test_agree_takes_workbooks_as_they_are(run: Run, ledger: Path, tmp_path: Path) -> None:
    assert ledger.exists()
    result = done(run("review", "agree", tmp_path / "ana.xlsx", tmp_path / "bo.xlsx", "--json"), 1)
    record = json.loads(result.stdout)
    assert (record["pairs"][0]["seen_by_both"], record["conflicts"]) == (3, [RISE.id])


def test_split_writes_a_workbook_for_each_reviewer(run: Run, claims: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    arguments = ("review", "split", claims, "--reviewers", "Ana, bo/b", "--overlap", "0%", "--seed", "1", "-o", folder)
    result = done(run(*arguments))
    assert sorted(path.name for path in folder.iterdir()) == ["review-ana.xlsx", "review-bo-b.xlsx"]
    assert "seen by two: 0 claims" in result.stderr
    assert load_workbook(folder / "review-bo-b.xlsx")["_meta"]["B3"].value == "bo/b"
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    done(run(*arguments))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first


def test_merge_keeps_every_decision_once(run: Run, ledger: Path, tmp_path: Path) -> None:
    result = done(run("review", "merge", ledger, ledger, "-o", tmp_path / "all.jsonl"))
    assert result.stderr == f"7 decisions in {tmp_path / 'all.jsonl'}\n"
    assert (tmp_path / "all.jsonl").read_bytes() == ledger.read_bytes()


def test_precision_is_printed_by_rule_with_its_interval(run: Run, ledger: Path) -> None:
    lines = done(run("review", "precision", ledger)).stdout.splitlines()
    # accepted: the gain and the error rate; rejected: the cut; in conflict: the rise
    assert lines[-1].split()[2:7] == ["2", "0", "1", "1", "0.667"]
    assert "(0.208 to 0.939)" in lines[-1]
    assert json.loads(run("review", "precision", ledger, "--json").stdout)[-1]["exact"]["n"] == 3


def test_gold_is_what_score_reads(run: Run, claims: Path, ledger: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    result = done(run("review", "gold", claims, "--decisions", ledger, "--incomplete", "-o", gold))
    assert "undecided claims in 2 papers are in as optional labels" in result.stderr
    assert [document.doc_id for document in load_gold(gold)] == [RIVERBED.doc_id, HARBOUR.doc_id]
    score = json.loads(done(run("score", gold, claims, "--json")).stdout)
    assert (score["gold"], score["levels"]["L4 record"]["r"]) == (2, 1.0)


def test_flow_and_table_apply_decisions(run: Run, claims: Path, ledger: Path) -> None:
    flow = json.loads(done(run("flow", claims, "--decisions", ledger, "--json")).stdout)
    assert flow["rejected"] == [{"by": "ana, bo", "reason": "duplicate", "claims": 1}]
    assert flow["claims"] == 10
    result = done(run("table", claims, "--decisions", ledger, "--format", "csv", "--unnamed"))
    assert "46%" not in result.stdout
    assert ",+11," in result.stdout
    assert "reviewers disagree on 1 claim" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["export", "CLAIMS", "-o", "r.csv"], "an .xlsx file"),
        (["export", "CLAIMS", "-o", "r.xlsx", "--undecided"], "needs --decisions and --reviewer"),
        (["split", "CLAIMS", "--reviewers", "a,A", "-o", "out"], "different file names"),
        (["split", "CLAIMS", "--reviewers", "a,b", "--overlap", "120%", "-o", "out"], "a share such as 20%"),
        (["agree", "none.jsonl"], "none.jsonl: cannot read it"),
        (["import", "none.xlsx", "-o", "d.jsonl"], "none.xlsx: cannot read it"),
        (["status", "CLAIMS", "--decisions", "CLAIMS"], "the field 'format' is ''"),
    ],
)
def test_wrong_usage_is_explained(run: Run, claims: Path, tmp_path: Path, arguments: list[str], reason: str) -> None:
    places = {"CLAIMS": claims, "r.xlsx": tmp_path / "r.xlsx", "d.jsonl": tmp_path / "d.jsonl", "out": tmp_path / "out"}
    result = done(run("review", *(places.get(word, word) for word in arguments)), 2)
    assert reason in result.stderr
