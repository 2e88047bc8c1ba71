/** Charts, filter sheets and self-contained reports. */
@NullMarked
package dev.cajal.viz;

import org.jspecify.annotations.NullMarked;
