"""Searching for plans: coarse, then up the slope, in generations; and what two separate seats settle on."""
