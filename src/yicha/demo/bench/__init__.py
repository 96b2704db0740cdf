"""`yicha bench …`: measured against the naive way in the same run; ratios first."""
