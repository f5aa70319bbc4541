package io.gleaner.report;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.PhaseProgress;
import io.gleaner.analysis.PhaseProgress.State;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.analysis.timeline.JobRun;
import io.gleaner.analysis.timeline.NodeLane;
import io.gleaner.analysis.timeline.NodeLane.Span;
import io.gleaner.analysis.timeline.PastUpgrade;
import io.gleaner.analysis.timeline.StepProgress;
import io.gleaner.analysis.timeline.TimelineEntry;
import io.gleaner.analysis.timeline.UpgradeTimeline;
import io.gleaner.model.Coverage;
import io.gleaner.model.Text;
import io.gleaner.report.TextTable.Cell;
import io.gleaner.text.Phrasebook;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When an upgrade did what, for eyes: at most a screen of a hundred columns, with counts for what is left out. */
public final class TimelineText {
    /** Also where nothing wraps: a timeline is looked at, not searched. */
    private static final int WIDTH = 100;

    private static final int NODES = 10;
    private static final int ENTRIES = 12;
    private static final int PAST = 5;
    private static final String GAP = "  ";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final Phrasebook phrases;
    private final Ink ink;

    public TimelineText(Phrasebook phrases, Ink ink) {
        this.phrases = phrases;
        this.ink = ink;
    }

    public String write(Assessment assessment) {
        UpgradeTimeline timeline = assessment.timeline();
        UpgradeAssessment upgrade = assessment.upgrade();
        Page page = new Page(ink, WIDTH);
        if (upgrade == null) {
            page.item("", Mark.UNKNOWN, phrases.say(nothing(assessment)));
        } else {
            page.item(
                    "",
                    Mark.of(upgrade.pace()),
                    phrases.say(assessment.recommendation().headline()));
            about(page, upgrade, assessment.asOf());
            page.blank().table(GAP, phases(timeline, assessment.asOf()));
            page.paragraph(GAP, phrases.say("report.timeline.uncertain"));
            steps(page, timeline, assessment.asOf());
            nodes(page, timeline, assessment.asOf());
            transitions(page, timeline, assessment.asOf());
            jobs(page, timeline);
            entries(page, timeline);
        }
        past(page, timeline);
        return page.toString();
    }

    private static String nothing(Assessment assessment) {
        boolean read = assessment.coverage().stream()
                .filter(coverage -> coverage.kind().startsWith("upgrades."))
                .anyMatch(Coverage::wasRead);
        return read ? "report.upgrade.none" : "report.upgrade.unknown";
    }

    private void about(Page page, UpgradeAssessment upgrade, Instant asOf) {
        Object name = upgrade.name().isEmpty() ? Text.of("report.upgrade.nameless") : upgrade.name();
        String about =
                phrases.say("report.upgrade.name", name, upgrade.engine().name().toLowerCase(Locale.ROOT));
        Instant started = upgrade.startedAt();
        page.paragraph(
                GAP,
                started == null
                        ? about
                        : about + " "
                                + phrases.say("report.upgrade.started", Duration.between(started, asOf), started));
        Text failure = upgrade.failure();
        if (failure != null) {
            String label = upgrade.isUnderWay() ? "report.upgrade.trouble" : "report.upgrade.failure";
            page.labelled(GAP, phrases.say(label), phrases.say(failure));
        }
    }

    private TextTable phases(UpgradeTimeline timeline, Instant asOf) {
        TextTable table = new TextTable(
                phrases.say("report.timeline.phase"),
                phrases.say("report.timeline.state"),
                phrases.say("report.timeline.start"),
                phrases.say("report.timeline.end"),
                phrases.say("report.timeline.took"),
                phrases.say("report.timeline.expected"));
        for (PhaseProgress phase : timeline.phases()) {
            table.row(
                    Cell.of(Mark.of(phase.state()), phrases.say("analysis.phase." + phase.id())),
                    Cell.of(phrases.say("analysis.phaseState." + phase.state())),
                    Cell.of(time(phase.start(), phase.startCertainty())),
                    Cell.of(time(phase.end(), phase.endCertainty())),
                    Cell.of(took(phase.state(), phase.start(), phase.duration(), asOf)),
                    Cell.of(time(phase.expectedEnd(), Certainty.MEASURED)));
        }
        return table;
    }

    /** Steps that are over and left no time say no more than their phase does. */
    private void steps(Page page, UpgradeTimeline timeline, Instant asOf) {
        List<StepProgress> steps = timeline.steps();
        boolean allDone = steps.stream().allMatch(step -> step.state() == State.DONE && step.start() == null);
        if (allDone) {
            return;
        }
        boolean byLog = steps.stream().anyMatch(step -> step.certainty() == Certainty.MEASURED);
        page.heading(phrases.say(byLog ? "report.timeline.steps" : "report.timeline.stepsDerived"));
        packed(
                page,
                GAP,
                GAP,
                steps.stream()
                        .map(step -> {
                            String took = took(step.state(), step.start(), step.duration(), asOf);
                            return Mark.of(step.state()).shape() + " " + phrases.say("timeline.step." + step.step())
                                    + (took.isEmpty() ? "" : " " + took);
                        })
                        .toList());
    }

    private void nodes(Page page, UpgradeTimeline timeline, Instant asOf) {
        List<NodeLane> lanes = timeline.lanes();
        if (lanes.stream()
                .allMatch(lane -> lane.spans().isEmpty() && lane.state().isEmpty())) {
            return;
        }
        page.heading(phrases.say("report.timeline.nodes"));
        lanes.stream()
                .sorted(Comparator.comparing(NodeLane::isDone).thenComparing(NodeLane::node))
                .limit(NODES)
                .forEach(lane -> packed(page, GAP, GAP + GAP, pieces(lane, asOf)));
        if (lanes.size() > NODES) {
            page.paragraph(GAP, phrases.say("report.timeline.nodesMore", lanes.size() - NODES));
        }
    }

