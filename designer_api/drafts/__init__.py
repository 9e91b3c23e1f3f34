"""What staff write before it is in force: drafts, publishing them, approvals, comments, who else is here."""
