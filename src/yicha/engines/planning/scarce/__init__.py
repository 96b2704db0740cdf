"""Where officer-minutes bind: the only part of the engine that needs numpy, SciPy and OR-Tools.

Nothing imports it at the top of a file: `solve` loads it when a unit pays for capacity, so that a county with officers enough,
and the independent checker, never wait for these libraries.
"""
