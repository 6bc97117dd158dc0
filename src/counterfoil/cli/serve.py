"""``counterfoil serve``: the API, the pages and a worker, in one command."""

from typing import Annotated

import typer


def serve(
    *,
    host: Annotated[str, typer.Option(metavar="HOST", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="The port; 0 for any that is free.")] = 8000,
    api_processes: Annotated[int, typer.Option(min=1, max=64, metavar="N", help="Processes that answer.")] = 1,
) -> None:
    """Run the service."""
    from counterfoil.cli.terminal import note
    from counterfoil.service.serving import listen
    from counterfoil.service.serving import serve as run
    from counterfoil.service.settings import Settings

    taken = listen(host, port)
    settings = Settings.from_environment()
    note(f"listening on {host}, port {taken.getsockname()[1]}")
    run(settings, taken, api_processes)
