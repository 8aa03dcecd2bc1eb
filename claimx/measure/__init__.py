"""How good and how steady the extractor is: scores against gold, golden expectations, gains and losses of a change."""
