"""``reconnect manifest``: the package that is uploaded to Teams."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.console import err, fail
from manifest import build_package, problems_of

app = typer.Typer(help="Make the package that is uploaded to Teams.", no_args_is_help=True)


@app.command()
def build(
    app_id: Annotated[str, typer.Option(help="The client id of the bot's registration in Entra.")],
    domain: Annotated[
        str, typer.Option(help="The host name at which Teams reaches the bot, such as reconnect.contoso.com.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.", dir_okay=False)] = Path(
        "reconnect.zip"
    ),
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is already there.")] = False,
) -> None:
    """Write the package for your bot: manifest, French texts and icons in one zip file."""
    if problems := problems_of(app_id, domain):
        fail(problems)
    package = build_package(app_id, domain)
    try:
        with output.open("wb" if force else "xb") as file:
            file.write(package)
    except FileExistsError:
        fail([f"{output} is there already. Choose another name with -o, or write over it with --force."])
    except OSError as error:
        fail([f"{output} cannot be written: {error.strerror or error}."])
    err.print(f"Written to {output}. Upload it as docs/teams-package.md says.", markup=False, soft_wrap=True)
