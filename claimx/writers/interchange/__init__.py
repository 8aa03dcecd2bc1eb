"""Claims in formats that other tools read: one file a format, each a pure function from claims to text.

What a format cannot hold is left out with a reason, never bent into shape.
"""

from claimx.writers.interchange.bibtex import export_bibtex
from claimx.writers.interchange.export import Context, Export, Judgement, LeftOut, Part
from claimx.writers.interchange.hf_eval import export_hf_eval
from claimx.writers.interchange.hub_datasets import HubDataset, load_hub_datasets
from claimx.writers.interchange.label_studio import LABELLING_CONFIG, export_label_studio
from claimx.writers.interchange.model_index import export_model_index
from claimx.writers.interchange.pwc import export_pwc
from claimx.writers.interchange.ris import export_ris
from claimx.writers.interchange.webanno import export_webanno

__all__ = [
    "EXPORTERS",
    "LABELLING_CONFIG",
    "Context",
    "Export",
    "HubDataset",
    "Judgement",
    "LeftOut",
    "Part",
    "export_bibtex",
    "export_hf_eval",
    "export_label_studio",
    "export_model_index",
    "export_pwc",
    "export_ris",
    "export_webanno",
    "load_hub_datasets",
]

EXPORTERS = {
    "hf-eval": export_hf_eval,
    "model-index": export_model_index,
    "webanno": export_webanno,
    "label-studio": export_label_studio,
    "pwc": export_pwc,
    "bibtex": export_bibtex,
    "ris": export_ris,
}
"""Every text format by the name that the command line gives it; all take (claims, context)."""
