"""What looks like an address, a telephone number or a key never leaves; all else does."""

import pytest

from bot.benefits.asking import Turn
from bot.model.redaction import redacted
from tests.model.builders import a_prompt

SECRETS = {
    "ask anna.berg+x@mail.example.co.uk about it": ("anna.berg+x@mail.example.co.uk",),
    "<mailto:a@b.de|a@b.de> owns it": ("a@b.de",),
    "call +44 20 7946 0958, or (415) 555-0123": ("+44 20 7946 0958", "(415) 555-0123"),
    "020 7946 0958": ("020 7946 0958",),
    "415-555-0123.": ("415-555-0123",),
    "OPENAI_API_KEY=sk-proj-abcdEFGH12345678ijkl": ("sk-proj-abcdEFGH12345678ijkl",),
    "xoxb-1234567890-abcdefghij": ("xoxb-1234567890-abcdefghij",),
    "key AKIAIOSFODNN7EXAMPLE here": ("AKIAIOSFODNN7EXAMPLE",),
    "ghp_abcdefghijklmnopqrstuvwxyz012345": ("ghp_abcdefghijklmnopqrstuvwxyz012345",),
    "Bearer a1b2c3d4e5f6g7h8": ("a1b2c3d4e5f6g7h8",),
    "password: hunter2, please": ("hunter2,",),
    "https://anna:s3cret@db.example/x": ("anna:s3cret",),
    "https://x.example/r?token=abc123def&y=1": ("abc123def",),
    "eyJhbGciOiJI.eyJzdWIiOiIx.c2ln": ("eyJhbGciOiJI.eyJzdWIiOiIx.c2ln",),
    "-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n": ("MIIabc",),
    "DB_PASSWORD=Summer2026 and PASSWORD_DB=abc12345": ("Summer2026", "abc12345"),
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG": ("wJalrXUtnFEMI/K7MDENG",),
    "AWS_SECRET_ACCESS_KEY=abcd1234/efgh": ("abcd1234/efgh",),
    "it is wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY": ("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",),
    "client_secret: Zx81-kk23-90aa": ("Zx81-kk23-90aa",),
    'secret_key=abcd1234efgh, "password": "hunter2secret"': ("abcd1234efgh", "hunter2secret"),
    "*password:* hunter22 or `password` = `hunter33`": ("hunter22", "hunter33"),
    "password:*hunter22* and mypassword=abc12345": ("hunter22", "abc12345"),
    "password is hunter2!!": ("hunter2!!",),
    "the password for staging is Tr0ub4dor&3": ("Tr0ub4dor&3",),
    "pw: hunter22, Passwort: geheim123": ("hunter22", "geheim123"),
    "redis://:p4ssw0rd@cache:6379": ("p4ssw0rd",),
    "https://hooks.slack.com/services/T0/B0/XxXxYyYy1234": ("T0/B0", "XxXxYyYy1234"),
    "Authorization: Basic dXNlcjpwYXNzd29yZDEyMw==": ("dXNlcjpwYXNzd29yZDEyMw==",),
    "GOCSPX-abcdefghijklmnopqrst": ("GOCSPX-abcdefghijklmnopqrst",),
    "SG.abc123DEF456.abcdefghijklmnop": ("SG.abc123DEF456",),
    "MY_sk-proj-abcdEFGH12345678ijkl": ("sk-proj-abcdEFGH12345678ijkl",),
    "01 23 45 67 89 or 06.12.34.56.78": ("01 23 45 67 89", "06.12.34.56.78"),
    "0049 171 2345678": ("0049 171 2345678",),
    "415 555 0123 or 1-800-555-0199": ("415 555 0123", "1-800-555-0199"),
    "<tel:4155550123|here>": ("4155550123",),
    "0123456789abcdef0123456789abcdef": ("0123456789abcdef0123456789abcdef",),
    "login: bob / hunter22, or pass: hunter33": ("hunter22", "hunter33"),
    "DB_PASS=hunter22 and user bob pass hunter33": ("hunter22", "hunter33"),
    "password hunter22, Password 'hunter33'": ("hunter22", "hunter33"),
    "password – hunter22\npassword\nhunter33": ("hunter22", "hunter33"),
    "password is now hunter22, pw changed to hunter33": ("hunter22", "hunter33"),
    "password\u200b: hunter22": ("hunter22",),
    "recovery phrase: correct horse battery staple": ("horse", "staple"),
    "my pin is 4821 and OTP: 482193": ("4821", "482193"),
    "card 4111 1111 1111 1111, SSN 078-05-1120": ("4111 1111 1111 1111", "078-05-1120"),
    "IBAN DE89 3704 0044 0532 0130 00": ("3704 0044",),
    "x-api-key: 12345678-1234-1234-1234-123456789012": ("12345678-1234",),
    "whsec_abcdefghijklmnop sq0atp-abcdefghij1234": ("whsec_abc", "sq0atp-abc"),
}

