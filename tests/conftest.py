"""What all tests share: the fixtures of real mail servers and of the places of a store."""

pytest_plugins = [
    "tests.support.desk",
    "tests.support.draft_sites",
    "tests.support.mail_servers",
    "tests.support.places",
]
