"""Sealing: tokens as they are kept, encrypted by a key that is not in the database."""

import json
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import RecordsError, SettingsError
from bot.installing import Installed


class Seals:
    """Encrypts by the first key and reads by any of them, so that keys can be changed."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Raises ValueError for a key that is none."""
        self._keys = MultiFernet([Fernet(key) for key in keys]) if keys else None

    def sealed(self, installed: Installed) -> str:
        """Raises SettingsError where there is no key."""
        grant = installed.grant
        open_grant = {
            "token": grant.token.get_secret_value(),
            "refresh": grant.refresh.get_secret_value() if grant.refresh else None,
            "expires_at": grant.expires_at.isoformat() if grant.expires_at else None,
        }
        told = installed.model_dump(mode="json", exclude={"grant"}) | {"grant": open_grant}
        return self._known().encrypt(json.dumps(told).encode()).decode()

    def opened(self, workspace: str, sealed: str) -> Installed:
        """Raises SettingsError where no key opens it, RecordsError where it is not of there."""
        try:
            found = Installed.model_validate_json(self._known().decrypt(sealed))
        except InvalidToken:
            raise SettingsError(_OTHER_KEY) from None
        if found.workspace != workspace:
            raise RecordsError("A token is not that of its workspace.")
        return found

    def anew(self, sealed: str) -> str:
        """The same, by the first key. Raises SettingsError where no key opens it."""
        try:
            return self._known().rotate(sealed).decode()
        except InvalidToken:
            raise SettingsError(_OTHER_KEY) from None

    def _known(self) -> MultiFernet:
        if self._keys is None:
            raise SettingsError("tokens are kept there, so WHATIMPROVED_SECRET_KEY must be set.")
        return self._keys


_OTHER_KEY = (
    "tokens were encrypted by another WHATIMPROVED_SECRET_KEY: put that one behind the new one, "
    "after a comma."
)
