"""Who sits at the desk: passwords, the second factor, tokens against forged forms, and patience with guessers."""
