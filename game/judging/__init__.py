"""What a month was: its verdicts, each decided once, with the threshold it rests on and the reason for it."""
