"""Pages of a hosted room: the seat, the way in, the console, the projector; laid out from `game.telling`."""
