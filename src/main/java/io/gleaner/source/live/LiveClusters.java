package io.gleaner.source.live;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.gleaner.model.Text;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.ClusterSource;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.SourceException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Connects to clusters. */
public final class LiveClusters {
    private LiveClusters() {}

    /**
     * What a quick look at a context found.
     *
     * @param harvesterVersion empty when not reachable, not a Harvester, or not looked for
     * @param pausedCharts -1 when not known
     * @param problem cause and next step in one sentence; null when all is well
     */
    public record Probe(
            boolean reachable,
            String harvesterVersion,
            int pausedCharts,
            @Nullable Text problem) {}

    /**
     * Connects and starts to read in the background; problems show at {@link ClusterSource#load}.
     *
     * @param mayRun asked before the exec plugin of a kubeconfig that is not the user's default one is run
     * @throws io.gleaner.source.SourceException when the context cannot be used at all
     */
    public static ClusterSource connect(ClusterContext context, Predicate<ClusterContext> mayRun, InstantSource clock) {
        return new LiveClusterSource(Connection.of(context, mayRun, System.getenv(), clock), clock, Pace.NORMAL);
    }

    /**
     * A short look at a context for the connect screen; never throws. It runs no exec plugin, approved or not, because many
     * contexts are looked at together and a plugin may open a browser: of such a context only the reachability is told.
     */
    public static Probe probe(ClusterContext context, Duration timeout, InstantSource clock) {
        ConnectionDoctor doctor = new ConnectionDoctor(context);
        try {
            Connection connection = Connection.of(context, _ -> true, System.getenv(), clock);
            try (KubernetesClient client = connection.newClientWithoutPlugin()) {
                return look(connection, new ApiRequests(client, timeout), doctor);
            }
        } catch (RuntimeException e) {
            return unreachable(doctor.diagnose(e));
        }
    }

    private static Probe look(Connection connection, ApiRequests api, ConnectionDoctor doctor) {
        try {
            api.ping("/version");
        } catch (ClusterRequestException e) {
            boolean answers = e.reason() == Reason.UNAUTHORIZED || e.reason() == Reason.FORBIDDEN;
            if (!answers || !connection.usesPlugin()) {
                return new Probe(answers, "", -1, sentence(doctor.diagnose(e)));
            }
        }
        if (connection.usesPlugin()) {
            return new Probe(true, "", -1, null);
        }
        try {
            String version = api.get(ApiPath.of(ResourceKind.SETTING, null, "server-version"))
                    .path("value")
                    .asString("");
            return new Probe(true, version, pausedCharts(api), null);
        } catch (ClusterRequestException e) {
            SourceException problem = e.reason() == Reason.NOT_FOUND ? doctor.noHarvester() : doctor.diagnose(e);
            return new Probe(e.reason() != Reason.UNREACHABLE, "", -1, sentence(problem));
        }
    }

    private static int pausedCharts(ApiRequests api) {
        try {
            int paused = 0;
            for (JsonNode chart : api.get(ApiPath.of(ResourceKind.MANAGED_CHART, "fleet-local", null))
                    .path("items")) {
                if (chart.path("spec").path("paused").asBoolean(false)) {
                    paused++;
                }
            }
            return paused;
        } catch (ClusterRequestException _) {
            return -1;
        }
    }

    private static Probe unreachable(SourceException problem) {
        return new Probe(false, "", -1, sentence(problem));
    }

    private static Text sentence(SourceException problem) {
        return Text.of("live.sentence", problem.what(), problem.nextStep());
    }
}
