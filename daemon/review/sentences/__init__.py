"""The sentences of gates, problems, checks and refusals in other languages: one table a language, found by the English sentence."""
