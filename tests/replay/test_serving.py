from __future__ import annotations

import asyncio
from pathlib import Path

from django.http import StreamingHttpResponse
from django.test import AsyncRequestFactory

from tricity.replay.serving import CHUNK, serve


def test_a_large_file_is_never_whole_in_memory_under_asgi(tmp_path: Path) -> None:
    path = tmp_path / "media.mp4"
    path.write_bytes(b"x" * (3 * CHUNK + 7))
    request = AsyncRequestFactory().get("/")

    response = serve(request, path, media_type="audio/mp4", cache="no-store", tag="t")

    async def pieces() -> list[int]:
        assert isinstance(response, StreamingHttpResponse)
        assert response.is_async
        return [len(piece) async for piece in response.streaming_content]  # type: ignore[union-attr]

    assert asyncio.run(pieces()) == [CHUNK, CHUNK, CHUNK, 7]
