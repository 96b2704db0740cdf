"""`yicha witness DIR`: a third party remembers the ledger's last checkpoint and cosigns only what continues it.

It runs on that party's own machine (a justice bureau, a notary, a university): no database, no Django, no clock of ours. All that it
knows is in DIR, and whoever has DIR is the witness:

    key             its secret key, 32 bytes, 0600, made at the first start
    name            the name under which it cosigns
    logs            the public keys of the logs that it was told to trust, one a line
    last/…          for each log the checkpoint cosigned last, with the cosignature
    refused/…       checkpoints that a log signed and this witness did not, each with what it held instead: proof against the log
"""
