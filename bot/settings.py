"""Every setting, read once from the environment; all mistakes are reported together."""

import re
from base64 import urlsafe_b64decode
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

MAKES_A_KEY = "`openssl rand -base64 32 | tr '+/' '-_'` makes one."

_OTHER_KIND = {
    "slack_bot_token": "that is an app's or a person's token; the bot's begins with xoxb",
    "slack_app_token": "that is a bot's or a person's token; the app's begins with xapp",
}


def _is_fernet(key: str) -> bool:
    try:
        return len(urlsafe_b64decode(key.strip())) == 32
    except ValueError:
        return False


def _is_inside(url: str) -> bool:
    """Whether an http address leads to this machine or to one beside it: a token goes there."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme != "http" or parts.username is not None:
        return False
    try:
        return ip_address(host).is_private
    except ValueError:
        return bool(re.fullmatch(r"[\w-]+|[\w.-]+\.(?:internal|local|localhost|test)", host))


class Settings(BaseSettings):
    """What an operator may set. Names of the environment are the fields' aliases.

    `home` holds what is kept: records, index, the local workspace's conversation. `executor` names
    this process among replicas that share a database: another one in each, the same after a
    restart. `posts_per_second` is how many posts a workspace takes at most, over all replicas.
    Metrics are served where a port is set for them. `secret_key` encrypts the tokens of many
    workspaces; several, with commas between, are read by and the first one writes. `purge_after` is
    how many days what is kept of a workspace outlasts its putting us out, an hour at least.

    A language model is named by its provider, as `openai:NAME`; without one nothing is sent to any.
    `model_url` is of a server of one's own, for models of openai or ollama. `model_tokens` is what
    a workspace uses of it a day, `model_seconds` how long one answer is waited for, `model_price`
    what a million tokens in and out cost, in any currency.
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
    slack_app_token: SecretStr | None = Field(default=None, alias="SLACK_APP_TOKEN")
    slack_client_id: str | None = Field(default=None, alias="SLACK_CLIENT_ID")
    slack_client_secret: SecretStr | None = Field(default=None, alias="SLACK_CLIENT_SECRET")
    slack_redirect_uri: str | None = Field(default=None, alias="SLACK_REDIRECT_URI")
    secret_key: SecretStr | None = Field(default=None, alias="WHATIMPROVED_SECRET_KEY")
    purge_after: int = Field(default=30, ge=0, le=3650, alias="WHATIMPROVED_PURGE_AFTER")
    slack_api_url: str = Field(default="https://slack.com/api/", alias="SLACK_API_URL")
    model: str | None = Field(default=None, alias="WHATIMPROVED_MODEL")
    model_phrasing: str | None = Field(default=None, alias="WHATIMPROVED_MODEL_PHRASING")
    model_url: str | None = Field(default=None, alias="WHATIMPROVED_MODEL_URL")
    model_tokens: int = Field(default=200_000, ge=0, alias="WHATIMPROVED_MODEL_TOKENS")
    model_seconds: float = Field(default=10.0, ge=1, le=25, alias="WHATIMPROVED_MODEL_SECONDS")
    model_price: str | None = Field(default=None, alias="WHATIMPROVED_MODEL_PRICE")
    openai_api_key: SecretStr | None = Field(default=None, alias="OPENAI_API_KEY")
    anthropic_api_key: SecretStr | None = Field(default=None, alias="ANTHROPIC_API_KEY")

    @field_validator("home")
    @classmethod
    def _absolute(cls, home: Path) -> Path:
        return home.expanduser().absolute()

    @field_validator("slack_api_url")
    @classmethod
    def _ends_in_a_slash(cls, url: str) -> str:
        if not url.startswith("https://") and not _is_inside(url):
            raise ValueError("must be an https address, or one of a stand-in in your own network")
        return url if url.endswith("/") else f"{url}/"

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _is_of_its_kind(cls, token: SecretStr | None, field: ValidationInfo) -> SecretStr | None:
        if token is None:
            return None
        kinds = {"slack_bot_token": ("xapp-", "xoxp-"), "slack_app_token": ("xox",)}
        if token.get_secret_value().startswith(kinds[str(field.field_name)]):
            raise ValueError(_OTHER_KIND[str(field.field_name)])
        return token

    @field_validator("secret_key")
    @classmethod
    def _is_a_key(cls, keys: SecretStr | None) -> SecretStr | None:
        if keys is None or not keys.get_secret_value().strip():
            return None
        if not all(map(_is_fernet, keys.get_secret_value().split(","))):
            raise ValueError(f"must be 32 random bytes in URL-safe base64. {MAKES_A_KEY}")
        return keys

    @field_validator("model", "model_phrasing")
    @classmethod
    def _names_a_provider(cls, model: str | None) -> str | None:
        if not model or not model.strip():
            return None
        if not re.fullmatch(r"[a-z][a-z0-9_]*:\S+", model.strip()):
            raise ValueError("must be a provider and a name, such as openai:NAME or ollama:NAME")
        return model.strip()

    @field_validator("model_url")
    @classmethod
    def _is_safe_to_send_to(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith("https://") and not _is_inside(url):
            raise ValueError("must be an https address, or one in your own network")
        return url

    @field_validator("model_price")
    @classmethod
    def _is_a_pair(cls, price: str | None) -> str | None:
        if price is not None and not re.fullmatch(r"\d+(?:\.\d+)?,\s*\d+(?:\.\d+)?", price):
            raise ValueError("must be two numbers, of a million tokens in and out: 0.5,1.5")
        return price

    @property
    def price_per_token(self) -> tuple[float, float] | None:
        """What a token in and one out cost; None where that was not said."""
        if self.model_price is None:
            return None
        into, out = (float(one) / 1_000_000 for one in self.model_price.split(","))
        return into, out

    @property
    def secret_keys(self) -> tuple[str, ...]:
        """Those that tokens are encrypted by, the one in use first."""
        told = self.secret_key.get_secret_value() if self.secret_key else ""
        return tuple(one.strip() for one in told.split(",")) if told else ()

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
    def is_for_many(self) -> bool:
        """Whether workspaces install it themselves, by OAuth."""
        return bool(self.slack_client_id or self.slack_client_secret)

    @property
    def missing_to_serve(self) -> list[str]:
        """The names of what has to be set yet: to speak, in one workspace or in many, and to hear,
        by requests or over a socket.
        """
        needed: dict[str, object] = {"SLACK_BOT_TOKEN": self.slack_bot_token}
        if self.is_for_many:
            needed = {
                "SLACK_CLIENT_ID": self.slack_client_id,
                "SLACK_CLIENT_SECRET": self.slack_client_secret,
                "WHATIMPROVED_SECRET_KEY": self.secret_key,
            }
        needed["SLACK_SIGNING_SECRET"] = self.slack_signing_secret or self.slack_app_token
        return [name for name, value in needed.items() if not value]

    @property
    def is_begun(self) -> bool:
        """Whether anything of a Slack app is set; the local workspace does without."""
        kept = (self.slack_bot_token, self.slack_signing_secret, self.slack_app_token)
        return self.is_for_many or any(kept)

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
