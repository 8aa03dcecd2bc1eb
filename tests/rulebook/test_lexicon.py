"""Lexicons: spellings, case, digits that compare exactly, ambiguous names, and names inside running text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.errors import RuleError
from claimx.rulebook import Entry, Finder, Lexicon
from claimx.rulebook.lexicon import HEADERS, half_joined, load_entries, load_lexicon, spelling_variants


def entry(name: str, *aliases: str, note: str = "") -> Entry:
    return Entry(name, aliases, {"note": note}, note == "context")


BENCHMARKS = Lexicon(
    "benchmarks",
    (
        entry("AIME 2024", "AIME24"), entry("AIME 2025", "AIME25"), entry("MATH-500"), entry("MATH"), entry("CIFAR-10"),
        entry("CIFAR-100"), entry("C-Eval"), entry("ART", note="context"), entry("SWE-bench Verified"),
        entry("SWE-bench"),
        entry("BLEU 3"),
    ),
)  # fmt: skip
METRICS = Lexicon(
    "metrics",
    (
        entry("accuracy", "acc."), entry("BLEU", "bleu"), entry("mAP50", "mAP 50"), entry("mean average precision",
        "mAP"),
        entry("area under the ROC curve", "AUC"), entry("AUC (calibration)", "AUC"), entry("inconsistency"),
    ),
)  # fmt: skip
MODELS = Lexicon("models", (entry("Qwen"), entry("GPT"), entry("MATH-Coder"), entry("Llama 3"), entry("Llama")))
FINDER = Finder(BENCHMARKS, METRICS, MODELS)


def found(text: str) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Return (text, [(kind, names)]) of every name."""
    return [
        (text[start:end], [(kind, [e.name for e in entries]) for kind, entries in options])
        for start, end, options in FINDER.find(text)
    ]


def names(text: str) -> list[str]:
    return [surface for surface, _ in found(text)]


@pytest.mark.parametrize(
    ("alias", "variants"),
    [
        ("MATH-500", {"MATH-500", "MATH 500", "MATH500"}),
        ("MATH 500", {"MATH-500", "MATH 500", "MATH500"}),
        ("MATH500", {"MATH-500", "MATH 500", "MATH500"}),
        ("SWE-bench", {"SWE-bench", "SWE bench"}),
        ("C-Eval", {"C-Eval", "C Eval"}),
        ("GSM8K", {"GSM8K"}),
        ("accuracy", {"accuracy"}),
    ],
)
def test_spellings_differ_only_in_how_parts_are_joined(alias: str, variants: set[str]) -> None:
    assert spelling_variants(alias) == variants


@given(st.text("ABCab019 -", min_size=1, max_size=12))
def test_no_variant_changes_a_letter_or_a_digit(alias: str) -> None:
    bare = alias.replace(" ", "").replace("-", "")
    assert alias in spelling_variants(alias)
    assert all(variant.replace(" ", "").replace("-", "") == bare for variant in spelling_variants(alias))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("AIME24", "AIME 2024"), ("AIME-24", "AIME 2024"), ("AIME 24", "AIME 2024"), ("AIME2024", "AIME 2024"),
        ("AIME25", "AIME 2025"), ("AIME 2025", "AIME 2025"), ("MATH500", "MATH-500"), ("CIFAR100", "CIFAR-100"),
    ],
)  # fmt: skip
def test_every_spelling_leads_to_the_name(text: str, name: str) -> None:
    assert found(f"on {text} and") == [(text, [("benchmarks", [name])])]


@pytest.mark.parametrize("text", ["AIME23", "AIME 2026", "AIME 240", "AIME2", "MATH-50", "MATH 5000", "CIFAR-1000"])
def test_digits_compare_exactly(text: str) -> None:
    assert not {"AIME 2024", "AIME 2025", "MATH-500", "CIFAR-10", "CIFAR-100"} & {
        name for _, options in found(text) for _, entries in options for name in entries
    }


def test_a_metric_in_lower_case_is_found_in_any_case_and_in_the_plural() -> None:
    assert names("Accuracy, ACCURACY and accuracies; Inconsistencies") == [
        "Accuracy",
        "ACCURACY",
        "accuracies",
        "Inconsistencies",
    ]


def test_all_other_names_are_found_as_they_are_spelt_only() -> None:
    assert names("math, Math, aime24, cifar-10, qwen") == []
    assert names("MATH, BLEU, bleu, Bleu") == ["MATH", "BLEU", "bleu", "Bleu"]


def test_the_longest_name_wins() -> None:
    assert names("SWE-bench Verified, SWE-bench, MATH-500, MATH") == [
        "SWE-bench Verified",
        "SWE-bench",
        "MATH-500",
        "MATH",
    ]


