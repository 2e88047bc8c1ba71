/** The {@code cajal} command. */
@NullMarked
package dev.cajal.cli;

import org.jspecify.annotations.NullMarked;
