/** The networks of the lecture notes. */
module dev.cajal.zoo {
  requires static org.jspecify;
  requires transitive dev.cajal.nn;

  exports dev.cajal.zoo;
}
