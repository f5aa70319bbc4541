package io.gleaner.report;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.NotChecked;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Verdict;
import io.gleaner.model.Coverage;
import io.gleaner.model.Origin;
import io.gleaner.recovery.Planner;
import io.gleaner.text.Phrasebook;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** An assessment for eyes: the answers to the five questions in their order, the verdict first. */
public final class AssessmentText {
    /** What is never carried out and says so in its own words. */
    private static final Set<String> ADVICE = Set.of(
            Recommendation.NONE,
            Recommendation.WAIT,
            Recommendation.RESTART_UPGRADE,
            Recommendation.ASK_SUPPORT,
            Recommendation.FOLLOW_ADVICE);

    private final Phrasebook phrases;
    private final Ink ink;
    private final int width;

    /** @param width where paragraphs wrap, in columns */
    public AssessmentText(Phrasebook phrases, Ink ink, int width) {
        this.phrases = phrases;
        this.ink = ink;
        this.width = width;
    }

    /** For a file or a pipe: no colour, one line a sentence. */
    public static AssessmentText plain(Phrasebook phrases) {
        return new AssessmentText(phrases, Ink.PLAIN, Page.UNLIMITED);
    }

    /**
     * The whole answer.
     *
     * @param sourceArguments what the user must type to name this source again, such as {@code --scenario healthy}; may be
     *     empty
     */
    public String write(Assessment assessment, String sourceArguments) {
        Page page = new Page(ink, width);
        page.item(
                "",
                headlineMark(assessment),
                phrases.say(assessment.recommendation().headline()));
        new UpgradeText(phrases, ink).write(page, assessment);
        new ChartsText(phrases, ink).write(page, assessment);
        normality(page, assessment);
        notChecked(page, assessment);
        whatToDo(page, assessment, sourceArguments);
        foot(page, assessment);
        return page.toString();
    }

    /** Question 2 alone: the proof after a recovery. */
    public String charts(Assessment assessment) {
        Page page = new Page(ink, width);
        new ChartsText(phrases, ink).write(page, assessment);
        return page.toString();
    }

    private static Mark headlineMark(Assessment assessment) {
        return switch (assessment.recommendation().plan()) {
            case Recommendation.WAIT -> Mark.IN_TRANSITION;
            case Recommendation.ASK_SUPPORT -> Mark.BROKEN;
            case Recommendation.NONE -> calmMark(assessment);
            default -> has(assessment, Severity.CRITICAL) ? Mark.BROKEN : Mark.NEEDS_YOU;
        };
    }

    /** Nothing to do is not yet all is well. */
    private static Mark calmMark(Assessment assessment) {
        if (has(assessment, Severity.ERROR)) {
            return Mark.NEEDS_YOU;
        }
        if (assessment.charts().stream().anyMatch(chart -> chart.paused().isYes())) {
            return Mark.PAUSED;
        }
        boolean allSeenAndHealthy = assessment.notChecked().isEmpty()
                && !assessment.charts().isEmpty()
                && assessment.charts().stream().allMatch(chart -> chart.verdict() == Verdict.HEALTHY);
        return allSeenAndHealthy ? Mark.READY : Mark.UNKNOWN;
    }

    private static boolean has(Assessment assessment, Severity severity) {
        return assessment.findings().stream()
                .anyMatch(finding -> finding.severity().compareTo(severity) >= 0);
    }

    private void normality(Page page, Assessment assessment) {
        page.heading(phrases.say("report.normal.title"));
        new TransitionsText(phrases).write(page, assessment.timeline().transitions(), assessment.asOf());
        if (assessment.findings().isEmpty()
                && assessment.timeline().transitions().isEmpty()) {
            boolean allChecked = assessment.notChecked().isEmpty();
            page.paragraph("  ", phrases.say(allChecked ? "report.normal.nothing" : "report.normal.notSeen"));
        }
        for (Finding finding : assessment.findings()) {
            if (finding.causedBy() == null) {
                finding(page, finding, assessment.asOf());
            } else {
                symptom(page, finding);
            }
        }
    }

