/**
 * Short programs to copy: each is one file with a {@code main}, needs the one dependency {@code
 * dev.cajal:cajal}, and is run by the tests.
 */
module dev.cajal.examples {
  requires dev.cajal;
  requires static org.jspecify;
}
