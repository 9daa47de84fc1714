"""What is a secret, what only looks like one, and how to speak of one without giving it away."""
