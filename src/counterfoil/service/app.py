"""The application: routers, and what every request passes."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final

from fastapi import FastAPI

from counterfoil import __version__
from counterfoil.clock import utc_now
from counterfoil.records.books import Books, open_books
from counterfoil.service import api, console, openapi, problems
from counterfoil.service.api import webhook_messages
from counterfoil.service.capture import page
from counterfoil.service.edge.bodies import Bodies
from counterfoil.service.edge.headers import Headers
from counterfoil.service.edge.tracing import Tracing
from counterfoil.service.guards import require_guards
from counterfoil.service.live import socket as live
from counterfoil.service.measures import Measures
from counterfoil.service.settings import Settings
from counterfoil.service.state import open_service

_ROUTERS: Final = (*api.ROUTERS, live.router, page.router, *console.ROUTERS)


def create_app(
    settings: Settings | None = None, books: Books | None = None, clock: Callable[[], datetime] = utc_now
) -> FastAPI:
    """Return the application. Its books are opened when it starts, not here.

    Args:
        settings: What the operator set; by default what the environment says.
        books: Its books; by default those that the environment names.
        clock: Gives the time in UTC.

    Raises:
        SettingError: A setting is wrong.
    """
    chosen = settings or Settings.from_environment()
    measures = Measures()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        opened = books or open_books()
        service = app.state.service = open_service(chosen, opened, measures, clock)
        service.handover.prepare()
        yield
        service.handover.close()
        if books is None:
            opened.database.close()

    app = FastAPI(
        title="Counterfoil",
        version=__version__,
        lifespan=lifespan,
        openapi_url="/v1/openapi.json",
        docs_url=None,  # it would load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        separate_input_output_schemas=True,
        webhooks=webhook_messages.router,
    )
    console.require_actions()
    for router in _ROUTERS:
        require_guards(router.routes)
        app.include_router(router)
    problems.install(app)
    openapi.install(app)
    app.add_middleware(Bodies, settings=chosen)
    app.add_middleware(Tracing, measures=measures)
    app.add_middleware(Headers, over_https=chosen.over_https)  # the outermost: a defect's answer has them too
    return app
