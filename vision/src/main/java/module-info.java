/** Image decoding, image data sets, augmentation and generators. */
module dev.cajal.vision {
  requires static org.jspecify;
  requires transitive dev.cajal.nn;
  requires java.desktop;
  requires java.net.http;

  exports dev.cajal.vision;
  exports dev.cajal.vision.fetch;
  exports dev.cajal.vision.folder;
  exports dev.cajal.vision.generate;
  exports dev.cajal.vision.image;
}
