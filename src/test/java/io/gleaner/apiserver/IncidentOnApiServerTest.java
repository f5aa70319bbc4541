package io.gleaner.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Assessor;
import io.gleaner.apiserver.GleanerOnApiServer.Answer;
import io.gleaner.model.ClusterState;
import io.gleaner.model.ObjectRef;
import io.gleaner.recovery.Executor;
import io.gleaner.recovery.Journal;
import io.gleaner.recovery.PlanOffer;
import io.gleaner.recovery.Planner;
import io.gleaner.recovery.Preview;
import io.gleaner.recovery.RunResult;
import io.gleaner.recovery.RunResult.Outcome;
import io.gleaner.report.AssessmentJson;
import io.gleaner.source.ClusterSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The main job, end to end, by the commands of the terminal. */
class IncidentOnApiServerTest {
    @RegisterExtension
    static final RealApiServer SERVER = new RealApiServer();

    private GleanerOnApiServer gleaner;

    @BeforeEach
    void sitDown(@TempDir Path workstation) {
        gleaner = new GleanerOnApiServer(workstation, SERVER.kubernetes());
    }

    @Test
    void pausedChartsAreUnderstoodResumedProvenAndPausedAgain() {
        Incident.abortedBeforeChartServerSwitch(SERVER.api());
        Map<ObjectRef, String> before = SERVER.api().resourceVersions();

        Answer diagnosis = gleaner.run("diagnose", "-o", "json");
        assertThat(diagnosis.exitCode()).isEqualTo(1);
        assertThat(schemaErrors(diagnosis.out())).isEmpty();
        assertThat(verdicts(diagnosis).values()).hasSize(4).containsOnly("PAUSED_SAFE");
        assertThat(charts(diagnosis, chart -> chart.path("pauseOrigin").asString()))
                .containsOnly("UPGRADE");
        assertThat(charts(diagnosis, chart -> chart.at("/helm/status").asString()))
                .containsOnly("deployed");
        assertThat(diagnosis.json().at("/upgrade/state").asString()).isEqualTo("FAILED");
        // There is no kubelet to ask for logs.
        assertThat(diagnosis.json().at("/source/coverage").valueStream())
                .filteredOn(each -> each.path("status").asString().equals("FAILED"))
                .extracting(each -> each.path("kind").asString())
                .containsExactly("pods/log");
        assertThat(diagnosis.json().at("/recommendation/plan").asString()).isEqualTo("resume-charts");
        assertThat(gleaner.run("plan", "resume-charts").exitCode()).isZero();
        assertThat(SERVER.api().resourceVersions()).isEqualTo(before);

        try (var _ = SimulatedControllersOnApiServer.start(SERVER.api())) {
            assertThat(gleaner.run("recover", "resume-charts", "--yes").exitCode())
                    .isZero();

            Answer proof = gleaner.run("diagnose", "-o", "json");
            // The upgrade itself did not get through, and that is all there is left to tell.
            assertThat(proof.json().path("findings").valueStream())
                    .extracting(finding -> finding.path("code").asString())
                    .containsExactly("S01");
            assertThat(proof.exitCode()).isOne();
            assertThat(verdicts(proof).values()).hasSize(4).containsOnly("HEALTHY");
            assertThat(Incident.CHARTS).allSatisfy(chart -> {
                assertThat(isPaused(Incident.chart(chart))).isFalse();
                assertThat(isPaused(Incident.bundle(chart))).isFalse();
            });
            JsonNode run = runs().path(0);
            assertThat(run.path("outcome").asString()).isEqualTo("SUCCEEDED");
            assertThat(run.path("steps")).hasSize(4).allSatisfy(step -> {
                assertThat(step.at("/before/spec/paused").asBoolean()).isTrue();
                assertThat(step.path("written").asBoolean()).isTrue();
                assertThat(step.at("/after/spec/paused").asBoolean()).isFalse();
            });

            assertThat(gleaner.run("undo", run.path("runId").asString(), "--yes")
                            .exitCode())
                    .isZero();
            assertThat(Incident.CHARTS).allSatisfy(chart -> {
                assertThat(isPaused(Incident.chart(chart))).isTrue();
                assertThat(isPaused(Incident.bundle(chart))).isTrue();
            });
            assertThat(runs().path(1).path("undoOf").asString())
                    .isEqualTo(run.path("runId").asString());
        }
    }

