/** The networks of the lecture notes, each with its published parameter count. */
@NullMarked
package dev.cajal.zoo;

import org.jspecify.annotations.NullMarked;
