"""The facilitator's session: a run of show, its clock, and its state on disk."""
