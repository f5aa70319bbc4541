package io.gleaner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.recovery.Journal;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.recovery.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecoverCommandTest {
    private static final String INCIDENT = "aborted-before-pod-upgrade";

    @TempDir
    Path home;

    private Gleaner gleaner;

    @BeforeEach
    void start() {
        gleaner = new Gleaner(home);
    }

    @Test
    void aPlanShowsStepsGuardsDifferencesAndKubectl() {
        Gleaner.Outcome outcome = gleaner.run("plan", "--scenario", INCIDENT, "resume-charts");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(outcome.out())
                .contains("Step 1 of 4: resume ManagedChart fleet-local/harvester-crd")
                .contains("ok: No manifest Job of an upgrade is active")
                .contains("-  paused: true", "+  paused: false")
                .contains("kubectl -n fleet-local patch managedcharts.management.cattle.io harvester-crd")
                .endsWith("Nothing was written.\n");
        assertThat(runs()).isEmpty();
    }

    @Test
    void withoutANameEveryPlanSaysWhetherItApplies() {
        assertThat(gleaner.run("plan", "--scenario", INCIDENT).out()).startsWith("● resume-charts applies: ");
        Gleaner.Outcome outcome = gleaner.run("plan", "--scenario", "healthy");
        assertThat(outcome.out()).startsWith("– resume-charts does not apply: ");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void aPlanThatDoesNotApplyIsRefusedWithTheReason() {
        Gleaner.Outcome outcome = gleaner.run("plan", "--scenario", "upgrade-running", "resume-charts");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.out()).contains("upgrade_manifests.sh", "fleet-local/harvester-crd");
        assertThat(gleaner.run("recover", "--scenario", "upgrade-running", "--yes", "resume-charts")
                        .exitCode())
                .isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void aReadOnlyUserIsToldWhichRightIsMissing() {
        Gleaner.Outcome outcome = gleaner.run("recover", "--scenario", "read-only-user", "--yes", "resume-charts");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.NOT_PERMITTED);
        assertThat(outcome.err()).contains("■ no: patch managedcharts.management.cattle.io");
        assertThat(runs()).isEmpty();
    }

    @Test
    void aDryRunWritesNothing() {
        Gleaner.Outcome outcome = gleaner.run("recover", "--scenario", INCIDENT, "resume-charts", "--dry-run");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(outcome.out()).contains("Step 4 of 4", "The server accepted the dry run");
        assertThat(runs()).isEmpty();
    }

    @Test
    void consentBeforehandResumesAllChartsAndKeepsAJournal() {
        Gleaner.Outcome outcome = recover("--yes");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(outcome.err()).contains("[1/4] resume ManagedChart fleet-local/harvester-crd: done");
        RecordedRun run = runs().getFirst();
        assertThat(run.outcome()).isEqualTo(RunResult.Outcome.SUCCEEDED);
        assertThat(outcome.out())
                .contains("gleaner undo --scenario aborted-before-pod-upgrade " + run.runId())
                .contains("● Healthy")
                .doesNotContain("‖");

        Gleaner.Outcome list = gleaner.run("journal");
        assertThat(list.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(list.out()).contains(run.runId(), INCIDENT, "4 of 4", "● succeeded");

        Gleaner.Outcome one = gleaner.run("journal", run.runId().substring(0, 4));
        assertThat(one.out())
                .contains("Run " + run.runId(), "The server confirmed the write.", "\"op\"")
                .contains("ManagedChart fleet-local/rancher-logging-crd");

        JsonNode json = JsonMapper.shared()
                .readTree(gleaner.run("journal", "-o", "json").out());
        assertThat(json.at("/schema").stringValue()).isEqualTo("gleaner.journal/v1");
        assertThat(json.at("/runs/0/outcome").stringValue()).isEqualTo("SUCCEEDED");
        assertThat(json.at("/runs/0/steps/0/before/spec/paused").booleanValue()).isTrue();
        assertThat(json.at("/runs/0/steps/0/after/spec/paused").booleanValue()).isFalse();
    }

    @Test
    void aChartWhoseBundleDoesNotFollowInTimeStopsTheRun() {
        // At this speed the simulated Rancher needs minutes to pass the change on.
        Gleaner.Outcome outcome = gleaner.run(
                "recover", "--scenario", INCIDENT, "--speed", "0.001", "--timeout", "1s", "--yes", "resume-charts");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.RECOVERY_FAILED);
        assertThat(outcome.err())
                .contains("Bundle fleet-local/mcc-harvester-crd is still paused")
                .doesNotContain("[2/4]");
        assertThat(runs().getFirst().outcome()).isEqualTo(RunResult.Outcome.NOT_VERIFIED);
    }

    @Test
    void oneChartCanBeNamed() {
        Gleaner.Outcome outcome = recover("--yes", "--chart", "harvester-crd");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(runs().getFirst().steps()).hasSize(1);
    }

    @Test
    void anUnknownChartIsNamedWithTheOnesThereAre() {
        Gleaner.Outcome outcome = recover("--yes", "--chart", "harvestr");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("harvestr", "harvester-crd");
    }

    @Test
    void anUnknownPlanIsNamedWithTheOnesThereAre() {
        Gleaner.Outcome outcome = gleaner.run("plan", "--scenario", INCIDENT, "resume");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("“resume”", "resume-charts");
    }

    @Test
    void withoutATerminalConsentMustBeGivenBeforehand() {
        Gleaner.Outcome outcome = recover();
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("--yes", "--dry-run");
        assertThat(runs()).isEmpty();
    }

    @Test
    void onATerminalTheQuestionComesAfterThePreview() {
        gleaner.answering("y\n");
        Gleaner.Outcome outcome = recover();
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(outcome.err())
                .containsSubsequence("paused: false", "Carry out resume-charts on " + INCIDENT, "[1/4]");
    }

    @Test
    void aNoOrNoAnswerChangesNothing() {
        for (String answer : List.of("n\n", "\n", "")) {
            gleaner.answering(answer);
            Gleaner.Outcome outcome = recover();
            assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(outcome.err()).endsWith("Nothing was changed.\n");
        }
        assertThat(runs()).isEmpty();
    }

    @Test
    void theJournalIsEmptyBeforeTheFirstRun() {
        assertThat(gleaner.run("journal").out())
                .contains(gleaner.stateFolder().resolve("journal.jsonl").toString());
        assertThat(JsonMapper.shared()
                        .readTree(gleaner.run("journal", "-o", "json").out())
                        .get("runs"))
                .isEmpty();
    }

    @Test
    void anUnknownRunIsNamed() {
        for (String[] command :
                new String[][] {{"journal", "beef"}, {"undo", "--scenario", INCIDENT, "--yes", "beef"}}) {
            Gleaner.Outcome outcome = gleaner.run(command);
            assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(outcome.err()).contains("“beef”", "gleaner journal");
        }
    }

    @Test
    void aRunIsTakenBackOnlyWhereItWasMade() {
        recover("--yes");
        String id = runs().getFirst().runId();
        Gleaner.Outcome outcome = gleaner.run("undo", "--scenario", "healthy", "--yes", id);
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.err()).contains(id, INCIDENT, "healthy");
    }

    @Test
    void takingBackWhatIsPausedAlreadySendsNothing() {
        // The scenario's cluster is made anew for every command: its charts are paused again.
        recover("--yes", "--chart", "harvester-crd");
        RecordedRun run = runs().getFirst();
        Gleaner.Outcome outcome = gleaner.run("undo", "--scenario", INCIDENT, "--speed", "3600", "--yes", run.runId());
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.FINE);
        RecordedRun undo = runs().getLast();
        assertThat(undo.undoOf()).isEqualTo(run.runId());
        assertThat(undo.steps()).allSatisfy(step -> assertThat(step.written()).isFalse());
    }

    @Test
    void aRunThatWasCutShortIsToldFirstByEveryCommandOnItsCluster() throws Exception {
        recover("--yes");
        RecordedRun run = runs().getFirst();
        cutShortAfterTheFirstWrite();

        assertThat(gleaner.run("journal").out())
                .startsWith("▲ Run " + run.runId())
                .contains("was cut short");
        assertThat(gleaner.run("diagnose", "--scenario", INCIDENT).err())
                .contains("Run " + run.runId(), "gleaner journal " + run.runId(), "gleaner undo " + run.runId());
        assertThat(gleaner.run("diagnose", "--scenario", "healthy").err()).isEmpty();
    }

    @Test
    void aJournalThatCannotBeReadDoesNotKeepAnybodyFromLooking() throws Exception {
        Files.createDirectories(gleaner.stateFolder().resolve("journal.jsonl"));
        Gleaner.Outcome outcome = gleaner.run("diagnose", "--scenario", "healthy");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(outcome.err()).contains("journal.jsonl");
        assertThat(gleaner.run("journal").exitCode()).isEqualTo(ExitCode.SOURCE);
    }

    /** What a kill leaves behind: everything up to the answer of the server to the first patch. */
    private void cutShortAfterTheFirstWrite() throws Exception {
        Path file = gleaner.stateFolder().resolve("journal.jsonl");
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 3));
    }

    private Gleaner.Outcome recover(String... more) {
        String[] arguments = Stream.concat(
                        Stream.of("recover", "--scenario", INCIDENT, "--speed", "3600", "resume-charts"),
                        Stream.of(more))
                .toArray(String[]::new);
        return gleaner.run(arguments);
    }

    private List<RecordedRun> runs() {
        return new Journal(gleaner.stateFolder()).runs();
    }
}
