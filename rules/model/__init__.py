"""The words of reconciliation as types: match, difference, bridge, reconciliation, terms, decision. No behaviour beyond sums."""
