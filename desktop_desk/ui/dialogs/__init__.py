"""Windows opened for one purpose."""
