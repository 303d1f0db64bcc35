"""A whole plan, setting by setting: prices, deals, media, stock, crews, delivery and growth."""
