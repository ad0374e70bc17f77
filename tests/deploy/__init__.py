"""What it is run with: the image, the compose file, the proxy, Azure, backups."""