HARMLESS = (
    "Cycle time fell from 21 to 16 days by 2026-03-14, 65,000 hours saved, £1.2m, +12%.",
    "Down 3.5-4.5 days; 1 234 567 requests; 2025-2026; tickets 4021-4077; v1.20.3; 10.0.0.1",
    "<@U0123ABCD> in <#C0456EFGH|ops> at <https://x.example/reports/2026/q1-cycle-time|report>",
    "The token costs fell by 40%, the password reset takes 2 minutes: it is the key figure.",
    "reports/2026-03/cycle-time-dashboard-for-the-platform-team-and-others 12:30-13:45",
    "Password resets: 340 a week, password_resets: 340, passwords-reset=1,200, password: 4.5%",
    "Tokens: 120000 a day; secret: measure early; token: 45minutes; api_key_rotation: 90 days",
    "The password reset is 2 minutes, the password change is Q3-2026, password is 12-digit now.",
    "In 03/2026 1234 tickets, by 01.02.2026 1234; 120 340 560 1200; 250 300 4000 12 per week",
    "Basic requirements2026 by 2026-03-14: 1 200 000 000 calls, 4021 4022; hotel:1200000000",
    "Pass: 98%, pass rate 97.5%, pass 12tests, passed 340; PIN resets: 4821; OTP: 4821 a day",
    "Years 2021 2022 2023 2024; FY25 2024 2025 2026; login: 340 / 45minutes; code 4021",
    "See reports/12345678-1234-1234-1234-123456789012, the key 2026 figures, phrase: 12 words",
    "C'était 12 345 678 € 🎉 \x00 \ud83d",
)


@pytest.mark.parametrize(("text", "secrets"), SECRETS.items())
def test_a_secret_is_told_by_a_stand_in_and_comes_back(text: str, secrets: tuple[str, ...]) -> None:
    """No letter of it leaves, and a quote that holds it is what was written again."""
    shown, kept = redacted(a_prompt(text))
    left = shown.turns[0].text
    assert not [one for one in secrets if one in left]
    assert "-1]" in left
    assert kept.show({"quote": left, "all": [left, 1, None]}) == {
        "quote": text,
        "all": [text, 1, None],
    }


@pytest.mark.parametrize("text", HARMLESS)
def test_figures_dates_names_and_links_stay(text: str) -> None:
    """A model that sees no figures reads none."""
    assert redacted(a_prompt(text))[0].turns[0].text == text


def test_the_same_secret_has_the_same_stand_in_and_none_that_somebody_wrote() -> None:
    """What a person typed as a stand-in is theirs, and never becomes somebody's address."""
    prompt = a_prompt("[email-1] is what a@b.de wrote to c@d.de")
    prompt = prompt.model_copy(update={"turns": (*prompt.turns, Turn(by="bot", text="a@b.de?"))})
    shown, kept = redacted(prompt)
    assert [one.text for one in shown.turns] == [
        "[email-1] is what [email-2] wrote to [email-3]",
        "[email-2]?",
    ]
    assert kept.show("[email-1] [email-3] [email-4]") == "[email-1] c@d.de [email-4]"


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a@",
        "+1 ",
        "0 ",
        "a1_",
        "token=",
        "password",
        "secret_",
        "pw is ",
        "pass ",
        "pw to ",
        "login a",
        "AB12 1234 ",
        "0 0",
        "A1/",
        "://a:",
        "(",
        "-",
    ],
)
def test_long_and_odd_texts_are_looked_through_as_well(piece: str) -> None:
    """Forty thousand characters of anything come to an end."""
    text = piece * (40_000 // len(piece))
    shown, kept = redacted(a_prompt(text))
    assert kept.show(shown.turns[0].text) == text
