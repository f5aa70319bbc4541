package io.gleaner.analysis;

/**
 * Why Rancher cannot resolve a chart ({@code Defined} is False). A chart has one cause at most, so that one cause makes one
 * headline.
 */
public enum ResolveCause {
    /** The upgrade script swapped the chart server before it bumped Harvester's own charts. */
    CHART_SERVER_MOVED_ON,
    /** Harvester's charts were bumped, the monitoring and logging CRD charts were not. */
    CRD_CHARTS_BEHIND,
    /** The chart server serves the right release, but Rancher's copy of its index is old or was not used yet. */
    INDEX_STALE,
    /** Rancher has no index, or cannot fetch from the chart server. */
    REPOSITORY_UNREACHABLE,
    /** A text no rule knows, or not enough facts to tell. */
    OTHER
}
