/**
 * The claims of the lecture notes, each as an experiment that anybody can run: it puts what is
 * claimed beside what is measured, and draws the figure.
 *
 * <p>Read next: {@link dev.cajal.labs.notebook.Lab} is one claim, {@link dev.cajal.labs.Labs} all
 * of them, {@link dev.cajal.labs.notebook.Notebook} what an experiment writes.
 */
@NullMarked
package dev.cajal.labs;

import org.jspecify.annotations.NullMarked;
