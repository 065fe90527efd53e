"""What all tests share: the fixtures of real mail servers."""

pytest_plugins = ["tests.support.mail_servers"]
