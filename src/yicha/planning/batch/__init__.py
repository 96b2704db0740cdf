"""The main job on files (ADR 0010): workbooks in, a folder out; no database, no clock, no server."""
