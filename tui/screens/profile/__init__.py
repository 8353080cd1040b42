"""The meeting's profile, whole, at either desk and at any time: what stands there, and a form for each part of it.

In comes the state; out goes a `ChangeProfile` or `EditPrompt` with what was changed. What it is called, wording says.
"""
