"""Filters of this room that other rooms load too."""
