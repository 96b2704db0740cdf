"""/public/ and /v/: pages for everybody."""
