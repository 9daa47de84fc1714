"""What lets strangers in, lets agents do more than they need, or shows messages and keys to others."""
