/** The cajal command. */
module dev.cajal.cli {
  requires static org.jspecify;
  requires dev.cajal.core;
  requires dev.cajal.nn;
  requires dev.cajal.zoo;
  requires dev.cajal.vision;
  requires dev.cajal.viz;
  requires dev.cajal.interop;
  requires dev.cajal.bench;
  requires dev.cajal.labs;
  requires dev.cajal.classic;
  requires info.picocli;
  requires java.logging;
  requires tools.jackson.databind;

  opens dev.cajal.cli to
      info.picocli;
}
