"""A server that answers exactly what a test says, byte by byte, over a real socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Scripted:
    """Reads one request at a time and writes ``reply`` as it is: then closes, or keeps silent."""

    reply: bytes = b""
    keeps_silent: bool = False
    requests: list[bytes] = field(default_factory=list)
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    address: str = ""

    def says(self, status: int, body: bytes) -> None:
        """Answer with a whole response of ``status``."""
        head = f"HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
        self.reply = head.encode() + body

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        lengths = [int(line[15:]) for line in lines if line.startswith(b"content-length:")]
        body = await reader.readexactly(sum(lengths))
        if b"transfer-encoding: chunked" in head.lower():
            body = await reader.readuntil(b"\r\n0\r\n\r\n")
        self.requests.append(head + body)
        self.asked.set()
        if self.keeps_silent:
            await reader.read()
        writer.write(self.reply)
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def serving(server: Scripted) -> AsyncIterator[None]:
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    try:
        yield
    finally:
        listening.close()
