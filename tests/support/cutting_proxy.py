"""A TCP proxy that stands between the service and a real server, and cuts the line where it is told to.

Each connection takes the next `Cut` of the plan, or passes everything once the plan is used up. What comes before the cut's place in
the stream is passed on; then both sides are reset, as by a router that forgot the connection, or closed in an orderly way.
"""

from __future__ import annotations

import asyncio
import re
import socket
import struct
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

_AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER on, for 0 seconds: what is closed is reset


@dataclass(frozen=True, slots=True)
class Cut:
    """A place in the bytes of one side: `beyond` bytes after the end of the pattern's first occurrence (b"": the start).

    A pattern may look ahead: what it only looks at is not passed on.
    """

    by: Literal["client", "server"]
    pattern: bytes = b""
    beyond: int = 0
    orderly: bool = False

    def place_in(self, stream: bytes) -> int | None:
        """Return how many bytes of the stream are passed on; None where it has not come to the place yet."""
        found = re.search(self.pattern, stream, re.DOTALL)
        if found is None or len(stream) < found.end() + self.beyond:
            return None
        return found.end() + self.beyond


class CuttingProxy:
    """Listens on a loopback port of its own, with its own thread and event loop. `made` counts the cuts."""

    def __init__(self, target: int) -> None:
        self.made = 0
        self._target = target
        self._plan: list[Cut | None] = []
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = int(self._server.sockets[0].getsockname()[1])
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def plan(self, cuts: Iterable[Cut | None]) -> None:
        """Deal these to the connections to come, one each; None lets one pass."""
        self._plan = list(cuts)

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(timeout=20)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=20)
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        cut = self._plan.pop(0) if self._plan else None
        try:
            upstream, upwriter = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        pair = (writer, upwriter)
        self._writers |= set(pair)
        watched = {cut.by: cut} if cut is not None else {}
        await asyncio.gather(
            self._pass(reader, upwriter, pair, watched.get("client")),
            self._pass(upstream, writer, pair, watched.get("server")),
        )
        for each in pair:
            each.close()
            self._writers.discard(each)

    async def _pass(
        self,
        source: asyncio.StreamReader,
        sink: asyncio.StreamWriter,
        pair: tuple[asyncio.StreamWriter, asyncio.StreamWriter],
        cut: Cut | None,
    ) -> None:
        sink.transport.set_write_buffer_limits(0)  # `drain` returns when all was handed to the system
        stream, passed = b"", 0
        with suppress(OSError):
            while True:
                place = None if cut is None else cut.place_in(stream)
                if place is not None:
                    sink.write(stream[passed:place])
                    await sink.drain()
                    self.made += 1
                    self._break(pair, orderly=cut is not None and cut.orderly)
                    return
                sink.write(stream[passed:])
                await sink.drain()
                passed = len(stream)
                received = await source.read(65536)
                if not received:
                    break
                stream += received
                if cut is None:
                    stream, passed = received, 0
            if not sink.transport.is_closing():
                sink.write_eof()

    def _break(self, pair: tuple[asyncio.StreamWriter, asyncio.StreamWriter], *, orderly: bool) -> None:
        for each in pair:
            wire: socket.socket = each.transport.get_extra_info("socket")
            if not orderly:
                wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
            each.transport.abort()

    async def _end(self) -> None:
        self._server.close()
        for each in self._writers:
            each.transport.abort()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        if others:
            await asyncio.wait(others, timeout=20)  # an aborted connection ends its reading by itself
