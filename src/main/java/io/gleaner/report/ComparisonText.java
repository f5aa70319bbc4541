package io.gleaner.report;

import io.gleaner.analysis.Finding;
import io.gleaner.analysis.change.Comparison;
import io.gleaner.analysis.change.ObjectChange;
import io.gleaner.text.Phrasebook;
import java.time.Duration;
import java.util.List;

/** What changed between two pictures, for a terminal or a file. */
public final class ComparisonText {
    private static final int MOST_FIELDS = 12;
    private static final int LONGEST_VALUE = 120;

    private final Phrasebook phrases;
    private final Ink ink;
    private final int width;

    /** @param width where paragraphs wrap, in columns */
    public ComparisonText(Phrasebook phrases, Ink ink, int width) {
        this.phrases = phrases;
        this.ink = ink;
        this.width = width;
    }

    /** For a file or a pipe: no colour, one line a sentence. */
    public static ComparisonText plain(Phrasebook phrases) {
        return new ComparisonText(phrases, Ink.PLAIN, Page.UNLIMITED);
    }

    public String write(Comparison comparison) {
        Page page = new Page(ink, width);
        page.heading(phrases.say("compare.title", comparison.before().origin().name()));
        page.paragraph(
                "  ",
                phrases.say(
                        comparison.after().asOf().isBefore(comparison.before().asOf())
                                ? "compare.times.backwards"
                                : "compare.times",
                        comparison.before().asOf(),
                        comparison.after().asOf(),
                        Duration.between(
                                        comparison.before().asOf(),
                                        comparison.after().asOf())
                                .abs()));
        findings(page, Mark.NEEDS_YOU, "compare.findings.new", comparison.appeared());
        findings(page, Mark.READY, "compare.findings.gone", comparison.gone());
        findings(page, Mark.IN_TRANSITION, "compare.findings.same", comparison.remained());
        if (comparison.isEmpty()) {
            page.paragraph("  ", phrases.say("compare.nothing"));
        }
        if (!comparison.objects().isEmpty()) {
            page.blank().paragraph("  ", phrases.say("compare.objects"));
            comparison.objects().forEach(change -> object(page, change));
        }
        if (!comparison.notCompared().isEmpty()) {
            page.blank().paragraph("  ", phrases.say("compare.notCompared", comparison.notCompared()));
        }
        return page.toString();
    }

    private void findings(Page page, Mark mark, String key, List<Finding> findings) {
        if (!findings.isEmpty()) {
            page.blank().paragraph("  ", phrases.say(key));
            findings.forEach(finding -> page.marked("    ", mark, finding.code() + " " + phrases.say(finding.title())));
        }
    }

    private void object(Page page, ObjectChange change) {
        page.paragraph("    ", phrases.say("compare.object." + change.kind(), change.object()));
        change.fields().stream()
                .limit(MOST_FIELDS)
                .forEach(field -> page.paragraph(
                        "      ",
                        phrases.say("compare.field", field.path(), value(field.before()), value(field.after()))));
        int more = change.fields().size() - MOST_FIELDS;
        if (more > 0) {
            page.paragraph("      ", phrases.say("compare.field.more", more));
        }
    }

    private String value(String value) {
        if (value.isEmpty()) {
            return phrases.say("compare.none");
        }
        String flat = value.replaceAll("\\s+", " ");
        return flat.length() <= LONGEST_VALUE ? flat : flat.substring(0, LONGEST_VALUE) + "…";
    }
}
