"""Settings with their manual, credentials, and how they are loaded."""
