"""What would a past case have come to under another policy? Notices, points and the ladder, appeals, promises, terms, campaigns.

Papers are judged again by `regime.document.verdict`. Everything else is told here out of a few stored facts: times, counts and words of
the regime, no names and no texts. Each case is taken to have behaved as it did: who answered on the third day would have answered on the third day.
"""
