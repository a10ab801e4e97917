"""The rules of the house, checked: what lies where, what is locked, what every catalogue keeps."""
