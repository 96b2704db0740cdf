"""Imports from the command line."""
