"""Word lists that recognise names by shape and surroundings, from ``rules/names.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimx.errors import RuleError
from claimx.rulebook.strict_yaml import load_yaml

_LISTS = (
    "benchmark-endings", "benchmark-nouns", "method-nouns", "propose-verbs", "explore-verbs", "called-words",
    "generic-names", "subject-verbs", "not-names", "benchmark-titles", "hardware-names",
    "common-acronyms", "elements", "use-verbs", "others-words", "plain-words", "general-systems",
    "hardware-nouns", "aim-words", "dataset-verbs", "system-parts", "part-nouns",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Naming:
    """The lists of ``names.yaml``; see there what each is for."""

    benchmark_endings: tuple[str, ...]
    benchmark_nouns: tuple[str, ...]
    method_nouns: tuple[str, ...]
    propose_verbs: tuple[str, ...]
    explore_verbs: tuple[str, ...]
    called_words: tuple[str, ...]
    generic_names: frozenset[str]
    subject_verbs: tuple[str, ...]
    not_names: frozenset[str]
    benchmark_titles: tuple[str, ...]
    hardware_names: frozenset[str]
    common_acronyms: frozenset[str]
    elements: tuple[str, ...]
    use_verbs: tuple[str, ...]
    others_words: tuple[str, ...]
    plain_words: frozenset[str]
    general_systems: tuple[str, ...]
    hardware_nouns: frozenset[str]
    aim_words: frozenset[str]
    dataset_verbs: tuple[str, ...]
    system_parts: tuple[str, ...]
    part_nouns: tuple[str, ...]


def load_naming(path: Path) -> Naming:
    """Read ``names.yaml``.

    Raises:
        RuleError: A list is missing or unknown.
    """
    data = load_yaml(path)
    if sorted(data) != sorted(_LISTS):
        raise RuleError(f"the lists must be {', '.join(_LISTS)}", str(path), data.line)
    lists = {name: tuple(data[name]["words"]) for name in _LISTS}
    return Naming(
        benchmark_endings=lists["benchmark-endings"],
        benchmark_nouns=lists["benchmark-nouns"],
        method_nouns=lists["method-nouns"],
        propose_verbs=lists["propose-verbs"],
        explore_verbs=lists["explore-verbs"],
        called_words=lists["called-words"],
        generic_names=frozenset(lists["generic-names"]),
        subject_verbs=lists["subject-verbs"],
        not_names=frozenset(lists["not-names"]),
        benchmark_titles=lists["benchmark-titles"],
        hardware_names=frozenset(lists["hardware-names"]),
        common_acronyms=frozenset(lists["common-acronyms"]),
        elements=lists["elements"],
        use_verbs=lists["use-verbs"],
        others_words=lists["others-words"],
        plain_words=frozenset(lists["plain-words"]),
        general_systems=lists["general-systems"],
        hardware_nouns=frozenset(lists["hardware-nouns"]),
        aim_words=frozenset(lists["aim-words"]),
        dataset_verbs=lists["dataset-verbs"],
        system_parts=lists["system-parts"],
        part_nouns=lists["part-nouns"],
    )
