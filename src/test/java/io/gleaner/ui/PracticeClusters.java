package io.gleaner.ui;

import io.gleaner.model.Text;
import io.gleaner.source.ClusterSource;
import io.gleaner.source.SourceException;
import io.gleaner.source.live.ClusterContext;
import io.gleaner.source.live.LiveClusters.Probe;
import io.gleaner.source.scenario.Scenarios;
import io.gleaner.source.scenario.Scenarios.Scenario;
import io.gleaner.ui.connect.Clusters;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Made-up contexts, and the built-in incidents at a speed of the test's choice. */
final class PracticeClusters implements Clusters {
    static final Path OWN_FILE = Path.of("/home/operator/.kube/config");
    static final Path GIVEN_FILE = Path.of("/home/operator/Downloads/lab.yaml");
    static final ClusterContext HEALTHY = context(OWN_FILE, "prod-a", true, "https://10.0.1.10:6443");
    static final ClusterContext PAUSED = context(OWN_FILE, "edge-7", false, "https://10.7.0.10:6443");
    static final ClusterContext EXPIRED = context(OWN_FILE, "lab", false, "https://192.168.40.10:6443");
    static final ClusterContext WITH_PROGRAM = new ClusterContext(
            GIVEN_FILE,
            "partner-site",
            false,
            "https://harvester.partner.example:6443",
            List.of("kubelogin", "get-token", "--oidc-client-id=harvester"),
            false,
            null,
            List.of(GIVEN_FILE));

    private final Map<ClusterContext, Probe> probes = Map.of(
            HEALTHY,
            new Probe(true, "v1.5.1", 0, null),
            PAUSED,
            new Probe(true, "v1.4.3", 4, null),
            EXPIRED,
            new Probe(
                    false,
                    "",
                    -1,
                    Text.of(
                            "live.sentence",
                            Text.of(
                                    "live.certificate.clientExpired",
                                    "admin",
                                    OWN_FILE.toString(),
                                    Instant.parse("2026-10-30T08:00:00Z")),
                            Text.of("live.certificate.clientExpired.next"))));
    private final double speed;
    private final List<Path> askedFor = new ArrayList<>();
    private final List<ClusterContext> connected = new ArrayList<>();
    private Function<String, ClusterSource> scenarios;

    PracticeClusters(double speed) {
        this.speed = speed;
        this.scenarios = name -> Scenarios.open(name, this.speed);
    }

    private static ClusterContext context(Path file, String name, boolean current, String server) {
        return new ClusterContext(file, name, current, server, List.of(), true, null, List.of(file));
    }

    /** Whatever is opened from now on is this source. */
    void openAlways(ClusterSource source) {
        scenarios = _ -> source;
    }

    List<Path> filesAskedFor() {
        return askedFor;
    }

    List<ClusterContext> connected() {
        return connected;
    }

    @Override
    public List<Path> defaultFiles() {
        return List.of(OWN_FILE);
    }

    @Override
    public List<ClusterContext> contexts(List<Path> files) {
        askedFor.addAll(files);
        List<ClusterContext> found = new ArrayList<>();
        for (Path file : files) {
            if (file.equals(OWN_FILE)) {
                found.addAll(List.of(HEALTHY, PAUSED, EXPIRED));
            } else if (file.equals(GIVEN_FILE)) {
                found.add(WITH_PROGRAM);
            } else {
                throw new SourceException(
                        SourceException.Problem.KUBECONFIG_MISSING,
                        Text.of("live.kubeconfig.missing", file.toString()),
                        Text.of("live.kubeconfig.missing.next"));
            }
        }
        return found;
    }

    @Override
    public ClusterContext find(@Nullable Path file, @Nullable String context) {
        return contexts(List.of(file == null ? OWN_FILE : file)).stream()
                .filter(each -> context == null || each.name().equals(context))
                .findFirst()
                .orElseThrow(() -> new SourceException(
                        SourceException.Problem.CONTEXT_UNKNOWN,
                        Text.of("live.context.unknown", String.valueOf(context), String.valueOf(file)),
                        Text.of("live.context.next", List.of("prod-a", "edge-7", "lab"))));
    }

    @Override
    public Probe probe(ClusterContext context) {
        return probes.getOrDefault(context, new Probe(true, "v1.6.0", 0, null));
    }

    @Override
    public ClusterSource connect(ClusterContext context) {
        connected.add(context);
        if (context.equals(EXPIRED)) {
            throw new SourceException(
                    SourceException.Problem.UNREACHABLE,
                    Text.of("live.unreachable", context.server(), "connection refused"),
                    Text.of("live.unreachable.next", context.name()));
        }
        return scenarios.apply("aborted-before-pod-upgrade");
    }

    @Override
    public List<Scenario> scenarios() {
        return Scenarios.all();
    }

    @Override
    public ClusterSource openScenario(String name) {
        return scenarios.apply(name);
    }

    @Override
    public ClusterSource openBundle(Path bundle) {
        throw new AssertionError("no bundle was chosen");
    }
}
