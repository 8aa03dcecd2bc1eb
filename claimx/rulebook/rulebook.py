"""The rulebook: everything under ``rules/``, read once, frozen and handed around as an argument."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from claimx.rulebook.evidence import Evidence, load_evidence
from claimx.rulebook.lexicon import Finder, Lexicon, load_lexicon
from claimx.rulebook.naming import Naming, load_naming
from claimx.rulebook.quantities import QuantityGrammar, load_quantities
from claimx.rulebook.rules import Rule, build_rule, load_nodes
from claimx.rulebook.shapes import BASE_SETS, ShapeCompiler, literal_words
from claimx.rulebook.strict_yaml import load_yaml
from claimx.rulebook.vocabulary import Vocabulary, build_vocabulary, load_members
from claimx.rulebook.wording import Wording, load_wording
from claimx.text import rules_root

_METRIC_WORD, _WEAK_METRIC_WORD = "cue-metric", "cue-weak-metric"


@dataclass(frozen=True)
class Rulebook:
    """All rules and lexicons.

    Args:
        benchmarks: Names of benchmarks and data sets.
        metrics: Names of metrics.
        models: Names of models and methods.
        units: Units of measurement.
        finder: Finds the names of benchmarks, metrics and models in one pass.
        quantities: The grammar of numbers.
        vocabulary: The cue words.
        sets: Name of a word class or set -> its characters.
        evidence: Weights for and against results.
        naming: Word lists for names by shape and surroundings.
        rules: Every rule, in the order in which they win.
    """

    benchmarks: Lexicon
    metrics: Lexicon
    models: Lexicon
    units: Lexicon
    finder: Finder
    quantities: QuantityGrammar
    vocabulary: Vocabulary
    sets: dict[str, str]
    naming: Naming
    wording: Wording
    evidence: Evidence
    compiler: ShapeCompiler
    rules: tuple[Rule, ...]
    _chars: dict[tuple[str, ...], frozenset[str]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def chars(self, *names: str) -> frozenset[str]:
        """Return the characters of the named sets and word classes together."""
        found = self._chars.get(names)
        if found is None:
            found = self._chars[names] = frozenset("".join(self.sets[name] for name in names))
        return found


def _metric_words(words: set[str], metrics: Lexicon) -> tuple[list[str], list[str]]:
    """Return the cue words that are names of metrics, and those that are so only in context."""
    strong: list[str] = []
    weak: list[str] = []
    for word in sorted(words):
        entries = metrics.lookup(word)
        if entries:
            (weak if all(entry.needs_context for entry in entries) else strong).append(word)
    return strong, weak


def _build_sets(vocabulary: Vocabulary, composed: dict[str, list[str]]) -> dict[str, str]:
    sets = {**BASE_SETS, **vocabulary.classes}
    sets["cue"] = "".join(sorted(set(vocabulary.codes.values())))
    sets["metric-name"] += vocabulary.classes[_METRIC_WORD]
    sets["weak-metric-name"] += vocabulary.classes[_WEAK_METRIC_WORD]
    for name, parts in composed.items():
        chars: set[str] = set()
        for part in parts:
            if part.startswith("-"):
                chars -= set(sets[part[1:]])
            elif part.startswith("="):
                chars |= set(part[1:])
            else:
                chars |= set(sets[part])
        sets[name] = "".join(sorted(chars))
    return sets


def load_rulebook(root: Path | None = None, *, experimental: bool = False) -> Rulebook:
    """Read and compile everything under `root`.

    Args:
        root: The rules folder; the package's own where it is None.
        experimental: Also load rules that are still on trial.

    Raises:
        RuleError: A rule or lexicon is not right; the message has file, line and rule.
    """
    root = root or rules_root()
    benchmarks = load_lexicon(root / "lexicons" / "benchmarks", "benchmarks")
    metrics = load_lexicon(root / "lexicons" / "metrics", "metrics")
    models = load_lexicon(root / "lexicons" / "models", "models")
    units = load_lexicon(root / "lexicons" / "units", "units")
    fragments = load_yaml(root / "fragments.yaml")
    passes = {name: order for order, name in enumerate(load_yaml(root / "passes.yaml"))}
    nodes = load_nodes(root / "assembly")
    shapes = [
        shape for node in nodes for shape in (node["shape"] if isinstance(node["shape"], list) else [node["shape"]])
    ]
    shapes += list(fragments["fragments"].values())
    members = load_members(root / "cues")
    phrases = {word for group in members.values() for word in group if " " in word}
    literals = {word for shape in shapes for word in literal_words(shape, phrases)}
    words = {word for group in members.values() for word in group} | literals
    members[_METRIC_WORD], members[_WEAK_METRIC_WORD] = _metric_words(words, metrics)
    vocabulary = build_vocabulary(members, literals)
    sets = _build_sets(vocabulary, fragments["sets"])
    compiler = ShapeCompiler(vocabulary.codes, sets, fragments["fragments"])
    rules = [build_rule(node, passes, compiler) for node in nodes]
    wanted = [rule for rule in rules if rule.status == "stable" or (experimental and rule.status == "experimental")]
    return Rulebook(
        benchmarks=benchmarks,
        metrics=metrics,
        models=models,
        units=units,
        finder=Finder(benchmarks, metrics, models),
        quantities=load_quantities(root / "quantities.yaml", units),
        vocabulary=vocabulary,
        sets=sets,
        naming=load_naming(root / "names.yaml"),
        wording=load_wording(root / "assembly-words.yaml"),
        evidence=load_evidence(root / "evidence.yaml"),
        compiler=compiler,
        rules=tuple(sorted(wanted, key=lambda rule: (rule.order, rule.id))),
    )
