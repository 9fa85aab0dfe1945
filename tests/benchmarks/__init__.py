"""What the desk costs, beside the floor: the same work done raw, in the same run."""
