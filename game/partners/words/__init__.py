"""What personas say: facts first, then why it matters to them."""
