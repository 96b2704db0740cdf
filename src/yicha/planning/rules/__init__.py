"""From plan lines to frames, demands, an instance for the engine and posts for officers: pure, used on files and in the database."""
