"""The people and rooms a new local workspace starts with."""

from bot.sandbox.shapes import Identity, Person, Room

WHO = Identity(
    team_id="T0LOCAL001",
    team_name="Local workspace",
    app_id="A0LOCAL001",
    bot_id="B0LOCAL001",
    bot_user="U0WHATIMPR",
)

PRIYA = Person(id="U0PRIYA001", name="Priya Raman", title="Delivery lead", color="#2f6f8f")
TOM = Person(id="U0TOM00001", name="Tom Okafor", title="Head of sales operations", color="#8a5a2b")
HELEN = Person(id="U0HELEN001", name="Helen Marsh", title="Sponsor, COO", color="#6b4a86")
AMARA = Person(id="U0AMARA001", name="Amara Diallo", title="Delivery lead", color="#9a3d56")
JONAS = Person(id="U0JONAS001", name="Jonas Weber", title="Head of customer care", color="#3c6e47")
MEI = Person(
    id="U0MEI00001", name="Mei Tan", title="Finance analyst", color="#7a6a1f", tz="Asia/Singapore"
)
RAFAEL = Person(
    id="U0RAFAEL01",
    name="Rafael Costa",
    title="IT operations lead",
    color="#31618f",
    is_admin=True,
    tz="Europe/Lisbon",
)
INGRID = Person(
    id="U0INGRID01", name="Ingrid Solberg", title="Sponsor, CFO", color="#8c4a2f", tz="Europe/Oslo"
)
BOT = Person(id=WHO.bot_user, name="What Improved?", title="App", color="#2d6a4f", is_bot=True)

PEOPLE = (PRIYA, TOM, HELEN, AMARA, JONAS, MEI, RAFAEL, INGRID, BOT)
_EVERYBODY = tuple(person.id for person in PEOPLE)

CRM_ROLLOUT = Room(
    id="C0CRMROLL1",
    name="crm-rollout",
    topic="CRM phase 2: updates and questions",
    members=_EVERYBODY,
)
RETURNS = Room(
    id="C0RETURNS1",
    name="returns-portal",
    topic="Returns portal: updates and questions",
    members=_EVERYBODY,
)
SERVICE_DESK = Room(
    id="C0SERVDESK",
    name="service-desk",
    topic="Service desk consolidation: updates and questions",
    members=_EVERYBODY,
)
GENERAL = Room(id="C0GENERAL1", name="general", topic="Everybody", members=_EVERYBODY)

ROOMS = (CRM_ROLLOUT, RETURNS, SERVICE_DESK, GENERAL)
