/** ManagedCharts, Fleet and Helm (catalogue C). */
@NullMarked
package io.gleaner.analysis.rules.chart;

import org.jspecify.annotations.NullMarked;
