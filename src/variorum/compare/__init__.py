"""Pairs of claims -> do they answer one question, and do their answers fit: a judge learned from judged pairs."""
