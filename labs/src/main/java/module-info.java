/** The claims of the lecture notes as experiments. */
module dev.cajal.labs {
  requires static org.jspecify;
  requires transitive dev.cajal.nn;
  requires transitive dev.cajal.viz;
  requires dev.cajal.classic;
  requires dev.cajal.vision;
  requires dev.cajal.zoo;

  exports dev.cajal.labs;
  exports dev.cajal.labs.drawing;
  exports dev.cajal.labs.notebook;
  exports dev.cajal.labs.toynn;
}
