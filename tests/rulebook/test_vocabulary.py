"""Cue words: their inflection, their codes, and their classes."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimx.errors import RuleError
from claimx.rulebook.vocabulary import FIRST_CODE, build_vocabulary, inflect_verb, load_members, plural


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("reduce", "reduce reduces reduced reduced reducing"),
        ("boost", "boost boosts boosted boosted boosting"),
        ("surpass", "surpass surpasses surpassed surpassed surpassing"),
        ("reach", "reach reaches reached reached reaching"),
        ("slash", "slash slashes slashed slashed slashing"),
        ("fix", "fix fixes fixed fixed fixing"),
        ("vary", "vary varies varied varied varying"),
        ("display", "display displays displayed displayed displaying"),
        ("drop", "drop drops dropped dropped dropping"),
        ("trim", "trim trims trimmed trimmed trimming"),
        ("lag", "lag lags lagged lagged lagging"),
        ("incur", "incur incurs incurred incurred incurring"),
        ("transfer", "transfer transfers transferred transferred transferring"),
        ("gain", "gain gains gained gained gaining"),
        ("lower", "lower lowers lowered lowered lowering"),
        ("plummet", "plummet plummets plummeted plummeted plummeting"),
        ("develop", "develop develops developed developed developing"),
        ("slow", "slow slows slowed slowed slowing"),
        ("guarantee", "guarantee guarantees guaranteed guaranteed guaranteeing"),
        ("cut/cuts/cut/cut/cutting", "cut cuts cut cut cutting"),
        ("rise/rises/rose/risen/rising", "rise rises rose risen rising"),
    ],
)
def test_a_verb_has_its_five_forms(verb: str, forms: str) -> None:
    assert inflect_verb(verb) == forms.split()


def test_only_the_first_word_of_a_phrasal_verb_is_inflected() -> None:
    assert inflect_verb("slow down") == ["slow down", "slows down", "slowed down", "slowed down", "slowing down"]
    assert inflect_verb("speed up/speeds up/sped up/sped up/speeding up")[2:4] == ["sped up", "sped up"]


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("gain", "gains"), ("loss", "losses"), ("penalty", "penalties"), ("speed-up", "speed-ups"), ("day", "days")],
)
def test_a_noun_has_its_plural(noun: str, expected: str) -> None:
    assert plural(noun) == expected


def test_words_that_no_rule_tells_apart_share_a_code() -> None:
    vocabulary = build_vocabulary({"raise": ["boosts", "lifts"], "lower": ["cuts"]}, literals=set())
    assert vocabulary.codes["boosts"] == vocabulary.codes["lifts"] != vocabulary.codes["cuts"]


def test_words_of_different_classes_have_different_codes() -> None:
    vocabulary = build_vocabulary({"raise": ["gain", "lift"], "noun": ["gain"]}, literals=set())
    assert vocabulary.codes["gain"] != vocabulary.codes["lift"]
    assert set(vocabulary.classes["raise"]) == {vocabulary.codes["gain"], vocabulary.codes["lift"]}
    assert vocabulary.classes["noun"] == vocabulary.codes["gain"]


def test_a_word_that_a_shape_spells_out_has_a_code_of_its_own() -> None:
    vocabulary = build_vocabulary({"prep": ["by", "of", "in"]}, literals={"by", "within"})
    assert vocabulary.codes["of"] == vocabulary.codes["in"]
    assert len({vocabulary.codes[word] for word in ("by", "of", "within")}) == 3
    assert vocabulary.codes["by"] in vocabulary.classes["prep"]
    assert vocabulary.classes["literal"] == vocabulary.codes["within"]


def test_codes_do_not_depend_on_the_order_of_classes_and_words() -> None:
    members = {"raise": ["boosts", "lifts", "gain"], "noun": ["gain", "drop"], "lower": ["drop", "cuts"]}
    turned = {name: list(reversed(words)) for name, words in reversed(members.items())}
    assert build_vocabulary(members, {"by", "gain"}) == build_vocabulary(turned, {"gain", "by"})


def test_codes_are_in_the_private_use_area_and_one_character_long() -> None:
    vocabulary = build_vocabulary({f"class-{n}": [f"word{n}", f"word{n + 1}"] for n in range(300)}, set())
    assert all(len(code) == 1 and FIRST_CODE <= ord(code) < 0xF900 for code in vocabulary.codes.values())


def test_phrases_are_found_by_their_first_word_longest_first() -> None:
    vocabulary = build_vocabulary({"up-to": ["up to", "up to about", "at most", "up"]}, set())
    assert vocabulary.phrases == {"up": (("up", "to", "about"), ("up", "to")), "at": (("at", "most"),)}


def write_cues(folder: Path, content: str, name: str = "cues.yaml") -> None:
    (folder / name).write_text(content, encoding="utf-8")


def test_a_class_of_verbs_makes_classes_of_its_participles(tmp_path: Path) -> None:
    write_cues(tmp_path, "reduce: {says: Less., verbs: [cut/cuts/cut/cut/cutting, lower]}\n")
    members = load_members(tmp_path)
    assert members["reduce-ing"] == ["cutting", "lowering"]
    assert members["reduce-ed"] == ["cut", "lowered"]
    assert set(members["reduce"]) == {"cut", "cuts", "cutting", "lower", "lowers", "lowered", "lowering"}


def test_words_are_kept_in_lower_case(tmp_path: Path) -> None:
    write_cues(tmp_path, "aggregate: {says: Aggregates., words: [On Average, NO], nouns: [mean]}\n")
    assert load_members(tmp_path) == {"aggregate": ["on average", "no", "mean", "means"]}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("gain: {verbs: [rise]}\n", "needs the key 'says'"),
        ("gain: {says: More., wrods: [rise]}\n", "has no key 'wrods'"),
        ("gain: [rise]\n", "is not a mapping"),
        ("gain: {says: More., words: rise}\n", "are a list of words"),
        ("gain: {says: More., words: [[rise]]}\n", "are a list of words"),
    ],
)
def test_a_class_in_the_wrong_form_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    write_cues(tmp_path, content)
    with pytest.raises(RuleError, match=reason):
        load_members(tmp_path)


def test_a_class_in_two_files_is_refused_with_file_and_line(tmp_path: Path) -> None:
    write_cues(tmp_path, "gain: {says: More., words: [rise]}\n", "a.yaml")
    write_cues(tmp_path, "# the same again\ngain: {says: More., words: [lift]}\n", "b.yaml")
    with pytest.raises(RuleError, match=r"b\.yaml:2: the word class 'gain' stands in two files"):
        load_members(tmp_path)
