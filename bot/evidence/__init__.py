"""A project as one document: what was open, shown, said, weighed, done, and what came of it.

It answers the four Gunning principles of a fair consultation (R v Brent LBC, ex parte Gunning,
1985; upheld by the Supreme Court in R (Moseley) v Haringey, 2014): it was still open; people could
know enough to answer; they had time; and what they said was conscientiously taken into account.
"""