    @Test
    void mixedIncidentIsResumedChartByChartAndOnlyWhereThatIsPossible() {
        Incident.abortedAfterChartServerSwitch(SERVER.api());

        assertThat(verdicts(gleaner.run("diagnose", "-o", "json")))
                .isEqualTo(Map.of(
                        "harvester", "PAUSED_UNRESOLVABLE",
                        "harvester-crd", "PAUSED_PENDING_CHANGE",
                        "rancher-monitoring-crd", "PAUSED_UNRESOLVABLE",
                        "rancher-logging-crd", "PAUSED_UNRESOLVABLE"));
        assertRefusedWithoutAnyWrite("recover", "resume-charts", "--yes");
        assertRefusedWithoutAnyWrite("recover", "resume-charts", "--chart", "harvester", "--yes");

        try (var _ = SimulatedControllersOnApiServer.start(SERVER.api())) {
            Answer answer = gleaner.run("recover", "resume-charts", "--chart", "harvester-crd", "--yes");

            assertThat(answer.exitCode()).as(answer.err()).isZero();
            JsonNode resumed = chart(gleaner.run("diagnose", "-o", "json"), "harvester-crd");
            assertThat(resumed.path("verdict").asString()).isEqualTo("HEALTHY");
            assertThat(resumed.at("/helm/chartVersion").asString()).isEqualTo("1.5.1");
            assertThat(isPaused(Incident.chart("harvester"))).isTrue();
        }
    }

    @Test
    void nothingIsWrittenWhileTheJobThatPausesTheChartsIsActive() {
        Incident.applyManifestsIsActive(SERVER.api());

        assertThat(verdicts(gleaner.run("diagnose", "-o", "json")).values())
                .hasSize(4)
                .containsOnly("IN_TRANSITION");
        assertRefusedWithoutAnyWrite("recover", "resume-charts", "--yes");
        assertRefusedWithoutAnyWrite("recover", "resume-charts", "--chart", "harvester", "--yes");
    }

    @Test
    void jobThatStartsAfterThePreviewStopsTheRunBeforeItsFirstWrite() {
        Incident.abortedBeforeChartServerSwitch(SERVER.api());
        try (ClusterSource cluster = gleaner.connect(LocalKubernetes.ADMIN)) {
            ClusterState state = cluster.load(Duration.ofSeconds(30));
            Assessment assessment = Assessor.assess(state);
            Executor executor = new Executor(
                    cluster.writer().orElseThrow(),
                    assessment.origin(),
                    new Journal(gleaner.stateFolder()),
                    InstantSource.system());
            Preview preview = executor.preview(
                    ((PlanOffer.Offered) Planner.plan("resume-charts", assessment, state, Set.of())).plan());
            assertThat(preview.canRun()).isTrue();

            Incident.jobStartsAnew(SERVER.api());
            Map<ObjectRef, String> before = SERVER.api().resourceVersions();
            RunResult result = executor.run(preview, Duration.ofSeconds(30), _ -> {}, () -> false);

            assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(SERVER.api().resourceVersions()).isEqualTo(before);
        }
    }

    @Test
    void whoMayOnlyReadIsToldSoBeforeAnythingIsWritten() throws IOException {
        Incident.abortedBeforeChartServerSwitch(SERVER.api());
        Map<ObjectRef, String> before = SERVER.api().resourceVersions();

        Answer diagnosis = gleaner.runAs(RealApiServer.VIEWER, "diagnose", "-o", "json");
        assertThat(verdicts(diagnosis).values()).hasSize(4).containsOnly("PAUSED_SAFE");

        Answer plan = gleaner.runAs(RealApiServer.VIEWER, "plan", "resume-charts");
        assertThat(plan.exitCode()).isEqualTo(4);
        Answer recovery = gleaner.runAs(RealApiServer.VIEWER, "recover", "resume-charts", "--yes");
        assertThat(recovery.exitCode()).isEqualTo(4);
        assertThat(recovery.err()).contains("patch managedcharts.management.cattle.io in fleet-local/harvester-crd");
        assertThat(SERVER.api().resourceVersions()).isEqualTo(before);

        assertThat(Stream.of(diagnosis, plan, recovery).map(answer -> answer.out() + answer.err()))
                .noneMatch(words -> words.contains(RealApiServer.VIEWER_TOKEN));
        assertThat(stateFiles()).noneMatch(words -> words.contains(RealApiServer.VIEWER_TOKEN));
    }

