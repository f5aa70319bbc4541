package io.gleaner.analysis.rules.node;

import io.gleaner.analysis.rules.Rule;
import java.util.List;

/** The rules of this part, causes before the symptoms they explain. */
public final class NodeRules {
    public static final List<Rule> ALL = List.of(
            new NodeDown(),
            new NetworkLostAtReboot(),
            new VersionNotReverted(),
            new RepositoryDown(),
            new VolumesUnhealthy(),
            new MachinesCannotLeave(),
            new EvacuationBudgetStale(),
            new DrainRefused(),
            new KubernetesNotUpgraded(),
            new SystemUpgradeFails(),
            new OldSystemBooted(),
            new HookJobExists(),
            new StaleJobPending(),
            new NodePaused(),
            new OtherNodeBusy(),
            new NotUncordoned(),
            new HooksLeftOver(),
            new ImporterCertificateExpired());

    private NodeRules() {}
}
