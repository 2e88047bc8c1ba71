/**
 * What an evaluation looks like: curves, confusion and galleries for the report of a run, and the
 * page that {@code cajal evaluate --out} writes. Nothing here knows the command line.
 */
@NullMarked
package dev.cajal.cli.evaluation;

import org.jspecify.annotations.NullMarked;