    @Test
    void whatMayNotBeSeenIsNotTakenForFine() {
        Incident.abortedBeforeChartServerSwitch(SERVER.api());

        Answer diagnosis = gleaner.runAs(RealApiServer.WITHOUT_APPS, "diagnose", "-o", "json");

        assertThat(diagnosis.json().at("/source/coverage").valueStream())
                .filteredOn(each -> each.path("status").asString().equals("FORBIDDEN"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.path("kind").asString()).isEqualTo("apps.catalog.cattle.io");
                    assertThat(each.path("detail").asString()).contains(RealApiServer.WITHOUT_APPS);
                });
        assertThat(charts(diagnosis, chart -> chart.path("helm").isNull() ? "nothing" : "something"))
                .containsOnly("nothing");
        assertThat(verdicts(diagnosis).values()).hasSize(4).containsOnly("UNKNOWN");
    }

    @Test
    void runThatWasKilledIsReportedByTheNextStartAndCanBeFinished() throws IOException, InterruptedException {
        Incident.abortedBeforeChartServerSwitch(SERVER.api());
        JsonNode before = SERVER.api().get(Incident.chart("harvester-crd"));

        // Nobody answers for Rancher and Fleet, so the first step waits for its effect.
        gleaner.killWhen(() -> !isPaused(Incident.chart("harvester-crd")), "recover", "resume-charts", "--yes");

        JsonNode run = runs().path(0);
        String runId = run.path("runId").asString();
        assertThat(run.path("ended").isNull()).isTrue();
        assertThat(run.at("/steps/0/target/name").asString()).isEqualTo("harvester-crd");
        assertThat(run.at("/steps/0/before/metadata/uid")).isEqualTo(before.at("/metadata/uid"));
        assertThat(run.at("/steps/0/before/spec")).isEqualTo(before.path("spec"));
        assertThat(gleaner.run("diagnose").err()).contains("Run " + runId).contains("was cut short");
        assertThat(gleaner.command(List.of("journal")).out()).contains(runId);

        try (var _ = SimulatedControllersOnApiServer.start(SERVER.api())) {
            Answer rest = gleaner.run("recover", "resume-charts", "--yes");
            assertThat(rest.exitCode()).as(rest.err()).isZero();
        }
        Answer afterwards = gleaner.run("diagnose", "-o", "json");
        assertThat(verdicts(afterwards).values()).hasSize(4).containsOnly("HEALTHY");
        assertThat(afterwards.err()).doesNotContain("cut short");
    }

    private void assertRefusedWithoutAnyWrite(String... arguments) {
        Map<ObjectRef, String> before = SERVER.api().resourceVersions();
        Answer answer = gleaner.run(arguments);
        assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(6);
        assertThat(SERVER.api().resourceVersions()).isEqualTo(before);
        assertThat(runs()).isEmpty();
    }

    private JsonNode runs() {
        return gleaner.command(List.of("journal", "-o", "json")).json().path("runs");
    }

    private List<String> stateFiles() throws IOException {
        if (Files.notExists(gleaner.stateFolder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(gleaner.stateFolder())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    private static boolean isPaused(ObjectRef ref) {
        return SERVER.api().get(ref).at("/spec/paused").asBoolean(false);
    }

    private static Map<String, String> verdicts(Answer diagnosis) {
        return diagnosis
                .json()
                .path("charts")
                .valueStream()
                .collect(Collectors.toMap(
                        chart -> chart.path("name").asString(),
                        chart -> chart.path("verdict").asString()));
    }

    private static List<String> charts(Answer diagnosis, Function<JsonNode, String> question) {
        return diagnosis.json().path("charts").valueStream().map(question).toList();
    }

    private static JsonNode chart(Answer diagnosis, String name) {
        return diagnosis
                .json()
                .path("charts")
                .valueStream()
                .filter(chart -> chart.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<com.networknt.schema.Error> schemaErrors(String document) {
        try (InputStream schema = AssessmentJson.class.getResourceAsStream("assessment-v1.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema, InputFormat.JSON)
                    .validate(document, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
