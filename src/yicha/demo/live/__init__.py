"""The demo that stays up: 青禾县 on a spring morning, with work waiting for everybody."""
