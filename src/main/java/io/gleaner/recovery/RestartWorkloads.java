package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Workload;
import io.gleaner.source.ResourceKind;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The plan {@code restart-workload}: replaces the Pods of one of the controllers an upgrade hangs on. */
final class RestartWorkloads {
    static final String NAME = "restart-workload";

    /** Those whose Pods may go at any time, and where they live. */
    private static final Map<String, String> RESTARTABLE = Map.of(
            "rancher", "cattle-system",
            "system-upgrade-controller", "cattle-system",
            "harvester-cluster-repo", "cattle-system",
            "fleet-controller", "cattle-fleet-system",
            "harvester", "harvester-system",
            "harvester-webhook", "harvester-system");

    private RestartWorkloads() {}

    static PlanOffer offer(PlanRequest request) {
        PlanDraft draft = new PlanDraft(NAME);
        if (request.isScriptAtWork()) {
            return draft.scriptAtWork();
        }
        List<Workload> restartable = request.state().workloads().stream()
                .filter(RestartWorkloads::mayBeRestarted)
                .toList();
        List<String> known = restartable.stream().map(Workload::name).sorted().toList();
        List<String> unknown = request.unknown(known);
        if (!unknown.isEmpty()) {
            return draft.unknown(unknown, known);
        }
        String at = request.state().asOf().truncatedTo(ChronoUnit.SECONDS).toString();
        for (Workload workload : restartable) {
            ObjectRef ref = workload.metadata().ref();
            if (request.names().isEmpty() ? request.isOfferedFor(NAME, ref) : request.isNamed(workload.name())) {
                draft.step(new RestartWorkload(ref, workload.metadata().uid(), at), draft.text("reason"));
            }
        }
        return draft.offeredOr("name", known);
    }

    private static boolean mayBeRestarted(Workload workload) {
        ObjectRef ref = workload.metadata().ref();
        String namespace = RESTARTABLE.get(ref.name());
        return namespace != null
                && namespace.equals(ref.namespace())
                && ResourceKind.of(ref) == ResourceKind.DEPLOYMENT;
    }
}
