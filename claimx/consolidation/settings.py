"""What else must be equal for two values to be comparable: split, shots, tries, averaging ... read from data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from claimx.errors import RuleError
from claimx.model import Claim
from claimx.rulebook.strict_yaml import Node, check_keys, load_yaml
from claimx.text.data import rules_root

Setting = tuple[tuple[str, str], ...]
"""(dimension, value) pairs in the order of the rules; what the text leaves open is absent."""

AGGREGATE = "aggregate"
_WITHIN: tuple[Literal["", "names", "metric"], ...] = ("", "names", "metric")

_FIELDS = {"id", "pattern", "name", "within", "matches", "rejects"}


@dataclass(frozen=True, slots=True)
class SettingRule:
    """One value of a dimension: how it is written and how it is printed.

    Args:
        id: Unique for ever.
        dimension: What it is a value of.
        pattern: Compiled, whole words, ignoring case.
        name: Template of the printed name.
        within: ``names`` leaves the sentence out of the search, ``metric`` does where the claim has a metric.
        matches: Wording -> printed name that the rule must give.
        rejects: Wordings that the rule must leave alone.
    """

    id: str
    dimension: str
    pattern: re.Pattern[str]
    name: str
    within: Literal["", "names", "metric"]
    matches: tuple[tuple[str, str], ...]
    rejects: tuple[str, ...]

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, printed name) of every place where `text` says it."""
        return [(m.start(), m.end(), _fill(self.name, m)) for m in self.pattern.finditer(text)]


def _fill(template: str, match: re.Match[str]) -> str:
    return re.sub(r"\\(\d)", lambda part: (match.group(int(part.group(1))) or "").casefold(), template)


def load_settings(path: Path | None = None) -> tuple[SettingRule, ...]:
    """Load the setting rules.

    Args:
        path: A rules file; by default the one that claimx ships.

    Raises:
        RuleError: If the file cannot be used; names file and rule.
    """
    path = path or rules_root() / "consolidation" / "settings.yaml"
    data = load_yaml(path)
    if not isinstance(data, Node):
        raise RuleError("the file must be a mapping", str(path), 1)
    check_keys(data, {"dimensions"}, set(), "the settings")
    rules = []
    for dimension in data["dimensions"]:
        check_keys(dimension, {"id", "says", "values"}, set(), "a dimension")
        rules += [_read(item, dimension["id"]) for item in dimension["values"]]
    if len({rule.id for rule in rules}) < len(rules):
        raise RuleError("two values have the same id", str(path))
    return tuple(rules)


def _read(item: Node, dimension: str) -> SettingRule:
    check_keys(item, {"id", "pattern", "name", "matches", "rejects"}, {"within"}, "a value")
    within = next((name for name in _WITHIN if name == item.get("within", "")), None)
    if within is None:
        raise RuleError("`within` can only be `names` or `metric`", item.path, item.line, item["id"])
    try:
        pattern = re.compile(rf"(?<!\w)(?:{item['pattern']})(?!\w)", re.IGNORECASE)
    except re.error as error:
        raise RuleError(f"pattern: {error}", item.path, item.line, item["id"]) from error
    matches = tuple(item["matches"].items())
    return SettingRule(item["id"], dimension, pattern, item["name"], within, matches, tuple(item["rejects"]))


def find_setting(claim: Claim, neighbours: Sequence[Claim], rules: Sequence[SettingRule]) -> Setting:
    """Return the setting that a claim's value was measured in, as far as the paper says.

    What the names already say ("pass@1" as the metric's canonical name) is not repeated. Where a sentence names
    several values of a dimension, the one with no other claim's value between it and this value counts; if that
    does not decide, all are kept ("0-shot or 5-shot"), so that the claim shares no column with either.

    Args:
        claim: The claim.
        neighbours: The claims of the same sentence, this one among them or not.
        rules: See `load_settings`.
    """
    known = [claim.metric.name] if claim.metric else []
    known += [item.name for item in claim.benchmarks]
    written = [claim.metric.text] if claim.metric and not claim.metric.inferred else []
    written += [item.text for item in claim.benchmarks]
    setting: list[tuple[str, str]] = []
    for dimension in dict.fromkeys(rule.dimension for rule in rules):
        own = [rule for rule in rules if rule.dimension == dimension]
        if _names_in(known, own):
            continue
        hidden = {"names", "metric"} if claim.metric and not claim.metric.inferred else {"names"}
        values = _names_in(written, own) or _in_sentence(claim, neighbours, [r for r in own if r.within not in hidden])
        if values:
            setting.append((dimension, " or ".join(values)))
    if claim.aggregate:
        setting.append((AGGREGATE, claim.aggregate))
    return tuple(setting)


def _names_in(texts: Iterable[str], rules: Sequence[SettingRule]) -> list[str]:
    return sorted({name for text in texts for rule in rules for _, _, name in rule.find(text)})


def _in_sentence(claim: Claim, neighbours: Sequence[Claim], rules: Sequence[SettingRule]) -> list[str]:
    sentence = claim.sentence
    cues = [cue for rule in rules for cue in rule.find(sentence.text)]
    cues = [cue for cue in cues if not _inside_baseline(claim, cue[0], cue[1])]
    names = sorted({name for _, _, name in cues})
    if len(names) <= 1 or claim.value.in_ != sentence.in_:
        return names
    here = claim.value.start - sentence.start
    others = [
        other.value.start - sentence.start
        for other in neighbours
        if other.id != claim.id and other.value.in_ == sentence.in_
    ]
    clear = sorted({
        name
        for start, _, name in cues
        if not any(min(start, here) < other < max(start, here) for other in others)
    })  # fmt: skip
    return clear if len(clear) == 1 else names


def _inside_baseline(claim: Claim, start: int, end: int) -> bool:
    """Say whether a cue of the sentence belongs to the baseline's name ("over zero-shot baselines")."""
    baseline, sentence = claim.baseline, claim.sentence
    if baseline is None or baseline.in_ != sentence.in_:
        return False
    return baseline.start <= start + sentence.start and end + sentence.start <= baseline.end
