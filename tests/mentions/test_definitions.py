"""What a paper defines: its own system, its benchmark, its acronyms."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.mentions import Definition, DefinitionFinder, Definitions
from claimx.rulebook import load_rulebook


@cache
def finder() -> DefinitionFinder:
    return DefinitionFinder(load_rulebook().naming)


def find(text: str, title: str = "", known: tuple[str, ...] = ()) -> Definitions:
    return finder().find(title, text, known)


def name_of(definition: Definition | None) -> str | None:
    return definition.name if definition else None


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("", "We propose TideNet, a network for ocean maps. TideNet cuts error by 8%.", "TideNet"),
        ("", "We introduce a new decoder called SkipRope. SkipRope is fast.", "SkipRope"),
        ("", "We present Staged Plan Repair (SPR), a method for robots. SPR wins.", "SPR"),
        ("LoomKV: Weaving Caches for Long Prompts", "Caches grow. LoomKV reduces memory by 40%.", "LoomKV"),
        ("LoomKV: Weaving Caches for Long Prompts", "Caches grow, and we cut memory by 40%.", "LoomKV"),
        ("", "This paper proposes a pipeline dubbed MillRace that reads receipts. MillRace gains 3%.", "MillRace"),
        (
            "",
            "In this work, we develop Think-Then-Check, a training recipe. Think-Then-Check gains 3%.",
            "Think-Then-Check",
        ),
    ],
)
def test_the_papers_own_system_is_found_by_its_name(title: str, text: str, name: str) -> None:
    assert name_of(find(text, title).model) == name


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        (
            "",
            "We introduce HarborBench, a benchmark of port logistics. GPT-4 reaches 31% on HarborBench.",
            "HarborBench",
        ),
        ("LedgerQA: A Benchmark for Questions over Accounts", "GPT-4 reaches 31%.", "LedgerQA"),
        ("", "We present the Winter Road Dataset (WRD), a dataset of icy roads. On WRD, models reach 31%.", "WRD"),
    ],
)
def test_the_papers_own_benchmark_is_found_by_its_name(title: str, text: str, name: str) -> None:
    found = find(text, title)
    assert name_of(found.benchmark) == name
    assert name_of(found.model) != name


@pytest.mark.parametrize(
    "text",
    [
        "We survey the field. Results vary.",
        "We evaluate GPT-4 and find that it reaches 31%.",
        "We propose a method for ports.",
        "The AI community and the NLP community differ.",
    ],
)
def test_a_paper_without_a_name_of_its_own_has_none(text: str) -> None:
    found = find(text, known=("GPT-4",))
    assert found.model is None
    assert found.benchmark is None


def test_a_known_name_is_somebody_elses() -> None:
    text = "We fine-tune BERT. BERT reaches 31%."
    assert find(text, known=("BERT",)).model is None


def test_a_phrase_stands_where_there_is_no_name() -> None:
    found = find("We propose a two-stage routing framework that saves time. It saves 30%.")
    assert name_of(found.model) is None
    assert name_of(found.phrase) == "two-stage routing framework"


def test_an_acronym_leads_to_its_long_form() -> None:
    found = find("We propose Staged Plan Repair (SPR), a method. The word error rate (WER) falls. SPR wins.")
    assert found.acronyms == {"SPR": "Staged Plan Repair", "WER": "word error rate"}
    assert found.model is not None
    assert found.model.long == "Staged Plan Repair"
    assert {"SPR", "Staged Plan Repair"} <= found.own_names


def test_a_name_that_stands_in_the_title_only_is_placed_there() -> None:
    title = "LoomKV: Weaving Caches for Long Prompts"
    found = find("Caches grow, and we cut memory by 40%.", title).model
    assert found is not None
    assert found.in_title
    assert title[found.span.start : found.span.end] == "LoomKV"


PARTS = st.sampled_from([
    "We propose ", "TideNet", ", a ", "benchmark ", "method ", "called ", "HarborBench", " (SPR)", "Staged Plan Repair",
    ". ", ": ", " reaches 31% on ",
    "GPT-4", "'", '"', "(", ")", "-", "\n", "We introduce the ", "dataset ", "é", "Our ", "LoomKV", " achieves ",
    "the first ",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PARTS, max_size=25).map("".join))


@given(TEXTS, TEXTS)
def test_every_definition_stands_where_it_says(title: str, text: str) -> None:
    found = find(text, title)
    for definition in (found.model, found.benchmark, found.phrase):
        if definition is not None:
            source = title if definition.in_title else text
            assert source[definition.span.start : definition.span.end] == definition.name
            assert definition.name


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("", "Falls are rare. TumbleTag, a pendant with two sensors, finds 97% of them.", "TumbleTag"),
        ("", "Our parser Ligatura reads tables. It is fast.", "Ligatura"),
        ("", "With prefetching, our CedarJoin doubles throughput.", "CedarJoin"),
        ("MoonLab at SemEval-2030 Task 4: Two Heads for Irony", "We reach an F1 of 0.7.", "MoonLab"),
        ("TernTek's Submission to the Lyrics Track", "We reach an F1 of 0.7.", "TernTek"),
        ("", "Plover is a new system for depots. Tests show that Plover saves 3%.", "Plover"),
        ("", "We present plover-kv, a cache for long prompts. It saves 3%.", "plover-kv"),
        ("Walls: Cleaner Masks", "On two datasets we try a framework called Walls. Walls gains 3%.", "Walls"),
    ],
)
def test_a_name_is_the_papers_own_by_the_words_around_it(title: str, text: str, name: str) -> None:
    assert name_of(find(text, title).model) == name


@pytest.mark.parametrize(
    "text",
    [
        "We deploy it in a Radio Access Network (RAN). The RAN framework reaches 3 ms.",
        "We compare it with the state-of-the-art parser called GlobParse. It wins by 3%.",
        "Such attacks, known as jailbreaking, succeed in 40% of cases.",
        "Cu-Cr-Zr alloys are studied. Hardness rises by 4%.",
        "Pruning is a common method. We prune and gain 3%.",
        "We present evidence, a record of 3% gains.",
    ],
)
def test_what_is_nobodys_or_somebody_elses_is_no_own_system(text: str) -> None:
    assert find(text).model is None


def test_an_acronym_of_a_field_is_a_name_where_the_title_gives_it() -> None:
    found = find("We introduce MAC, a live benchmark of covers.", "MAC: A Live Benchmark of Covers")
    assert name_of(found.benchmark) == "MAC"


def test_the_long_form_of_an_acronym_is_no_second_name() -> None:
    found = find("We introduce Turn Level Testing Through Play (TLTP), a benchmark for agents. TLTP is hard.")
    assert found.model is None
    assert name_of(found.benchmark) == "TLTP"


def test_what_is_trained_or_stands_in_the_title_is_the_last_resort() -> None:
    assert name_of(find("We train a keyword spotter on noise.", "On Noise").fallback) == "keyword spotter"
    assert name_of(find("Accuracy is 3%.", "A Plasma Controller for Small Rings").fallback) == "Plasma Controller"
    assert find("Accuracy is 3%.", "What Do We Know of Rings?").fallback is None


@pytest.mark.parametrize(
    "text",
    [
        "Recent work has proposed several neural parsers for trees. We rerank them and gain 3%.",
        "In this paper, we investigate two recent language models on graphs. They gain 3%.",
        "Much work has tried to design and build networks by hand. We search instead.",
        "The challenge is a chance to study maps and build a fast parsing algorithm. We enter it.",
        "We investigate multiple prompting scenarios. They gain 3%.",
    ],
)
def test_what_others_propose_or_what_is_only_studied_is_not_the_papers_own(text: str) -> None:
    assert find(text).phrase is None


def test_a_part_that_is_named_once_does_not_name_the_whole() -> None:
    text = "We propose a two-stage depot planner. To feed it, we build a Guided Load Field (G-LF). It saves 3%."
    found = find(text)
    assert not found.sure
    assert name_of(found.phrase) == "two-stage depot planner"


def test_what_belongs_to_somebody_is_no_own_system() -> None:
    assert find("Python's Global Interpreter Lock (GIL) is slow. The GIL costs 3%.", "Mending the GIL").model is None
