"""One moment, whole or not at all: check, render, audit and swap."""
