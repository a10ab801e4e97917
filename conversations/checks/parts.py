"""What every check is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from conversations.catalogue import Catalogues
from conversations.reading.draft import Draft
from conversations.reading.translations import Translation


@dataclass(frozen=True)
class Parts:
    """A project as read, its translations by language, and the words people would be served."""

    draft: Draft
    translations: Mapping[str, Translation]
    catalogues: Catalogues
