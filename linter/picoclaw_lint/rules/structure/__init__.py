"""The form of the file: does it decode, and does PicoClaw load what it decodes to."""
