package io.gleaner.recovery;

import static io.gleaner.recovery.Incident.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gleaner.model.ObjectRef;
import io.gleaner.recovery.RunResult.Outcome;
import io.gleaner.recovery.StepProgress.Stage;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.scenario.RequestFilter;
import io.gleaner.text.Phrasebook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** What the protocol promises, for each plan. */
class EveryPlanTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    static List<PlanWorld> worlds() {
        return PlanWorld.all();
    }

    static Stream<Arguments> worldsAndRefusals() {
        return worlds().stream()
                .flatMap(world -> Stream.of(Reason.values()).map(reason -> Arguments.of(world, reason)));
    }

    @Test
    void everyPlanHasItsWorld() {
        assertThat(worlds()).extracting(PlanWorld::plan).containsExactlyElementsOf(Planner.planNames());
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void repairsProvesAndTellsTheJournal(PlanWorld world) {
        try (Incident incident = world.open(folder)) {
            RecoveryPlan plan = world.planned(incident);
            Preview shown = incident.executor().preview(plan);
            assertThat(shown.canRun()).as(told(shown)).isTrue();
            assertThat(shown.steps())
                    .allSatisfy(step -> assertThat(step.kubectl()).startsWith("kubectl "));
            assertThat(incident.patched).isEmpty();

            RunResult result = incident.run(shown);

            assertThat(result.outcome()).as(say(result.summary())).isEqualTo(Outcome.SUCCEEDED);
            assertThat(result.steps()).extracting(StepProgress::stage).containsOnly(Stage.DONE);
            assertThat(world.repaired().test(incident)).as("repaired").isTrue();
            assertThat(incident.journal().run(result.runId()).orElseThrow().steps())
                    .hasSameSizeAs(plan.steps())
                    .allMatch(RecordedRun.RecordedStep::written)
                    .allSatisfy(step -> assertThat(RecordedSteps.operation(step))
                            .contains(plan.steps().get(step.number() - 1).operation()));
            if (!world.plan().equals("reset-addon")) {
                assertThat(incident.executor().preview(plan).steps().getFirst().alreadyDone())
                        .as("done is done")
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void saysEverythingInBothLanguages(PlanWorld world) {
        try (Incident incident = world.open(folder)) {
            RecoveryPlan plan = world.planned(incident);
            for (Phrasebook words : List.of(Phrasebook.english(), new Phrasebook(Phrasebook.CHINESE))) {
                assertThat(Stream.of(plan.summary(), plan.ifNothing()))
                        .allSatisfy(text -> assertThat(words.say(text)).doesNotContain("recovery."));
                assertThat(plan.steps())
                        .flatExtracting(step -> List.of(
                                step.operation().words(),
                                step.reason(),
                                step.riskReason(),
                                step.verification(),
                                step.undo()))
                        .allSatisfy(text -> assertThat(words.say(text)).doesNotContain("recovery."));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void isTakenBackOrSaysThatItCannotBe(PlanWorld world) {
        try (Incident incident = world.open(folder)) {
            RunResult result = incident.run(world.planned(incident));
            PlanOffer undo = Planner.undo(incident.journal().run(result.runId()).orElseThrow());

            switch (undo) {
                case PlanOffer.Offered(RecoveryPlan plan) -> {
                    Preview shown = incident.executor().preview(plan);
                    if (!world.undone()) {
                        assertThat(shown.canRun()).isFalse();
                        return;
                    }
                    assertThat(shown.canRun()).as(told(shown)).isTrue();
                    incident.timeout = Duration.ofSeconds(5);
                    assertThat(incident.run(shown).outcome()).isEqualTo(Outcome.SUCCEEDED);
                    // What was switched off and on again is on whichever way round.
                    assertThat(world.repaired().test(incident))
                            .isEqualTo(world.plan().equals("reset-addon"));
                }
                case PlanOffer.Refused(var reason, var stays) -> {
                    assertThat(world.undone()).as(say(reason)).isFalse();
                    assertThat(stays).isNotEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void withoutAnAnswerItIsWrittenAndNotVerified(PlanWorld world) {
        assumeTrue(world.answered());
        try (Incident incident = world.open(folder)) {
            Preview shown = incident.executor().preview(world.planned(incident));
            Stream.of(ResourceKind.values())
                    .flatMap(kind -> incident.cluster().list(kind).stream())
                    .map(object -> object.at("/metadata/name").asString(""))
                    .forEach(incident.source::silenceControllers);
            incident.timeout = SHORT;

            RunResult result = incident.run(shown);

            assertThat(result.outcome()).as(say(result.summary())).isEqualTo(Outcome.NOT_VERIFIED);
            assertThat(result.steps().getFirst().stage()).isEqualTo(Stage.NOT_VERIFIED);
            assertThat(result.steps().stream().skip(1)).allMatch(step -> step.stage() == Stage.WAITING);
            assertThat(incident.journal().run(result.runId()).orElseThrow().outcome())
                    .isEqualTo(Outcome.NOT_VERIFIED);
        }
    }

    @ParameterizedTest
    @MethodSource("worldsAndRefusals")
    void refusedWriteChangesNothingAndIsToldAsItWas(PlanWorld world, Reason reason) {
        try (Incident incident = world.open(folder)) {
            Preview shown = incident.executor().preview(world.planned(incident));
            AtomicInteger writes = new AtomicInteger();
            incident.timeout = SHORT;
            Map<ObjectRef, String> before = wanted(incident, shown.plan());
            incident.filter(onWrite((_, _, _) -> {
                writes.incrementAndGet();
                throw new ClusterRequestException(reason, "HTTP trouble");
            }));

            RunResult result = incident.run(shown);

            boolean permission = reason == Reason.FORBIDDEN || reason == Reason.UNAUTHORIZED;
            assertThat(result.outcome())
                    .as(say(result.summary()))
                    .isEqualTo(permission ? Outcome.NOT_PERMITTED : Outcome.FAILED);
            boolean triedAgain = reason == Reason.CONFLICT
                    || reason == Reason.INVALID
                    || reason == Reason.NOT_FOUND && world.plan().equals("remove-leftover-plans");
            assertThat(writes).hasValue(triedAgain ? 3 : 1);
            assertThat(wanted(incident, shown.plan())).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void answerThatWasLostIsFoundOutByReading(PlanWorld world) {
        try (Incident incident = world.open(folder)) {
            Preview shown = incident.executor().preview(world.planned(incident));
            incident.filter(onWrite((_, _, request) -> {
                var _ = request.get();
                throw new ClusterRequestException(Reason.UNREACHABLE, "connection reset");
            }));

            RunResult result = incident.run(shown);

            assertThat(result.outcome()).as(say(result.summary())).isEqualTo(Outcome.SUCCEEDED);
            assertThat(world.repaired().test(incident)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void whoPutsItBackIsNotTakenForSuccess(PlanWorld world) {
        assumeTrue(!world.plan().equals("remove-leftover-plans"), "a Plan made anew is another one");
        assumeTrue(!world.plan().equals("nudge-chart"), "its label need not stay");
        try (Incident incident = world.open(folder)) {
            Preview shown = incident.executor().preview(world.planned(incident));
            incident.timeout = SHORT;
            incident.filter(onWrite((_, ref, request) -> {
                ObjectNode before = incident.cluster().get(ref);
                ObjectNode answer = request.get();
                ((ObjectNode) before.path("metadata")).remove("resourceVersion");
                incident.cluster().update(before, "somebody-else");
                return answer;
            }));

            RunResult result = incident.run(shown);

            assertThat(result.outcome()).as(say(result.summary())).isEqualTo(Outcome.NOT_VERIFIED);
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void nothingIsDoneWhileTheScriptWorks(PlanWorld world) {
        assumeTrue(!world.plan().endsWith("pause-node"), "the script does not read that annotation");
        try (Incident incident = world.open(folder)) {
            Preview shown = incident.executor().preview(world.planned(incident));
            startScript(incident);

            assertThat(world.offer(incident)).isInstanceOf(PlanOffer.Refused.class);
            RunResult result = incident.run(shown);

            assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(say(result.summary())).contains("Pod harvester-system/the-script");
            assertThat(incident.patched).isEmpty();
        }
    }

    private static void startScript(Incident incident) {
        PlanWorld.create(
                incident,
                ResourceKind.POD.ref("harvester-system", "the-script"),
                "{metadata: {labels: {harvesterhci.io/upgradeComponent: manifest}}, status: {phase: Running}}");
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void runThatWasKilledBeforeItsFirstRequestIsFinished(PlanWorld world) {
        try (Incident incident = world.open(folder)) {
            Preview shown = incident.executor().preview(world.planned(incident));
            incident.filter(onWrite((_, _, _) -> {
                throw new AssertionError("killed");
            }));
            try {
                incident.run(shown);
            } catch (AssertionError killed) {
                assertThat(killed).hasMessage("killed");
            }
            incident.filter(RequestFilter.NONE);
            UnfinishedRun found =
                    incident.unfinished().inspect(incident.unfinished().all().getFirst());
            assertThat(found.steps().getFirst().found()).isEqualTo(UnfinishedRun.Found.NOT_APPLIED);

            RunResult result = incident.run(
                    Incident.offered(incident.unfinished().finish(found, incident.assessment(), incident.state())));

            assertThat(result.outcome()).as(say(result.summary())).isEqualTo(Outcome.SUCCEEDED);
            assertThat(world.repaired().test(incident)).isTrue();
            assertThat(incident.unfinished().all()).isEmpty();
        }
    }

    /** What the plan could have changed, without what moves by itself. */
    private static Map<ObjectRef, String> wanted(Incident incident, RecoveryPlan plan) {
        return plan.steps().stream()
                .map(step -> step.operation().target())
                .distinct()
                .collect(Collectors.toMap(Function.identity(), target -> {
                    ObjectNode object = incident.cluster().get(target);
                    ((ObjectNode) object.path("metadata")).remove(List.of("managedFields", "resourceVersion"));
                    return object.without("status").toString();
                }));
    }

    private static RequestFilter onWrite(RequestFilter answer) {
        return (verb, ref, request) ->
                verb.equals("patch") || verb.equals("delete") ? answer.around(verb, ref, request) : request.get();
    }

    private static String told(Preview preview) {
        return preview.steps().stream()
                .flatMap(step -> Stream.concat(
                        step.guards().stream().filter(guard -> !guard.passed()).map(guard -> say(guard.fact())),
                        Stream.ofNullable(step.failure()).map(Incident::say)))
                .collect(Collectors.joining("; "));
    }
}
