"""/draws/: the list, one ceremony with the steps of whose step it is, the projector, the record on paper."""
