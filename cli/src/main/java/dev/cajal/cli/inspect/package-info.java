/**
 * What {@code cajal inspect} shows of a trained network, one file for each part.
 *
 * <p>To add a part, write an {@link dev.cajal.cli.inspect.InspectionPart} and name it in {@link
 * dev.cajal.cli.inspect.Inspection}. It asks a {@link dev.cajal.cli.inspect.Subject} for the model,
 * the image and the data, and writes what it finds on an {@link
 * dev.cajal.cli.inspect.InspectionPage}. Nothing here knows the command line.
 */
@NullMarked
package dev.cajal.cli.inspect;

import org.jspecify.annotations.NullMarked;
