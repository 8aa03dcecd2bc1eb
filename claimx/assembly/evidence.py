"""Evidence for and against a number being a result: features of a draft, weighted in ``rules/evidence.yaml``."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import regex

from claimx.assembly.draft import Draft
from claimx.rulebook import Rulebook

_YEAR = regex.compile(r"\b(?:19|20)\d\d\b")
_QUANTITY_NAMES = {
    "%": "percent", "p": "points", "x": "factor", "u": "unit", "f": "decimal", "i": "integer", "$": "money",
    "c": "count", "z": "size", "h": "share", "D": "double",
}  # fmt: skip


def logistic(weights: Mapping[str, float], features: Sequence[str]) -> float:
    """Return the logistic function, 0 to 1, of the bias and the sum of the weights of features, in log odds."""
    total = weights.get("bias", 0.0) + sum([weights[name] for name in features if name in weights])
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


class EvidenceReader:
    """Reads the features of drafts.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        sets = rulebook.chars
        self._cues = {name: sets(f"{name}-cue") for name in ("result", "setup", "background", "hedge")}
        self._we = sets("authors")
        self._compared = sets("compared-strict", "than", "beat", "superlative")
        verbs = {
            "change": sets("change-verb"),
            "set-up": sets("setup-cue") & sets("any-verb"),
            "reaching": sets("reach"),
            "being": sets("be"),
            "another kind": sets("any-verb") - sets("noun-verb"),
        }
        self._verbs = {char: f"a verb of {name}" for name, chars in reversed(verbs.items()) for char in chars}
        self._rulebook = rulebook

    def read(self, text: str, drafts: Sequence[Draft]) -> None:
        """Set the features of all drafts of a document.

        Args:
            text: The plain text of the document.
            drafts: Its drafts, with their slots attached.
        """
        if not drafts:
            return
        sure = sum(self._is_sure(draft) for draft in drafts)
        speaks = self._rulebook.evidence.speaks_of_results(text)
        cues: dict[str, dict[str, int]] = {}
        for draft in drafts:
            tags = draft.sentence.tags
            if tags not in cues:
                cues[tags] = self._cue_counts(tags)
            draft.features = self._features(draft, cues[tags], sure - self._is_sure(draft) > 0)
            if not speaks:
                draft.features.append("no words of results in the whole text")

    def _cue_counts(self, tags: str) -> dict[str, int]:
        """Return kind of cue words -> how many of them a sentence has, without kinds that it has none of."""
        present = set(tags)
        return {
            name: sum(map(chars.__contains__, tags))
            for name, chars in self._cues.items()
            if not chars.isdisjoint(present)
        }

    def _features(self, draft: Draft, cues: Mapping[str, int], another_sure: bool) -> list[str]:
        sentence, quantity = draft.sentence, draft.quantity
        kind = _QUANTITY_NAMES[quantity.klass]
        tags = sentence.tags
        found = [f"a {kind}", f"{kind} read as {draft.kind} in pass {draft.reading.rule.pass_name}"]
        metric = self._metric_kind(draft)
        found.append(f"{kind} with {metric}")
        found += self._cue_features(cues, kind)
        if "S" in tags or "O" in tags:
            found.append("a system is named in the sentence")
        if not self._compared.isdisjoint(tags):
            found.append("something is compared in the sentence")
        if draft.benchmarks:
            found.append("a benchmark is known")
        if draft.model is not None:
            found.append("a model is known")
        if quantity.qualifier:
            found.append(f"bound {quantity.qualifier}")
        text = sentence.text[sentence.span.start : sentence.span.end]
        if "." in sentence.text[quantity.span.start : quantity.span.end]:
            found.append(f"{kind} printed with decimals")
        if "i" in tags:
            found.append("bare integers in the sentence")
        found += self._certainty_features(draft, kind, metric, cues, another_sure)
        found.append(f"read by {draft.reading.rule.id}")
        if ("20" in text or "19" in text) and _YEAR.search(text):
            found.append("a year in the sentence")
        if not self._we.isdisjoint(tags):
            found.append("the authors speak in the sentence")
        if sentence.span.start > len(sentence.text) * 0.45:
            found.append("in the second half of the text")
        found.append(f"{kind} after {self._verb(tags, draft.token)}")
        if draft.token and tags[draft.token - 1] == "(":
            found.append(f"{kind} in brackets")
        return found

    def _certainty_features(
        self, draft: Draft, kind: str, metric: str, cues: Mapping[str, int], another_sure: bool
    ) -> list[str]:
        """Name what a draft's paper has for sure: another result, or none and little else."""
        if another_sure:
            return ["another number of the paper is surely a result"]
        if self._is_sure(draft):
            return []
        found = [f"{kind} in a text without a sure result"]
        if draft.model is None:
            found.append("no sure result and no system in the text")
        if "result" not in cues:
            found.append(f"{kind} in a text without a sure result, no words of results around it")
            if draft.model is None and metric != "a known metric":
                found.append("no sure result, no system, no known metric, no words of results")
        return found

    def _verb(self, tags: str, token: int) -> str:
        """Name the class of the nearest verb to the left."""
        return next((self._verbs[tag] for tag in reversed(tags[:token]) if tag in self._verbs), "no verb")

    @staticmethod
    def _cue_features(cues: Mapping[str, int], kind: str) -> list[str]:
        found = []
        for name, count in cues.items():
            found.append(f"words of {name} in the sentence")
            if kind not in {"percent", "points", "factor"}:
                found.append(f"words of {name} around a {'unit' if kind == 'unit' else 'bare number'}")
            if count > 1:
                found.append(f"several words of {name} in the sentence")
        return found

    def _metric_kind(self, draft: Draft) -> str:
        if draft.metric is None:
            return "no metric"
        text = draft.sentence.text[draft.metric.span.start : draft.metric.span.end]
        words = text.split()
        for start in range(len(words)):
            entries = self._rulebook.metrics.lookup(" ".join(words[start:]))
            if entries:
                return "a weak metric" if all(entry.needs_context for entry in entries) else "a known metric"
        return "an unknown metric"

    @staticmethod
    def _is_sure(draft: Draft) -> bool:
        return draft.reading.rule.pass_name in {"change", "level-known"} and draft.quantity.klass in "%xp"

    def probability(self, draft: Draft) -> float:
        """Return how likely a draft is a result, from 0 to 1: the logistic function of the sum of its weights."""
        return logistic(self._rulebook.evidence.weights, draft.features)

    def trust_features(self, draft: Draft) -> list[str]:
        """Return what bears on whether the whole record is right: the features and how each slot came to its value."""
        steps = [step.partition(" of '")[0].partition(' of "')[0] for step in draft.steps]
        found = draft.features + steps + [f"doubt: {doubt}" for doubt in draft.doubts]
        for slot in ("metric", "model"):
            if not any(step.startswith(slot) for step in steps):
                found.append(f"{slot}: none")
        if not draft.benchmarks:
            found.append("benchmark: none")
        if len(draft.sentence.quantities[draft.token]) > 1:
            found.append("a list of numbers")
        others = sum(map(draft.sentence.tags.count, _QUANTITY_NAMES)) - 1
        found.append(f"{min(others, 4)} other numbers in the sentence")
        return found

    def confidence(self, draft: Draft) -> float:
        """Return how likely the whole record is right, from 0 to 1: the logistic function of the sum of its weights."""
        return logistic(self._rulebook.evidence.trust, self.trust_features(draft))

    def reasons(self, draft: Draft, count: int = 6) -> list[tuple[str, float]]:
        """Return the reasons that move the confidence of a draft most, each with its weight in log odds."""
        weights = self._rulebook.evidence.trust
        known = {feature: weights[feature] for feature in self.trust_features(draft) if feature in weights}
        return sorted(known.items(), key=lambda item: (-abs(item[1]), item[0]))[:count]

    def strongest(self, draft: Draft, *, against: bool) -> str:
        """Return the feature that speaks most for or against a draft, for messages."""
        weights = self._rulebook.evidence.weights
        known = [feature for feature in draft.features if feature in weights]
        return min(known, key=lambda f: weights[f] if against else -weights[f], default="")
