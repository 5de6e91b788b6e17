"""Tests in a real browser: what scripts, style sheets and a keyboard do. Left out where there is no Chromium."""
