"""The desk's own rules, in plain Python: no Qt, no SQL, no clock of its own."""
