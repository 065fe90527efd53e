"""One question a file. All gates are asked; `rules.decide` takes the strictest answer."""
