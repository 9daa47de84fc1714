"""From the models to what is published: the shape table for the linter, JSON Schemas for everybody else."""
