"""The command line, ``reconnect``."""

import typer

from bot.cli import catalog, doctor, explain, manifest, people, serve, setting_up, settings, tickets

app = typer.Typer(
    name="reconnect",
    help="Explains broken sign-ins and connections in Microsoft Teams, and gets them mended.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
app.command()(serve.serve)
app.command()(explain.explain)
app.add_typer(catalog.app, name="catalog")
app.add_typer(manifest.app, name="manifest")
app.add_typer(tickets.app, name="tickets")
app.command()(people.export)
app.command()(people.erase)
app.command()(doctor.doctor)
app.command()(setting_up.setup_code)
app.command()(settings.settings)
