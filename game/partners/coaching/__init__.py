"""What a good colleague would look at before a plan is committed."""
