package io.gleaner.recovery;

import io.gleaner.analysis.Assessment;
import io.gleaner.model.ClusterState;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.scenario.InMemoryCluster;
import io.gleaner.source.scenario.RequestFilter;
import io.gleaner.source.scenario.ScenarioSource;
import io.gleaner.source.scenario.Scenarios;
import io.gleaner.text.Phrasebook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The built-in aborted upgrade with its four paused charts, a journal, and everything a test needs to get in between. */
final class Incident implements AutoCloseable {
    static final String ABORTED = "aborted-before-pod-upgrade";
    static final List<String> ORDER =
            List.of("harvester-crd", "harvester", "rancher-monitoring-crd", "rancher-logging-crd");

    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2025-07-15T10:00:00Z"));

    final ScenarioSource source;
    final Path folder;
    final List<StepProgress> progress = new ArrayList<>();
    /** Names of the charts the writer has been asked to patch, in order. */
    final List<String> patched = new ArrayList<>();

    Duration timeout = PATIENT;

    Incident(Path folder) {
        this(ABORTED, folder);
    }

    Incident(String scenario, Path folder) {
        this.source = Scenarios.open(scenario, 500);
        this.folder = folder;
        filter(RequestFilter.NONE);
    }

    /** Counts patches and lets the given filter do the rest. */
    void filter(RequestFilter filter) {
        source.filterRequests((verb, ref, request) -> {
            if (verb.equals("patch") || verb.equals("delete")) {
                patched.add(ref.name());
            }
            return filter.around(verb, ref, request);
        });
    }

    InMemoryCluster cluster() {
        return source.cluster();
    }

    ClusterWriter writer() {
        return source.writer().orElseThrow();
    }

    ClusterState state() {
        return source.load(PATIENT);
    }

    Assessment assessment() {
        return Assessments.of(state());
    }

    Journal journal() {
        return new Journal(folder);
    }

    Executor executor() {
        return executor(journal());
    }

    Executor executor(Journal journal) {
        return new Executor(writer(), state().origin(), journal, CLOCK);
    }

    UnfinishedRuns unfinished() {
        return new UnfinishedRuns(writer(), state().origin(), journal(), CLOCK);
    }

    RecoveryPlan plan(String... charts) {
        return offered(Planner.plan("resume-charts", assessment(), state(), Set.of(charts)));
    }

    static RecoveryPlan offered(PlanOffer offer) {
        return switch (offer) {
            case PlanOffer.Offered(RecoveryPlan plan) -> plan;
            case PlanOffer.Refused refused -> throw new AssertionError("refused: " + say(refused.reason()) + refused);
        };
    }

    Preview preview() {
        return executor().preview(plan());
    }

    RunResult run(Preview shown) {
        return executor().run(shown, timeout, progress::add, () -> false);
    }

    RunResult run(RecoveryPlan plan) {
        return run(executor().preview(plan));
    }

    static ObjectRef chart(String name) {
        return ResourceKind.MANAGED_CHART.ref("fleet-local", name);
    }

    ObjectNode chartJson(String name) {
        return cluster().get(chart(name));
    }

    boolean isPaused(String name) {
        return chartJson(name).at("/spec/paused").asBoolean(false);
    }

    boolean isBundlePaused(String name) {
        return cluster()
                .get(ResourceKind.BUNDLE.ref("fleet-local", "mcc-" + name))
                .at("/spec/paused")
                .asBoolean(false);
    }

    List<String> pausedCharts() {
        return ORDER.stream().filter(this::isPaused).toList();
    }

    /** What somebody else does to a chart. */
    void change(String name, Consumer<ObjectNode> change) {
        ObjectNode object = chartJson(name);
        change.accept(object);
        cluster().update(object, "somebody-else");
    }

    static void setSpec(ObjectNode object, String field, boolean value) {
        ((ObjectNode) object.path("spec")).put(field, value);
    }

    static void setSpec(ObjectNode object, String field, String value) {
        ((ObjectNode) object.path("spec")).put(field, value);
    }

    static void setSpec(ObjectNode object, String field, int value) {
        ((ObjectNode) object.path("spec")).put(field, value);
    }

    /** The script's Job starts again. */
    void startManifestJob() {
        ObjectNode job = cluster()
                .list(ResourceKind.JOB, "harvester-system", "harvesterhci.io/upgradeComponent=manifest")
                .getFirst();
        ObjectNode status = ((ObjectNode) job.path("status"));
        status.remove("conditions");
        status.put("active", 1);
        cluster().updateStatus(job, "kube-controller-manager");
    }

    static String say(Text text) {
        return Phrasebook.english().say(text);
    }

    @Override
    public void close() {
        source.close();
    }
}
