from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from tricity.site.turns import Turns


def run(main: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(main, 20))


def test_so_many_are_inside_at_once_in_the_order_they_came() -> None:
    async def main() -> None:
        turns, order, inside, most = Turns(2), list[int](), 0, 0

        async def work(number: int) -> None:
            nonlocal inside, most
            async with turns:
                order.append(number)
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0.001)
                inside -= 1

        await asyncio.gather(*(work(number) for number in range(20)))

        assert (order, most, turns.waiting) == (list(range(20)), 2, 0)

    run(main())


def test_who_waits_for_something_else_does_not_hold_the_others_up_for_good() -> None:
    async def main() -> None:
        turns, hanging, done = Turns(1, patience=0.02), asyncio.Event(), list[int]()

        async def hang() -> None:
            async with turns:
                await hanging.wait()

        async def work(number: int) -> None:
            async with turns:
                done.append(number)

        stuck = asyncio.create_task(hang())
        await asyncio.sleep(0)
        await asyncio.gather(*(work(number) for number in range(10)))
        hanging.set()
        await stuck

        assert done == list(range(10))

    run(main())


def test_what_was_lent_is_given_back() -> None:
    async def main() -> None:
        turns, hanging = Turns(1, patience=0.01), asyncio.Event()
        inside = most = 0

        async def hang() -> None:
            async with turns:
                await hanging.wait()

        async def work() -> None:
            nonlocal inside, most
            async with turns:
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0)
                inside -= 1

        stuck = asyncio.create_task(hang())
        await asyncio.sleep(0)
        await work()
        hanging.set()
        await stuck
        await asyncio.gather(*(work() for _number in range(10)))

        assert most == 1

    run(main())


def test_who_goes_away_while_waiting_gives_up_the_turn() -> None:
    async def main() -> None:
        turns, leave, done = Turns(1, patience=60), asyncio.Event(), list[str]()

        async def hold() -> None:
            async with turns:
                await leave.wait()

        async def work(name: str) -> None:
            async with turns:
                done.append(name)

        held = asyncio.create_task(hold())
        await asyncio.sleep(0)
        gone, next_one = asyncio.create_task(work("gone")), asyncio.create_task(work("next"))
        await asyncio.sleep(0)
        gone.cancel()
        leave.set()
        await asyncio.gather(held, gone, next_one, return_exceptions=True)

        assert (done, turns.waiting) == (["next"], 0)

    run(main())
