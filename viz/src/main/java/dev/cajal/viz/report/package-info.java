/**
 * The page that a finished run leaves behind: one HTML file that needs no network, runs no script
 * and shows what was trained, how well it does and where it errs. A caller fills a {@link
 * dev.cajal.viz.report.ReportData} and calls {@link dev.cajal.viz.report.Report#write}.
 *
 * <p>Read next: {@link dev.cajal.viz.report.Report}, then {@code Sections} for what each part
 * holds; {@code Style} has the style sheet.
 */
@NullMarked
package dev.cajal.viz.report;

import org.jspecify.annotations.NullMarked;
