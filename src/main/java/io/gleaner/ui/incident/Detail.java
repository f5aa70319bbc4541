package io.gleaner.ui.incident;

import io.gleaner.analysis.Finding;

/** What the pane beside the findings tells more about. */
sealed interface Detail {
    record OfChart(ChartRow row) implements Detail {}

    record OfFinding(Finding finding) implements Detail {}

    /** The upgrade, its nodes and the cluster: what is told when nothing is selected. */
    record OfCluster() implements Detail {}
}
