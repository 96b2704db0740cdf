"""The top of the house: settings, wiring, roles, command line."""

VERSION = "0.1.0"
