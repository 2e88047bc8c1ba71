package dev.cajal.cpu.vector;

/**
 * The transforms of {@link Winograd}, over whole vectors of channels. Everything is given by
 * address; a pixel has as many channels as a vector has lanes.
 */
interface TileLoops {

  /** Returns how many channels a vector holds. */
  int lanes();

  /**
   * Writes U = G·g·Gᵀ for some kernels g of 3×3.
   *
   * @param from the first element of the first kernels
   * @param step bytes from one element of a kernel to the next, negative to turn kernels around
   * @param to where the first element of U goes
   * @param row bytes from one result to the next
   * @param slice bytes from one of the 16 elements to the next
   * @param n how many vectors of kernels, one after another
   */
  void kernels(long from, long step, long to, long row, long slice, int n);

  /**
   * Copies 4×4 pixels of a plane, those outside of the image as zeros.
   *
   * @param row bytes from one row of pixels to the next
   * @param top the first row inside of the image, maybe negative
   * @param bottom the first row below it
   * @param left the first column inside of the image, maybe negative
   * @param right the first column to the right of it
   */
  void frame(long from, long row, int top, int bottom, int left, int right, long to);

  /**
   * Writes V = Bᵀ·d·B for the same patch d of 4×4 pixels of some planes.
   *
   * @param row bytes from one row of pixels to the next
   * @param plane bytes from one plane to the next
   * @param planes how many vectors of channels, one after another in V
   * @param slice bytes from one of the 16 elements to the next
   */
  void patches(long from, long row, long plane, int planes, long to, long slice);

  /**
   * Writes the 2×2 pixels y = Aᵀ·m·A + bias of some planes, that in the upper left corner last: so
   * pixels outside of the image may be written to its place first.
   *
   * @param slice bytes from one of the 16 elements of m to the next
   * @param bias the first of the biases
   * @param relu whether negative results become 0
   * @param plane bytes from one plane to the next
   * @param down bytes to the lower pixels, 0 if they lie outside
   * @param across bytes to the pixels to the right, 0 if they lie outside
   */
  void pixels(
      long from,
      long slice,
      int planes,
      long bias,
      boolean relu,
      long to,
      long plane,
      long down,
      long across);
}
