"""Where sentences end, and where they do not."""

from __future__ import annotations

import time

import pytest

from claimx.text import find_sentences


def sentences(plain: str) -> list[str]:
    return [plain[span.start : span.end] for span in find_sentences(plain)]


@pytest.mark.parametrize(
    "sentence",
    [
        "It takes 3 ms vs. Foo's 5 ms.",
        "Large models, e.g. Foo or i.e. Bar, are slow.",
        "We show it in Fig. 3 and Eq. (2) and Sec. 4.",
        "As Miller et al. (2020) and Jones et al. Table 3 say.",
        "It takes approx. 5 s resp. 7 s w.r.t. Foo.",
        "Take No. 5 of them.",
        "The score is 3.5 at v1.2.",
        "As J. R. Smith and K. Jones say.",
        "Foo Inc. sells it with Dr. Miller.",
        "It goes on ... and on.",
        "GPT-4.1 runs v2.Base at example.com in Node.js and torch.nn here.",
        "In the U.S.A. it holds, e.g.the case of U.S. Patents.",
        "He (see this. And that.) left.",
        'She asks "is it safe?" every day.',
        "Yahoo! Answers is a site.",
        "It reaches 94.7. ± 0.2 here.",
    ],
)
def test_this_is_one_sentence(sentence: str) -> None:
    assert sentences(sentence) == [sentence]
    assert sentences(f"We start. {sentence} Then we stop.") == ["We start.", sentence, "Then we stop."]


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("It works. We like it.", ["It works.", "We like it."]),
        ("Does it? Yes! It does.", ["Does it?", "Yes!", "It does."]),
        ("It grew by 5%. 30 models did.", ["It grew by 5%.", "30 models did."]),
        ("That was in 2020. We go on.", ["That was in 2020.", "We go on."]),
        ("a good outcome.As a result, it", ["a good outcome.", "As a result, it"]),
        ("gains of 5%.We go on", ["gains of 5%.", "We go on"]),
        ("back in 2020.We go on", ["back in 2020.", "We go on"]),
        ('They say "it works." We agree.', ['They say "it works."', "We agree."]),
        ("(It all works.) We agree.", ["(It all works.)", "We agree."]),
        ("Shown by Miller et al. We agree.", ["Shown by Miller et al.", "We agree."]),
        ("They use class A. We do not.", ["They use class A.", "We do not."]),
        ("It works... But not always.", ["It works...", "But not always."]),
        ("It works. mT5 does not.", ["It works.", "mT5 does not."]),
        ("We used MT. We stopped.", ["We used MT.", "We stopped."]),
        ("It takes 5 ms. We like it.", ["It takes 5 ms.", "We like it."]),
        ("First part\nSecond part", ["First part", "Second part"]),
        ("We find: • speed • size", ["We find:", "• speed", "• size"]),
        ("It helps. 1. Speed grows. 2. Size falls.", ["It helps.", "1. Speed grows.", "2. Size falls."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_these_are_several(plain: str, expected: list[str]) -> None:
    assert sentences(plain) == expected


def test_a_bracket_that_stays_open_protects_nothing() -> None:
    long_bracket = "It (so it goes. " + "Word word. " * 40 + "End.) Next."
    assert len(sentences(long_bracket)) > 40
    assert sentences("It (so it goes. Then more.") == ["It (so it goes.", "Then more."]


def test_a_paragraph_break_ends_an_open_bracket() -> None:
    assert sentences("It (so it goes. Then.\nMore. And more) here.")[:2] == ["It (so it goes.", "Then."]


@pytest.mark.parametrize("unit", ["a. B ", "(a. B", "(a. B) ", "...", "A.B", '. "', "a. B)", "1. "], ids=repr)
def test_time_grows_with_length_only(unit: str) -> None:
    def cost(length: int) -> float:
        plain = unit * (length // len(unit))
        costs = []
        for _ in range(3):  # the cheapest of three: a collection of garbage is no cost of the text
            start = time.process_time()
            find_sentences(plain)
            costs.append(time.process_time() - start)
        return min(costs)

    cost(1000)
    assert cost(160_000) < 40 * max(cost(20_000), 0.002)  # eight times the length; quadratic would be sixty-four
