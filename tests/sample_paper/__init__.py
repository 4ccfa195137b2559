"""A paper of seven lines, with one claim of every kind; its checks need the standard library only."""
