"""/results/: what waits to be published, what is out, what was taken back."""
