/** What the facts mean: phase, chart verdicts, findings, recommendation. Pure functions of the cluster state. */
@NullMarked
package io.gleaner.analysis;

import org.jspecify.annotations.NullMarked;
