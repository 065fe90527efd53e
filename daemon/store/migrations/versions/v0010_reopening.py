"""A case that is done may be opened again; the program allows it only where nothing can have left."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TRANSITION = sa.table("transition", sa.column("noun"), sa.column("was"), sa.column("becomes"))
REOPENED = {"noun": "case", "was": "done", "becomes": "recognised"}


def upgrade() -> None:
    op.bulk_insert(TRANSITION, [REOPENED])


def downgrade() -> None:
    op.execute(TRANSITION.delete().where(*(TRANSITION.c[name] == value for name, value in REOPENED.items())))
