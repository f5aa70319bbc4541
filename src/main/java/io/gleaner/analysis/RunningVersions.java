package io.gleaner.analysis;

import io.gleaner.model.ClusterState;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.Known;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Workload;
import java.util.Optional;

/**
 * Which Harvester runs and which release the chart server serves.
 *
 * @param controllerTag image tag of the Deployment {@code harvester-system/harvester}; empty when not known
 * @param controller that tag, else the setting {@code server-version}; empty for a development build
 * @param rolledOut whether the Deployment finished its rollout
 * @param chartServerTag image tag of the Deployment {@code cattle-system/harvester-cluster-repo}; empty when not known
 */
public record RunningVersions(
        String controllerTag,
        Optional<HarvesterVersion> controller,
        Known rolledOut,
        String chartServerTag,
        Optional<HarvesterVersion> chartServer) {
    public static final ObjectRef CONTROLLER = new ObjectRef("apps/v1", "Deployment", "harvester-system", "harvester");
    public static final ObjectRef CHART_SERVER =
            new ObjectRef("apps/v1", "Deployment", "cattle-system", "harvester-cluster-repo");

    static RunningVersions of(ClusterState state) {
        Optional<Workload> controller = state.workload("harvester-system", "harvester");
        String controllerTag = controller
                .flatMap(workload -> workload.imageTag("rancher/harvester"))
                .orElse("");
        String chartServerTag = state.workload("cattle-system", "harvester-cluster-repo")
                .flatMap(workload -> workload.imageTag("rancher/harvester-cluster-repo"))
                .orElse("");
        return new RunningVersions(
                controllerTag,
                HarvesterVersion.parse(controllerTag).or(() -> HarvesterVersion.parse(state.serverVersion())),
                controller.map(workload -> Known.of(workload.rolledOut())).orElse(Known.UNKNOWN),
                chartServerTag,
                HarvesterVersion.parse(chartServerTag));
    }

    /** The running version as its object spells it; empty when not known. */
    public String spelling() {
        return controller.map(HarvesterVersion::spelling).orElse(controllerTag);
    }

    /** Whether the chart server carries this Harvester version; UNKNOWN without a tag to compare. */
    public Known chartServerIsAt(String version) {
        Optional<HarvesterVersion> wanted = HarvesterVersion.parse(version);
        return chartServer.isEmpty() || wanted.isEmpty()
                ? Known.UNKNOWN
                : Known.of(chartServer.get().sameAs(wanted.get()));
    }
}
