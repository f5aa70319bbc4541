package io.gleaner.analysis;

import io.gleaner.model.Text;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Question 4, the one thing to do.
 *
 * @param plan a plan's name, or {@code none}, {@code wait}, {@code restart-upgrade}, {@code ask-support}, {@code follow-advice}
 * @param headline the verdict on the whole cluster in one sentence a manager can read
 * @param waitUntil when to start worrying; null unless the plan is {@code wait}
 */
public record Recommendation(
        String plan,
        Text headline,
        Text why,
        Text risk,
        Text ifNothing,
        @Nullable Instant waitUntil) {
    public static final String NONE = "none";
    public static final String WAIT = "wait";
    public static final String RESUME_CHARTS = "resume-charts";
    public static final String REFRESH_CHART_INDEX = "refresh-chart-index";
    public static final String ROLLBACK_CHART_SERVER = "rollback-chart-server";
    public static final String FINISH_CRD_CHARTS = "finish-crd-charts";
    public static final String FORCE_SYNC_BUNDLE = "force-sync-bundle";
    public static final String STOP_UPGRADE = "stop-upgrade";
    public static final String UNPAUSE_NODE = "unpause-node";
    public static final String RESTART_UPGRADE = "restart-upgrade";
    public static final String ASK_SUPPORT = "ask-support";
    /** Do by hand what the worst finding advises. */
    public static final String FOLLOW_ADVICE = "follow-advice";
}
