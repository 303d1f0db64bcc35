"""What two seats say to each other: question cards, answers, proposals and signatures."""
