package io.gleaner.recovery.guardian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.model.ClusterState;
import io.gleaner.recovery.Executor;
import io.gleaner.recovery.Journal;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.scenario.ScenarioSource;
import io.gleaner.source.scenario.Scenarios;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class GuardianTest {
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Instant START = Instant.parse("2026-03-05T10:00:00Z");

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final InstantSource clock = now::get;
    private final List<GuardianNews> news = new CopyOnWriteArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<ScenarioSource> sources = new CopyOnWriteArrayList<>();
    private Thread thread = Thread.ofVirtual().unstarted(() -> {});

    @AfterEach
    void stop() throws InterruptedException {
        stopWatching();
        sources.forEach(ScenarioSource::close);
    }

    private ScenarioSource open(String scenario) {
        ScenarioSource source = Scenarios.open(scenario, 500);
        sources.add(source);
        return source;
    }

    private void watch(ScenarioSource source, Duration verifyTimeout) {
        ClusterState state = source.load(PATIENT);
        ClusterWriter writer = source.writer().orElseThrow();
        Executor executor = new Executor(writer, state.origin(), new Journal(folder), clock);
        Guardian guardian = Guardian.of(source, executor, state.origin(), folder, verifyTimeout, clock, news::add);
        stopped.set(false);
        thread = Thread.ofVirtual().start(() -> {
            try {
                guardian.watch(stopped::get);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void stopWatching() throws InterruptedException {
        stopped.set(true);
        thread.join();
    }

    private void awaitNews(Predicate<GuardianNews> wanted) {
        await().atMost(PATIENT).untilAsserted(() -> assertThat(news).anyMatch(wanted));
    }

    private static List<String> paused(ScenarioSource source) {
        return source.load(PATIENT).managedCharts().stream()
                .filter(chart -> chart.paused())
                .map(chart -> chart.name())
                .toList();
    }

    private static void pause(ScenarioSource source, String chart, String manager) {
        ObjectNode object = source.cluster().get(ResourceKind.MANAGED_CHART.ref("fleet-local", chart));
        ((ObjectNode) object.path("spec")).put("paused", true);
        source.cluster().update(object, manager);
    }

    @Test
    void whatAnAbortedUpgradeLeftPausedIsResumedAndOnRecord() {
        ScenarioSource source = open("aborted-before-pod-upgrade");

        watch(source, PATIENT);

        awaitNews(GuardianNews.Resumed.class::isInstance);
        assertThat(paused(source)).isEmpty();
        assertThat(new Journal(folder).runs()).extracting(RecordedRun::plan).containsExactly("resume-charts");
    }

    @Test
    void aChartSomebodyPausedStaysPaused() throws InterruptedException {
        ScenarioSource source = open("paused-by-hand");
        List<String> before = paused(source);
        assertThat(before).isNotEmpty();

        watch(source, PATIENT);

        awaitNews(GuardianNews.Seen.class::isInstance);
        // What was seen is decided upon before the watch ends.
        stopWatching();
        assertThat(paused(source)).isEqualTo(before);
        assertThat(new Journal(folder).runs()).isEmpty();
    }

    @Test
    void nothingIsResumedWhileTheUpgradeRuns() throws InterruptedException {
        ScenarioSource source = open("upgrade-running");
        List<String> before = paused(source);

        watch(source, PATIENT);

        awaitNews(GuardianNews.Seen.class::isInstance);
        // What was seen is decided upon before the watch ends.
        stopWatching();
        assertThat(paused(source)).isEqualTo(before);
        assertThat(new Journal(folder).runs()).isEmpty();
    }

    @Test
    void whatDoesNotVerifyIsTriedAgainLater() {
        ScenarioSource source = open("aborted-before-pod-upgrade");
        source.silenceControllers("harvester-crd");

        watch(source, Duration.ofSeconds(1));

        awaitNews(GuardianNews.Failed.class::isInstance);
        assertThat(news).filteredOn(GuardianNews.Starting.class::isInstance).hasSize(1);
        GuardianNews.Failed failed = news.stream()
                .filter(GuardianNews.Failed.class::isInstance)
                .map(GuardianNews.Failed.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(failed.nextTry()).isEqualTo(START.plus(Duration.ofMinutes(1)));

        now.set(failed.nextTry());

        await().atMost(PATIENT)
                .untilAsserted(() -> assertThat(news)
                        .filteredOn(GuardianNews.Starting.class::isInstance)
                        .hasSizeGreaterThan(1));
    }

    @Test
    void aPauseThatBeganOutsideAnUpgradeIsRememberedOverARestart() throws InterruptedException {
        ScenarioSource healthy = open("healthy");
        watch(healthy, PATIENT);
        awaitNews(GuardianNews.Seen.class::isInstance);
        pause(healthy, "rancher-logging-crd", "kubectl-patch");
        Path memory = folder.resolve("guardian");
        await().atMost(PATIENT)
                .until(() ->
                        java.nio.file.Files.exists(memory) && !filesIn(memory).isEmpty());
        stopWatching();

        PauseMemory read = new PauseMemoryFile(folder, healthy.load(PATIENT).origin()).read();

        assertThat(read.charts()).containsOnlyKeys("rancher-logging-crd");
        assertThat(read.charts().get("rancher-logging-crd"))
                .extracting(PauseMemory.Sighting::beginningSeen, PauseMemory.Sighting::upgrade)
                .containsExactly(true, "");
    }

    private static List<Path> filesIn(Path folder) throws java.io.IOException {
        try (var files = java.nio.file.Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }
}
