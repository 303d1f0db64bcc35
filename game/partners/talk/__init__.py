"""How partners talk: asking, answering, proposing, weighing, predicting."""
