"""Parsers of files that strangers made. Each runs as a process of its own with limits on memory and CPU time.

They speak JSON lines on standard output: `{"sheet": name}`, `[row number, cells]`, `{"refused": […]}`; exit code 0 says that all
was told. Whatever a hostile file does there can only end that process. Apart from `kernel/tables`, so that a child starts at once.
"""
