"""Extraction over many papers: the same claims in the same order, however the work is spread."""
