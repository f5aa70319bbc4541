package io.gleaner.report;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.recovery.GuardResult;
import io.gleaner.recovery.PlanOffer;
import io.gleaner.recovery.PlanStep;
import io.gleaner.recovery.Preview;
import io.gleaner.recovery.RecoveryPlan;
import io.gleaner.recovery.RecoveryPlan.LeftOut;
import io.gleaner.recovery.Risk;
import io.gleaner.recovery.StepPreview;
import io.gleaner.text.Phrasebook;
import java.util.List;

/** A recovery plan for eyes: what would change, what guards it, and what the server answered to the dry run. */
public final class PlanText {
    private final Phrasebook phrases;
    private final Ink ink;
    private final int width;

    public PlanText(Phrasebook phrases, Ink ink, int width) {
        this.phrases = phrases;
        this.ink = ink;
        this.width = width;
    }

    /** The whole plan as it was tried out. */
    public String write(Preview preview) {
        Page page = new Page(ink, width);
        RecoveryPlan plan = preview.plan();
        page.item("", preview.canRun() ? Mark.READY : Mark.BROKEN, phrases.say(plan.summary()));
        page.labelled("  ", phrases.say("report.do.risk"), phrases.say("report.risk." + plan.risk()));
        page.labelled("  ", phrases.say("report.do.ifNothing"), phrases.say(plan.ifNothing()));
        permissions(page, preview.permissions());
        preview.steps().forEach(step -> step(page, step, plan.steps().size()));
        leftOut(page, plan.leftOut());
        page.blank();
        page.paragraph("", phrases.say(conclusion(preview)));
        return page.toString();
    }

    /** Why a plan does not apply. */
    public String write(PlanOffer.Refused refused) {
        Page page = new Page(ink, width);
        page.item("", Mark.NOT_REACHED, phrases.say("report.offer.refused", refused.reason()));
        leftOut(page, refused.because());
        return page.toString();
    }

    /** One plan among others: whether it applies, and if not, why. */
    public String line(String name, PlanOffer offer) {
        Page page = new Page(ink, width);
        switch (offer) {
            case PlanOffer.Offered(RecoveryPlan plan) ->
                page.item("", Mark.READY, phrases.say("report.offer.applies", name, plan.summary()));
            case PlanOffer.Refused(Text reason, List<LeftOut> because) -> {
                page.item("", Mark.NOT_REACHED, phrases.say("report.offer.doesNotApply", name, reason));
                because.forEach(each -> page.paragraph("    ", leftOutLine(each)));
            }
        }
        return page.toString();
    }

    /** What is granted is counted; only what is missing needs to be read. */
    private void permissions(Page page, List<Preview.Permission> permissions) {
        page.heading(phrases.say("report.preview.permissions"));
        List<Preview.Permission> missing =
                permissions.stream().filter(permission -> !permission.allowed()).toList();
        int granted = permissions.size() - missing.size();
        page.item("  ", Mark.READY, phrases.say("report.preview.granted", granted, permissions.size()));
        missing.forEach(permission -> verdict(page, "  ", false, phrases.say(permission.right())));
    }

    private void step(Page page, StepPreview preview, int count) {
        PlanStep step = preview.step();
        page.heading(phrases.say(
                "report.preview.step", step.number(), count, step.operation().words()));
        page.labelled("  ", phrases.say("report.preview.why"), phrases.say(step.reason()));
        page.labelled(
                "  ",
                phrases.say("report.do.risk"),
                phrases.say("report.preview.risk", riskWord(step.risk()), step.riskReason()));
        preview.guards().forEach(guard -> verdict(page, "  ", guard.passed(), guard(guard)));
        Text failure = preview.failure();
        if (failure != null) {
            verdict(page, "  ", false, phrases.say("report.preview.dryRunFailed", failure));
        } else if (preview.alreadyDone()) {
            page.item("  ", Mark.READY, phrases.say("report.preview.alreadyDone"));
        } else if (preview.isForecast()) {
            page.item("  ", Mark.NOT_REACHED, phrases.say("report.preview.forecast"));
        } else if (!preview.patch().isEmpty()) {
            verdict(page, "  ", true, phrases.say("report.preview.dryRunAccepted"));
        }
        preview.diff().forEach(line -> page.line("    " + diffLine(line)));
        page.labelled("  ", phrases.say("report.preview.verification"), phrases.say(step.verification()));
        page.labelled("  ", phrases.say("report.preview.undo"), phrases.say(step.undo()));
        if (!preview.kubectl().isEmpty()) {
            // On a line of its own and never wrapped, so that it can be copied.
            page.paragraph("  ", phrases.say("report.preview.kubectl"));
            page.line("    " + preview.kubectl());
        }
    }

    private Text riskWord(Risk risk) {
        return Text.of("report.risk." + risk);
    }

    private String guard(GuardResult guard) {
        if (guard.passed()) {
            return phrases.say(guard.guard());
        }
        ObjectRef object = guard.object();
        return object == null
                ? phrases.say("report.preview.guard", guard.guard(), guard.fact())
                : phrases.say("report.preview.guardWithObject", guard.guard(), guard.fact(), object);
    }

    private void verdict(Page page, String indent, boolean good, String words) {
        Mark mark = good ? Mark.READY : Mark.BROKEN;
        Text word = Text.of(good ? "report.preview.good" : "report.preview.bad");
        page.marked(indent, mark, phrases.say("report.preview.verdict", word, words));
    }

    private String diffLine(String line) {
        if (line.startsWith("-")) {
            return ink.paint(Mark.BROKEN, line);
        }
        return line.startsWith("+") ? ink.paint(Mark.READY, line) : line;
    }

    private void leftOut(Page page, List<LeftOut> leftOut) {
        if (!leftOut.isEmpty()) {
            page.heading(phrases.say("report.preview.leftOut"));
            leftOut.forEach(each -> page.paragraph("  ", leftOutLine(each)));
        }
    }

    private String leftOutLine(LeftOut leftOut) {
        return phrases.say("report.preview.leftOutLine", leftOut.object(), leftOut.reason());
    }

    private static Text conclusion(Preview preview) {
        if (preview.canRun()) {
            return Text.of("report.preview.canRun");
        }
        return Text.of(preview.permitted() ? "report.preview.cannotRun" : "report.preview.notPermitted");
    }
}