@pytest.mark.parametrize("text", ["XMATH", "MATHS", "MATHÉ", "5MATH", "aMATH", "preBLEU", "accuracyx", "ΔMATH"])
def test_a_name_is_a_whole_word(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("text", ["(MATH)", "MATH.", "MATH's", "«MATH»", "MATH/GPT", "MATH, 5", "MATH-based"])
def test_marks_may_touch_a_name(text: str) -> None:
    assert names(text)[0] == "MATH"


def test_a_shorter_name_counts_where_the_longest_does_not_fit() -> None:
    assert names("(BLEU 34.2)") == ["BLEU"]
    assert names("BLEU 3 and BLEU 30") == ["BLEU 3", "BLEU"]
    assert names("MATH-Coders on MATH-5000") == ["MATH", "MATH"]


def test_a_name_inside_a_longer_one_that_does_not_fit_is_found() -> None:
    assert names("SWE-bench Verifieds") == ["SWE-bench"]


@pytest.mark.parametrize(
    ("text", "name"), [("mAP 50.3", "mAP"), ("mAP 50%", "mAP"), ("mAP 50", "mAP 50"), ("mAP 50.", "mAP 50")]
)
def test_the_digits_of_a_number_are_no_part_of_a_name(text: str, name: str) -> None:
    assert names(text) == [name]


def test_a_model_family_runs_into_its_version_and_nothing_else_does() -> None:
    assert names("Qwen2.5 and GPT5 and MATH7 and BLEU4") == ["Qwen", "GPT"]
    assert names("Llama 3.1") == ["Llama"]
    assert names("Llama 3 and Llama 33") == ["Llama 3", "Llama"]


def test_an_ambiguous_spelling_gives_every_entry() -> None:
    assert found("AUC of 0.9") == [("AUC", [("metrics", ["area under the ROC curve", "AUC (calibration)"])])]
    assert [e.name for e in METRICS.lookup("AUC")] == ["area under the ROC curve", "AUC (calibration)"]


def test_a_spelling_that_two_lexicons_know_is_reported_for_both() -> None:
    finder = Finder(Lexicon("benchmarks", (entry("PIQA"),)), Lexicon("models", (entry("PIQA"),)))
    ((_, _, options),) = finder.find("PIQA")
    assert [kind for kind, _ in options] == ["benchmarks", "models"]


def test_offsets_hold_after_characters_whose_lower_case_is_longer() -> None:
    text = "İİ Accuracy on MATH"
    assert [text[start:end] for start, end, _ in FINDER.find(text)] == ["Accuracy", "MATH"]


NAME_PARTS = st.sampled_from(["MATH", "-500", " ", "AIME", "24", "25", "BLEU", " 3", ".5", "accuracy", "ACC", "mAP",
" 50", "%", "Qwen", "2", "İ", "x", "(", "SWE-bench", " Verified", "-"])  # fmt: skip


@given(st.lists(NAME_PARTS, max_size=15).map("".join))
def test_names_are_in_order_apart_and_spelt_as_the_lexicon_has_them(text: str) -> None:
    end = 0
    for start, stop, options in FINDER.find(text):
        assert end <= start < stop
        end = stop
        lexicons = {"benchmarks": BENCHMARKS, "metrics": METRICS, "models": MODELS}
        for kind, entries in options:
            assert lexicons[kind].lookup(text[start:stop]) == entries


def write(folder: Path, *lines: str, kind: str = "benchmarks") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{kind}.tsv"
    path.write_text("\n".join(["\t".join(HEADERS[kind]), *lines, ""]), encoding="utf-8")
    return path


def test_a_row_is_read_with_its_columns(tmp_path: Path) -> None:
    path = write(
        tmp_path, "GSM8K\tgsm8k|GSM 8K\tmath word problems\taccuracy\t", "ART\t\tabduction\t\tcontext; also a word"
    )
    first, second = load_entries(path, "benchmarks")
    assert (first.name, first.aliases, first.fields["task"], first.needs_context) == (
        "GSM8K",
        ("gsm8k", "GSM 8K"),
        "math word problems",
        False,
    )
    assert (second.aliases, second.needs_context) == ((), True)


@pytest.mark.parametrize(
    ("line", "reason"),
    [("GSM8K\t\t\t", r":3: 4 columns where 5 belong"), ("GSM8K\t\t\t\t\t", r":3: 6 columns where 5 belong")],
)
def test_a_row_with_other_columns_is_refused_with_file_and_line(tmp_path: Path, line: str, reason: str) -> None:
    path = write(tmp_path, "MATH\t\t\t\t", line)
    with pytest.raises(RuleError, match=reason):
        load_entries(path, "benchmarks")


def test_a_wrong_header_is_refused_with_file_and_line(tmp_path: Path) -> None:
    path = write(tmp_path, kind="metrics")
    with pytest.raises(RuleError, match=r":1: the header must be 'name aliases task metric note'"):
        load_entries(path, "benchmarks")


def test_a_name_in_two_files_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "benchmarks"
    write(folder, "MATH\t\t\t\t").rename(folder / "other.tsv")
    write(folder, "MATH\t\t\t\t")
    with pytest.raises(RuleError, match=r"other\.tsv: the name 'MATH' stands twice"):
        load_lexicon(folder, "benchmarks")


def test_all_files_of_a_folder_are_one_lexicon_sorted_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "benchmarks"
    write(folder, "MATH\t\t\t\t").rename(folder / "b.tsv")
    write(folder, "piqa\t\t\t\t", "GSM8K\t\t\t\t")
    assert [e.name for e in load_lexicon(folder, "benchmarks").entries] == ["GSM8K", "MATH", "piqa"]


def test_a_metric_of_three_words_may_be_joined_at_either_end() -> None:
    assert half_joined("macro f1 score") == {"macro f1-score", "macro-f1 score"}
    assert "macro-average f1-score" in half_joined("macro average f1 score")
    assert half_joined("f1 score") == set()
