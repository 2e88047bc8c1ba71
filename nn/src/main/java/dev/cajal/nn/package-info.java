/** Modules and layers. */
@NullMarked
package dev.cajal.nn;

import org.jspecify.annotations.NullMarked;
