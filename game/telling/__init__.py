"""What a month and a season mean, judged once and said once; view models that every front lays out."""
