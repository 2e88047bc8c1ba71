/** The cajal command. */
module dev.cajal.cli {
  requires static org.jspecify;
  requires dev.cajal.nn;
  requires dev.cajal.zoo;
  requires dev.cajal.vision;
  requires dev.cajal.viz;
  requires dev.cajal.bench;
  requires info.picocli;
  requires tools.jackson.databind;
}
