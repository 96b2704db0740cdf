"""What must hold after a visit."""
