package io.gleaner.recovery;

import io.gleaner.model.Origin;
import io.gleaner.model.Text;
import io.gleaner.text.Phrasebook;
import java.time.InstantSource;
import java.util.Objects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What one run tells the journal. Takes secrets out, and says sentences in English: a journal is read by others later. */
record RunLog(JournalWriter journal, String runId, InstantSource clock) {
    private static final Phrasebook WORDS = Phrasebook.english();

    void started(RecoveryPlan plan, Origin origin, String clusterUser) {
        journal.append(new JournalEvent.RunStarted(
                runId,
                clock.instant(),
                plan.name(),
                plan.undoOf(),
                origin.name(),
                Redaction.of(Objects.requireNonNullElse(origin.server(), "")),
                clusterUser,
                Workstation.user(),
                plan.steps().stream().map(JournalEvent.PlannedStep::of).toList()));
    }

    /** Returns when it is on disk; only then may the request leave. */
    void intended(PlanStep step, ObjectNode before, ArrayNode patch) {
        journal.append(new JournalEvent.WriteIntended(runId, clock.instant(), step.number(), kept(before), patch));
    }

    void confirmed(PlanStep step, ObjectNode after) {
        confirmed(step.number(), after);
    }

    void confirmed(int step, ObjectNode after) {
        journal.append(new JournalEvent.WriteConfirmed(runId, clock.instant(), step, kept(after)));
    }

    void refused(PlanStep step, Text why) {
        refused(step.number(), why);
    }

    void refused(int step, Text why) {
        journal.append(new JournalEvent.WriteRefused(runId, clock.instant(), step, WORDS.say(why)));
    }

    void stepEnded(int step, StepProgress.Stage result, Text detail) {
        journal.append(new JournalEvent.StepEnded(runId, clock.instant(), step, result, WORDS.say(detail)));
    }

    void runEnded(RunResult.Outcome outcome, Text detail) {
        journal.append(new JournalEvent.RunEnded(runId, clock.instant(), outcome, WORDS.say(detail)));
    }

    private static ObjectNode kept(ObjectNode object) {
        return Redaction.of(ObjectView.withoutBulk(object));
    }
}
