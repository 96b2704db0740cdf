"""What must hold before something is shown to the public, or taken away again."""
