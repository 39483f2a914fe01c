"""What the use cases need of the outside: Protocols, one small file each, with their promises."""
