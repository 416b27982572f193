"""Claims -> points: which claims answer one question, what they agree on and where they part."""
