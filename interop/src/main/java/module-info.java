/** Formats of other tools. */
module dev.cajal.interop {
  requires static org.jspecify;
  requires transitive dev.cajal.nn;

  exports dev.cajal.interop.tensorboard;
}
