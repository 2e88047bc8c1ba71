package dev.cajal.vision.folder;

import java.io.IOException;
import java.util.List;

/** Named files, wherever they lie; several threads may read at once. */
interface ImageFiles {
  /** Returns the paths, with forward slashes, relative to the set. */
  List<String> names();

  /** Returns what error messages call a file. */
  String describe(int file);

  /** Reads one of the files. */
  byte[] read(int file) throws IOException;
}
