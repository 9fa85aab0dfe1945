"""What the views show, between the session and the screen."""
