"""Tests of the sandbox: with real children, and real refusals by the kernel."""
