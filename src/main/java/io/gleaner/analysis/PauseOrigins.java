package io.gleaner.analysis;

import io.gleaner.analysis.ChartAssessment.PausedBy;
import io.gleaner.model.ClusterState;
import io.gleaner.model.FieldWriter;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.Job;
import io.gleaner.model.Known;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Upgrade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who paused a chart and when. Harvester records neither an annotation nor an event; {@code metadata.managedFields} of
 * {@code spec.paused} is the only witness, and the time a script ran is the only way to tell it from a person with kubectl.
 */
final class PauseOrigins {
    /** The name under which Gleaner itself writes. */
    private static final String GLEANER = "gleaner";
    /** What Gleaner leaves on a chart it pauses or resumes: who, why, and in which run. */
    private static final String SIGNATURE = "gleaner.io/";

    private static final Duration BEFORE = Duration.ofMinutes(1);
    private static final Duration AFTER = Duration.ofMinutes(5);

    /**
     * What is known of one pause.
     *
     * @param by null when nobody can be named, not even by circumstances
     */
    record Answer(PauseOrigin origin, @Nullable PausedBy by) {}

    private static final Answer UNKNOWN = new Answer(PauseOrigin.UNKNOWN, null);

    /** When an upgrade's script could write. */
    private record Window(Instant from, Instant to, Optional<HarvesterVersion> script) {
        boolean contains(Instant time) {
            return !time.isBefore(from) && !time.isAfter(to);
        }
    }

    private final ClusterState state;
    private final List<Window> windows;
    private final Optional<PausePattern> pattern;

    PauseOrigins(ClusterState state) {
        this.state = state;
        this.pattern = PausePattern.paused(state);
        this.windows = Stream.concat(
                        state.upgrades().stream().map(this::window),
                        state.jobs().stream().filter(this::isOrphan).map(this::orphanWindow))
                .flatMap(Optional::stream)
                .toList();
    }

    Answer of(ManagedChart chart) {
        if (!chart.paused()) {
            return new Answer(PauseOrigin.NONE, null);
        }
        return PausePattern.writer(chart)
                .map(writer -> witnessed(chart, writer))
                .orElseGet(() -> unwitnessed(chart));
    }

    private Answer witnessed(ManagedChart chart, FieldWriter writer) {
        Instant time = Objects.requireNonNull(writer.time());
        Answer manual =
                new Answer(PauseOrigin.MANUAL, new PausedBy(signed(chart, writer.manager()), time, Certainty.MEASURED));
        Answer upgrade = new Answer(PauseOrigin.UPGRADE, new PausedBy(writer.manager(), time, Certainty.DERIVED));
        Answer open = new Answer(PauseOrigin.UNKNOWN, new PausedBy(writer.manager(), time, Certainty.MEASURED));

        if (writer.manager().equals(GLEANER) || !PausePattern.SCRIPT_MANAGERS.contains(writer.manager())) {
            return manual;
        }
        boolean duringScript = windows.stream()
                .anyMatch(window -> window.contains(time) && ScriptCharts.pausedByScriptOf(window.script(), chart));
        if (duringScript) {
            return upgrade;
        }
        if (!Requirement.UPGRADES.isMet(state)) {
            return open;
        }
        if (hasLatestUpgrade() || !ScriptCharts.contains(chart)) {
            return manual;
        }
        return pattern.filter(PausePattern.WITNESSED::equals).isPresent() ? upgrade : open;
    }

    /** Whoever used Gleaner has signed; anybody else is known by the name of their program alone. */
    private static String signed(ManagedChart chart, String manager) {
        Map<String, String> annotations = chart.metadata().annotations();
        boolean signature = manager.equals(GLEANER)
                && "paused".equals(annotations.get(SIGNATURE + "action"))
                && annotations.containsKey(SIGNATURE + "by");
        return signature
                ? "%s (%s, run %s: %s)"
                        .formatted(
                                manager,
                                annotations.get(SIGNATURE + "by"),
                                annotations.getOrDefault(SIGNATURE + "run", "?"),
                                annotations.getOrDefault(SIGNATURE + "why", "?"))
                : manager;
    }

    private Answer unwitnessed(ManagedChart chart) {
        Answer guess = new Answer(PauseOrigin.UPGRADE, new PausedBy(null, null, Certainty.GUESSED));
        boolean unfinishedScript = state.upgrades().stream()
                .anyMatch(upgrade -> upgrade.conditions().has(PhaseDetector.SYSTEM_SERVICES)
                        && !upgrade.conditions().isTrue(PhaseDetector.COMPLETED)
                        && ScriptCharts.pausedByScriptOf(HarvesterVersion.parse(upgrade.target()), chart));
        if (unfinishedScript) {
            return guess;
        }
        boolean gone = Requirement.UPGRADES.isMet(state) && !hasLatestUpgrade();
        return gone
                        && ScriptCharts.contains(chart)
                        && pattern.filter(PausePattern.UNWITNESSED::equals).isPresent()
                ? guess
                : UNKNOWN;
    }

    private boolean hasLatestUpgrade() {
        return state.upgrades().stream().anyMatch(Upgrade::isLatest);
    }

    /** Phase 3 of an upgrade, from shortly before its Job to shortly after; empty when it was never reached. */
    private Optional<Window> window(Upgrade upgrade) {
        Optional<Job> job = ManifestWork.jobOf(state, upgrade.name());
        if (job.isEmpty() && !upgrade.conditions().has(PhaseDetector.SYSTEM_SERVICES)) {
            return Optional.empty();
        }
        Optional<Instant> start = job.map(Job::started)
                .or(() -> upgrade.conditions().since(PhaseDetector.NODES_PREPARED))
                .or(() -> Optional.ofNullable(upgrade.metadata().created()));
        Optional<Instant> end = Stream.of(PhaseDetector.SYSTEM_SERVICES, PhaseDetector.COMPLETED)
                .filter(type -> upgrade.conditions().status(type) != Known.UNKNOWN)
                .flatMap(type -> upgrade.conditions().since(type).stream())
                .findFirst()
                .or(() -> job.map(Job::completed))
                .map(time -> time.plus(AFTER))
                // A deletion un-pauses first and stops the script later: it can pause again until it is gone.
                .filter(_ -> upgrade.metadata().deleting() == null);
        return start.map(from ->
                new Window(from.minus(BEFORE), end.orElse(state.asOf()), HarvesterVersion.parse(upgrade.target())));
    }

    private boolean isOrphan(Job job) {
        return job.runsManifests()
                && job.started() != null
                && state.upgrades().stream()
                        .noneMatch(upgrade -> job.metadata()
                                .label(Upgrade.UPGRADE_LABEL)
                                .filter(upgrade.name()::equals)
                                .isPresent());
    }

    private Optional<Window> orphanWindow(Job job) {
        Instant end = Optional.ofNullable(job.completed())
                .or(() -> job.conditions().isTrue("Failed") ? job.conditions().since("Failed") : Optional.empty())
                .map(time -> time.plus(AFTER))
                .orElse(state.asOf());
        return Optional.ofNullable(job.started()).map(from -> new Window(from.minus(BEFORE), end, Optional.empty()));
    }
}
