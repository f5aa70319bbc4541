package io.gleaner.recovery.guardian;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.UpgradeAssessment;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was seen of each chart: whether a pause began before our eyes, and in which upgrade. Harvester records neither, so this is
 * the only proof that a chart was not paused before the upgrade.
 *
 * @param charts by name
 */
public record PauseMemory(Map<String, Sighting> charts) {
    public static final PauseMemory EMPTY = new PauseMemory(Map.of());

    /**
     * One chart as it was last seen.
     *
     * @param uid a chart made anew under the same name is another one
     * @param since when this was seen first, by the cluster's clock
     * @param beginningSeen whether the chart was un-paused before our eyes
     * @param upgrade the upgrade that was under way when the pause began; empty for none, or when the beginning was not seen
     */
    public record Sighting(String uid, boolean paused, Instant since, boolean beginningSeen, String upgrade) {}

    public PauseMemory {
        charts = Map.copyOf(charts);
    }

    /** The memory after one more look; charts that cannot be read now keep what is known of them. */
    PauseMemory seeing(Assessment assessment) {
        Map<String, Sighting> seen = new LinkedHashMap<>();
        for (ChartAssessment chart : assessment.charts()) {
            String uid = chart.subject().metadata().uid();
            Sighting before = charts.get(chart.name());
            Optional<Sighting> known =
                    Optional.ofNullable(before).filter(each -> each.uid().equals(uid));
            switch (chart.paused()) {
                case UNKNOWN -> known.ifPresent(each -> seen.put(chart.name(), each));
                case NO ->
                    seen.put(
                            chart.name(),
                            known.filter(each -> !each.paused())
                                    .orElseGet(() -> new Sighting(uid, false, assessment.asOf(), false, "")));
                case YES ->
                    seen.put(
                            chart.name(),
                            known.filter(Sighting::paused).orElseGet(() -> pause(assessment, uid, known.isPresent())));
            }
        }
        return new PauseMemory(seen);
    }

    private static Sighting pause(Assessment assessment, String uid, boolean beginningSeen) {
        String upgrade = beginningSeen
                ? assessment
                        .upgradeIfAny()
                        .filter(UpgradeAssessment::isUnderWay)
                        .map(UpgradeAssessment::name)
                        .orElse("")
                : "";
        return new Sighting(uid, true, assessment.asOf(), beginningSeen, upgrade);
    }

    /** Whether the pause began before our eyes and outside any upgrade: then it is somebody's own. */
    boolean beganOutsideUpgrade(ChartAssessment chart) {
        Sighting sighting = charts.get(chart.name());
        return sighting != null
                && sighting.paused()
                && sighting.beginningSeen()
                && sighting.upgrade().isEmpty();
    }

    /**
     * What still counts after nobody looked for a while: pauses that were seen to begin. That a chart was un-paused once proves
     * nothing about a pause that began unseen.
     */
    PauseMemory lasting() {
        Map<String, Sighting> pauses = new TreeMap<>();
        charts.forEach((name, sighting) -> {
            if (sighting.paused()) {
                pauses.put(name, sighting);
            }
        });
        return new PauseMemory(pauses);
    }
}
