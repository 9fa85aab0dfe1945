"""Sample data: a believable firm, two years of its requests, and the desk as it stands today."""

from __future__ import annotations

from desktop_desk.services.sample.plan import Deed, Plan, in_order
from desktop_desk.services.sample.sample import Sample
from desktop_desk.services.sample.writing import write_sample

__all__ = ["Deed", "Plan", "Sample", "in_order", "write_sample"]
