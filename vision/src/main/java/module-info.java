/** Image decoding, image data sets, augmentation and generators. */
module dev.cajal.vision {
  requires static org.jspecify;
  requires transitive dev.cajal.nn;
  requires java.desktop;

  exports dev.cajal.vision.generate;
}
