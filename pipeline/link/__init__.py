"""The stage that joins what belongs together: mentions to instruments, deadlines to tasks."""
