package io.gleaner.report;

import io.gleaner.analysis.timeline.Transition;
import io.gleaner.text.Phrasebook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What looks broken and is normal now, with the time after which to worry. */
record TransitionsText(Phrasebook phrases) {
    void write(Page page, List<Transition> transitions, Instant asOf) {
        for (Transition transition : transitions) {
            String what = phrases.say(transition.what());
            String why = phrases.say(transition.why());
            Instant worryAfter = transition.worryAfter();
            if (worryAfter == null) {
                page.marked("  ", Mark.IN_TRANSITION, phrases.say("report.transition.normal", what));
                page.paragraph("    ", why);
            } else if (worryAfter.isAfter(asOf)) {
                page.marked("  ", Mark.IN_TRANSITION, phrases.say("report.transition.normal", what));
                page.paragraph(
                        "    ",
                        phrases.say("report.transition.until", why, worryAfter, Duration.between(asOf, worryAfter)));
            } else {
                page.marked("  ", Mark.NEEDS_YOU, phrases.say("report.transition.overdue", what, worryAfter));
                page.paragraph("    ", why);
            }
        }
    }
}
