"""Reports of a debrief: one document, written as Markdown, as a self-contained HTML page, and for print."""
