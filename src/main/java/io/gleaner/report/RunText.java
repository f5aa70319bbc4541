package io.gleaner.report;

import io.gleaner.analysis.Severity;
import io.gleaner.model.Text;
import io.gleaner.recovery.PlanStep;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.recovery.RecordedRun.RecordedStep;
import io.gleaner.recovery.RecoveryPlan;
import io.gleaner.recovery.RunResult;
import io.gleaner.recovery.StepProgress;
import io.gleaner.report.TextTable.Cell;
import io.gleaner.text.Phrasebook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs for eyes: one that is going on, one that has ended, all that are on record. */
public final class RunText {
    private final Phrasebook phrases;
    private final Ink ink;
    private final int width;

    public RunText(Phrasebook phrases, Ink ink, int width) {
        this.phrases = phrases;
        this.ink = ink;
        this.width = width;
    }

    /** One line for one change of one step. */
    public String progress(RecoveryPlan plan, StepProgress progress) {
        PlanStep step = plan.steps().get(progress.step() - 1);
        Text operation = step.operation().words();
        Text stage = Text.of("report.stage." + progress.stage());
        int count = plan.steps().size();
        String detail = phrases.say(progress.detail());
        String line = detail.isBlank()
                ? phrases.say("report.stage.line", progress.step(), count, operation, stage)
                : phrases.say("report.stage.lineWithDetail", progress.step(), count, operation, stage, detail);
        return new Page(ink, width).marked("", mark(progress.stage()), line).toString();
    }

    public String result(RunResult result) {
        return new Page(ink, width)
                .item("", mark(result.outcome()), phrases.say(result.summary()))
                .toString();
    }

    /** All runs, newest first; those that were cut short come first of all. */
    public String list(List<RecordedRun> runs, List<RecordedRun> cutShort, Path file) {
        Page page = new Page(ink, width);
        if (runs.isEmpty()) {
            page.paragraph("", phrases.say("report.run.none", file.toString()));
            return page.toString();
        }
        cutShort.forEach(run -> cutShort(page, run));
        if (!cutShort.isEmpty()) {
            page.blank();
        }
        TextTable table = new TextTable(
                phrases.say("report.run.id"),
                phrases.say("report.run.started"),
                phrases.say("report.run.cluster"),
                phrases.say("report.run.plan"),
                phrases.say("report.run.changes"),
                phrases.say("report.run.outcome"));
        runs.reversed().forEach(run -> table.row(row(run)));
        page.table("", table);
        return page.toString();
    }

    /** That one run was cut short, and what to do about it. */
    public String cutShort(RecordedRun run) {
        Page page = new Page(ink, width);
        cutShort(page, run);
        return page.toString();
    }

    /** One run with its steps. */
    public String write(RecordedRun run) {
        Page page = new Page(ink, width);
        page.item("", mark(run), phrases.say("report.run.title", run.runId(), run.plan(), run.cluster(), outcome(run)));
        if (!run.undoOf().isEmpty()) {
            page.paragraph("  ", phrases.say("report.run.undoOf", run.undoOf()));
        }
        if (!run.server().isEmpty()) {
            page.paragraph("  ", phrases.say("report.run.server", run.server()));
        }
        page.paragraph(
                "  ",
                run.clusterUser().isEmpty()
                        ? phrases.say("report.run.by", run.workstationUser())
                        : phrases.say("report.run.byAs", run.workstationUser(), run.clusterUser()));
        Instant ended = run.ended();
        page.paragraph(
                "  ",
                ended == null
                        ? phrases.say("report.run.periodOpen", run.started())
                        : phrases.say(
                                "report.run.period", run.started(), ended, Duration.between(run.started(), ended)));
        run.steps().forEach(step -> step(page, step));
        return page.toString();
    }

    private void step(Page page, RecordedStep step) {
        StepProgress.Stage result = step.result();
        Text stage = Text.of(result == null ? "report.stage.unknown" : "report.stage." + result);
        page.blank();
        page.item(
                "",
                result == null ? Mark.UNKNOWN : mark(result),
                phrases.say("report.run.step", step.number(), step.words(), stage));
        page.paragraph("  ", step.detail());
        if (step.written()) {
            page.paragraph("  ", phrases.say("report.run.written"));
        } else if (!step.patch().isEmpty()) {
            page.paragraph("  ", phrases.say("report.run.unconfirmed"));
        }
        if (!step.patch().isEmpty()) {
            page.paragraph("  ", phrases.say("report.run.patch"));
            page.line("    " + step.patch());
        }
    }

    private void cutShort(Page page, RecordedRun run) {
        page.item(
                "",
                Mark.of(Severity.ERROR),
                phrases.say("report.run.cutShort", run.runId(), run.plan(), run.cluster(), run.started()));
        page.paragraph(
                "  ",
                run.undoOf().isEmpty()
                        ? phrases.say("report.run.cutShortNext", run.runId(), run.plan())
                        : phrases.say("report.run.cutShortNextOfUndo", run.runId(), run.undoOf()));
    }

    private Cell[] row(RecordedRun run) {
        long written = run.steps().stream().filter(RecordedStep::written).count();
        return new Cell[] {
            Cell.of(run.runId()),
            Cell.of(phrases.say("report.list", run.started())),
            Cell.of(run.cluster()),
            Cell.of(run.plan()),
            Cell.of(phrases.say("report.run.changesOf", written, run.steps().size())),
            Cell.of(mark(run), phrases.say(outcome(run)))
        };
    }

    private static Text outcome(RecordedRun run) {
        RunResult.Outcome outcome = run.outcome();
        return Text.of(outcome == null ? "report.outcome.unfinished" : "report.outcome." + outcome);
    }

    private static Mark mark(RecordedRun run) {
        RunResult.Outcome outcome = run.outcome();
        return outcome == null ? Mark.NEEDS_YOU : mark(outcome);
    }

    private static Mark mark(RunResult.Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> Mark.READY;
            case CANCELLED -> Mark.PAUSED;
            case REFUSED, NOT_PERMITTED, NOT_VERIFIED -> Mark.NEEDS_YOU;
            case FAILED -> Mark.BROKEN;
        };
    }

    private static Mark mark(StepProgress.Stage stage) {
        return switch (stage) {
            case WAITING -> Mark.NOT_REACHED;
            case CHECKING, WRITING, VERIFYING -> Mark.IN_TRANSITION;
            case DONE, ALREADY_DONE -> Mark.READY;
            case REFUSED, NOT_VERIFIED -> Mark.NEEDS_YOU;
            case FAILED -> Mark.BROKEN;
            case CANCELLED -> Mark.PAUSED;
        };
    }
}
