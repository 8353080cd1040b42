"""The stage's views, a file each: a Scene comes in, a Topic goes out; never a text or a count the hall may not have."""
