/** Conformance suite for backends and gradient assertions. */
module dev.cajal.testkit {
  requires static org.jspecify;
  requires transitive dev.cajal.core;
  requires transitive org.junit.jupiter.api;
  requires org.junit.jupiter.params;
  requires org.assertj.core;

  exports dev.cajal.testkit;
}
