package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.recovery.StepProgress.Stage;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes one step from its guards to its verification. A patch is never sent twice on faith: after a conflict everything is
 * read, asked and dry run again, and sent only if it still is what the user agreed to; after silence the object is read
 * before anything else.
 */
final class StepRun {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int TRIES = 3;

    private final LiveFacts facts;
    private final RunLog log;
    private final Signature signature;
    private final Supplier<Patience> patience;
    private final BiConsumer<Stage, Text> progress;

    /** @param patience a fresh one each time something is waited for */
    StepRun(
            LiveFacts facts,
            RunLog log,
            Signature signature,
            Supplier<Patience> patience,
            BiConsumer<Stage, Text> progress) {
        this.facts = facts;
        this.log = log;
        this.signature = signature;
        this.patience = patience;
        this.progress = progress;
    }

    /** @throws JournalException when the journal cannot be written; nothing is sent from then on */
    StepEnd run(StepPreview shown) {
        PlanStep step = shown.step();
        ObjectRef target = step.operation().target();
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            progress.accept(Stage.CHECKING, Text.of("recovery.step.checking", target));
            Optional<StepEnd> end = switch (Rehearsal.of(facts, step, signature)) {
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

    /** Where something is hidden, a generation or a value that moved may hide a change in it. */
    private static boolean isAsShown(StepPreview now, StepPreview shown) {
        return now.before().equals(shown.before())
                && now.after().equals(shown.after())
                && (shown.isForecast()
                        || !now.before().contains(Redaction.MASK)
                        || tests(now).equals(tests(shown)));
    }

    private static ArrayNode tests(StepPreview preview) {
        return JSON.readTree(preview.patch()) instanceof ArrayNode patch ? Change.tests(patch) : Change.nothing();
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
            after = send(step.operation(), ready.patch());
        } catch (ClusterRequestException e) {
            return afterFailedWrite(step, ready.patch(), e);
        }
        log.confirmed(step, after);
        return Optional.of(verified(step, Stage.DONE));
    }

    private ObjectNode send(Operation operation, ArrayNode patch) {
        if (Change.deletes(patch)) {
            facts.cluster().delete(operation.target(), operation.uid());
            return JSON.createObjectNode();
        }
        return facts.cluster().patch(operation.target(), patch);
    }

    private Optional<StepEnd> afterFailedWrite(PlanStep step, ArrayNode patch, ClusterRequestException failure) {
        Text why = RequestFailure.text(failure);
        return switch (failure.reason()) {
            case CONFLICT, INVALID -> {
                log.refused(step, why);
                yield Optional.empty();
            }
            case NOT_FOUND, FORBIDDEN, UNAUTHORIZED -> {
                log.refused(step, why);
                boolean gone = failure.reason() == Reason.NOT_FOUND && Change.deletes(patch);
                yield gone ? Optional.empty() : Optional.of(stopped(failure));
            }
            case TOO_MANY_REQUESTS, SERVER_ERROR, UNREACHABLE, OTHER -> Optional.of(afterSilence(step, patch, why));
        };
    }

    /** The change may have been made all the same; only the object itself can tell. */
    private StepEnd afterSilence(PlanStep step, ArrayNode patch, Text why) {
        Operation operation = step.operation();
        return switch (lookPatiently(operation, patch)) {
            case Look.Unknown _ -> StepEnd.leftOpen(Text.of("recovery.step.unknown", operation.target(), why));
            case Look.Made(ObjectNode after) -> {
                log.confirmed(step, after);
                yield verified(step, Stage.DONE);
            }
            // Not journaled as refused: a request that is still on its way could arrive, and undo must know of it.
            case Look.NotMade _ -> StepEnd.failed(Text.of("recovery.step.notApplied", operation.target(), why));
        };
    }

    /** What the object itself says of a write that was not answered. */
    private sealed interface Look {
        record Made(ObjectNode after) implements Look {}

        record NotMade() implements Look {}

        record Unknown() implements Look {}
    }

    private Look lookPatiently(Operation operation, ArrayNode patch) {
        boolean deletes = Change.deletes(patch);
        Patience waiting = patience.get();
        while (true) {
            Text seen;
            try {
                Optional<LiveObject> live =
                        facts.find(operation.target()).filter(each -> each.uid().equals(operation.uid()));
                if (deletes) {
                    return live.filter(each -> !each.isDeleting()).isEmpty()
                            ? new Look.Made(JSON.createObjectNode())
                            : new Look.NotMade();
                }
                if (live.isPresent()) {
                    return Change.isIn(patch, live.get().json())
                            ? new Look.Made(live.get().json())
                            : new Look.NotMade();
                }
                seen = Text.of("recovery.verify.absent", operation.target());
            } catch (ClusterRequestException e) {
                if (!RequestFailure.isPassing(e)) {
                    return new Look.Unknown();
                }
                seen = RequestFailure.text(e);
            }
            if (waiting.isOver() || waiting.isCancelled()) {
                return new Look.Unknown();
            }
            progress.accept(Stage.WRITING, seen);
            waiting.pause();
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
