"""The role as which production connects: it owns nothing. What it may is granted by `granting`. No Django here."""

APP_ROLE = "yicha_app"
