"""Names that the lexicons know, with the versions and variants that belong to them."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from claimx.mentions import find_names
from claimx.rulebook import Rulebook, load_rulebook


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def found(text: str, kind: str = "") -> list[str]:
    """Return the names of a kind that need no context."""
    mentions = find_names(text, rulebook().finder)
    return [text[m.span.start : m.span.end] for m in mentions if not m.weak and kind in ("", m.kind)]


@pytest.mark.parametrize(
    "name",
    [
        "GPT-4o", "GPT-4.1", "GPT-5", "GPT-4o-mini", "GPT-3.5-Turbo", "Qwen2.5-7B", "Qwen2.5-7B-Instruct", "Qwen3-4B",
        "Qwen3", "Llama 3.1",
        "Llama-3.1-8B-Instruct", "Llama 3 8B", "LLaMA-2", "Claude Opus 4.7", "Claude 3.5 Sonnet", "Gemini 2.5 Pro",
        "Gemini-1.5-Flash",
        "DeepSeek-R1", "DeepSeek-V3", "Mistral-7B", "Mixtral 8x7B", "BERT-base", "BERT (base)", "ResNet-50", "ViT-B/16",
        "Gemma 2 9B",
    ],
)  # fmt: skip
def test_a_model_has_its_version_size_and_variant(name: str) -> None:
    assert found(f"Here {name} wins.", "models") == [name]


def test_a_number_with_a_unit_is_no_version() -> None:
    assert found("On Qwen 5% more, with GPT 3x and Llama 2 points", "models") == ["Qwen", "GPT", "Llama"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("AIME24", "AIME 2024"), ("AIME 2025", "AIME 2025"), ("AIME'25", "AIME 2025"), ("MATH500", "MATH-500"),
        ("GSM8k", "GSM8K"),
        ("CIFAR100", "CIFAR-100"), ("SWE-Bench Verified", "SWE-bench Verified"),
    ],
)  # fmt: skip
def test_a_benchmark_has_one_name_for_its_spellings(text: str, name: str) -> None:
    (mention,) = find_names(f"gains 3% on {text}.", rulebook().finder)
    assert (mention.kind, mention.name) == ("benchmarks", name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("an accuracy of", "accuracy"), ("Accuracies of", "accuracy"), ("a WER of", "word error rate"), ("a BLEU of",
        "BLEU"),
        ("an AUROC of", "AUROC"), ("an F1 score of", "F1"),
    ],
)  # fmt: skip
def test_a_metric_has_one_name_for_its_spellings(text: str, name: str) -> None:
    (mention,) = [m for m in find_names(text, rulebook().finder) if m.kind == "metrics"]
    assert mention.name == name
    assert not mention.weak


@pytest.mark.parametrize(
    "text", ["a BERT-based encoder", "an ImageNet-pretrained trunk", "a pre-BERT world", "GPT-like"]
)
def test_a_name_inside_a_compound_names_nothing_here(text: str) -> None:
    assert found(text) == []


def test_a_name_that_is_also_a_word_is_marked_weak() -> None:
    weak = [m for m in find_names("We report recall on the MATH and DROP tasks.", rulebook().finder) if m.weak]
    assert "recall" in ["We report recall on the MATH and DROP tasks."[m.span.start : m.span.end] for m in weak]


def test_names_are_in_order_and_apart() -> None:
    text = "GPT-4 Turbo, Qwen2.5-Math-7B and Llama 3.1 70B reach 90% accuracy on GSM8K, MATH-500 and AIME 2024."
    mentions = find_names(text, rulebook().finder)
    assert len(mentions) >= 7
    assert all(before.span.end <= after.span.start for before, after in pairwise(mentions))
