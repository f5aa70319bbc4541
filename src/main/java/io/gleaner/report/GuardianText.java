package io.gleaner.report;

import io.gleaner.model.Text;
import io.gleaner.recovery.RecoveryPlan;
import io.gleaner.recovery.guardian.GuardianNews;
import io.gleaner.text.Phrasebook;

/** What somebody who watches reads, one line for each thing that happened. */
public final class GuardianText {
    private final Phrasebook phrases;
    private final RunText runs;

    public GuardianText(Phrasebook phrases, Ink ink, int width) {
        this.phrases = phrases;
        this.runs = new RunText(phrases, ink, width);
    }

    public String write(GuardianNews news) {
        return switch (news) {
            case GuardianNews.Seen(var assessment) ->
                line(Text.of(
                                "report.watch.seen",
                                assessment.asOf(),
                                assessment.recommendation().headline()))
                        + line(Text.of(
                                "report.watch.advice",
                                Text.of("report.plan."
                                        + assessment.recommendation().plan())));
            case GuardianNews.Lost(var since, var cause) -> line(Text.of("report.watch.lost", since, cause));
            case GuardianNews.Left(var charts) -> {
                StringBuilder lines = new StringBuilder(line(Text.of("report.watch.left", charts.size())));
                for (RecoveryPlan.LeftOut each : charts) {
                    lines.append(line(Text.of("report.watch.leftOut", each.object(), each.reason())));
                }
                yield lines.toString();
            }
            case GuardianNews.Starting(var plan) -> line(Text.of("report.watch.starting", plan.summary()));
            case GuardianNews.Step(var plan, var progress) -> runs.progress(plan, progress);
            case GuardianNews.Resumed(var result) ->
                runs.result(result) + line(Text.of("report.watch.undo", result.runId()));
            case GuardianNews.Failed(var why, var nextTry) -> line(Text.of("report.watch.failed", why, nextTry));
        };
    }

    private String line(Text text) {
        return phrases.say(text) + "\n";
    }
}
