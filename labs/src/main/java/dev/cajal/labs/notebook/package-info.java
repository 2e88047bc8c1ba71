/**
 * What a lab is and what it writes: a claim, findings beside it, and a page.
 *
 * <p>Read next: {@link dev.cajal.labs.notebook.Lab}, then {@link dev.cajal.labs.notebook.Notebook}.
 */
@NullMarked
package dev.cajal.labs.notebook;

import org.jspecify.annotations.NullMarked;
