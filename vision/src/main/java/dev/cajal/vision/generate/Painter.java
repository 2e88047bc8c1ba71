package dev.cajal.vision.generate;

/** Paints one sample. */
interface Painter {
  /**
   * Paints.
   *
   * @param index which sample; the same gives the same picture
   * @param label its class
   * @param target receives the 8-bit values, channels first
   */
  void paint(int index, int label, byte[] target);
}
