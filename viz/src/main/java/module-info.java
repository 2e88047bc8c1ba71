/** Charts, filter sheets and self-contained reports. */
module dev.cajal.viz {
  requires static org.jspecify;
  requires transitive dev.cajal.nn;
  requires java.desktop;
}
