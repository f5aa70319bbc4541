package io.gleaner.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.model.ManagedChart;
import io.gleaner.source.ClusterSource;
import io.gleaner.source.ClusterSource.Subscription;
import io.gleaner.source.Observation;
import io.gleaner.source.Observation.Freshness;
import io.gleaner.text.Phrasebook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** A live source follows a real cluster, through the loss of its API server and back. */
class LiveFactsOnApiServerTest {
    @RegisterExtension
    static final RealApiServer SERVER = new RealApiServer();

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(60);

    private final List<Observation> seen = new CopyOnWriteArrayList<>();
    private ClusterSource source;
    private Subscription subscription;

    @BeforeEach
    void observeTheIncident(@TempDir Path workstation) {
        Incident.abortedBeforeChartServerSwitch(SERVER.api());
        source = new GleanerOnApiServer(workstation, SERVER.kubernetes()).connect(RealApiServer.VIEWER);
        subscription = source.observe(seen::add);
        await().atMost(SOON).until(() -> isPaused("harvester"));
    }

    @AfterEach
    void close() {
        subscription.close();
        source.close();
    }

    @Test
    void changeInTheClusterReachesAnObserverWithinASecond() {
        for (boolean paused : new boolean[] {false, true, false, true, false}) {
            pause("harvester", paused);
            within(AT_ONCE, () -> isPaused("harvester") == paused);
        }
    }

    @Test
    void lostServerLeavesItsLastFactsAndIsFollowedAgainWhenItIsBack() {
        SERVER.kubernetes().lose();
        within(SOON, () -> last().isStale());

        assertThat(isPaused("harvester")).isTrue();
        assertThat(last().freshness()).isInstanceOfSatisfying(Freshness.Stale.class, stale -> {
            assertThat(stale.since()).isBeforeOrEqualTo(last().state().asOf().plus(SOON));
            assertThat(Phrasebook.english().say(stale.cause())).contains("127.0.0.1");
        });

        SERVER.kubernetes().recover();
        pause("harvester", false);
        within(SOON, () -> last().freshness() instanceof Freshness.Live && !isPaused("harvester"));
    }

    private static void pause(String chart, boolean paused) {
        SERVER.api()
                .change(
                        Incident.chart(chart),
                        "kubectl-edit",
                        object -> ((ObjectNode) object.path("spec")).put("paused", paused));
    }

    private static void within(Duration time, Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(10)).atMost(time).until(condition);
    }

    private Observation last() {
        return seen.getLast();
    }

    private boolean isPaused(String chart) {
        return !seen.isEmpty()
                && last().state().managedCharts().stream()
                        .filter(each -> each.name().equals(chart))
                        .anyMatch(ManagedChart::paused);
    }
}
