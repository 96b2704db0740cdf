"""The ground floor: mathematics in pure Python. No Django, no clock, no reading or writing; no engine knows another."""
