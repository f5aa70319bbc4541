package io.gleaner.source.scenario;

import io.gleaner.model.Text;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.SourceException;
import io.gleaner.source.SourceException.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The catalogue of built-in incidents. */
public final class Scenarios {
    /** Every scenario plays before the nodes are upgraded, so they all run the Kubernetes of the old release. */
    private static final String RUNNING_RELEASE = "v1.4.3";

    private static final List<Entry> CATALOGUE = List.of(
            new Entry("aborted-before-pod-upgrade", Incidents::abortedBeforePodUpgrade),
            new Entry("no-chart-version", Incidents::noChartVersion),
            new Entry("half-resumed", Incidents::halfResumed),
            new Entry("upgrade-running", Incidents::upgradeRunning),
            new Entry("paused-by-hand", Incidents::pausedByHand),
            new Entry(
                    "read-only-user",
                    Incidents::abortedBeforePodUpgrade,
                    AccessPolicy.readOnly("viewer", Set.of(ResourceKind.PLAN))),
            new Entry("healthy", Incidents::healthy));

    private Scenarios() {}

    /** One built-in incident. */
    public record Scenario(String name, Text title, Text description) {}

    private record Entry(String name, Consumer<Story> past, AccessPolicy access) {
        Entry(String name, Consumer<Story> past) {
            this(name, past, AccessPolicy.administrator());
        }
    }

    /** The default incident first. */
    public static List<Scenario> all() {
        return CATALOGUE.stream()
                .map(entry -> new Scenario(
                        entry.name(),
                        Text.of("scenario.%s.title".formatted(entry.name())),
                        Text.of("scenario.%s.description".formatted(entry.name()))))
                .toList();
    }

    /**
     * A fresh cluster in the state of the scenario; its simulated controllers start with the first observer or write.
     *
     * @param speed how many seconds of the cluster pass in one second
     * @throws SourceException for an unknown name
     */
    public static ScenarioSource open(String name, double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("a scenario cannot run at speed " + speed);
        }
        Entry entry = CATALOGUE.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
        ScenarioClock clock = new ScenarioClock(Instant.EPOCH, speed);
        InMemoryCluster cluster = new InMemoryCluster(clock);
        ControllerSimulation simulation = new ControllerSimulation(new InMemoryControllerApi(cluster));
        Story story = new Story(cluster, clock, simulation);
        entry.past().accept(story);
        ScenarioReading reading =
                new ScenarioReading(cluster, entry.access(), story.kubernetes(RUNNING_RELEASE), story.logs());
        return new ScenarioSource(name, reading, cluster, clock, simulation, entry.access());
    }

    private static SourceException unknown(String name) {
        return new SourceException(
                Problem.SCENARIO_UNKNOWN,
                Text.of("scenario.unknown", name),
                Text.of(
                        "scenario.unknown.next",
                        CATALOGUE.stream().map(Entry::name).toList()));
    }
}
