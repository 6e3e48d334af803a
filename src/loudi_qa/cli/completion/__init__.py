"""Completion in the shell: what may stand at the cursor of a line that is being typed."""
