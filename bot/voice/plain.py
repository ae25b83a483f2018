"""The voice that needs no language model: our own texts, filled in."""

from bot.benefits.grammar import verbs
from bot.benefits.questions import Wording
from bot.errors import PromptsError
from prompts.templates import WORDING_VARIABLES, Template, Texts, wording_name


class PlainVoice:
    """Says the texts as they are written. A text that does not fit its variables is an error."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def say(self, key: str, **variables: str) -> str:
        """The reply kept under this key. Raises PromptsError where it or a variable is missing."""
        return self._texts.reply(key).fill(**variables)

    def ask(self, wording: Wording, **variables: str) -> tuple[str, str]:
        """The question and why it is asked, each on one line.

        Takes {measure}, {how_much} and {investment}; those the wording does not name are left
        out. The verbs go with the measure. With no measure known, a phrase stands for it. Raises
        PromptsError as above.
        """
        name = wording_name(wording)
        if unknown := sorted(variables.keys() - WORDING_VARIABLES):
            raise PromptsError(f"{name}: {', '.join(unknown)} cannot be named in a question")
        given = {key: " ".join(value.split()) for key, value in variables.items()}
        if given.get("measure") == "":
            investment = given.get("investment", "")
            given["measure"] = self.say("measure_unnamed", investment=investment)
        given |= verbs(given.get("measure", ""))
        return _filled(name, wording.text, given), _filled(name, wording.why, given)


def _filled(name: str, text: str, given: dict[str, str]) -> str:
    template = Template(name=name, text=text)
    return template.fill(**{key: given[key] for key in template.variables & given.keys()})
