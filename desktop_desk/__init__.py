"""Desktop Desk: the support desk of a small firm, without a server."""

__version__ = "0.1.0"
