"""The ticket editor, one file a concern."""
