"""``counterfoil serve``: the API, the pages and workers, in one command."""

from typing import Annotated

import typer


def serve(
    *,
    host: Annotated[
        str, typer.Option(metavar="HOST", help="The address to listen on; 0.0.0.0 for all of this machine's.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="The port; 0 for any that is free.")] = 8000,
    workers: Annotated[
        int, typer.Option(min=1, max=64, metavar="N", help="How many processes judge what is handed in.")
    ] = 1,
    api_processes: Annotated[
        int, typer.Option(min=1, max=64, metavar="N", help="How many processes answer requests.")
    ] = 1,
    no_worker: Annotated[
        bool,
        typer.Option("--no-worker", help="Start no worker: counterfoil worker runs elsewhere."),
    ] = False,
    policy: Annotated[
        str, typer.Option(metavar="NAME", help="The policy of the verification that is offered at the start.")
    ] = "border",
    no_offer: Annotated[
        bool,
        typer.Option("--no-offer", help="Create no verification and print no link to one."),
    ] = False,
) -> None:
    """Run the service: API, capture page, review console and workers.

    Prints one address at which a verification can be completed at once, with
    a webcam or with files (--no-offer where others read what it prints). The
    records are made where they are not there yet, and keys beside them.
    Settings come from the environment: see the settings in the reference.

    Browsers give the camera to pages on localhost and over https only. To let
    phones in, put a proxy that speaks TLS before the service and say where it
    is: COUNTERFOIL_BASE_URL=https://verify.example.org

    Stops at Ctrl+C or SIGTERM, once what is being answered is answered.
    """
    from counterfoil import verification
    from counterfoil.cli.loading import networks
    from counterfoil.cli.offering import offer, places
    from counterfoil.cli.terminal import emit, note
    from counterfoil.cli.worker_children import WorkerChildren
    from counterfoil.service.serving import address_of, ending_cleanly, listen
    from counterfoil.service.serving import serve as answer
    from counterfoil.service.settings import Settings

    with listen(host, port) as taken:
        settings = Settings.at(address_of(host, taken))
        networks(verification.MODELS)
        emit(places(settings) if no_offer else offer(settings, policy))
        with WorkerChildren(0 if no_worker else workers), ending_cleanly():
            answer(settings, taken, api_processes)
    note("stopped")
