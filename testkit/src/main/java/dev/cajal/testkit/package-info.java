/**
 * What operations and backends are tested with. {@link dev.cajal.testkit.Catalogue} lists cases of
 * every primitive; {@link dev.cajal.testkit.Conformance} compares the kernels of a backend with the
 * reference on them, in many layouts; {@link dev.cajal.testkit.GradientAssertions} compares the
 * derivative rules with finite differences. Whoever writes an operation or a backend can use all
 * three from JUnit.
 */
@NullMarked
package dev.cajal.testkit;

import org.jspecify.annotations.NullMarked;
