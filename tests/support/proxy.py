"""A stretch of network between a desk and its server: it counts journeys, is slow, goes silent, is cut."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from desktop_desk.domain.shared import SharedPlace

_CHUNK = 1 << 16
_Writer = asyncio.StreamWriter


class Proxy:
    """Carries every connection to a place, through :attr:`near`. Its settings may change while it does.

    ``delay_s`` is added on each of the two ways. While ``silent`` nothing is carried, as if a cable were out.
    """

    def __init__(self, place: SharedPlace) -> None:
        self._place = place
        self.delay_s = 0.0
        self.silent = False
        self.journeys = 0
        """How often somebody said something after an answer had come: what was waited for."""

        self._loop = asyncio.new_event_loop()
        self._server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self._open: dict[asyncio.Future[tuple[None, None]], tuple[_Writer, _Writer]] = {}
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)
        self._thread.start()

    @property
    def near(self) -> SharedPlace:
        """The place as it is reached through here."""
        return replace(self._place, port=self._server.sockets[0].getsockname()[1])

    def fewest_journeys(self, act: Callable[[], object], one_way_s: float) -> int:
        """How often ``act`` goes to the server, on a line so long that all of a journey is under way at once.

        The end of a picture counts as one, though nobody waits for it. The fewest of three: a busy machine
        may count one twice.
        """
        act()  # what is made once, a connection or a prepared statement, is made beforehand
        counted = []
        self.delay_s = one_way_s
        for _ in range(3):
            before = self.journeys
            act()
            counted.append(self.journeys - before)
        self.delay_s = 0
        return min(counted)

    def cut(self) -> None:
        """Break every connection there is; both ends know it at the return. New ones are carried."""
        asyncio.run_coroutine_threadsafe(self._abort(), self._loop).result(5)

    def close(self) -> None:
        """Break everything, carry nothing any more."""
        self._loop.call_soon_threadsafe(self._server.close)
        self.cut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    async def _serve(self, asks: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        try:
            answers, to_server = await asyncio.open_connection(self._place.host, self._place.port)
        except OSError:  # the server is away: so is this stretch
            to_client.close()
            return
        line = _Line(self)
        both = asyncio.gather(line.carry(asks, to_server, asked=True), line.carry(answers, to_client))
        self._open[both] = (to_client, to_server)
        await both
        del self._open[both]

    async def _abort(self) -> None:
        ends = [end for both in self._open.values() for end in both]
        for end in ends:
            end.transport.abort()
        await asyncio.gather(*self._open)


class _Line:
    """One connection, carried both ways."""

    def __init__(self, proxy: Proxy) -> None:
        self._proxy = proxy
        self._answered = True

    async def carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, asked: bool = False
    ) -> None:
        """Carry one way, until either end is gone."""
        coming: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        delivering = asyncio.create_task(self._deliver(coming, writer, asked=asked))
        now = asyncio.get_running_loop().time
        try:
            while data := await reader.read(_CHUNK):
                if asked and self._answered:
                    self._proxy.journeys += 1
                    self._answered = False
                coming.put_nowait((now() + self._proxy.delay_s, data))
        except ConnectionError:
            pass
        coming.put_nowait((now() + self._proxy.delay_s, b""))
        await delivering

    async def _deliver(
        self, coming: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter, *, asked: bool
    ) -> None:
        while True:
            due, data = await coming.get()
            await asyncio.sleep(due - asyncio.get_running_loop().time())
            if not data:
                break
            if not self._proxy.silent and not writer.is_closing():
                writer.write(data)
                self._answered |= not asked
        writer.close()


@contextmanager
def proxy_to(place: SharedPlace) -> Iterator[Proxy]:
    """A proxy before a place, closed at the end."""
    proxy = Proxy(place)
    try:
        yield proxy
    finally:
        proxy.close()
