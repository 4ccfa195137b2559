"""What a run prints: text, JSON, HTML and JUnit; these rooms see verdicts, never mathematics."""
