"""VDR1 and LFF."""
