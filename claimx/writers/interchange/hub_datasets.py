"""Which benchmark is which data set of the Hugging Face Hub: data, never derived from a name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimx.text.data import read_rows, rules_root


@dataclass(frozen=True, slots=True)
class HubDataset:
    """A benchmark that the Hub keeps a leaderboard of.

    Args:
        dataset_id: ``owner/name`` on the Hub.
        task_id: The task in the data set's ``eval.yaml``.
        metrics: Canonical names of the metrics that the leaderboard ranks by.
    """

    dataset_id: str
    task_id: str
    metrics: tuple[str, ...]


def load_hub_datasets(path: Path | None = None) -> dict[str, HubDataset]:
    """Load the data sets, by the benchmark's canonical name.

    Args:
        path: A table like ``rules/interchange/hub-datasets.tsv``; by default the one that claimx ships.

    Raises:
        RuleError: If the table cannot be used; names file and line.
    """
    path = path or rules_root() / "interchange" / "hub-datasets.tsv"
    return {
        name: HubDataset(dataset_id, task_id, tuple(metrics.split("|")))
        for _, (name, dataset_id, task_id, metrics, _) in read_rows(path, 5)
    }
