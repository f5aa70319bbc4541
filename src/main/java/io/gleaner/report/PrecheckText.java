package io.gleaner.report;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.precheck.Affected;
import io.gleaner.analysis.precheck.CheckResult;
import io.gleaner.analysis.precheck.Outcome;
import io.gleaner.analysis.precheck.Precheck;
import io.gleaner.analysis.precheck.Source;
import io.gleaner.model.Text;
import io.gleaner.text.Phrasebook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The pre-upgrade checks for eyes: the verdict, then what stands against an upgrade, then what is not known, then the rest. */
public final class PrecheckText {
    /** More objects than this are counted: whoever repairs ten of a kind knows how to find the others. */
    private static final int SHOWN = 10;

    private final Phrasebook phrases;
    private final Ink ink;
    private final int width;

    /** @param width where paragraphs wrap, in columns */
    public PrecheckText(Phrasebook phrases, Ink ink, int width) {
        this.phrases = phrases;
        this.ink = ink;
        this.width = width;
    }

    /** For a file or a pipe: no colour, one line a sentence. */
    public static PrecheckText plain(Phrasebook phrases) {
        return new PrecheckText(phrases, Ink.PLAIN, Page.UNLIMITED);
    }

    public String write(Precheck precheck) {
        Page page = new Page(ink, width);
        page.item("", mark(precheck), verdict(precheck));
        for (Outcome outcome : Outcome.values()) {
            List<CheckResult> results = precheck.with(outcome);
            if (!results.isEmpty()) {
                page.heading(phrases.say("report.precheck.heading." + outcome));
                write(page, outcome, results);
            }
        }
        foot(page, precheck);
        return page.toString();
    }

    /** One check alone. */
    public String write(CheckResult result) {
        Page page = new Page(ink, width);
        write(page, result.outcome(), List.of(result));
        return page.toString();
    }

    private static Mark mark(Precheck precheck) {
        if (precheck.failed()) {
            return Mark.BROKEN;
        }
        if (!precheck.with(Outcome.WARNING).isEmpty()) {
            return Mark.NEEDS_YOU;
        }
        return precheck.with(Outcome.NOT_CHECKED).isEmpty() ? Mark.READY : Mark.UNKNOWN;
    }

    private String verdict(Precheck precheck) {
        return phrases.say(
                "report.precheck.verdict",
                precheck.with(Outcome.FAILED).size(),
                precheck.with(Outcome.WARNING).size(),
                precheck.with(Outcome.PASSED).size(),
                precheck.with(Outcome.NOT_CHECKED).size(),
                precheck.with(Outcome.NOT_CHECKABLE).size());
    }

    private void write(Page page, Outcome outcome, List<CheckResult> results) {
        switch (outcome) {
            case FAILED -> results.forEach(result -> found(page, Mark.BROKEN, result));
            case WARNING -> results.forEach(result -> found(page, Mark.NEEDS_YOU, result));
            case NOT_CHECKED, NOT_APPLICABLE -> byReason(page, results);
            case NOT_CHECKABLE -> results.forEach(result -> byHand(page, result));
            case PASSED ->
                page.marked(
                        "  ",
                        Mark.READY,
                        phrases.say(
                                "report.list",
                                results.stream().map(CheckResult::id).toList()));
        }
    }

    private void found(Page page, Mark mark, CheckResult result) {
        page.item("  ", mark, phrases.say("report.precheck.notMet", result.title(), result.id()));
        result.affected().stream().limit(SHOWN).forEach(affected -> affected(page, affected));
        int more = result.affected().size() - SHOWN;
        if (more > 0) {
            page.paragraph("    ", phrases.say("report.precheck.more", more));
        }
        page.labelled("    ", phrases.say("report.finding.advice"), phrases.say(result.resolution()));
        page.labelled("    ", phrases.say("report.precheck.command"), result.command());
        page.labelled("    ", phrases.say("report.precheck.sources"), sources(result));
        page.labelled(
                "    ", phrases.say("report.finding.references"), phrases.say("report.list", result.references()));
    }

    private void affected(Page page, Affected affected) {
        page.paragraph("    ", phrases.say("report.evidence", affected.object(), affected.message()));
    }

    private void byHand(Page page, CheckResult result) {
        page.marked("  ", Mark.NOT_CHECKED, phrases.say("report.precheck.title", result.title(), result.id()));
        page.paragraph("    ", ink.strong(result.command()));
        page.paragraph("    ", phrases.say(result.resolution()));
        page.labelled("    ", phrases.say("report.precheck.sources"), sources(result));
    }

    private void byReason(Page page, List<CheckResult> results) {
        Map<Text, List<String>> idsByReason = new LinkedHashMap<>();
        results.forEach(result -> {
            Text reason = result.reason();
            if (reason != null) {
                idsByReason.computeIfAbsent(reason, _ -> new ArrayList<>()).add(result.id());
            }
        });
        idsByReason.forEach((reason, ids) -> page.marked(
                "  ",
                Mark.NOT_CHECKED,
                phrases.say("report.notChecked.line", phrases.say("report.list", ids), reason)));
    }

    private String sources(CheckResult result) {
        return result.sources().stream()
                .map(this::source)
                .collect(Collectors.joining(phrases.say("common.list.separator")));
    }

    private String source(Source source) {
        return phrases.say("report.precheck.source." + source.kind(), source.number(), source.name());
    }

    private void foot(Page page, Precheck precheck) {
        page.blank();
        page.paragraph(
                "",
                phrases.say(
                        "report.precheck.foot",
                        phrases.say(
                                "report.source." + precheck.origin().kind(),
                                precheck.origin().name()),
                        precheck.asOf(),
                        precheck.cluster().harvesterVersion().isEmpty()
                                ? Text.of("report.unknownVersion")
                                : precheck.cluster().harvesterVersion(),
                        GleanerVersion.current(),
                        Assessment.RULES_VERSION));
    }
}
