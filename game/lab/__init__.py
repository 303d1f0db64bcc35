"""The lab: very many seasons, the best joint plan, what two separate seats earn, and what each decision was worth."""
