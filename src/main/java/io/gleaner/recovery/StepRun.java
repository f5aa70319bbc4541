package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.recovery.StepProgress.Stage;
import io.gleaner.source.ClusterRequestException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes one step from its guards to its verification. A patch is never sent twice on faith: after a conflict everything is
 * read, asked and dry run again, and sent only if it still is what the user agreed to; after silence the object is read
 * before anything else.
 */
final class StepRun {
    private static final int TRIES = 3;

    private final LiveFacts facts;
    private final RunLog log;
    private final Supplier<Patience> patience;
    private final BiConsumer<Stage, Text> progress;

    /** @param patience a fresh one each time something is waited for */
    StepRun(LiveFacts facts, RunLog log, Supplier<Patience> patience, BiConsumer<Stage, Text> progress) {
        this.facts = facts;
        this.log = log;
        this.patience = patience;
        this.progress = progress;
    }

    /** @throws JournalException when the journal cannot be written; nothing is sent from then on */
    StepEnd run(StepPreview shown) {
        PlanStep step = shown.step();
        ObjectRef target = step.operation().target();
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            progress.accept(Stage.CHECKING, Text.of("recovery.step.checking", target));
            Optional<StepEnd> end = switch (Rehearsal.of(facts, step)) {
                case Rehearsal.NothingToDo _ -> Optional.of(verified(step, Stage.ALREADY_DONE));
                case Rehearsal.Guarded guarded ->
                    Optional.of(StepEnd.refused(guarded.by().fact()));
                case Rehearsal.Failed failed -> afterFailedDryRun(failed.failure());
                case Rehearsal.Ready ready when isAsShown(ready.preview(), shown) -> write(step, ready);
                case Rehearsal.Ready ready -> Optional.of(StepEnd.refused(changed(target, shown, ready.preview())));
            };
            if (end.isPresent()) {
                return end.get();
            }
        }
        return StepEnd.failed(Text.of("recovery.step.restless", target, TRIES));
    }

    /** Empty: worth another look. */
    private static Optional<StepEnd> afterFailedDryRun(ClusterRequestException failure) {
        return RequestFailure.isChangedUnderneath(failure) ? Optional.empty() : Optional.of(stopped(failure));
    }

    private static StepEnd stopped(ClusterRequestException failure) {
        Text why = RequestFailure.text(failure);
        return RequestFailure.isRefusedByRights(failure) ? StepEnd.notPermitted(why) : StepEnd.failed(why);
    }

    /** A generation that moved may hide a change in what is not shown. */
    private static boolean isAsShown(StepPreview now, StepPreview shown) {
        return now.before().equals(shown.before())
                && now.after().equals(shown.after())
                && (now.patch().equals(shown.patch()) || !now.before().contains(Redaction.MASK));
    }

    private static Text changed(ObjectRef target, StepPreview shown, StepPreview now) {
        List<String> differences = ObjectView.diff(shown.before() + shown.after(), now.before() + now.after()).stream()
                .filter(line -> !line.startsWith(" "))
                .distinct()
                .toList();
        return differences.isEmpty()
                ? Text.of("recovery.step.changedUnseen", target)
                : Text.of("recovery.step.changed", target, differences);
    }

    /** Empty: the object was changed in between and nothing was written. */
    private Optional<StepEnd> write(PlanStep step, Rehearsal.Ready ready) {
        ObjectRef target = step.operation().target();
        log.intended(step, ready.live().json(), ready.patch());
        progress.accept(Stage.WRITING, Text.of("recovery.step.writing", target));
        ObjectNode after;
        try {
            after = facts.cluster().patch(target, ready.patch());
        } catch (ClusterRequestException e) {
            return afterFailedWrite(step, e);
        }
        log.confirmed(step, after);
        return Optional.of(verified(step, Stage.DONE));
    }

    private Optional<StepEnd> afterFailedWrite(PlanStep step, ClusterRequestException failure) {
        Text why = RequestFailure.text(failure);
        return switch (failure.reason()) {
            case CONFLICT, INVALID -> {
                log.refused(step, why);
                yield Optional.empty();
            }
            case FORBIDDEN, UNAUTHORIZED, NOT_FOUND -> {
                log.refused(step, why);
                yield Optional.of(stopped(failure));
            }
            case TOO_MANY_REQUESTS, SERVER_ERROR, UNREACHABLE, OTHER -> Optional.of(afterSilence(step, why));
        };
    }

    /** The change may have been made all the same; only the object itself can tell. */
    private StepEnd afterSilence(PlanStep step, Text why) {
        Operation operation = step.operation();
        Optional<LiveChart> live = readPatiently(operation.target());
        if (live.isEmpty()) {
            return StepEnd.leftOpen(Text.of("recovery.step.unknown", operation.target(), why));
        }
        if (live.get().isAsWanted(operation)) {
            log.confirmed(step, live.get().json());
            return verified(step, Stage.DONE);
        }
        // Not journaled as refused: a request that is still on its way could arrive, and undo must know of it.
        return StepEnd.failed(Text.of("recovery.step.notApplied", operation.target(), why));
    }

    private Optional<LiveChart> readPatiently(ObjectRef target) {
        Patience waiting = patience.get();
        while (true) {
            try {
                return Optional.of(facts.chart(target));
            } catch (ClusterRequestException e) {
                if (!RequestFailure.isPassing(e) || waiting.isOver() || waiting.isCancelled()) {
                    return Optional.empty();
                }
                progress.accept(Stage.WRITING, RequestFailure.text(e));
                waiting.pause();
            }
        }
    }

    private StepEnd verified(PlanStep step, Stage success) {
        progress.accept(Stage.VERIFYING, step.verification());
        Verification verification =
                new Verification(facts, patience.get(), seen -> progress.accept(Stage.VERIFYING, seen));
        return switch (verification.of(step.operation())) {
            case Verification.Verdict.Held held -> StepEnd.done(success, held.fact());
            case Verification.Verdict.NotSeen notSeen -> StepEnd.notVerified(notSeen.fact());
            case Verification.Verdict.Cancelled cancelled -> StepEnd.cancelled(cancelled.fact());
        };
    }
}
