"""The phone page: server-rendered, whole without scripts; one style sheet and one script on top."""
