package io.gleaner.ui.incident;

import io.gleaner.analysis.Finding;

/** What the pane beside the findings tells more about. */
sealed interface Detail {
    record OfChart(ChartRow row) implements Detail {}

    record OfFinding(Finding finding) implements Detail {}

    record Empty() implements Detail {}
}
