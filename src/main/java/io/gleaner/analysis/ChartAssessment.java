package io.gleaner.analysis;

import io.gleaner.model.Known;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Question 2 for one chart.
 *
 * @param subject the ManagedChart the verdict is about, as it was read
 * @param served whether the repository's index holds the wanted version
 * @param deployedVersion the chart version of the newest deployed Helm revision; empty when not known
 * @param pausedBy null when not paused or nobody can be named
 * @param message what the object says is wrong, raw; empty when nothing is
 * @param bundleState Fleet's display state; {@code Ready} when Fleet shows none; empty without a Bundle
 * @param reason why this verdict, in words
 * @param operations the names of plans that can help this chart
 */
public record ChartAssessment(
        ManagedChart subject,
        Known paused,
        Known bundlePaused,
        Known defined,
        Known ready,
        Known served,
        Verdict verdict,
        PauseOrigin pauseOrigin,
        @Nullable PausedBy pausedBy,
        String message,
        String bundleState,
        @Nullable HelmFacts helm,
        String deployedVersion,
        ChartVersions versions,
        @Nullable Text pendingChange,
        Text reason,
        List<String> operations) {

    /** Who wrote {@code spec.paused}; manager and time are null where only circumstances speak. */
    public record PausedBy(
            @Nullable String manager, @Nullable Instant time, Certainty certainty) {}

    /** The newest Helm revision; {@code chartVersion} is empty when its witness does not tell. */
    public record HelmFacts(String status, int revision, String chartVersion) {}

    public ChartAssessment {
        operations = List.copyOf(operations);
    }

    public String name() {
        return subject.name();
    }

    public String version() {
        return subject.version();
    }
}
