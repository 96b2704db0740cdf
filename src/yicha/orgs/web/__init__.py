"""The room's pages: signing in, the own account, and what the three administrators do. Addresses in `urls.py`."""
