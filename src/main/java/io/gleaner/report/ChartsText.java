package io.gleaner.report;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.ChartAssessment.PausedBy;
import io.gleaner.analysis.ChartVersions;
import io.gleaner.analysis.PauseOrigin;
import io.gleaner.analysis.Verdict;
import io.gleaner.model.Known;
import io.gleaner.model.Text;
import io.gleaner.report.TextTable.Cell;
import io.gleaner.text.Phrasebook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Question 2 in text: which charts are not as they should be. */
record ChartsText(Phrasebook phrases, Ink ink) {
    /** Fleet's messages can carry a whole JSON object; the rest is in the JSON answer. */
    private static final int LONGEST_MESSAGE = 400;

    void write(Page page, Assessment assessment) {
        page.heading(phrases.say("report.charts.title"));
        if (assessment.charts().isEmpty()) {
            page.paragraph("  ", phrases.say("report.charts.none"));
            return;
        }
        TextTable table = new TextTable(
                phrases.say("report.charts.name"),
                phrases.say("report.charts.version"),
                phrases.say("report.charts.paused"),
                phrases.say("report.charts.bundle"),
                phrases.say("report.charts.defined"),
                phrases.say("report.charts.ready"),
                phrases.say("report.charts.verdict"),
                phrases.say("report.charts.pausedBy"));
        assessment.charts().forEach(chart -> table.row(row(chart, assessment.asOf())));
        page.table("  ", table);
        assessment.charts().stream()
                .filter(chart -> chart.verdict() != Verdict.HEALTHY)
                .collect(Collectors.groupingBy(ChartAssessment::reason, LinkedHashMap::new, Collectors.toList()))
                .forEach((reason, charts) -> explain(page, reason, charts));
        assessment.charts().stream()
                .filter(chart -> !chart.versions().agree().isYes())
                .forEach(chart -> page.labelled(
                        "  ",
                        phrases.say("report.charts.versions." + chart.versions().agree(), chart.name()),
                        versions(chart)));
    }

    /** All five side by side: which one is ahead of or behind the others shows where it got stuck. */
    private String versions(ChartAssessment chart) {
        ChartVersions versions = chart.versions();
        ChartAssessment.HelmFacts helm = chart.helm();
        List<String> places = new ArrayList<>(List.of(
                place("managedChart", versions.managedChart()),
                place("bundle", versions.bundle()),
                place("bundleDeployment", versions.bundleDeployment()),
                helm == null
                        ? place("helm", versions.helm())
                        : phrases.say(
                                "report.charts.versions.revision",
                                place("helm", versions.helm()),
                                helm.revision(),
                                helm.status())));
        Optional.ofNullable(versions.image())
                .map(image -> place("image", image))
                .ifPresent(places::add);
        return String.join(phrases.say("common.list.separator"), places);
    }

    private String place(String place, String version) {
        return phrases.say(
                "report.charts.versions." + place, version.isEmpty() ? phrases.say("report.known.UNKNOWN") : version);
    }

    private Cell[] row(ChartAssessment chart, Instant asOf) {
        String version = chart.version().isEmpty() ? phrases.say("report.charts.newest") : chart.version();
        return new Cell[] {
            Cell.of(chart.name()),
            Cell.of(version),
            paused(chart.paused()),
            paused(chart.bundlePaused()),
            yesOrNo(chart.defined()),
            ready(chart),
            Cell.of(Mark.of(chart.verdict()), phrases.say("analysis.verdict." + chart.verdict())),
            Cell.of(pausedBy(chart, asOf))
        };
    }

    /** What holds for several charts is said once. */
    private void explain(Page page, Text reason, List<ChartAssessment> charts) {
        List<String> names = charts.stream().map(ChartAssessment::name).toList();
        page.paragraph("  ", phrases.say("report.charts.reason", names, reason));
        for (ChartAssessment chart : charts) {
            page.labelled("    ", phrases.say("report.charts.message", chart.name()), shortened(chart.message()));
            Text pendingChange = chart.pendingChange();
            if (pendingChange != null) {
                page.labelled(
                        "    ", phrases.say("report.charts.pendingChange", chart.name()), phrases.say(pendingChange));
            }
        }
    }

    private Cell paused(Known paused) {
        return switch (paused) {
            case YES -> Cell.of(Mark.PAUSED, phrases.say("report.charts.isPaused"));
            case NO -> Cell.of(phrases.say("report.known.NO"));
            case UNKNOWN -> unknown();
        };
    }

    private Cell ready(ChartAssessment chart) {
        // Rancher copies Ready from the Bundle only while the chart resolves: after that it is a memory.
        return chart.defined().isNo() && chart.ready().isYes()
                ? Cell.of(Mark.UNKNOWN, phrases.say("report.charts.stale"))
                : yesOrNo(chart.ready());
    }

    private Cell yesOrNo(Known known) {
        return switch (known) {
            case YES -> Cell.of(Mark.READY, phrases.say("report.known.YES"));
            case NO -> Cell.of(Mark.BROKEN, phrases.say("report.known.NO"));
            case UNKNOWN -> unknown();
        };
    }

    private Cell unknown() {
        return Cell.of(Mark.UNKNOWN, phrases.say("report.known.UNKNOWN"));
    }

    private String pausedBy(ChartAssessment chart, Instant asOf) {
        if (chart.pauseOrigin() == PauseOrigin.NONE) {
            return "";
        }
        Text origin = Text.of("analysis.pauseOrigin." + chart.pauseOrigin());
        PausedBy by = chart.pausedBy();
        if (by == null) {
            return phrases.say(origin);
        }
        String manager = Objects.requireNonNullElse(by.manager(), "");
        Object who = manager.isEmpty() ? origin : Text.of("report.charts.byManager", origin, manager);
        Instant time = by.time();
        if (time == null) {
            return phrases.say("report.charts.by", who);
        }
        Duration age = Duration.between(time, asOf);
        return by.certainty() == Certainty.MEASURED
                ? phrases.say("report.charts.bySince", who, age)
                : phrases.say(
                        "report.charts.bySinceUncertain", who, age, Text.of("analysis.certainty." + by.certainty()));
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }
}
