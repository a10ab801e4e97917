"""The kinds of question: one file a kind, all with the same few verbs (see ``base``)."""
