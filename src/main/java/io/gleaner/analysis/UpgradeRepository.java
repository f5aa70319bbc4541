package io.gleaner.analysis;

import io.gleaner.model.ClusterState;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Upgrade;
import java.util.Optional;

/**
 * The server of an upgrade's ISO: a VirtualMachine up to the controllers of v1.6, a Deployment since.
 *
 * @param status the VirtualMachine's own word, or how many replicas of the Deployment are available
 */
public record UpgradeRepository(ObjectRef object, boolean serves, String status) {
    private static final String NAMESPACE = "harvester-system";

    /** Empty when neither is seen. */
    public static Optional<UpgradeRepository> of(ClusterState state, Upgrade upgrade) {
        String name = "upgrade-repo-" + upgrade.name();
        return state.workload(NAMESPACE, name)
                .map(deployment -> new UpgradeRepository(
                        deployment.metadata().ref(),
                        deployment.availableReplicas() > 0,
                        deployment.availableReplicas() + "/" + deployment.replicas()))
                .or(() -> state.virtualization().machines().stream()
                        .filter(machine -> machine.name().equals(name)
                                && NAMESPACE.equals(machine.metadata().ref().namespace()))
                        .findFirst()
                        .map(machine -> new UpgradeRepository(
                                machine.metadata().ref(),
                                machine.printableStatus().equals("Running"),
                                machine.printableStatus())));
    }
}
