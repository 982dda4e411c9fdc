// Tests of the Web layer.
