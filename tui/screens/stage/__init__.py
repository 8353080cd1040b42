"""The projector: one file a scene, drawn from the record alone."""
