"""What the service says of itself: logs, event names, sd_notify."""
