package io.gleaner.analysis.timeline;

import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.PhaseProgress;
import io.gleaner.analysis.PhaseProgress.State;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.analysis.timeline.TimelineEntry.Kind;
import io.gleaner.model.Event;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects all that has a time into one list. */
final class Entries {
    private static final int LONGEST = 200;

    private final List<TimelineEntry> entries = new ArrayList<>();
    private final ObjectRef upgrade;

    Entries(UpgradeAssessment upgrade) {
        this.upgrade = switch (upgrade.engine()) {
            case V1 -> new ObjectRef("harvesterhci.io/v1beta1", "Upgrade", "harvester-system", upgrade.name());
            case V2 -> new ObjectRef("management.harvesterhci.io/v1beta1", "UpgradePlan", null, upgrade.name());
        };
        add(
                upgrade.startedAt(),
                Certainty.MEASURED,
                Kind.UPGRADE,
                Severity.INFO,
                this.upgrade,
                "timeline.entry.created");
        boolean failed = upgrade.state() == UpgradeAssessment.State.FAILED;
        add(
                upgrade.endedAt(),
                Certainty.MEASURED,
                Kind.UPGRADE,
                failed ? Severity.ERROR : Severity.INFO,
                this.upgrade,
                failed ? "timeline.entry.failed" : "timeline.entry.completed");
    }

    Entries phases(List<PhaseProgress> phases) {
        for (PhaseProgress phase : phases) {
            Text name = Text.of("analysis.phase." + phase.id());
            add(
                    phase.start(),
                    phase.startCertainty(),
                    Kind.PHASE,
                    Severity.INFO,
                    upgrade,
                    "timeline.entry.phaseBegins",
                    name);
            boolean failed = phase.state() == State.FAILED;
            add(
                    phase.end(),
                    phase.endCertainty(),
                    Kind.PHASE,
                    failed ? Severity.ERROR : Severity.INFO,
                    upgrade,
                    failed ? "timeline.entry.phaseStops" : "timeline.entry.phaseEnds",
                    name);
        }
        return this;
    }

    Entries steps(List<StepProgress> steps) {
        for (StepProgress step : steps) {
            add(
                    step.start(),
                    step.certainty(),
                    Kind.STEP,
                    Severity.INFO,
                    null,
                    "timeline.entry.step",
                    Text.of("timeline.step." + step.step()));
        }
        return this;
    }

    Entries charts(List<ChartBump> bumps) {
        for (ChartBump bump : bumps) {
            Object version = bump.version().isEmpty() ? Text.of("timeline.unknownVersion") : bump.version();
            if (bump.revision() == 0) {
                add(
                        bump.time(),
                        bump.certainty(),
                        Kind.CHART,
                        Severity.INFO,
                        bump.object(),
                        "timeline.entry.chartWanted",
                        bump.chart(),
                        version);
            } else {
                boolean failed = bump.status().equals("failed");
                add(
                        bump.time(),
                        bump.certainty(),
                        Kind.CHART,
                        failed ? Severity.WARNING : Severity.INFO,
                        bump.object(),
                        "timeline.entry.chartInstalled",
                        bump.chart(),
                        version,
                        bump.revision(),
                        bump.status());
            }
        }
        return this;
    }

    Entries jobs(JobRuns runs) {
        for (JobRun run : runs.all()) {
            ObjectRef job = run.job().metadata().ref();
            add(
                    run.started(),
                    Certainty.MEASURED,
                    Kind.JOB,
                    Severity.INFO,
                    job,
                    "timeline.entry.jobStarts",
                    job.name());
            for (JobRun.Try each : run.tries()) {
                if (each.state() == State.FAILED) {
                    add(
                            each.finished(),
                            Certainty.MEASURED,
                            Kind.JOB,
                            Severity.WARNING,
                            each.pod(),
                            "timeline.entry.tryFails",
                            job.name(),
                            each.problem().isEmpty() ? Text.of("timeline.unknownProblem") : each.problem());
                }
            }
            boolean failed = run.state() == State.FAILED;
            add(
                    run.ended().orElse(null),
                    Certainty.MEASURED,
                    Kind.JOB,
                    failed ? Severity.ERROR : Severity.INFO,
                    job,
                    failed ? "timeline.entry.jobFails" : "timeline.entry.jobCompletes",
                    job.name());
        }
        return this;
    }

    /** Jobs speak for themselves; what is left is the way back after a reboot. */
    Entries nodes(List<NodeLane> lanes) {
        for (NodeLane lane : lanes) {
            lane.span(NodeLane.Stage.REBOOT)
                    .ifPresent(span -> add(
                            span.end(),
                            span.endCertainty(),
                            Kind.NODE,
                            Severity.INFO,
                            new ObjectRef("v1", "Node", null, lane.node()),
                            "timeline.entry.nodeBack",
                            lane.node()));
        }
        return this;
    }

    Entries events(List<Event> events) {
        for (Event event : events) {
            add(
                    RelevantEvents.time(event),
                    Certainty.MEASURED,
                    Kind.EVENT,
                    event.isWarning() ? Severity.WARNING : Severity.INFO,
                    event.about(),
                    event.count() > 1 ? "timeline.entry.event" : "timeline.entry.eventOnce",
                    event.about(),
                    event.reason(),
                    oneLine(event.message()),
                    event.count());
        }
        return this;
    }

    /** Messages may be of any length; the Event has the rest. */
    private static String oneLine(String message) {
        String line = message.strip().lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    List<TimelineEntry> inOrder() {
        // Stable: what happens in the same second keeps the order of this class.
        return entries.stream()
                .sorted(Comparator.comparing(TimelineEntry::time))
                .toList();
    }

    private void add(
            @Nullable Instant time,
            Certainty certainty,
            Kind kind,
            Severity severity,
            @Nullable ObjectRef object,
            String key,
            Object... arguments) {
        if (time != null) {
            entries.add(new TimelineEntry(time, certainty, kind, severity, Text.of(key, arguments), object));
        }
    }
}