    private List<String> pieces(NodeLane lane, Instant asOf) {
        List<String> pieces = new ArrayList<>();
        pieces.add(lane.node());
        if (!lane.state().isEmpty()) {
            pieces.add("[" + lane.state() + "]");
        }
        lane.spans().forEach(span -> pieces.add(span(span, asOf)));
        return pieces;
    }

    private String span(Span span, Instant asOf) {
        String took = took(span.state(), span.start(), span.duration(), asOf);
        return Mark.of(span.state()).shape() + " " + phrases.say("timeline.stage." + span.stage())
                + (took.isEmpty() ? "" : " " + took)
                + (span.failures() > 0 ? phrases.say("report.timeline.failures", span.failures()) : "");
    }

    /** Pieces side by side, as many as fit on a line. */
    private static void packed(Page page, String indent, String hanging, List<String> pieces) {
        StringBuilder line = new StringBuilder(indent);
        for (String piece : pieces) {
            boolean first = line.length() == indent.length();
            if (!first && DisplayWidth.of(line + GAP + piece) > WIDTH) {
                page.line(line.toString());
                line.setLength(0);
                line.append(hanging).append(piece);
            } else {
                line.append(first ? "" : GAP).append(piece);
            }
        }
        if (line.length() > indent.length()) {
            page.line(line.toString());
        }
    }

    private void transitions(Page page, UpgradeTimeline timeline, Instant asOf) {
        if (!timeline.transitions().isEmpty()) {
            page.heading(phrases.say("report.normal.title"));
            new TransitionsText(phrases).write(page, timeline.transitions(), asOf);
        }
    }

    private void jobs(Page page, UpgradeTimeline timeline) {
        List<JobRun> retried =
                timeline.jobs().stream().filter(run -> run.failures() > 0).toList();
        if (retried.isEmpty()) {
            return;
        }
        page.heading(phrases.say("report.timeline.jobs"));
        for (JobRun run : retried) {
            page.marked(
                    GAP,
                    Mark.of(run.state()),
                    phrases.say(
                            "report.timeline.job",
                            run.job().name(),
                            run.failures(),
                            Text.of("analysis.phaseState." + run.state())));
        }
    }

    private void entries(Page page, UpgradeTimeline timeline) {
        // The phases have a table of their own.
        List<TimelineEntry> entries = timeline.entries().stream()
                .filter(entry -> entry.kind() != TimelineEntry.Kind.PHASE)
                .toList();
        if (entries.isEmpty()) {
            return;
        }
        page.heading(phrases.say("report.timeline.entries"));
        int earlier = Math.max(0, entries.size() - ENTRIES);
        if (earlier > 0) {
            page.paragraph(GAP, phrases.say("report.timeline.entriesEarlier", earlier));
        }
        for (TimelineEntry entry : entries.subList(earlier, entries.size())) {
            Mark mark = entry.severity() == Severity.INFO ? Mark.UNKNOWN : Mark.of(entry.severity());
            String line = GAP + DisplayWidth.padded(time(entry.time(), entry.certainty()), 16) + mark.shape() + " "
                    + phrases.say(entry.what());
            page.line(shortened(line));
        }
        if (timeline.eventsOmitted() > 0) {
            page.paragraph(GAP, phrases.say("report.timeline.eventsOmitted", timeline.eventsOmitted()));
        }
    }

    private static String shortened(String line) {
        if (DisplayWidth.of(line) <= WIDTH) {
            return line;
        }
        StringBuilder fitting = new StringBuilder();
        int used = 1;
        for (int codePoint : line.codePoints().toArray()) {
            used += DisplayWidth.of(codePoint);
            if (used > WIDTH) {
                break;
            }
            fitting.appendCodePoint(codePoint);
        }
        return fitting + "…";
    }

    private void past(Page page, UpgradeTimeline timeline) {
        List<PastUpgrade> past = timeline.past();
        if (past.isEmpty()) {
            return;
        }
        page.heading(phrases.say("report.timeline.past"));
        TextTable table = new TextTable();
        past.stream()
                .limit(PAST)
                .forEach(upgrade -> table.row(
                        Cell.of(Mark.of(upgrade.state()), upgrade.name()),
                        Cell.of(orUnknown(upgrade.from()) + " → " + orUnknown(upgrade.to())),
                        Cell.of(phrases.say("analysis.state." + upgrade.state())),
                        Cell.of(Optional.ofNullable(upgrade.started())
                                .map(DAY::format)
                                .orElse("")),
                        Cell.of(upgrade.duration().map(phrases::duration).orElse(""))));
        page.table(GAP, table);
        if (past.size() > PAST) {
            page.paragraph(GAP, phrases.say("report.timeline.pastMore", past.size() - PAST));
        }
    }

    private String orUnknown(String version) {
        return version.isEmpty() ? phrases.say("report.unknownVersion") : version;
    }

    private String took(State state, @Nullable Instant start, Optional<Duration> duration, Instant asOf) {
        boolean running = state == State.RUNNING && start != null;
        Duration elapsed = running ? Duration.between(Objects.requireNonNull(start), asOf) : duration.orElse(null);
        return elapsed == null ? "" : phrases.duration(elapsed);
    }

    private static String time(@Nullable Instant time, Certainty certainty) {
        if (time == null) {
            return "";
        }
        return TIME.format(time)
                + switch (certainty) {
                    case MEASURED -> "";
                    case DERIVED -> " ~";
                    case GUESSED -> " ?";
                };
    }
}
