"""Every setting, read once from the environment; all mistakes are reported together."""

import re
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError


class Settings(BaseSettings):
    """What an operator may set. Names of the environment are the fields' aliases.

    `home` holds what is kept: records, index, the local workspace's conversation. `executor` names
    this process among replicas that share a database: another one in each, the same after a
    restart. `posts_per_second` is how many posts a workspace takes at most, over all replicas.
    Metrics are served where a port is set for them.
    """

    model_config = SettingsConfigDict(extra="ignore", frozen=True, populate_by_name=True)

    home: Path = Field(
        default_factory=lambda: user_data_path("whatimproved", appauthor=False),
        alias="WHATIMPROVED_HOME",
    )
    database_url: str | None = Field(default=None, alias="DATABASE_URL")
    host: str = Field(default="127.0.0.1", alias="WHATIMPROVED_HOST")
    port: int = Field(default=8420, ge=0, le=65535, alias="WHATIMPROVED_PORT")
    executor: str = Field(default="whatimproved-1", min_length=1, alias="WHATIMPROVED_EXECUTOR")
    posts_per_second: float = Field(
        default=20.0, ge=0.1, le=1000, alias="WHATIMPROVED_POSTS_PER_SECOND"
    )
    chroma_url: str | None = Field(default=None, alias="WHATIMPROVED_CHROMA_URL")
    metrics_host: str = Field(default="127.0.0.1", alias="WHATIMPROVED_METRICS_HOST")
    metrics_port: int | None = Field(
        default=None, ge=0, le=65535, alias="WHATIMPROVED_METRICS_PORT"
    )
    log: Literal["auto", "text", "json"] = Field(default="auto", alias="WHATIMPROVED_LOG")
    log_level: Literal["debug", "info", "warning"] = Field(
        default="info", alias="WHATIMPROVED_LOG_LEVEL"
    )
    slack_bot_token: SecretStr | None = Field(default=None, alias="SLACK_BOT_TOKEN")
    slack_signing_secret: SecretStr | None = Field(default=None, alias="SLACK_SIGNING_SECRET")
    slack_api_url: str = Field(default="https://slack.com/api/", alias="SLACK_API_URL")

    @field_validator("home")
    @classmethod
    def _absolute(cls, home: Path) -> Path:
        return home.expanduser().absolute()

    @field_validator("slack_api_url")
    @classmethod
    def _ends_in_a_slash(cls, url: str) -> str:
        if not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise ValueError("must be an https address")
        return url if url.endswith("/") else f"{url}/"

    def log_form(self, is_terminal: bool) -> Literal["text", "json"]:
        """As set, else lines for people at a terminal and for machines anywhere else."""
        if self.log == "auto":
            return "text" if is_terminal else "json"
        return self.log

    @field_validator("chroma_url")
    @classmethod
    def _is_an_address(cls, url: str | None) -> str | None:
        if url is not None and not re.fullmatch(r"https?://[\w.-]+(?::\d{1,5})?/?", url):
            raise ValueError("must be an address such as http://127.0.0.1:8000")
        return url

    @property
    def records_url(self) -> str:
        """Where the records are: the database set, else a file in the home."""
        return self.database_url or f"sqlite:///{self.home / 'records.sqlite'}"

    @property
    def work_url(self) -> str:
        """Where DBOS keeps what is under way: beside the records."""
        if self.database_url is None or self.database_url.startswith("sqlite"):
            return f"sqlite:///{self.home / 'work.sqlite'}"
        return self.database_url

    @property
    def is_alone(self) -> bool:
        """Whether this process owns its database: true for a file."""
        return self.records_url.startswith("sqlite")


def load() -> Settings:
    """The settings of this process. Raises SettingsError naming each that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()
        )
        raise SettingsError(wrong) from error
