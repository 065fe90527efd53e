# make run    set everything up and run the demonstration
# make test   set everything up and run all tests
.PHONY: setup run quick test check format bench
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

setup: $(VENV)/.dev
