/** The conformance suite that every backend must pass, and gradient assertions. */
@NullMarked
package dev.cajal.testkit;

import org.jspecify.annotations.NullMarked;
