"""The coalition of brands and platforms: its charter as code, so that what it promises can be held against what it does."""
