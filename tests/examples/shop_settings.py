"""The settings of the shop in examples/oscar_shop, with tables made at once instead of by its hundred migrations."""

from settings import *  # noqa: F403


class NoMigrations(dict[str, None]):
    """Of no app at all."""

    def __contains__(self, app: object) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


MIGRATION_MODULES = NoMigrations()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
