"""Draws on files, without server or database."""
