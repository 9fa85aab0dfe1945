"""What goes on while nobody clicks: the worker and its jobs, and other processes' operations."""
