"""What older releases of PicoClaw wrote, and what becomes of it."""
