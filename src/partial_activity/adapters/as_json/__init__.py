"""Cases, answers, drafts and the law as JSON and TOML."""
