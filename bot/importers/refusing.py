"""Why a form cannot be imported, in a sentence its author can act on."""

from __future__ import annotations


class FormRefused(Exception):
    """This form cannot be imported; the message tells its author why and what to do."""


#: What helps with a file that cannot be opened, whatever ails it.
SAVE_ANEW = (
    "Open it in Excel or LibreOffice, save it anew as .xlsx without a password, and try again."
)


def damaged() -> FormRefused:
    """Return the refusal of a file whose insides do not hold together."""
    return FormRefused(f"This file is damaged. {SAVE_ANEW}")


def too_large() -> FormRefused:
    """Return the refusal of a file that would unfold into more than any form is."""
    return FormRefused(
        "Unpacked, this file is far larger than any form. It was not opened. Copy the sheets "
        "“survey”, “choices” and “settings” into a new workbook, and try again."
    )