    /** What a cause explains goes away with it: one line is enough. */
    private void symptom(Page page, Finding finding) {
        page.item(
                "    ",
                Mark.of(finding.severity()),
                phrases.say("report.finding.symptom", finding.code(), finding.title(), finding.object()));
    }

    private void finding(Page page, Finding finding, Instant asOf) {
        String severity = phrases.say("analysis.severity." + finding.severity());
        page.item(
                "  ",
                Mark.of(finding.severity()),
                phrases.say("report.finding.title", severity, finding.code(), finding.title()));
        Instant since = finding.since();
        String where = since == null
                ? phrases.say("report.finding.where", finding.object())
                : phrases.say("report.finding.whereSince", finding.object(), Duration.between(since, asOf), since);
        page.paragraph("    ", where);
        page.paragraph("    ", phrases.say(finding.explanation()));
        page.labelled("    ", phrases.say("report.finding.impact"), phrases.say(finding.impact()));
        page.labelled("    ", phrases.say("report.finding.advice"), phrases.say(finding.advice()));
        finding.evidence()
                .forEach(evidence -> page.labelled(
                        "    ",
                        phrases.say("report.finding.proof"),
                        phrases.say("report.evidence", evidence.object(), evidence.fact())));
        page.labelled(
                "    ", phrases.say("report.finding.references"), phrases.say("report.list", finding.references()));
    }

    private void notChecked(Page page, Assessment assessment) {
        if (assessment.notChecked().isEmpty()) {
            return;
        }
        page.heading(phrases.say("report.notChecked.title"));
        Map<String, List<String>> codesByReason = assessment.notChecked().stream()
                .collect(Collectors.groupingBy(
                        each -> phrases.say(each.reason()),
                        LinkedHashMap::new,
                        Collectors.mapping(NotChecked::code, Collectors.toList())));
        codesByReason.forEach((reason, codes) -> page.item(
                "  ",
                Mark.NOT_CHECKED,
                phrases.say("report.notChecked.line", phrases.say("report.list", codes), reason)));
    }

    private void whatToDo(Page page, Assessment assessment, String sourceArguments) {
        Recommendation recommendation = assessment.recommendation();
        page.heading(phrases.say("report.do.title"));
        page.paragraph("  ", ink.strong(phrases.say("report.plan." + recommendation.plan())));
        page.paragraph("  ", phrases.say(recommendation.why()));
        Instant waitUntil = recommendation.waitUntil();
        if (waitUntil != null) {
            page.paragraph(
                    "  ",
                    phrases.say("report.do.waitUntil", waitUntil, Duration.between(assessment.asOf(), waitUntil)));
        }
        page.labelled("  ", phrases.say("report.do.risk"), phrases.say(recommendation.risk()));
        page.labelled("  ", phrases.say("report.do.ifNothing"), phrases.say(recommendation.ifNothing()));
        if (Planner.planNames().contains(recommendation.plan())) {
            String arguments = sourceArguments.isEmpty() ? "" : " " + sourceArguments;
            page.labelled(
                    "  ",
                    phrases.say("report.do.next"),
                    ink.strong("gleaner plan" + arguments + " " + recommendation.plan()));
        } else if (!ADVICE.contains(recommendation.plan())) {
            page.paragraph("  ", phrases.say("report.do.byHand"));
        }
    }

    private void foot(Page page, Assessment assessment) {
        Origin origin = assessment.origin();
        long read = assessment.coverage().stream().filter(Coverage::wasRead).count();
        long notRead = assessment.coverage().size() - read;
        String name = phrases.say("report.source." + origin.kind(), origin.name());
        String place = Objects.requireNonNullElse(origin.server(), "");
        page.blank();
        page.paragraph(
                "",
                phrases.say(
                        place.isEmpty() ? "report.foot" : "report.footWithServer",
                        name,
                        place,
                        assessment.asOf(),
                        read,
                        notRead,
                        GleanerVersion.current(),
                        Assessment.RULES_VERSION));
    }
}
