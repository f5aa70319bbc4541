package io.gleaner.report;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.Phase;
import io.gleaner.analysis.PhaseProgress;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.analysis.UpgradeAssessment.NodeAssessment;
import io.gleaner.model.Text;
import io.gleaner.report.TextTable.Cell;
import io.gleaner.text.Phrasebook;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Question 1 in text: where is the upgrade. */
record UpgradeText(Phrasebook phrases, Ink ink) {
    private static final String UPGRADES = "upgrades.harvesterhci.io";

    void write(Page page, Assessment assessment) {
        page.heading(phrases.say("report.upgrade.title"));
        UpgradeAssessment upgrade = assessment.upgrade();
        if (upgrade == null) {
            boolean read = assessment.coverage().stream()
                    .filter(coverage -> coverage.kind().equals(UPGRADES))
                    .anyMatch(coverage -> coverage.wasRead());
            page.paragraph("  ", phrases.say(read ? "report.upgrade.none" : "report.upgrade.unknown"));
            return;
        }
        page.item("  ", Mark.of(upgrade.pace()), summary(upgrade));
        times(page, upgrade, assessment.asOf());
        Text failure = upgrade.failure();
        if (failure != null) {
            String label = upgrade.isUnderWay() ? "report.upgrade.trouble" : "report.upgrade.failure";
            page.labelled("    ", phrases.say(label), phrases.say(failure));
        }
        page.labelled(
                "    ",
                phrases.say("report.upgrade.autoResume"),
                phrases.say(upgrade.autoResume().reason()));
        page.blank().table("  ", phases(upgrade, assessment.asOf()));
        if (!upgrade.nodes().isEmpty()) {
            page.blank().table("  ", nodes(upgrade));
        }
    }

    private String summary(UpgradeAssessment upgrade) {
        Text state = Text.of("analysis.state." + upgrade.state());
        Text phase = Text.of("analysis.phase." + upgrade.phase());
        Object from = orUnknown(upgrade.from());
        Object to = orUnknown(upgrade.to());
        if (upgrade.phase() == Phase.DONE) {
            return phrases.say("report.upgrade.summaryDone", from, to, state);
        }
        return upgrade.isUnderWay()
                ? phrases.say(
                        "report.upgrade.summaryUnderWay",
                        from,
                        to,
                        state,
                        phase,
                        Text.of("analysis.pace." + upgrade.pace()))
                : phrases.say("report.upgrade.summaryStopped", from, to, state, phase);
    }

    private static Object orUnknown(String version) {
        return version.isEmpty() ? Text.of("report.unknownVersion") : version;
    }

    private void times(Page page, UpgradeAssessment upgrade, Instant asOf) {
        Object name = upgrade.name().isEmpty() ? Text.of("report.upgrade.nameless") : upgrade.name();
        String engine = upgrade.engine().name().toLowerCase(Locale.ROOT);
        page.paragraph("    ", phrases.say("report.upgrade.name", name, engine));
        Instant started = upgrade.startedAt();
        if (started != null) {
            page.paragraph("    ", phrases.say("report.upgrade.started", Duration.between(started, asOf), started));
        }
        Instant ended = upgrade.endedAt();
        if (ended != null) {
            page.paragraph("    ", phrases.say("report.upgrade.ended", Duration.between(ended, asOf), ended));
        }
    }

    private TextTable phases(UpgradeAssessment upgrade, Instant asOf) {
        TextTable table = new TextTable();
        for (PhaseProgress phase : upgrade.phases()) {
            // DONE is where the phases lead to; as long as it is not reached it is not a station.
            if (phase.id() != Phase.DONE) {
                Mark mark = Mark.of(phase.state());
                table.row(
                        Cell.of(mark, phrases.say("analysis.phase." + phase.id())),
                        Cell.of(phrases.say("analysis.phaseState." + phase.state())),
                        Cell.of(duration(phase, asOf)),
                        Cell.of(since(phase)));
            }
        }
        return table;
    }

    private String duration(PhaseProgress phase, Instant asOf) {
        Instant start = phase.start();
        if (start == null) {
            return "";
        }
        Instant end = phase.end();
        if (end == null && phase.state() != PhaseProgress.State.RUNNING) {
            return "";
        }
        return phrases.duration(Duration.between(start, end == null ? asOf : end));
    }

    private String since(PhaseProgress phase) {
        Instant start = phase.start();
        if (start == null) {
            return "";
        }
        String since = phase.startCertainty() == Certainty.MEASURED
                ? phrases.say("report.phase.since", start)
                : phrases.say(
                        "report.phase.sinceUncertain", start, Text.of("analysis.certainty." + phase.startCertainty()));
        Instant expected = phase.expectedEnd();
        return expected == null ? since : since + phrases.say("report.phase.expected", expected);
    }

    private TextTable nodes(UpgradeAssessment upgrade) {
        TextTable table = new TextTable(
                phrases.say("report.nodes.name"),
                phrases.say("report.nodes.state"),
                phrases.say("report.nodes.pace"),
                phrases.say("report.nodes.message"));
        for (NodeAssessment node : upgrade.nodes()) {
            table.row(
                    Cell.of(node.name()),
                    Cell.of(node.state()),
                    Cell.of(Mark.of(node.pace()), phrases.say("analysis.pace." + node.pace())),
                    Cell.of(node.message() == null ? "" : phrases.say(node.message())));
        }
        return table;
    }
}
