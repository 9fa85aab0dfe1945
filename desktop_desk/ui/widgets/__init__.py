"""Small controls used on every screen."""
