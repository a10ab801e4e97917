"""What translators are given and bring back: spreadsheets, for those who do without Poedit."""
