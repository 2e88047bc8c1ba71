/**
 * Labs about looking into networks: what their pictures show, and how they mislead.
 *
 * <p>Read next: {@link dev.cajal.labs.looking.LookingLabs}, which lists them.
 */
@NullMarked
package dev.cajal.labs.looking;

import org.jspecify.annotations.NullMarked;
