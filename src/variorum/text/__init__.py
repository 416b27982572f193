"""Strings to offsets: sentences, words, quotes, figures, periods, names, language. Knows nothing of news."""
